package com.scanium.sightline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.scanium.sightline.network.Reach.Flaw;
import com.scanium.sightline.network.Resolution.Outcome;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesTopologyTest {
  private static final String MANIFESTS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: alloy, namespace: mon}
      spec:
        template:
          metadata: {labels: {app: alloy}}
          spec:
            containers:
              - {name: alloy, image: "grafana/alloy:v1.10.2"}
              - {name: reloader, image: "prom/prometheus:v3.0.0"}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: node-agent, namespace: mon}
      spec:
        template:
          metadata: {labels: {app: agent}}
          spec:
            hostNetwork: true
            containers: [{name: a, image: "grafana/alloy:v1.10.2"}]
      ---
      kind: List
      items:
        - kind: StatefulSet
          metadata: {name: db, namespace: shop}
          spec:
            serviceName: db
            template:
              metadata: {labels: {app: db}}
              spec: {containers: [{name: db, image: "postgres:16"}]}
        - kind: Service
          metadata: {name: db, namespace: shop}
          spec: {clusterIP: None, selector: {app: db}}
        - kind: Pod
          metadata: {name: api, namespace: shop, labels: {app: api, tier: web}}
          spec:
            containers:
              - {name: api, image: "shop/api:1", env: [{name: PORT, value: "8080"}],
                 ports: [{name: http, containerPort: 8080}]}
        - kind: Service
          metadata: {name: api, namespace: shop}
          spec:
            clusterIP: 10.96.0.7
            selector: {app: api}
            ports: [{name: web, port: 80, targetPort: http}, {name: raw, port: 81, targetPort: 9999},
                    {name: lost, port: 82, targetPort: nothing}]
        - kind: Service
          metadata: {name: orphan, namespace: mon}
          spec: {selector: {app: nobody}, ports: [{port: 80}]}
        - kind: Service
          metadata: {name: dead, namespace: mon}
          spec: {selector: {app: nobody}, ports: [{port: 80}]}
        - kind: Endpoints
          metadata: {name: dead, namespace: mon}
          subsets: [{notReadyAddresses: [{ip: 10.1.1.1}]}]
        - kind: Service
          metadata: {name: given, namespace: mon}
          spec: {ports: [{port: 80}]}
        - kind: Service
          metadata: {name: alias, namespace: mon}
          spec: {type: ExternalName, externalName: api.shop.svc.cluster.local}
        - kind: Service
          metadata: {name: away, namespace: mon}
          spec: {type: ExternalName, externalName: metrics.example.org}
        - kind: Service
          metadata: {name: loop, namespace: mon}
          spec: {type: ExternalName, externalName: loop.mon.svc.cluster.local}
      """;
  private final NetworkTopology topology =
      KubernetesTopology.read(List.of(SourceText.of("cluster.yaml", MANIFESTS)));

  @ParameterizedTest(name = "{0} asks {1}:{2}")
  @CsvSource({
    "mon/alloy/alloy, api.shop, 80, RESOLVES, MUST, NONE, shop/api, ",
    "mon/alloy/alloy, api.shop.svc, 80, RESOLVES, MUST, NONE, shop/api, ",
    "mon/alloy/alloy, api.shop.svc.cluster.local, 80, RESOLVES, MUST, NONE, shop/api, ",
    "mon/alloy/alloy, api.shop.svc.cluster.local., 80, RESOLVES, MUST, NONE, shop/api, ",
    "mon/alloy/alloy, 10.96.0.7, 80, RESOLVES, MUST, NONE, shop/api, ",
    "mon/alloy/alloy, api.shop.svc.corp.local, 80, OUTSIDE_MODEL, MAY, NONE, , ",
    "mon/alloy/alloy, api.shop, 8080, RESOLVES, NEVER, PORT, shop/api, ",
    "mon/alloy/alloy, api.shop, 81, RESOLVES, NEVER, PORT, shop/api, ",
    "mon/alloy/alloy, api.shop, 82, RESOLVES, NEVER, PORT, shop/api, ",
    "mon/alloy/alloy, api, 80, UNKNOWN_NAME, MAY, NAME, shop/api, api.shop:80",
    "mon/alloy/alloy, nobody, 80, UNKNOWN_NAME, MAY, NAME, , ",
    "mon/alloy/alloy, nobody.shop, 80, UNKNOWN_NAME, MAY, NAME, , ",
    "mon/alloy/alloy, nobody.elsewhere, 80, OUTSIDE_MODEL, MAY, NONE, , ",
    "mon/alloy/alloy, db.shop, 5432, RESOLVES, MUST, NONE, shop/db, ",
    "mon/alloy/alloy, db-0.db.shop, 5432, RESOLVES, MUST, NONE, shop/db, ",
    "mon/alloy/alloy, db-0.db.shop.svc.cluster.local, 5433, RESOLVES, NEVER, PORT, shop/db, db-0.db.shop.svc.cluster.local:5432",
    "mon/alloy/alloy, orphan, 80, RESOLVES, MAY, NO_ENDPOINTS, , ",
    "mon/alloy/alloy, dead, 80, RESOLVES, NEVER, NO_ENDPOINTS, , ",
    "mon/alloy/alloy, given, 80, RESOLVES, MAY, NONE, , ",
    "mon/alloy/alloy, given, 81, RESOLVES, NEVER, PORT, , given:80",
    "mon/alloy/alloy, away, 80, OUTSIDE_MODEL, MAY, NONE, , ",
    "mon/alloy/alloy, alias, 80, RESOLVES, MUST, NONE, shop/api, ",
    "mon/alloy/alloy, loop, 80, UNKNOWN_NAME, NEVER, NAME, , ",
    "mon/alloy/alloy, localhost, 12345, SELF, MUST, NONE, mon/alloy/alloy, ",
    "mon/alloy/alloy, localhost, 9090, SELF, MUST, NONE, mon/alloy/reloader, ",
    "mon/alloy/alloy, localhost, 80, SELF, NEVER, OWN_PORT, , ",
    "mon/alloy/alloy, 10.0.0.1, 80, OUTSIDE_MODEL, MAY, NONE, , ",
    "shop/api, api, 80, RESOLVES, MUST, NONE, shop/api, ",
    "shop/api, db, 5432, RESOLVES, MUST, NONE, shop/db, ",
    "mon/node-agent, api.shop, 80, UNKNOWN_NAME, NEVER, NAME, , ",
    "mon/node-agent, localhost, 9100, HOST, MAY, NONE, , ",
    "mon/node-agent, metrics.example.org, 80, OUTSIDE_MODEL, MAY, NONE, , ",
  })
  void namesAndPortsLeadWhereTheClusterSends(
      String from,
      String host,
      int port,
      Outcome outcome,
      Match match,
      Flaw flaw,
      String service,
      String better) {
    Reach reach = topology.reach(container(from), host, OptionalInt.of(port));
    assertThat(reach.resolution().outcome()).as(reach.evidence().toString()).isEqualTo(outcome);
    assertThat(reach.match()).as(reach.evidence().toString()).isEqualTo(match);
    assertThat(reach.flaw()).isEqualTo(flaw);
    assertThat(reach.service().map(Object::toString).orElse(null)).isEqualTo(service);
    assertThat(reach.better().orElse(null)).isEqualTo(better);
    assertThat(reach.evidence()).isNotEmpty();
  }

  @Test
  void workloadsAndServicesAreReadFromDocumentsAndLists() {
    assertThat(topology.problems()).isEmpty();
    assertThat(topology.services()).hasSize(5);
    assertThat(topology.clusterServices()).hasSize(8);
    assertThat(topology.namespaceOf(container("mon/alloy/alloy"))).hasSize(2);
    assertThat(topology.stableNames(container("mon/alloy/alloy"), container("shop/api")))
        .containsExactly("api.shop");
  }

  @Test
  void jsonOfKubectlIsReadAndTemplatesAreRefused() {
    NetworkTopology json =
        KubernetesTopology.read(
            List.of(
                SourceText.of(
                    "c.json",
                    "{\"kind\": \"List\", \"items\": [{\"kind\": \"Service\", \"metadata\": {\"name\":"
                        + " \"x\"}, \"spec\": {\"ports\": [{\"port\": 80}]}}]}")));
    assertThat(json.clusterServices()).hasSize(1);
    NetworkTopology template =
        KubernetesTopology.read(
            List.of(SourceText.of("t.yaml", "kind: Service\nmetadata: {name: {{ .Values.x }}}\n")));
    assertThat(template.problems()).isNotEmpty();
    assertThat(template.problems().get(0).message()).contains("helm template");
    NetworkTopology other =
        KubernetesTopology.read(List.of(SourceText.of("o.yaml", "services: {a: {image: b}}\n")));
    assertThat(other.problems().get(0).message()).contains("no \"kind\"");
  }

  static LongStream seeds() {
    return new Random(7).longs(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void brokenManifestsAndInspectionsAreProblemsNotExceptions(long seed) {
    Random random = new Random(seed);
    String manifest = broken(MANIFESTS, random);
    assertThatCode(
            () -> {
              NetworkTopology read =
                  KubernetesTopology.read(List.of(SourceText.of("c.yaml", manifest)));
              for (ContainerService from : read.services()) {
                for (String host : List.of("api.shop", "db-0.db.shop", "localhost", "alias", "")) {
                  assertThat(read.reach(from, host, OptionalInt.of(80)).evidence()).isNotNull();
                }
              }
            })
        .doesNotThrowAnyException();
    String inspection = broken(INSPECTION, random);
    assertThatCode(
            () -> {
              NetworkTopology read = InspectTopology.read(SourceText.of("i.json", inspection));
              assertThat(NetworkTopology.EMPTY.observed(read).services())
                  .hasSameSizeAs(read.services());
            })
        .doesNotThrowAnyException();
  }

  private static final String INSPECTION =
      """
      [{"Id": "0123456789abcdef0123", "Name": "/c-one", "State": {"Running": true, "Status": "running",
        "Health": {"Status": "unhealthy", "Log": [{"ExitCode": 1, "Output": "x"}]}},
        "Config": {"Hostname": "0123456789ab", "Image": "agent:1", "Cmd": ["run"], "Env": ["A=b"],
          "Labels": {"com.docker.compose.project": "p", "com.docker.compose.service": "one"}},
        "HostConfig": {"NetworkMode": "p_net", "ExtraHosts": ["a:1.2.3.4"]},
        "Mounts": [{"Type": "bind", "Source": "/x", "Destination": "/y", "RW": false}],
        "NetworkSettings": {"Ports": {"80/tcp": [{"HostIp": "", "HostPort": "8080"}]},
          "Networks": {"p_net": {"Aliases": ["one"], "DNSNames": ["one"], "IPAddress": "172.18.0.2"}}}},
       {"ID": "abc", "Name": "c-two", "Service": "two", "Project": "p", "State": "exited", "ExitCode": 3,
        "Networks": "p_net", "Publishers": [{"URL": "0.0.0.0", "TargetPort": 80, "PublishedPort": 81}]},
       {"Name": "p_net", "Driver": "bridge", "Containers": {"fedc": {"Name": "lonely"}}}]
      """;

  /** The text with a piece cut out, doubled, or replaced by something of another type. */
  private static String broken(String text, Random random) {
    StringBuilder broken = new StringBuilder(text);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      int from = random.nextInt(broken.length());
      int to = Math.min(broken.length(), from + random.nextInt(40));
      String piece =
          switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> broken.substring(from, to).repeat(2);
            case 2 -> "[{";
            case 3 -> "99999999999999999999";
            default -> ": null";
          };
      broken.replace(from, to, piece);
    }
    return broken.toString();
  }

  @Test
  void processListsComeAsArrayOrLines() {
    String rows =
        """
        {"ID":"aaaaaaaaaaaa","Name":"p-a-1","Project":"p","Service":"a","State":"running","Health":"healthy","ExitCode":0,"Networks":"p_default","Labels":"x=y,com.docker.compose.project=p","Publishers":[{"URL":"0.0.0.0","TargetPort":80,"PublishedPort":8080,"Protocol":"tcp"}]}
        {"ID":"bbbbbbbbbbbb","Names":"p-b-1","Image":"b:1","Labels":"com.docker.compose.project=p,com.docker.compose.service=b","State":"exited","Status":"Exited (2) 3 hours ago","Networks":"p_default","Ports":"0.0.0.0:9091->9090/tcp, 9095/tcp"}
        """;
    NetworkTopology lines = InspectTopology.read(SourceText.of("ps.json", rows));
    assertThat(lines.problems()).isEmpty();
    ContainerService a = lines.service("p", "a").orElseThrow();
    ContainerService b = lines.service("p", "b").orElseThrow();
    assertThat(a.ports().get(0).target()).isEqualTo(80);
    assertThat(b.ports().get(0).published()).isEqualTo(9091);
    assertThat(b.expose().get(0).text()).isEqualTo("9095/tcp");
    assertThat(b.state().orElseThrow()).hasToString("exited with code 2");
    assertThat(b.location().line()).hasValue(2);
    assertThat(lines.resolve(a, "b").outcome()).isEqualTo(Outcome.INACTIVE);
    assertThat(lines.resolve(a, "b").isCertain()).isTrue();
    String array = "[" + rows.strip().replace("\n", ",") + "]";
    assertThat(InspectTopology.read(SourceText.of("ps.json", array)).services()).hasSize(2);
  }

  @Test
  void largeOutputIsReadAndTooLargeOneIsSaid() {
    String one = "{\"Name\":\"n\",\"State\":\"running\",\"Labels\":\"" + "x".repeat(1000) + "\"}\n";
    NetworkTopology large = InspectTopology.read(SourceText.of("a.json", one.repeat(10_000)));
    assertThat(large.problems()).isEmpty();
    String huge = "[".repeat(InspectTopology.MAX_CHARS + 1);
    NetworkTopology refused = InspectTopology.read(SourceText.of("b.json", huge));
    assertThat(refused.problems()).hasSize(1);
    NetworkTopology deep = InspectTopology.read(SourceText.of("c.json", "[".repeat(100_000)));
    assertThat(deep.problems()).isNotEmpty();
  }

  private ContainerService container(String name) {
    return topology.services().stream()
        .filter(service -> service.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
