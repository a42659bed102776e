package com.scanium.sightline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeTopologyTest {
  @TempDir private Path temp;
  private Path folder = Path.of("");

  @BeforeEach
  void makeProjectFolder() throws IOException {
    folder = Files.createDirectory(temp.toRealPath().resolve("My.Shop"));
  }

  @Test
  void aServiceIsReadWithAllItsPartsAndPlaces() throws IOException {
    write(
        "compose.yml",
        """
        name: shop
        services:
          web:
            image: nginx:1.27
            container_name: shop-web
            hostname: webhost
            command: run --config.file="/etc/a b.conf" '-x'
            entrypoint: ["/bin/web"]
            ports: ["127.0.0.1:8080:80", "9000-9001:90-91/udp", 3000, {target: 5, published: "6", host_ip: "::1"}]
            expose: ["81"]
            environment:
              - A=1=2
              - FROM_HOST
            extra_hosts: ["db.local:10.0.0.5"]
            labels: {team: shop}
            depends_on: [db]
            volumes:
              - ./conf:/etc/conf/:ro
              - data:/data
              - /anonymous
              - {type: bind, source: ../up, target: /up, read_only: true}
            configs: [{source: app, target: /app.yaml}]
            healthcheck: {test: curl -f localhost}
            logging: {driver: json-file}
            networks:
              front: {aliases: [www], ipv4_address: 172.20.0.9}
              back:
          db:
            image: postgres
        networks:
          front: {}
          back: {name: shared-back}
        volumes:
          data: {}
        configs:
          app: {file: ./app.yaml}
        """);
    NetworkTopology topology = load("compose.yml");
    assertThat(topology.problems()).isEmpty();
    ContainerService web = topology.service("shop", "web").orElseThrow();
    assertThat(web.location()).hasToString("My.Shop/compose.yml:3:3");
    assertThat(web.image().orElseThrow().location()).hasToString("My.Shop/compose.yml:4:12");
    assertThat(texts(web.command())).containsExactly("run", "--config.file=/etc/a b.conf", "-x");
    assertThat(texts(web.arguments())).startsWith("/bin/web");
    assertThat(web.ports())
        .extracting(PortMapping::hostAddress, PortMapping::published, PortMapping::target)
        .containsExactly(
            tuple("127.0.0.1", 8080, 80),
            tuple("", 9000, 90),
            tuple("", 9001, 91),
            tuple("", 0, 3000),
            tuple("::1", 6, 5));
    assertThat(web.ports().get(1).protocol()).isEqualTo("udp");
    assertThat(web.environment().get("A")).hasToString("1=2");
    assertThat(web.environment("A").orElseThrow().location().line()).hasValue(12);
    assertThat(web.environment("FROM_HOST").orElseThrow().isKnown()).isFalse();
    assertThat(web.extraHosts().get("db.local")).hasToString("10.0.0.5");
    assertThat(web.mounts())
        .extracting(Mount::kind, Mount::target, Mount::isReadOnly)
        .containsExactly(
            tuple(Mount.Kind.BIND, "/etc/conf", true),
            tuple(Mount.Kind.VOLUME, "/data", false),
            tuple(Mount.Kind.VOLUME, "/anonymous", false),
            tuple(Mount.Kind.BIND, "/up", true),
            tuple(Mount.Kind.CONFIG, "/app.yaml", true));
    assertThat(web.mounts().get(0).hostPath()).contains(folder.resolve("conf"));
    assertThat(web.mountAt("/etc/conf/x/y").flatMap(m -> m.hostPathOf("/etc/conf/x/y")))
        .contains(folder.resolve("conf/x/y"));
    assertThat(texts(web.healthcheck().orElseThrow().test()))
        .containsExactly("CMD-SHELL", "curl -f localhost");
    assertThat(web.option("logging", "driver").orElseThrow()).hasToString("json-file");
    assertThat(web.networks())
        .extracting(network -> network.network().text())
        .containsExactly("shop_front", "shared-back");
    assertThat(topology.service("shop", "db").orElseThrow().networks().get(0).network())
        .hasToString("shop_default");
    assertThat(topology.networks())
        .extracting(network -> network.name().text())
        .containsExactly("shop_front", "shared-back", "shop_default");
  }

  @Test
  void filesMergeAsComposeMergesThem() throws IOException {
    write(
        "docker-compose.yml",
        """
        services:
          a:
            image: one
            command: [x, y]
            environment: {A: 1, B: 2}
            ports: ["80:80"]
            volumes: ["./one:/data", "./keep:/keep"]
            networks: [n1]
            expose: ["1"]
        networks: {n1: {}, n2: {}}
        """);
    write(
        "docker-compose.override.yml",
        """
        services:
          a:
            image: two
            command: [z]
            environment: [B=3, C=4]
            ports: ["80:80", "81:81"]
            volumes: ["./two:/data"]
            networks: {n2: {aliases: [al]}}
            expose: !override ["2"]
          b: {image: other}
        """);
    NetworkTopology topology = load("docker-compose.yml");
    assertThat(topology.problems()).isEmpty();
    ContainerService a = topology.service("myshop", "a").orElseThrow();
    assertThat(a.image().orElseThrow().location())
        .hasToString("My.Shop/docker-compose.override.yml:3:12");
    assertThat(texts(a.command())).containsExactly("z");
    assertThat(a.environment()).hasToString("{A=1, B=3, C=4}");
    assertThat(a.ports()).extracting(PortMapping::target).containsExactly(80, 81);
    assertThat(a.mounts())
        .extracting(Mount::toString)
        .containsExactly("./two:/data", "./keep:/keep");
    assertThat(a.networks()).extracting(NetworkAttachment::key).containsExactly("n1", "n2");
    assertThat(texts(a.expose())).containsExactly("2");
    assertThat(topology.service("myshop", "b")).isPresent();
  }

  @Test
  void variablesComeFromTheEnvFileAndUnknownOnesStay() throws IOException {
    write(
        ".env",
        """
        # comment
        TAG=1.2   # why
        export QUOTED="a b"
        EMPTY=
        NESTED=${TAG}-x
        COMPOSE_PROJECT_NAME=fromenv
        """);
    write(
        "compose.yaml",
        """
        services:
          a:
            image: app:${TAG}
            environment:
              A: ${MISSING}
              B: ${MISSING:-fallback}
              C: ${EMPTY:-filled}
              D: ${EMPTY-kept}
              E: $$HOME and $QUOTED
              F: ${MISSING:-${NESTED}}
              G: ${TAG:+yes}
              H: ${MISSING:?must be set}
              I: ${COMPOSE_PROJECT_NAME}
            volumes: ["${ROOT}/conf/app.yaml:/app.yaml:ro", "${X:-./x}:/x"]
            networks: [n]
          bad:
            image: "${"
        networks: {n: {name: "${NET}"}}
        """);
    NetworkTopology topology = load("compose.yaml");
    assertThat(topology.problems())
        .extracting(TopologyProblem::message)
        .containsExactly("\"${\" is not closed");
    ContainerService a = topology.service("fromenv", "a").orElseThrow();
    assertThat(a.image().orElseThrow()).hasToString("app:1.2");
    assertThat(a.environment())
        .hasToString(
            "{A=${MISSING}, B=fallback, C=filled, D=, E=$HOME and a b, F=1.2-x, G=yes,"
                + " H=${MISSING:?must be set}, I=fromenv}");
    assertThat(a.environment("A").orElseThrow().isKnown()).isFalse();
    assertThat(a.environment("F").orElseThrow().isKnown()).isTrue();
    assertThat(a.mounts().get(0).hostPath()).isEmpty();
    assertThat(a.mounts().get(0).source().isKnown()).isFalse();
    assertThat(a.mounts().get(1).hostPath()).contains(folder.resolve("x"));
    assertThat(a.networks().get(0).network().isKnown()).isFalse();
    ContainerService bad = topology.service("fromenv", "bad").orElseThrow();
    assertThat(topology.resolve(a, "bad").outcome()).isEqualTo(Resolution.Outcome.OUTSIDE_MODEL);
    assertThat(topology.resolve(bad, "a").outcome()).isEqualTo(Resolution.Outcome.OUTSIDE_MODEL);
    assertThat(topology.mountsOf(Path.of("/srv/repo/conf/app.yaml")))
        .extracting(MountUse::containerPath, MountUse::certainty)
        .containsExactly(tuple("/app.yaml", MountUse.Certainty.POSSIBLE));
    assertThat(topology.mountsOf(Path.of("/srv/repo/other/app.yaml"))).isEmpty();
  }

  @Test
  void servicesExtendOthersAndAnchorsMerge() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    write(
        "sub/base.yml",
        """
        services:
          base:
            image: base
            environment: {A: 1}
            volumes: ["./conf:/conf"]
        """);
    write(
        "compose.yml",
        """
        x-common: &common
          restart: always
          environment: {COMMON: yes}
        services:
          one:
            extends: {file: sub/base.yml, service: base}
            environment: {B: 2}
          two:
            <<: *common
            extends: one
            image: two
          loop: {extends: loop, image: l}
          lost: {extends: {service: nobody}, image: l}
        """);
    NetworkTopology topology = load("compose.yml");
    ContainerService two = topology.service("myshop", "two").orElseThrow();
    assertThat(two.image().orElseThrow()).hasToString("two");
    assertThat(two.environment()).hasToString("{A=1, B=2, COMMON=yes}");
    assertThat(two.mounts().get(0).hostPath()).contains(folder.resolve("sub/conf"));
    assertThat(topology.problems())
        .extracting(TopologyProblem::message)
        .containsExactly(
            "\"loop\" extends itself by way of \"loop\"",
            "\"lost\" extends \"nobody\", which is not defined");
  }

  @Test
  void includesBringTheirOwnFolder() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    write("sub/compose.yml", "services: {inner: {image: i, volumes: ['./v:/v']}}\n");
    write("compose.yml", "include: [sub/compose.yml]\nservices: {outer: {image: o}}\n");
    NetworkTopology topology = load("compose.yml");
    assertThat(topology.services()).extracting(ContainerService::name).contains("inner", "outer");
    assertThat(topology.service("myshop", "inner").orElseThrow().mounts().get(0).hostPath())
        .contains(folder.resolve("sub/v"));
    ContainerService outer = topology.service("myshop", "outer").orElseThrow();
    assertThat(topology.resolve(outer, "inner").outcome()).isEqualTo(Resolution.Outcome.RESOLVES);
  }

  @Test
  void profilesDecideWhatRuns() throws IOException {
    write(
        "compose.yml",
        """
        services:
          always: {image: a}
          debug: {image: d, profiles: [debug]}
        """);
    NetworkTopology open = load("compose.yml");
    assertThat(open.service("myshop", "debug").orElseThrow().isActive()).isTrue();
    NetworkTopology closed =
        ComposeTopology.load(
            temp.toRealPath(),
            List.of(
                ComposeProject.builder(folder.resolve("compose.yml"))
                    .profiles(List.of())
                    .name("p")
                    .build()));
    ContainerService always = closed.service("p", "always").orElseThrow();
    Resolution resolution = closed.resolve(always, "debug");
    assertThat(resolution.outcome()).isEqualTo(Resolution.Outcome.INACTIVE);
    assertThat(resolution.isReached()).isFalse();
  }

  @Test
  void brokenFilesAreProblemsAndTheRestIsRead() throws IOException {
    write("broken.yml", "services:\n  a: [\n");
    write("empty.yml", "# nothing\n");
    write("list.yml", "- a\n");
    write("odd.yml", "services:\n  a:\n  b: {image: x, networks: [nope], ports: ['x:y']}\n");
    write("json.json", "{\"services\": {\"j\": {\"image\": \"i\"}}}");
    NetworkTopology topology =
        ComposeTopology.load(
            temp.toRealPath(),
            List.of("missing.yml", "broken.yml", "empty.yml", "list.yml", "odd.yml", "json.json")
                .stream()
                .map(name -> ComposeProject.of(folder.resolve(name)))
                .toList());
    assertThat(topology.services()).extracting(ContainerService::name).containsExactly("b", "j");
    assertThat(topology.problems())
        .extracting(problem -> problem.location() + " " + problem.message())
        .satisfiesExactly(
            one -> assertThat(one).contains("My.Shop/missing.yml no such file"),
            one -> assertThat(one).contains("My.Shop/broken.yml:3:1", "not YAML"),
            one -> assertThat(one).contains("empty.yml nothing here"),
            one -> assertThat(one).contains("list.yml:1:1 found a list"),
            one -> assertThat(one).contains("odd.yml:2:3 service \"a\" has no definition"),
            one -> assertThat(one).contains("odd.yml:3:28 network \"nope\" is not declared"),
            one -> assertThat(one).contains("not a port: \"x:y\""));
  }

  @Test
  void entriesOfTheConfigurationHaveThreeForms() throws IOException {
    String yaml =
        "[a.yml, [a.yml, b.yml], {files: [c.yml], project: p, env: e.env, profiles: [x]}, {file: d}, 7]";
    List<Problem> problems = new ArrayList<>();
    List<ComposeProject> projects =
        DocReader.yaml(SourceText.of("sightline.yaml", yaml)).orElseThrow().items().stream()
            .flatMap(entry -> ComposeProject.read(entry, Path.of("base"), problems::add).stream())
            .toList();
    assertThat(projects).hasSize(3);
    assertThat(projects.get(1).files())
        .containsExactly(Path.of("base/a.yml"), Path.of("base/b.yml"));
    assertThat(projects.get(2).name()).contains("p");
    assertThat(projects.get(2).envFile()).contains(Path.of("base/e.env"));
    assertThat(projects.get(2).profiles()).contains(List.of("x"));
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "found an object; expected a Compose file",
            "unknown key \"file\"; expected files, project, env or profiles",
            "found a number; expected a Compose file");
  }

  @Test
  void theMountedConfigurationIsTheOneThatRuns() throws IOException {
    write(
        "compose.yml",
        """
        services:
          one:
            image: collector
            command: [run, /etc/c/config.x, --storage=/data]
            volumes: ["./c:/etc/c", "./c/other.x:/etc/c/config.x"]
          two:
            image: collector
            volumes: ["./c/config.x:/etc/c/config.x"]
        volumes: {}
        """);
    NetworkTopology topology = load("compose.yml");
    List<MountUse> other = topology.mountsOf(folder.resolve("c/other.x"));
    assertThat(other)
        .extracting(use -> use.service().name(), MountUse::containerPath, MountUse::command)
        .containsExactly(
            tuple("one", "/etc/c/other.x", MountUse.Command.NAMES_OTHERS),
            tuple("one", "/etc/c/config.x", MountUse.Command.NAMES_IT));
    assertThat(topology.mountsOf(folder.resolve("c/config.x")))
        .extracting(use -> use.service().name(), MountUse::command)
        .containsExactly(tuple("two", MountUse.Command.ABSENT));
  }

  @Test
  void theBestAgreeingPathOfAnotherMachineIsTaken() throws IOException {
    write(
        "compose.yml",
        """
        services:
          store:
            image: store
            volumes:
              - /volume1/apps/monitoring/store:/data
              - ${ROOT}/monitoring/store/store.yaml:/etc/store.yaml:ro
        """);
    assertThat(load("compose.yml").mountsOf(Path.of("/home/me/repo/monitoring/store/store.yaml")))
        .extracting(MountUse::containerPath, MountUse::certainty)
        .containsExactly(tuple("/etc/store.yaml", MountUse.Certainty.POSSIBLE));
  }

  private NetworkTopology load(String file) throws IOException {
    return ComposeTopology.load(
        temp.toRealPath(), List.of(ComposeProject.of(folder.resolve(file))));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static List<String> texts(List<LocatedText> texts) {
    return texts.stream().map(LocatedText::text).toList();
  }
}
