package com.scanium.sightline.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.network.Resolution.Outcome;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameResolutionTest {
  @TempDir private Path folder;
  private NetworkTopology topology = NetworkTopology.EMPTY;

  @BeforeEach
  void twoProjects() throws IOException {
    Path front = folder.resolve("front.yml");
    Path back = folder.resolve("back.yml");
    Files.writeString(
        front,
        """
        name: front
        services:
          agent:
            image: a
            networks: [own, joint, made-elsewhere]
            links: ["store:db"]
            extra_hosts: ["fixed:10.9.0.7", "gate:host-gateway", "me:127.0.0.1"]
          store: {image: s, networks: [own]}
          hidden: {image: h, networks: [lonely], container_name: hidden-one}
          sidecar: {image: x, network_mode: "service:agent"}
          onhost: {image: x, network_mode: host}
          onbridge: {image: x, network_mode: bridge}
          nothing: {image: x, network_mode: none}
        networks:
          own: {}
          lonely: {}
          joint: {name: Joint, external: true}
          made-elsewhere: {external: true}
        """);
    Files.writeString(
        back,
        """
        name: back
        services:
          api:
            image: b
            container_name: the-backend
            hostname: apihost
            networks: {joint: {aliases: [backend, shared], ipv4_address: 10.9.0.7}, private: {}}
          api2: {image: b, networks: {joint: {aliases: [shared]}}}
          store: {image: t, networks: [private]}
        networks:
          joint: {name: Joint}
          private: {}
        """);
    topology =
        ComposeTopology.load(folder, List.of(ComposeProject.of(front), ComposeProject.of(back)));
    assertThat(topology.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "agent, api, RESOLVES, back/api",
    "agent, API, RESOLVES, back/api",
    "agent, api., RESOLVES, back/api",
    "agent, backend, RESOLVES, back/api",
    "agent, backend.joint, RESOLVES, back/api",
    "agent, the-backend, CONTAINER_NAME_ONLY, back/api",
    "agent, the-backend.Joint, CONTAINER_NAME_ONLY, back/api",
    "agent, apihost, RESOLVES, back/api",
    "agent, back-api2-1, CONTAINER_NAME_ONLY, back/api2",
    "agent, store, RESOLVES, front/store",
    "agent, db, RESOLVES, front/store",
    "store, db, UNKNOWN_NAME, ''",
    "agent, agent, RESOLVES, front/agent",
    "agent, fixed, RESOLVES, back/api",
    "agent, 10.9.0.7, RESOLVES, back/api",
    "agent, gate, HOST, ''",
    "agent, host.docker.internal, HOST, ''",
    "agent, 192.168.1.1, OUTSIDE_MODEL, ''",
    "agent, metrics.example.org, OUTSIDE_MODEL, ''",
    "agent, ${HOST}, OUTSIDE_MODEL, ''",
    "agent, hidden, NOT_ON_SHARED_NETWORK, front/hidden",
    "agent, hidden-one, NOT_ON_SHARED_NETWORK, front/hidden",
    "agent, onhost, UNKNOWN_NAME, front/onhost",
    "agent, sidecar, UNKNOWN_NAME, front/sidecar",
    "agent, onbridge, NOT_ON_SHARED_NETWORK, front/onbridge",
    "agent, nobody, UNKNOWN_NAME, ''",
    "store, api, NOT_ON_SHARED_NETWORK, back/api",
    "sidecar, api, RESOLVES, back/api",
    "onhost, api, UNKNOWN_NAME, back/api",
    "onbridge, agent, NOT_ON_SHARED_NETWORK, front/agent",
    "nothing, agent, UNKNOWN_NAME, front/agent",
    "nothing, 10.9.0.7, UNKNOWN_NAME, ''",
    "nothing, localhost, SELF, front/nothing",
    "onhost, metrics.example.org, OUTSIDE_MODEL, ''",
    "onhost, nobody, OUTSIDE_MODEL, ''",
    "onhost, localhost, HOST, ''",
    "hidden, 127.0.0.1, SELF, front/hidden",
    "hidden, [::1], SELF, front/hidden",
  })
  void namesLeadWhereDockerSends(String from, String host, Outcome outcome, String target) {
    Resolution resolution = topology.resolve(service(from), host);
    assertThat(resolution.outcome()).as(resolution.evidence().toString()).isEqualTo(outcome);
    assertThat(
            String.join(
                ",", resolution.targets().stream().map(t -> t.service().toString()).toList()))
        .isEqualTo(target);
    assertThat(resolution.evidence()).isNotEmpty();
  }

  @Test
  void localhostIsSharedWithSidecars() {
    Resolution resolution = topology.resolve(service("agent"), "localhost");
    assertThat(resolution.targets())
        .extracting(target -> target.service().name())
        .containsExactly("agent", "sidecar");
    assertThat(topology.resolve(service("agent"), "me").outcome()).isEqualTo(Outcome.SELF);
  }

  @Test
  void aliasesOfSeveralContainersAreAmbiguous() {
    Resolution resolution = topology.resolve(service("agent"), "shared");
    assertThat(resolution.isAmbiguous()).isTrue();
    assertThat(resolution.targets()).hasSize(2);
  }

  @Test
  void stableNamesComeAliasesFirstAndUnambiguous() {
    ContainerService api = topology.service("back", "api").orElseThrow();
    assertThat(topology.stableNames(service("agent"), api))
        .containsExactly("backend", "api", "apihost");
    assertThat(topology.names(service("agent"), api).get("the-backend"))
        .containsExactly(NameKind.CONTAINER_NAME);
    assertThat(topology.stableNames(service("store"), api)).isEmpty();
    assertThat(topology.sharedNetworks(service("agent"), api)).containsExactly("Joint");
  }

  @Test
  void unknownNamesAreProvedOnlyOnNetworksOfTheModel() {
    Resolution open = topology.resolve(service("agent"), "bakcend");
    assertThat(open.isCertain()).isFalse();
    assertThat(open.knownNames()).contains("api", "backend", "store").doesNotContain("the-backend");
    assertThat(open.evidence())
        .anyMatch(line -> line.contains("\"made-elsewhere\" was made outside"));
    assertThat(topology.resolve(service("store"), "bakcend").isCertain()).isTrue();
  }

  @Test
  void aVariableInANameLeavesTheAnswerOpen() throws IOException {
    Path file = folder.resolve("variable.yml");
    Files.writeString(
        file,
        """
        services:
          a: {image: a}
          b: {image: b, container_name: "${PREFIX}-b"}
        """);
    NetworkTopology open = ComposeTopology.load(file);
    Resolution resolution = open.resolve(open.services("a").get(0), "shop-b");
    assertThat(resolution.outcome()).isEqualTo(Outcome.UNKNOWN_NAME);
    assertThat(resolution.isCertain()).isFalse();
  }

  @Test
  void inspectedContainersAnswerToWhatTheEngineSays() {
    String json =
        """
        [{"Id": "0123456789abcdef0123", "Name": "/c-collector", "State": {"Running": true},
          "Config": {"Hostname": "0123456789ab", "Image": "agent:1", "Cmd": ["run", "/etc/x"],
            "Env": ["A=b"], "Labels": {"com.docker.compose.project": "p",
            "com.docker.compose.service": "collector"}},
          "HostConfig": {"NetworkMode": "p_net", "ExtraHosts": null},
          "Mounts": [{"Type": "bind", "Source": "/srv/x", "Destination": "/etc/x", "RW": false}],
          "NetworkSettings": {"Ports": {"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}]},
            "Networks": {"p_net": {"Aliases": ["c-collector", "collector"],
              "DNSNames": ["c-collector", "collector", "0123456789ab", "extra"],
              "IPAddress": "172.18.0.2"}}}},
         {"Name": "p_net", "Driver": "bridge", "Labels": {"com.docker.compose.project": "p"},
          "Containers": {"0123456789abcdef0123": {"Name": "c-collector"},
            "fedcba9876543210ffff": {"Name": "lonely", "IPv4Address": "172.18.0.3/16"}}},
         {"what": 1}]
        """;
    NetworkTopology read = InspectTopology.read(SourceText.of("inspect.json", json));
    assertThat(read.problems()).hasSize(1);
    assertThat(read.problems().get(0).location().line()).hasValue(14);
    ContainerService collector = read.service("p", "collector").orElseThrow();
    ContainerService lonely = read.services("lonely").get(0);
    assertThat(collector.hostname()).isEmpty();
    assertThat(collector.ports().get(0).published()).isEqualTo(8080);
    assertThat(read.names(lonely, collector).keySet())
        .containsExactly("extra", "collector", "c-collector", "0123456789ab");
    assertThat(read.resolve(collector, "lonely").outcome()).isEqualTo(Outcome.CONTAINER_NAME_ONLY);
    assertThat(read.resolve(collector, "172.18.0.3").outcome()).isEqualTo(Outcome.RESOLVES);
    assertThat(read.mountsOf(Path.of("/srv/x")).get(0).command())
        .isEqualTo(MountUse.Command.NAMES_IT);
  }

  @Test
  void whatWasSeenRunningCorrectsTheFiles() {
    String containers =
        """
        [{"Id": "aaaabbbbccccdddd", "Name": "/the-backend",
          "Config": {"Labels": {"com.docker.compose.project": "back",
            "com.docker.compose.service": "api"}},
          "HostConfig": {"NetworkMode": "back_private"},
          "NetworkSettings": {"Networks": {"back_private": {"Aliases": ["api"]}}}},
         {"Id": "eeeeffff00001111", "Name": "/stray", "Config": {},
          "HostConfig": {"NetworkMode": "container:aaaabbbbccccdddd"},
          "NetworkSettings": {"Networks": {}}}]
        """;
    String network =
        """
        [{"Name": "Joint", "Id": "n", "Driver": "bridge", "Containers": {
          "9999888877776666": {"Name": "newcomer", "IPv4Address": "10.9.0.8/16"}}}]
        """;
    NetworkTopology seen =
        topology.observed(
            InspectTopology.read(
                List.of(
                    SourceText.of("network.json", network),
                    SourceText.of("all.json", containers))));
    ContainerService agent = seen.services("agent").get(0);
    assertThat(seen.problems()).isEmpty();
    assertThat(topology.resolve(agent, "the-backend").outcome())
        .isEqualTo(Outcome.CONTAINER_NAME_ONLY);
    assertThat(seen.resolve(agent, "the-backend").outcome())
        .isEqualTo(Outcome.NOT_ON_SHARED_NETWORK);
    assertThat(seen.resolve(agent, "newcomer").outcome()).isEqualTo(Outcome.CONTAINER_NAME_ONLY);
    assertThat(seen.resolve(seen.services("stray").get(0), "api").outcome())
        .isEqualTo(Outcome.RESOLVES);
    assertThat(seen.services("api").get(0).location()).hasToString("back.yml:3:3");
  }

  private ContainerService service(String name) {
    return topology.services(name).get(0);
  }
}
