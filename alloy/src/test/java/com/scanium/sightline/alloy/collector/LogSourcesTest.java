package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which labels the streams of each source have, as its documentation says. */
class LogSourcesTest {
  private static final String WRITE =
      """
      loki.write "l" {
        endpoint { url = "http://loki:3100/loki/api/v1/push" }
        external_labels = {cluster = "c1", app = "fallback"}
      }
      """;

  private static SeriesShape only(String text) {
    List<SeriesShape> all = Configurations.arriving(Configurations.read(text + WRITE));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void dockerStreamsHaveWhatTheRulesMakeOfMetaLabels() {
    SeriesShape stream =
        only(
            """
            discovery.docker "d" { host = "unix:///var/run/docker.sock" }
            discovery.relabel "d" {
              targets = discovery.docker.d.targets
              rule {
                source_labels = ["__meta_docker_container_name"]
                regex = "/(.*)"
                target_label = "container"
              }
              rule {
                source_labels = ["__meta_docker_container_label_com_docker_compose_service"]
                target_label = "service"
              }
            }
            loki.source.docker "d" {
              host = "unix:///var/run/docker.sock"
              targets = discovery.relabel.d.output
              labels = {source = "docker"}
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.isOpen()).isFalse();
    assertThat(stream.label("source")).isEqualTo(LabelDomain.value("docker"));
    assertThat(stream.label("container").contains("backend")).isTrue();
    assertThat(stream.label("service")).isEqualTo(LabelDomain.unknown());
    assertThat(stream.label("cluster")).isEqualTo(LabelDomain.value("c1"));
    assertThat(stream.label("app")).isEqualTo(LabelDomain.value("fallback"));
    assertThat(stream.label("compose_service")).isEqualTo(LabelDomain.absent());
    assertThat(stream.labels().keySet())
        .noneMatch(
            label -> label.startsWith("__") && !stream.label(label).equals(LabelDomain.absent()));
  }

  @Test
  void theLogStreamOfAContainerIsALabelByRelabelRulesOnly() {
    SeriesShape stream =
        only(
            """
            discovery.docker "d" { host = "unix:///var/run/docker.sock" }
            loki.relabel "d" {
              forward_to = []
              rule {
                source_labels = ["__meta_docker_container_log_stream"]
                target_label = "stream"
              }
            }
            loki.source.docker "d" {
              host = "unix:///var/run/docker.sock"
              targets = discovery.docker.d.targets
              relabel_rules = loki.relabel.d.rules
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.label("stream")).isEqualTo(LabelDomain.oneOf(List.of("stdout", "stderr")));
  }

  @Test
  void aLabelMapOfMetaLabelsMakesAnyLabelPossible() {
    SeriesShape stream =
        only(
            """
            discovery.docker "d" { host = "unix:///var/run/docker.sock" }
            discovery.relabel "d" {
              targets = discovery.docker.d.targets
              rule {
                action = "labelmap"
                regex = "__meta_docker_container_label_(.+)"
              }
            }
            loki.source.docker "d" {
              host = "unix:///var/run/docker.sock"
              targets = discovery.relabel.d.output
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.isOpen()).isTrue();
  }

  @Test
  void filesHaveTheLabelsOfTheirTargetAndTheirName() {
    SeriesShape stream =
        only(
            """
            local.file_match "f" {
              path_targets = [{__path__ = "/var/log/*.log", job = "host"}]
            }
            loki.source.file "f" {
              targets = local.file_match.f.targets
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.label("job")).isEqualTo(LabelDomain.value("host"));
    assertThat(stream.label("filename")).isEqualTo(LabelDomain.any());
    assertThat(stream.label("container")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void theJournalHasItsComponentAsJobAndWhatRulesTakeFromItsFields() {
    SeriesShape stream =
        only(
            """
            loki.relabel "j" {
              forward_to = []
              rule {
                source_labels = ["__journal__systemd_unit"]
                target_label = "unit"
              }
            }
            loki.source.journal "host" {
              labels = {host = "one"}
              relabel_rules = loki.relabel.j.rules
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.label("job")).isEqualTo(LabelDomain.value("loki.source.journal.host"));
    assertThat(stream.label("host")).isEqualTo(LabelDomain.value("one"));
    assertThat(stream.label("unit")).isEqualTo(LabelDomain.unknown());
    assertThat(stream.isOpen()).isFalse();
  }

  @Test
  void theJournalsJobCanBeWritten() {
    SeriesShape stream =
        only(
            """
            loki.source.journal "host" {
              labels = {job = "systemd"}
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.label("job")).isEqualTo(LabelDomain.value("systemd"));
  }

  @Test
  void eachSyslogListenerHasItsOwnLabels() {
    List<SeriesShape> streams =
        Configurations.arriving(
            Configurations.read(
                """
                loki.source.syslog "s" {
                  listener {
                    address = "0.0.0.0:514"
                    labels = {component = "a"}
                  }
                  listener {
                    address = "0.0.0.0:515"
                    labels = {component = "b"}
                  }
                  forward_to = [loki.write.l.receiver]
                }
                """
                    + WRITE));

    assertThat(streams)
        .extracting(stream -> stream.label("component"))
        .containsExactly(LabelDomain.value("a"), LabelDomain.value("b"));
  }

  @Test
  void kubernetesLogsGetJobAndInstance() {
    SeriesShape stream =
        only(
            """
            discovery.kubernetes "p" { role = "pod" }
            discovery.relabel "p" {
              targets = discovery.kubernetes.p.targets
              rule {
                source_labels = ["__meta_kubernetes_namespace"]
                target_label = "namespace"
              }
            }
            loki.source.kubernetes "p" {
              targets = discovery.relabel.p.output
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.label("namespace")).isEqualTo(LabelDomain.unknown());
    assertThat(stream.label("instance")).isEqualTo(LabelDomain.unknown());
    assertThat(stream.label("pod")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void whatIsPushedHasAnyLabels() {
    SeriesShape stream =
        only(
            """
            loki.source.api "push" {
              http { listen_port = 3500 }
              labels = {via = "api"}
              forward_to = [loki.write.l.receiver]
            }
            """);

    assertThat(stream.isOpen()).isTrue();
  }

  @Test
  void lokiRelabelDropsStreams() {
    List<SeriesShape> streams =
        Configurations.arriving(
            Configurations.read(
                """
                loki.source.file "f" {
                  targets = [
                    {__path__ = "/a", app = "a"},
                    {__path__ = "/b", app = "b"},
                  ]
                  forward_to = [loki.relabel.r.receiver]
                }
                loki.relabel "r" {
                  rule {
                    source_labels = ["app"]
                    regex = "a"
                    action = "drop"
                  }
                  rule {
                    action = "labeldrop"
                    regex = "filename"
                  }
                  forward_to = [loki.write.l.receiver]
                }
                """
                    + WRITE));

    assertThat(streams).hasSize(1);
    assertThat(streams.get(0).label("app")).isEqualTo(LabelDomain.value("b"));
    assertThat(streams.get(0).label("filename")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void sourcesThatAreNotModelledAreNamedAndOpen() {
    AlloyConfig config =
        Configurations.read(
            """
            loki.source.kafka "k" {
              brokers = ["kafka:9092"]
              topics = ["t"]
              labels = {via = "kafka"}
              forward_to = [loki.write.l.receiver]
            }
            """
                + WRITE);

    assertThat(Configurations.arriving(config)).allMatch(SeriesShape::isOpen);
    assertThat(config.unmodelled())
        .extracting(Finding::message)
        .containsExactly("loki.source.kafka.k: which labels its streams have is not modelled");
  }
}
