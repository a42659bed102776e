package com.scanium.sightline.alloy.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.component.Catalogue.Stability;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class AlloyCheckTest {
  private static AlloyFile file(String name, String text) {
    return AlloySyntax.parse(SourceText.of(name, text));
  }

  /** What is wrong, as rule and line. */
  private static List<String> check(CheckOptions options, String text) {
    return AlloyCheck.check(List.of(file("config.alloy", text)), options).stream()
        .map(defect -> defect.rule() + ":" + defect.location().line().orElse(0))
        .toList();
  }

  private static List<String> check(String text) {
    return check(CheckOptions.DEFAULT, text);
  }

  @Test
  void aCustomComponentHasItsArgumentsAndExports() {
    String text =
        """
        declare "logs" {
          argument "url" { }

          argument "tenant" {
            optional = true
          }

          loki.write "out" {
            endpoint {
              url       = argument.url.value
              tenant_id = argument.tenat.value
            }
          }

          export "receiver" {
            value = loki.write.out.receiver
          }
        }

        logs "a" {
          ulr = "http://loki/loki/api/v1/push"
        }

        loki.source.file "f" {
          targets    = []
          forward_to = [logs.a.receiver, logs.a.input]
        }
        """;

    assertThat(check(text))
        .containsExactly(
            "alloy/unresolved-reference:11",
            "alloy/unknown-argument:21",
            "alloy/missing-argument:20",
            "alloy/unresolved-reference:26");
  }

  @Test
  void aSettingOneBlockTooHighIsSentToEveryBlockThatHasIt() {
    String text =
        """
        prometheus.remote_write "out" {
          endpoint {
            url                  = "http://mimir:9009/api/v1/push"
            max_samples_per_send = 500
          }
        }
        """;

    assertThat(AlloyCheck.check(List.of(file("config.alloy", text)), CheckOptions.DEFAULT))
        .filteredOn(defect -> defect.rule().equals("alloy/unknown-argument"))
        .singleElement()
        .satisfies(
            defect ->
                assertThat(defect.fix().orElseThrow().summary())
                    .contains("move it to block \"metadata_config\" or \"queue_config\""));
  }

  @Test
  void importedComponentsAreTakenAsTheyAre() {
    assertThat(
            check(
                """
                import.git "mod" {
                  repository = "https://example.org/mod.git"
                  path       = "mod.alloy"
                }

                mod.anything "a" {
                  what = 1
                }

                prometheus.scrape "a" {
                  targets    = mod.anything.a.some.thing
                  forward_to = mod.anything.a.receivers
                }
                """))
        .isEmpty();
  }

  @Test
  void aModuleDoesNotSeeTheBlocksAroundIt() {
    String text =
        """
        loki.write "out" { }

        declare "m" {
          loki.relabel "r" {
            forward_to = [loki.write.out.receiver]
          }
        }

        m "a" { }
        """;

    assertThat(check(text)).containsExactly("alloy/unresolved-reference:5");
  }

  @Test
  void aLoopSeesTheBlocksAroundItAndItsVariable() {
    String text =
        """
        foreach "team" {
          collection = ["a", "b"]
          var        = "team"

          template {
            loki.source.file "f" {
              targets    = [{"__path__" = "/" + team}]
              forward_to = [loki.write.out.receiver]
            }
          }
        }

        loki.write "out" { }
        """;
    CheckOptions experimental = CheckOptions.builder().minStability(Stability.EXPERIMENTAL).build();

    assertThat(check(experimental, text)).isEmpty();
    assertThat(check(text)).containsExactly("alloy/stability:1");
    assertThat(check(experimental.toBuilder().unknownStability().build(), text))
        .containsExactly("alloy/stability:1");
  }

  @Test
  void communityComponentsNeedTheirFlag() {
    String text =
        """
        otelcol.exporter.googlecloud "a" { }

        otelcol.receiver.otlp "a" {
          output {
            metrics = [otelcol.exporter.googlecloud.a.input]
          }
        }
        """;

    assertThat(check(text)).containsExactly("alloy/stability:1");
    assertThat(check(CheckOptions.builder().allowCommunity().build(), text)).isEmpty();
  }

  @Test
  void unknownComponentsMayBeTakenAsOpaque() {
    String text =
        """
        acme.pipeline "a" {
          any = 1
        }

        prometheus.scrape "a" {
          targets    = acme.pipeline.a.targets
          forward_to = [acme.pipeline.a.receiver]
        }
        """;

    assertThat(check(text)).containsExactly("alloy/unknown-component:1");
    assertThat(check(CheckOptions.builder().tolerateUnknown().build(), text)).isEmpty();
  }

  @Test
  void aFolderIsOneNamespace() {
    AlloyFile scrape =
        file(
            "b.alloy",
            """
            prometheus.scrape "a" {
              targets = []
              forward_to = [prometheus.remote_write.m.receiver]
            }
            """);
    AlloyFile write = file("a.alloy", "prometheus.remote_write \"m\" { }\n");

    assertThat(AlloyCheck.check(List.of(scrape, write), CheckOptions.DEFAULT)).isEmpty();
    assertThat(AlloyCheck.check(List.of(scrape, write, write), CheckOptions.DEFAULT))
        .extracting(Defect::rule)
        .containsExactly("alloy/duplicate");
  }

  @Test
  void signalsThatEndOnTheWayAreDeadEnds() {
    String text =
        """
        otelcol.receiver.otlp "in" {
          output {
            metrics = [otelcol.processor.batch.b.input]
            traces  = [otelcol.processor.batch.b.input]
          }
        }

        otelcol.processor.batch "b" {
          output {
            traces = [otelcol.exporter.otlp.tempo.input]
          }
        }

        otelcol.exporter.otlp "tempo" {
          client {
            endpoint = "tempo:4317"
          }
        }
        """;

    List<Defect> found =
        AlloyCheck.check(List.of(file("config.alloy", text)), CheckOptions.DEFAULT);

    assertThat(found)
        .singleElement()
        .satisfies(
            defect -> {
              assertThat(defect.rule()).isEqualTo("alloy/dead-end");
              assertThat(defect.message())
                  .isEqualTo("the metrics of otelcol.receiver.otlp.in reach no write");
              assertThat(defect.evidence())
                  .containsExactly("they end at otelcol.processor.batch.b");
            });
    assertThat(AlloyCheck.validate(List.of(file("config.alloy", text)), CheckOptions.DEFAULT))
        .as("alloy validate doesn't look for dead ends")
        .isEmpty();
  }

  @Test
  void syntaxErrorsComeAlone() {
    assertThat(check("a = \nfoo.bar \"x\" { }\n")).isNotEmpty().allMatch(s -> s.contains("syntax"));
    assertThat(check("a = 1\n")).containsExactly("alloy/misplaced-block:1");
  }

  @Test
  void deepAndBrokenInputEndsInDefects() {
    String nested = "declare \"a\" {\n".repeat(5_000) + "}\n".repeat(5_000);

    assertThat(check(nested)).isNotEmpty();
    assertThat(check("prometheus.scrape \"a\" { targets = " + "[".repeat(5_000))).isNotEmpty();
  }

  @Test
  void tenThousandComponentsAreCheckedQuickly() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append("prometheus.relabel \"r").append(i).append("\" {\n  forward_to = [");
      text.append("prometheus.relabel.r").append(i + 1).append(".receiver]\n  nope = 1\n}\n");
    }
    AlloyFile file = file("config.alloy", text.toString());

    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          List<Defect> found = AlloyCheck.check(List.of(file), CheckOptions.DEFAULT);
          assertThat(Folding.of(found)).hasSize(10_001);
        });
  }
}
