package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.port.Setting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The arguments of {@code prometheus.scrape} and what exporters say of themselves.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/prometheus/prometheus.scrape/">Grafana
 *     Alloy: prometheus.scrape</a>
 */
class ScrapeSettingsTest {
  private static ScrapeJob job(String text) {
    return Configurations.read(text).scrapeJobs().get(0);
  }

  @Test
  void defaultsAreAlloys() {
    ScrapeJob job = job("prometheus.scrape \"a\" {\n targets = []\n forward_to = []\n}");

    assertThat(job.interval()).isEqualTo(Setting.byDefault(Duration.ofMinutes(1)));
    assertThat(job.timeout()).isEqualTo(Setting.byDefault(Duration.ofSeconds(10)));
    assertThat(job.honorTimestamps()).isEqualTo(Setting.byDefault(true));
    assertThat(job.honorLabels()).isEqualTo(Setting.byDefault(false));
    assertThat(job.extraMetrics()).isEqualTo(Setting.byDefault(false));
    assertThat(job.sampleLimit()).isEqualTo(Setting.byDefault(0L));
  }

  @Test
  void whatIsWrittenCounts() {
    ScrapeJob job =
        job(
            """
            prometheus.scrape "a" {
              targets = [{__address__ = "a:1", __param_module = "tcp"}]
              scrape_timeout = "5s"
              sample_limit = 1000
              honor_timestamps = false
              extra_metrics = true
              params = {module = ["http_2xx"], format = ["a", "b"]}
              scheme = "https"
              metrics_path = "probe"
              forward_to = []
            }
            """);
    ScrapeTarget target = job.targets().get(0);

    assertThat(job.timeout().value()).contains(Duration.ofSeconds(5));
    assertThat(job.sampleLimit().value()).contains(1000L);
    assertThat(job.honorTimestamps().value()).contains(false);
    assertThat(job.extraMetrics().value()).contains(true);
    assertThat(target.scheme().value()).contains("https");
    assertThat(target.metricsPath().value()).contains("/probe");
    assertThat(target.parameters()).hasToString("{format=a, module=tcp}");
    assertThat(target.labels()).containsOnlyKeys("instance", "job");
  }

  @Test
  void concatJoinsListsAndDiscoveries() {
    ScrapeJob job =
        job(
            """
            discovery.kubernetes "k" { role = "pod" }
            prometheus.scrape "a" {
              targets = array.concat(
                [{__address__ = "a:1"}],
                [{__address__ = "b:2", job = "b"}],
                discovery.kubernetes.k.targets,
              )
              forward_to = []
            }
            """);

    assertThat(job.targets())
        .extracting(target -> target.address().toString())
        .containsExactly("a:1", "b:2");
    assertThat(job.openTargets()).isPresent();
  }

  @Test
  void anExportersJobIsItsOwnWhateverTheScrapeSays() {
    ScrapeJob job =
        job(
            """
            prometheus.exporter.unix "u" {}
            prometheus.scrape "a" {
              targets = prometheus.exporter.unix.u.targets
              job_name = "node"
              forward_to = []
            }
            """);
    ScrapeTarget target = job.targets().get(0);

    assertThat(target.inProcess()).contains("node_exporter");
    assertThat(target.labels()).hasToString("{instance=?, job=integrations/unix}");
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void relabelingChangesAnExportersLabels() {
    ScrapeJob job =
        job(
            """
            prometheus.exporter.cadvisor "c" {}
            discovery.relabel "c" {
              targets = prometheus.exporter.cadvisor.c.targets
              rule {
                target_label = "job"
                replacement = "docker"
              }
              rule {
                target_label = "host"
                replacement = "one"
              }
            }
            prometheus.scrape "a" {
              targets = discovery.relabel.c.output
              forward_to = []
            }
            """);

    assertThat(job.targets()).hasSize(1);
    assertThat(job.targets().get(0).labels()).hasToString("{host=one, instance=?, job=docker}");
    assertThat(job.targets().get(0).inProcess()).contains("cadvisor");
    assertThat(job.openTargets()).isEmpty();
  }

  @Test
  void exportersWithSeveralTargetsStayOpen() {
    List<ScrapeTarget> targets =
        job("""
            prometheus.exporter.blackbox "b" {
              config = "{}"
              target {
                name = "x"
                address = "http://x"
              }
            }
            prometheus.scrape "a" {
              targets = prometheus.exporter.blackbox.b.targets
              forward_to = []
            }
            """)
            .targets();

    assertThat(targets).hasSize(1);
    assertThat(targets.get(0).isOpen()).isTrue();
    assertThat(targets.get(0).labels()).hasToString("{instance=?, job=?}");
  }
}
