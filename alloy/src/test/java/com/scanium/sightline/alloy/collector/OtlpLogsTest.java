package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.SilentSource;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which labels records get that arrive by OTLP, and what becomes of lines on their way. */
class OtlpLogsTest {
  private static final String TEXT =
      """
      otelcol.receiver.otlp "in" {
        http { }
        output { logs = [%s] }
      }
      %s
      otelcol.exporter.loki "out" { forward_to = [loki.write.l.receiver] }
      loki.write "l" {
        endpoint { url = "http://loki:3100/loki/api/v1/push" }
        external_labels = {source = "otlp"}
      }
      """;

  private static AlloyConfig config(String first, String processor) {
    return Configurations.read(TEXT.formatted(first, processor));
  }

  private static SeriesShape only(AlloyConfig config) {
    List<SeriesShape> all = Configurations.arriving(config);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Lines lines(AlloyConfig config) {
    TelemetrySource source = config.telemetry().get(0);
    DeliveryPath path = source.paths().get(0);
    Lines lines = source.lines();
    SeriesShape shape = source.shapes().get(0);
    for (Stage stage : path.stages()) {
      lines = stage.lines(shape, lines);
      shape = stage.apply(shape).get(0);
    }
    return lines;
  }

  @Test
  void plainRecordsHaveTheLabelsOfTheExporterOnly() {
    AlloyConfig config = config("otelcol.exporter.loki.out.input", "");
    SeriesShape stream = only(config);

    assertThat(stream.isOpen()).isFalse();
    assertThat(stream.labels().keySet())
        .containsExactly("exporter", "instance", "job", "level", "source");
    assertThat(stream.label("exporter")).isEqualTo(LabelDomain.value("OTLP"));
    assertThat(config.telemetry().get(0).reach()).isEqualTo(TelemetrySource.Reach.PLAIN_SENDERS);
    assertThat(lines(config).format()).isEqualTo(Lines.Format.JSON);
  }

  @Test
  void hintsNameFurtherLabels() {
    SeriesShape stream =
        only(
            config(
                "otelcol.processor.attributes.a.input",
                """
                otelcol.processor.attributes "a" {
                  action {
                    key    = "kind"
                    action = "upsert"
                    value  = "event"
                  }
                  action {
                    key    = "loki.attribute.labels"
                    action = "insert"
                    value  = "kind, user.id"
                  }
                  output { logs = [otelcol.exporter.loki.out.input] }
                }
                """));

    assertThat(stream.label("kind")).isEqualTo(LabelDomain.value("event"));
    assertThat(stream.label("user_id")).isEqualTo(LabelDomain.unknown());
    assertThat(stream.label("other")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void statementsSetHintsToo() {
    SeriesShape stream =
        only(
            config(
                "otelcol.processor.transform.t.input",
                """
                otelcol.processor.transform "t" {
                  log_statements {
                    context    = "resource"
                    statements = [`set(attributes["loki.resource.labels"], "service.name")`]
                  }
                  log_statements {
                    context    = "log"
                    statements = [
                      `set(attributes["loki.attribute.labels"], "team")`,
                      `set(attributes["team"], "blue") where severity_number > 9`,
                      `set(attributes["loki.format"], "logfmt")`,
                      `set(body, "x")`,
                    ]
                  }
                  output { logs = [otelcol.exporter.loki.out.input] }
                }
                """));

    assertThat(stream.isOpen()).isFalse();
    assertThat(stream.label("service_name")).isEqualTo(LabelDomain.unknown());
    assertThat(stream.label("team")).isEqualTo(LabelDomain.unknown());
  }

  @Test
  void whatIsNotUnderstoodMayNameAnyLabel() {
    SeriesShape stream =
        only(
            config(
                "otelcol.processor.transform.t.input",
                """
                otelcol.processor.transform "t" {
                  log_statements {
                    context    = "log"
                    statements = [`merge_maps(attributes, ParseJSON(body), "upsert")`]
                  }
                  output { logs = [otelcol.exporter.loki.out.input] }
                }
                """));

    assertThat(stream.isOpen()).isTrue();
  }

  @Test
  void theStoreMakesLabelsOfRecordsByItself() {
    AlloyConfig config =
        Configurations.read(
            """
            otelcol.receiver.otlp "in" {
              http { }
              output { logs = [otelcol.exporter.otlphttp.out.input] }
            }
            otelcol.exporter.otlphttp "out" {
              client { endpoint = "http://loki:3100/otlp" }
            }
            """);

    DeliveryPath path = config.telemetry().get(0).paths().get(0);
    assertThat(path.endpoint().map(WriteEndpoint::stages)).contains(List.of());
    assertThat(path.endpoint().flatMap(one -> one.url().value()))
        .contains("http://loki:3100/otlp/v1/logs");
  }

  @Test
  void stagesTellWhatBecomesOfLines() {
    AlloyConfig config =
        Configurations.read(
            """
            loki.source.kubernetes_events "k" { forward_to = [loki.process.p.receiver] }
            loki.process "p" {
              forward_to = [loki.write.l.receiver]
              stage.structured_metadata { values = {trace = ""} }
              stage.match {
                selector = "{app=\\"x\\"}"
                stage.structured_metadata { values = {span = ""} }
                stage.output { source = "message" }
              }
            }
            loki.write "l" { endpoint { url = "http://loki:3100/loki/api/v1/push" } }
            """);

    Lines lines = lines(config);
    assertThat(config.telemetry().get(0).lines().format()).isEqualTo(Lines.Format.LOGFMT);
    assertThat(lines.metadata()).containsExactly("span", "trace");
    assertThat(lines.format()).isEqualTo(Lines.Format.UNKNOWN);
    assertThat(lines.mayHave("level")).isTrue(); // the source's own lines are not modelled
  }

  @Test
  void alloysOwnLogIsASourceWhereItIsSent() {
    AlloyConfig config =
        Configurations.read(
            """
            logging {
              format   = "json"
              write_to = [loki.write.l.receiver]
            }
            loki.write "l" { endpoint { url = "http://loki:3100/loki/api/v1/push" } }
            """);

    assertThat(config.telemetry()).hasSize(1);
    assertThat(config.telemetry().get(0).lines().format()).isEqualTo(Lines.Format.JSON);
    assertThat(only(config).labels().keySet()).containsExactly("component");
  }

  @Test
  void aSourceWithoutContainersIsSilent() {
    AlloyConfig config =
        Configurations.read(
            """
            loki.source.docker "d" {
              host       = "unix:///var/run/docker.sock"
              targets    = [{app = "api"}]
              labels     = {source = "docker"}
              forward_to = [loki.write.l.receiver]
            }
            loki.write "l" { endpoint { url = "http://loki:3100/loki/api/v1/push" } }
            """);

    SilentSource silent = config.silentSources().get(0);
    assertThat(silent.id()).isEqualTo("loki.source.docker.d");
    assertThat(silent.finding().rule()).isEqualTo("loki/no-stream");
    assertThat(silent.shapes())
        .singleElement()
        .satisfies(
            stream -> {
              assertThat(stream.label("app")).isEqualTo(LabelDomain.value("api"));
              assertThat(stream.label("source")).isEqualTo(LabelDomain.value("docker"));
            });
    assertThat(silent.paths()).hasSize(1);
  }
}
