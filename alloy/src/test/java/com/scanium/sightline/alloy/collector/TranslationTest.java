package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TranslationTest {
  private static final String WRITE =
      """
      prometheus.remote_write "mimir" {
        endpoint {
          url = "http://mimir:9009/api/v1/push"
          headers = {"x-scope-orgid" = "scanium"}
        }
        external_labels = {env = "prod", region = sys.env("REGION")}
      }
      """;

  private static AlloyConfig read(String text) {
    AlloyConfig config = AlloyConfig.parse(SourceText.of("config.alloy", text));
    assertThat(config.syntaxFindings()).isEmpty();
    return config;
  }

  private static ScrapeJob job(String text) {
    AlloyConfig config = read(text);
    assertThat(config.scrapeJobs()).hasSize(1);
    return config.scrapeJobs().get(0);
  }

  private static <K, V> V in(Map<K, V> map, K key) {
    assertThat(map).containsKey(key);
    return Objects.requireNonNull(map.get(key));
  }

  @Test
  void aScrapeHasAlloysDefaults() {
    ScrapeJob job =
        job(
            """
            prometheus.scrape "backend" {
              targets = [{"__address__" = "backend:8080"}]
              forward_to = [prometheus.remote_write.mimir.receiver]
            }
            """
                + WRITE);
    assertThat(job.id()).isEqualTo("prometheus.scrape.backend");
    assertThat(job.interval()).isEqualTo(Setting.byDefault(Duration.ofMinutes(1)));
    assertThat(job.honorLabels()).isEqualTo(Setting.byDefault(false));
    ScrapeTarget target = job.targets().get(0);
    assertThat(target.scheme().value()).contains("http");
    assertThat(target.metricsPath().value()).contains("/metrics");
    assertThat(in(target.labels(), "job").value()).contains("prometheus.scrape.backend");
    assertThat(in(target.labels(), "instance").value()).contains("backend:8080");
    assertThat(target.labels()).doesNotContainKey("__address__");
  }

  @Test
  void anAddressPointsAtItsOwnCharacters() {
    ScrapeTarget target =
        job("""
            prometheus.scrape "backend" {
              targets = [{__address__ = "backend:8080"}]
              forward_to = []
            }
            """)
            .targets()
            .get(0);
    assertThat(target.address().location().orElseThrow()).hasToString("config.alloy:2:30");
    assertThat(target.location()).hasToString("config.alloy:2:30");
  }

  @Test
  void aTargetsOwnLabelsOutrankTheComponentsArguments() {
    ScrapeTarget target =
        job("""
            prometheus.scrape "backend" {
              targets = [{
                __address__ = "a:1", __metrics_path__ = "/m", __scheme__ = "https",
                job = "api", instance = "one", team = "x", __param_q = "1",
              }]
              job_name = "ignored"
              metrics_path = "/other"
              scrape_interval = "15s"
              forward_to = []
            }
            """)
            .targets()
            .get(0);
    assertThat(target.metricsPath().value()).contains("/m");
    assertThat(target.scheme().value()).contains("https");
    assertThat(target.labels().keySet()).containsExactly("instance", "job", "team");
    assertThat(in(target.labels(), "job").value()).contains("api");
    assertThat(in(target.labels(), "instance").value()).contains("one");
  }

  @Test
  void jobNameIsTheJobOfTargetsWithoutOne() {
    ScrapeTarget target =
        job("""
            prometheus.scrape "backend" {
              targets = [{__address__ = "a:1"}]
              job_name = "api"
              forward_to = []
            }
            """)
            .targets()
            .get(0);
    assertThat(in(target.labels(), "job").value()).contains("api");
  }

  @Test
  void anAddressFromTheEnvironmentIsUnknownAndNotAbsent() {
    ScrapeTarget target =
        job("""
            prometheus.scrape "backend" {
              targets = [{__address__ = sys.env("HOST") + ":80"}]
              forward_to = []
            }
            """)
            .targets()
            .get(0);
    assertThat(target.address().isUnknown()).isTrue();
    assertThat(in(target.labels(), "instance").isUnknown()).isTrue();
  }

  @Test
  void knownTargetsStayKnownBesideDiscoveredOnes() {
    ScrapeJob job =
        job(
            """
            discovery.docker "all" {
              host = "unix:///var/run/docker.sock"
            }
            prometheus.scrape "backend" {
              targets = array.concat([{__address__ = "a:1"}], discovery.docker.all.targets)
              forward_to = []
            }
            """);
    assertThat(job.targets()).hasSize(1);
    assertThat(job.openTargets().orElseThrow()).contains("discovery.docker.all");
  }

  @Test
  void relabeledLiteralTargetsAreComputed() {
    ScrapeJob job =
        job(
            """
            discovery.relabel "two" {
              targets = [{__address__ = "a:1", role = "web"}, {__address__ = "b:1", role = "db"}]
              rule {
                source_labels = ["role"]
                regex = "web"
                action = "keep"
              }
              rule {
                target_label = "env"
                replacement = "prod"
              }
            }
            prometheus.scrape "backend" {
              targets = discovery.relabel.two.output
              forward_to = []
            }
            """);
    assertThat(job.openTargets()).isEmpty();
    assertThat(job.targets()).hasSize(1);
    assertThat(in(job.targets().get(0).labels(), "env").value()).contains("prod");
    assertThat(job.targets().get(0).address().location().orElseThrow().line()).hasValue(2);
  }

  @Test
  void targetListsThatReferToEachOtherEnd() {
    ScrapeJob job =
        job(
            """
            discovery.relabel "a" {
              targets = discovery.relabel.b.output
            }
            discovery.relabel "b" {
              targets = discovery.relabel.a.output
            }
            prometheus.scrape "x" {
              targets = discovery.relabel.a.output
              forward_to = []
            }
            """);
    assertThat(job.openTargets()).isPresent();
  }

  @Test
  void anExporterAnswersInsideAlloy() {
    ScrapeTarget target =
        job("""
            prometheus.exporter.unix "host" { }
            prometheus.scrape "host" {
              targets = prometheus.exporter.unix.host.targets
              forward_to = []
            }
            """)
            .targets()
            .get(0);
    assertThat(target.inProcess()).contains("node_exporter");
    assertThat(in(target.labels(), "instance").isUnknown()).isTrue();
  }

  @Test
  void aRemoteWriteTellsUrlTenantAndExternalLabels() {
    WriteEndpoint write = read(WRITE).writes().get(0);
    assertThat(write.id()).isEqualTo("prometheus.remote_write.mimir");
    assertThat(write.url().value()).contains("http://mimir:9009/api/v1/push");
    assertThat(write.tenant()).isEqualTo(Tenant.of("scanium"));
    assertThat(in(write.externalLabels(), "env").value()).contains("prod");
    assertThat(in(write.externalLabels(), "region").isUnknown()).isTrue();
    assertThat(write.signal()).isEqualTo(Signal.METRICS);
  }

  @Test
  void seriesPassEachRuleOnTheirWay() {
    ScrapeJob job =
        job(
            """
            prometheus.scrape "backend" {
              targets = [{__address__ = "a:1"}]
              forward_to = [prometheus.relabel.filter.receiver]
            }
            prometheus.relabel "filter" {
              rule {
                source_labels = ["__name__"]
                regex = "go_.*"
                action = "drop"
              }
              forward_to = [prometheus.remote_write.mimir.receiver]
            }
            """
                + WRITE);
    DeliveryPath path = job.paths().get(0);
    assertThat(path.endpoint().orElseThrow().id()).isEqualTo("prometheus.remote_write.mimir");
    Stage stage = path.stages().get(0);
    assertThat(stage.id()).isEqualTo("prometheus.relabel.filter rule 1");
    assertThat(stage.apply(SeriesShape.builder("go_goroutines").build())).isEmpty();
    assertThat(stage.apply(SeriesShape.builder("up").build())).hasSize(1);
    assertThat(stage.location().line()).hasValue(6);
  }

  @Test
  void aRuleWithAnUnknownPartLeavesEverythingOpen() {
    ScrapeJob job =
        job(
            """
            prometheus.scrape "backend" {
              targets = [{__address__ = "a:1"}]
              forward_to = [prometheus.relabel.filter.receiver]
            }
            prometheus.relabel "filter" {
              rule {
                regex = sys.env("DROP")
                action = "drop"
              }
              forward_to = [prometheus.remote_write.mimir.receiver]
            }
            """
                + WRITE);
    List<SeriesShape> out =
        job.paths().get(0).stages().get(0).apply(SeriesShape.builder("up").build());
    assertThat(out).singleElement().satisfies(shape -> assertThat(shape.isOpen()).isTrue());
  }

  @Test
  void whatIsNotModelledLeadsIntoTheUnknown() {
    ScrapeJob job =
        job(
            """
            prometheus.scrape "backend" {
              targets = [{__address__ = "a:1"}]
              forward_to = [my.custom.thing.receiver]
            }
            """);
    assertThat(job.paths().get(0).unknownEnd()).contains("my.custom.thing.receiver");
  }

  @Test
  void aScrapeThatForwardsToNobodyHasNoPath() {
    ScrapeJob job =
        job(
            """
            prometheus.scrape "backend" {
              targets = [{__address__ = "a:1"}]
              forward_to = []
            }
            """);
    assertThat(job.paths()).isEmpty();
  }

  @Test
  void otlpIsFollowedPerSignal() {
    AlloyConfig config =
        read(
            """
            otelcol.receiver.otlp "app" {
              http {
                endpoint = "0.0.0.0:4318"
              }
              output {
                metrics = [otelcol.processor.batch.app.input]
                logs = [otelcol.processor.batch.app.input]
                traces = [otelcol.exporter.otlp.tempo.input]
              }
            }
            otelcol.processor.batch "app" {
              output {
                metrics = [otelcol.exporter.prometheus.app.input]
                logs = [otelcol.exporter.otlphttp.loki.input]
              }
            }
            otelcol.exporter.prometheus "app" {
              forward_to = [prometheus.remote_write.mimir.receiver]
            }
            otelcol.exporter.otlphttp "loki" {
              client {
                endpoint = "http://loki:3100/otlp"
              }
            }
            otelcol.exporter.otlp "tempo" {
              client {
                endpoint = "tempo:4317"
              }
            }
            """
                + WRITE);
    Receiver receiver = config.receivers().get(0);
    assertThat(receiver.listens()).hasSize(1);
    assertThat(receiver.listens().get(0).value()).contains("0.0.0.0:4318");
    DeliveryPath metrics = in(receiver.paths(), Signal.METRICS).get(0);
    assertThat(metrics.endpoint().orElseThrow().id()).isEqualTo("prometheus.remote_write.mimir");
    SeriesShape shape =
        metrics.stages().get(0).apply(SeriesShape.builder("requests_total").build()).get(0);
    assertThat(shape.name()).contains("requests_total");
    assertThat(shape.label("job")).isEqualTo(LabelDomain.unknown());
    WriteEndpoint logs = in(receiver.paths(), Signal.LOGS).get(0).endpoint().orElseThrow();
    assertThat(logs.url().value()).contains("http://loki:3100/otlp/v1/logs");
    WriteEndpoint traces = in(receiver.paths(), Signal.TRACES).get(0).endpoint().orElseThrow();
    assertThat(traces.url().value()).contains("tempo:4317");
    assertThat(config.writes()).hasSize(3);
  }

  @Test
  void aConnectorBringsSeriesInWithoutListening() {
    AlloyConfig config =
        read(
            """
            otelcol.connector.spanmetrics "s" {
              output {
                metrics = [otelcol.exporter.prometheus.app.input]
              }
            }
            otelcol.exporter.prometheus "app" {
              forward_to = [prometheus.remote_write.mimir.receiver]
            }
            """
                + WRITE);
    assertThat(config.receivers()).isEmpty();
    TelemetrySource connector = config.telemetry().get(0);
    assertThat(connector.signal()).isEqualTo(Signal.METRICS);
    assertThat(connector.paths()).hasSize(1);
  }

  @Test
  void aCustomComponentOfAnotherHostMayDoAnything() {
    AlloyConfig config =
        read("import.http \"mine\" {\n  url = \"http://a/b\"\n}\nmine.own \"x\" { }\n");
    ScrapeJob job = config.scrapeJobs().get(0);
    assertThat(job.openTargets()).isPresent();
    assertThat(job.paths().get(0).unknownEnd()).contains("mine.own.x");
    assertThat(config.notChecked()).hasSize(1);
    assertThat(config.defects()).isEmpty();
  }

  @Test
  void componentsThatForwardInACircleEnd() {
    ScrapeJob job =
        job(
            """
            prometheus.scrape "x" {
              targets = [{__address__ = "a:1"}]
              forward_to = [prometheus.relabel.a.receiver]
            }
            prometheus.relabel "a" {
              forward_to = [prometheus.relabel.b.receiver]
            }
            prometheus.relabel "b" {
              forward_to = [prometheus.relabel.a.receiver]
            }
            """);
    assertThat(job.paths()).isEmpty();
  }
}
