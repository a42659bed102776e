package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.network.ComposeTopology;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The targets that {@code discovery.docker} makes of a Compose project.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/discovery/discovery.docker/">Grafana
 *     Alloy: discovery.docker</a>
 */
class DockerDiscoveryTest {
  private static final String COMPOSE =
      """
      name: shop
      services:
        api:
          image: shop/api
          container_name: shop-api
          labels: {team.name: a}
          ports: ["9000:8080", "9001:8081"]
          networks: [front, back]
        db:
          image: postgres
          networks: [back]
        agent:
          image: agent
          network_mode: host
      networks: {front: {}, back: {}}
      """;

  @TempDir private Path folder;
  private NetworkTopology network = NetworkTopology.EMPTY;

  @BeforeEach
  void readCompose() throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yaml"), COMPOSE);
    network = ComposeTopology.load(file);
  }

  private ScrapeJob job(String discovery, String rules) {
    AlloyConfig config =
        Configurations.read(
                """
                discovery.docker "d" {
                  host = "unix:///var/run/docker.sock"
                  %s
                }
                discovery.relabel "d" {
                  targets = discovery.docker.d.targets
                  %s
                }
                prometheus.scrape "d" {
                  targets = discovery.relabel.d.output
                  forward_to = []
                }
                """
                    .formatted(discovery, rules))
            .within(network, null);
    return config.scrapeJobs().get(0);
  }

  private static String copy(String meta, String label) {
    return "rule {\n source_labels = [\"" + meta + "\"]\n target_label = \"" + label + "\"\n}\n";
  }

  private static List<String> values(ScrapeJob job, String label) {
    return job.targets().stream()
        .map(target -> target.labels().get(label))
        .map(value -> value == null ? "-" : value.toString())
        .toList();
  }

  @Test
  void everyTcpPortOfTheFirstNetworkIsATarget() {
    ScrapeJob job =
        job(
            "",
            copy("__meta_docker_container_name", "container")
                + copy("__meta_docker_port_private", "port")
                + copy("__meta_docker_port_public", "public")
                + copy("__meta_docker_network_name", "network"));

    assertThat(values(job, "container")).startsWith("/shop-api", "/shop-api");
    assertThat(values(job, "port")).startsWith("8080", "8081");
    assertThat(values(job, "public")).startsWith("9000", "9001");
    assertThat(job.targets()).hasSize(4).allMatch(ScrapeTarget::isDiscovered);
    assertThat(job.openTargets()).isPresent();
  }

  @Test
  void withEveryNetworkThereAreMoreTargets() {
    assertThat(job("match_first_network = false", "").targets()).hasSize(6);
  }

  @Test
  void labelsOfContainersAndOfComposeAreMetaLabels() {
    ScrapeJob job =
        job(
            "",
            copy("__meta_docker_container_label_team_name", "team")
                + copy("__meta_docker_container_label_com_docker_compose_service", "service")
                + copy("__meta_docker_container_label_com_docker_compose_project", "project"));

    assertThat(values(job, "service")).containsExactly("api", "api", "db", "agent");
    assertThat(values(job, "project")).containsOnly("shop");
    assertThat(values(job, "team")).startsWith("a", "a");
  }

  @Test
  void onTheHostsNetworkTheAddressIsThatOfTheConfiguration() {
    ScrapeJob job = job("host_networking_host = \"10.1.1.1\"", copy("__address__", "address"));

    assertThat(values(job, "address")).last().isEqualTo("10.1.1.1");
  }

  @Test
  void filtersKeepContainersAway() {
    String service = copy("__meta_docker_container_label_com_docker_compose_service", "service");
    String byLabel = "filter {\n name = \"label\"\n values = [\"team.name=a\"]\n}";
    String byName = "filter {\n name = \"name\"\n values = [\"shop-\"]\n}";
    String byNetwork = "filter {\n name = \"network\"\n values = [\"shop_back\"]\n}";

    assertThat(values(job(byLabel, service), "service")).containsExactly("api", "api");
    assertThat(values(job(byName, service), "service")).startsWith("api", "api");
    assertThat(values(job(byNetwork, service), "service")).containsExactly("api", "api", "db");
  }

  @Test
  void rulesDropDiscoveredTargets() {
    ScrapeJob job =
        job(
            "",
            """
            rule {
              source_labels = ["__meta_docker_container_label_com_docker_compose_service"]
              regex = "api"
              action = "keep"
            }
            rule {
              source_labels = ["__meta_docker_port_private"]
              regex = "8080"
              action = "keep"
            }
            rule {
              target_label = "job"
              replacement = "shop"
            }
            """);

    assertThat(job.targets()).hasSize(1);
    assertThat(values(job, "job")).containsExactly("shop");
  }

  @Test
  void withoutContainersAroundTheDiscoveryIsOpen() {
    network = NetworkTopology.EMPTY;

    assertThat(job("", "").targets()).isEmpty();
    assertThat(job("", "").openTargets()).isPresent();
  }
}
