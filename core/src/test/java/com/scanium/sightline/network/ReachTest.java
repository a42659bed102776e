package com.scanium.sightline.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.network.Reach.Flaw;
import com.scanium.sightline.signal.Match;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  @TempDir private Path folder;
  private NetworkTopology topology = NetworkTopology.EMPTY;

  @BeforeEach
  void stack() throws IOException {
    Path file = folder.resolve("stack.yml");
    Files.writeString(
        file,
        """
        name: stack
        services:
          collector:
            image: grafana/alloy:v1.10.2
            command: [run, --server.http.listen-addr=0.0.0.0:12999, /etc/alloy/config.alloy]
            extra_hosts: ["gate:host-gateway"]
          alone: {image: grafana/alloy:v1.10.2, networks: [inner]}
          onhost: {image: grafana/alloy:v1.10.2, network_mode: host}
          custom: {image: shop/collector:1}
          sidecar: {image: prom/node-exporter:v1.8.2, network_mode: "service:collector"}
          prometheus: {image: prom/prometheus:v3.0.0, ports: ["9091:9090"]}
          moved: {image: prom/prometheus:v3.0.0, command: ["--web.listen-address=:9999"]}
          set: {image: shop/set:1, environment: {PORT: "3000", DB_PORT: "5432"}}
          debug: {image: shop/set:1, environment: {PORT: "3000", INSPECT: "9229"}}
          flag: {image: shop/flag:1, command: [serve, --port, "7000"]}
          published: {image: shop/p:1, ports: ["8081:8080", "127.0.0.1:6000:6001"]}
          exposing: {image: shop/e:1, expose: ["7777"]}
          plain: {image: shop/plain:1}
          loki: {image: grafana/loki:3.5.5}
          configured: {image: grafana/loki:3.5.5, volumes: ["./loki.yaml:/etc/loki/local-config.yaml"]}
          shop-redis: {image: shop/redis:7}
          pod: {image: shop/pod:1, networks: [inner]}
          helper: {image: shop/h:1, network_mode: "service:pod", environment: {PORT: "5005"}}
          hosted: {image: prom/node-exporter:v1.8.2, network_mode: host}
        networks: {inner: {}}
        """);
    topology = ComposeTopology.load(file);
    assertThat(topology.problems()).isEmpty();
  }

  @ParameterizedTest(name = "{0} asks {1}:{2}")
  @CsvSource({
    // its own namespace
    "collector, localhost, 12999, MUST, NONE, stack/collector, ",
    "collector, 127.0.0.1, 9100, MUST, NONE, stack/sidecar, ",
    "collector, '[::1]', 12345, NEVER, OWN_PORT, , localhost:12999",
    "collector, localhost, 9090, NEVER, OWN_PORT, , prometheus:9090",
    "collector, localhost, 9091, NEVER, OWN_PORT, , prometheus:9090",
    "collector, localhost, 7000, NEVER, OWN_PORT, , flag:7000",
    "collector, localhost, 3000, NEVER, OWN_PORT, , ",
    "collector, loki, 3101, NEVER, PORT, stack/loki, loki:3100",
    "collector, configured, 3101, MUST, NONE, stack/configured, ",
    "collector, shop-redis, 6380, MUST, NONE, stack/shop-redis, ",
    "alone, localhost, 12345, MUST, NONE, stack/alone, ",
    "custom, localhost, 3000, MAY, NONE, , ",
    "sidecar, localhost, 12999, MUST, NONE, stack/collector, ",
    // the network of the machine
    "onhost, localhost, 9091, MUST, NONE, stack/prometheus, ",
    "onhost, localhost, 9100, MUST, NONE, stack/hosted, ",
    "onhost, localhost, 9090, MAY, NONE, , ",
    "onhost, localhost, 6000, MUST, NONE, stack/published, ",
    "onhost, prometheus, 9090, NEVER, NAME, stack/prometheus, localhost:9091",
    "onhost, hosted, 9100, NEVER, NAME, stack/hosted, localhost:9100",
    "collector, gate, 9091, MAY, NONE, stack/prometheus, ",
    "collector, gate, 6000, MAY, NONE, , ",
    "collector, host.docker.internal, 9091, MAY, GATEWAY, stack/prometheus, prometheus:9090",
    "collector, host.docker.internal, 4000, MAY, GATEWAY, , ",
    // other containers
    "collector, prometheus, 9090, MUST, NONE, stack/prometheus, ",
    "collector, prometheus, 9091, NEVER, HOST_SIDE, stack/prometheus, prometheus:9090",
    "collector, prometheus, 8080, NEVER, PORT, stack/prometheus, prometheus:9090",
    "collector, moved, 9999, MUST, NONE, stack/moved, ",
    "collector, moved, 9090, NEVER, PORT, stack/moved, moved:9999",
    "collector, set, 3000, MUST, NONE, stack/set, ",
    "collector, set, 8080, NEVER, PORT, stack/set, set:3000",
    "collector, set, 9464, MUST, NONE, stack/set, ",
    "collector, debug, 9229, MUST, NONE, stack/debug, ",
    "collector, flag, 7001, NEVER, PORT, stack/flag, flag:7000",
    "collector, published, 8081, NEVER, HOST_SIDE, stack/published, published:8080",
    "collector, published, 9000, MAY, PORT, stack/published, ",
    "collector, exposing, 7778, MAY, PORT, stack/exposing, exposing:7777",
    "collector, plain, 1234, MUST, NONE, stack/plain, ",
    "alone, pod, 5005, MUST, NONE, stack/helper, ",
    "alone, helper, 5005, NEVER, NAME, stack/helper, pod:5005",
    "collector, sidecar, 9100, NEVER, NAME, stack/sidecar, localhost:9100",
    "collector, pod, 80, NEVER, NETWORK, stack/pod, ",
    "collector, nobody, 80, NEVER, NAME, , ",
    "collector, 10.0.0.1, 80, MAY, NONE, , ",
    "collector, metrics.example.org, 443, MAY, NONE, , ",
  })
  void connectionsEndWhereDockerSendsThem(
      String from, String host, int port, Match match, Flaw flaw, String service, String better) {
    Reach reach = topology.reach(service(from), host, OptionalInt.of(port));
    assertThat(reach.match()).as(reach.evidence().toString()).isEqualTo(match);
    assertThat(reach.flaw()).isEqualTo(flaw);
    assertThat(reach.service().map(Object::toString).orElse(null)).isEqualTo(service);
    assertThat(reach.better().orElse(null)).isEqualTo(better);
    assertThat(reach.evidence()).isNotEmpty();
  }

  @Test
  void anUnknownPortIsNoReason() {
    assertThat(topology.reach(service("collector"), "localhost", OptionalInt.empty()).match())
        .isEqualTo(Match.MAY);
    assertThat(topology.reach(service("collector"), "set", OptionalInt.empty()).match())
        .isEqualTo(Match.MUST);
  }

  @Test
  void aNamespaceIsSharedByAllInIt() {
    assertThat(topology.namespaceOf(service("sidecar")))
        .extracting(ContainerService::name)
        .containsExactly("collector", "sidecar");
    assertThat(topology.namespaceOf(service("plain")))
        .extracting(ContainerService::name)
        .containsExactly("plain");
  }

  @Test
  void oneNameOfTwoProjectsIsTorn() throws IOException {
    Path one = folder.resolve("one.yml");
    Path two = folder.resolve("two.yml");
    String store =
        """
        services:
          %s
          store: {image: grafana/mimir:2.17.1, networks: [joint]}
        networks: {joint: {name: joint}}
        """;
    Files.writeString(one, "name: one\n" + store.formatted("agent: {image: x, networks: [joint]}"));
    Files.writeString(two, "name: two\n" + store.formatted("other: {image: y}"));
    NetworkTopology both = ComposeTopology.load(one, two);
    Reach torn =
        both.reach(both.service("one", "agent").orElseThrow(), "store", OptionalInt.of(8080));
    assertThat(torn.flaw()).isEqualTo(Flaw.AMBIGUOUS);
    NetworkTopology alone = ComposeTopology.load(one);
    assertThat(alone.reach(alone.services("agent").get(0), "store", OptionalInt.of(8080)).flaw())
        .isEqualTo(Flaw.NONE);
  }

  private ContainerService service(String name) {
    return topology.services(name).get(0);
  }
}
