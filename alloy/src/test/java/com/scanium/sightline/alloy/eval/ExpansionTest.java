package com.scanium.sightline.alloy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExpansionTest {
  private static final String SCRAPER =
      """
      declare "scraper" {
        argument "address" { }
        argument "forward_to" { }
        argument "interval" {
          optional = true
          default  = "15s"
        }
        prometheus.scrape "all" {
          targets         = [{"__address__" = argument.address.value}]
          forward_to      = argument.forward_to.value
          scrape_interval = argument.interval.value
        }
        export "targets" {
          value = prometheus.scrape.all.targets
        }
      }
      """;

  private static final String WRITE =
      """
      prometheus.remote_write "out" {
        endpoint {
          url = "http://mimir:9009/api/v1/push"
        }
      }
      """;

  @TempDir private Path folder;

  private static AlloyConfig config(String text) {
    return AlloyConfig.parse(SourceText.of("test.alloy", text));
  }

  private static List<String> reasons(AlloyConfig config) {
    return config.expansion().hidden().stream().map(Expansion.Hidden::reason).toList();
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void componentsInsideACustomComponentAreSeenWithTheirArguments() {
    AlloyConfig config =
        config(
            SCRAPER
                + WRITE
                + """
                scraper "backend" {
                  address    = "backend:8080"
                  forward_to = [prometheus.remote_write.out.receiver]
                }
                """);

    assertThat(config.graph().components().keySet())
        .containsExactlyInAnyOrder(
            "scraper.backend/prometheus.scrape.all", "prometheus.remote_write.out");
    assertThat(config.graph().edgesTo("prometheus.remote_write.out"))
        .extracting(ComponentGraph.Edge::from)
        .containsExactly("scraper.backend/prometheus.scrape.all");
    assertThat(config.scrapeJobs())
        .singleElement()
        .satisfies(
            job ->
                assertThat(job.targets())
                    .singleElement()
                    .satisfies(target -> assertThat(target.toString()).contains("backend:8080")));
    assertThat(config.expansion().hidden()).isEmpty();
    assertThat(config.notChecked()).isEmpty();
  }

  @Test
  void eachUseOfACustomComponentIsAnInstanceOfItsOwn() {
    AlloyConfig config =
        config(
            SCRAPER
                + "scraper \"a\" {\n address = \"a:1\"\n forward_to = []\n}\n"
                + "scraper \"b\" {\n address = \"b:1\"\n forward_to = []\n}\n");

    assertThat(config.graph().components().keySet())
        .containsExactly("scraper.a/prometheus.scrape.all", "scraper.b/prometheus.scrape.all");
    assertThat(config.scrapeJobs()).hasSize(2);
  }

  @Test
  void exportsLeadIntoTheModuleWhateverTheOrder() {
    AlloyConfig config =
        config(
            """
            prometheus.scrape "s" {
              targets    = second.x.targets
              forward_to = []
            }
            second "x" {
              from = first.y.targets
            }
            first "y" { }
            declare "second" {
              argument "from" { }
              export "targets" {
                value = argument.from.value
              }
            }
            declare "first" {
              discovery.docker "d" {
                host = "unix:///var/run/docker.sock"
              }
              export "targets" {
                value = discovery.docker.d.targets
              }
            }
            """);

    assertThat(config.graph().edgesTo("first.y/discovery.docker.d"))
        .extracting(ComponentGraph.Edge::from)
        .containsExactly("prometheus.scrape.s");
  }

  @Test
  void aLoopOverKnownElementsIsWrittenOut() {
    AlloyConfig config =
        config(
            WRITE
                + """
                foreach "services" {
                  collection = ["a:1", "b:2"]
                  var        = "address"
                  template {
                    prometheus.scrape "one" {
                      targets    = [{"__address__" = address}]
                      forward_to = [prometheus.remote_write.out.receiver]
                    }
                  }
                }
                """);

    assertThat(config.graph().edgesTo("prometheus.remote_write.out"))
        .extracting(ComponentGraph.Edge::from)
        .containsExactly(
            "foreach.services/0/prometheus.scrape.one", "foreach.services/1/prometheus.scrape.one");
    assertThat(config.expansion().hidden()).isEmpty();
  }

  @Test
  void aLoopOverWhatIsKnownOnlyLaterIsSeenOnceAndSaysSo() {
    AlloyConfig config =
        config(
            """
            foreach "services" {
              collection = discovery.docker.d.targets
              var        = "each"
              template {
                prometheus.scrape "one" {
                  targets    = [each]
                  forward_to = []
                }
              }
            }
            """);

    assertThat(config.graph().components()).hasSize(1);
    assertThat(reasons(config)).containsExactly("the collection is known only when Alloy runs");
  }

  @Test
  void aModuleInAStringIsRead() {
    AlloyConfig config =
        config(
            "import.string \"m\" {\n  content = `"
                + SCRAPER
                + "`\n}\nm.scraper \"x\" {\n  address = \"a:1\"\n  forward_to = []\n}\n");

    assertThat(config.graph().components().keySet())
        .containsExactly("m.scraper.x/prometheus.scrape.all");
  }

  @Test
  void filesAndFoldersAreReadRelativeToTheConfiguration() throws IOException {
    file(
        "modules/scraper.alloy",
        """
        import.file "inner" {
          filename = file.path_join(module_path, "deep/x.alloy")
        }
        declare "outer" {
          inner.scraper "i" {
            address    = "a:1"
            forward_to = []
          }
        }
        """);
    file("modules/deep/x.alloy", SCRAPER);
    Path main =
        file(
            "config.alloy",
            "import.file \"m\" {\n  filename = \"modules\"\n}\nm.outer \"o\" { }\n");

    AlloyConfig config = AlloyConfig.load(main, folder);

    assertThat(config.graph().components().keySet())
        .containsExactly("m.outer.o/inner.scraper.i/prometheus.scrape.all");
    assertThat(config.graph().components().values())
        .singleElement()
        .satisfies(
            component -> assertThat(component.location().file()).isEqualTo("modules/deep/x.alloy"));
  }

  @Test
  void modulesOfOtherHostsAreNotFetchedAndHideWhatTheyHold() {
    AlloyConfig config =
        config(
            """
            import.git "g" {
              repository = "https://example.org/modules.git"
              path       = "m.alloy"
            }
            import.http "h" {
              url = "https://example.org/m.alloy"
            }
            g.one "a" { }
            h.two "b" { }
            """);

    assertThat(reasons(config))
        .containsExactly(
            "modules from other hosts are not fetched", "modules from other hosts are not fetched");
    assertThat(config.notChecked()).hasSize(2);
  }

  @Test
  void withoutAFolderNoFileIsRead() {
    AlloyConfig config =
        config("import.file \"m\" {\n  filename = \"/etc/passwd\"\n}\nm.x \"a\" { }\n");

    assertThat(reasons(config)).containsExactly("\"/etc/passwd\" is not read");
  }

  @Test
  void aModuleThatImportsItselfIsRefused() throws IOException {
    file(
        "m.alloy",
        "import.file \"again\" {\n  filename = \"m.alloy\"\n}\ndeclare \"d\" {\n  again.d \"x\" { }\n}\n");
    Path main =
        file("config.alloy", "import.file \"m\" {\n  filename = \"m.alloy\"\n}\nm.d \"o\" { }\n");

    AlloyConfig config = AlloyConfig.load(main, folder);

    assertThat(config.expansion().failures())
        .extracting(Expansion.Failure::message)
        .containsExactly("the module imports itself: \"m.alloy\"");
    assertThat(reasons(config)).containsExactly("the module imports itself: \"m.alloy\"");
  }

  @Test
  void aCustomComponentInsideItselfIsRefused() {
    AlloyConfig config = config("declare \"a\" {\n  a \"b\" { }\n}\na \"c\" { }\n");

    assertThat(config.expansion().failures())
        .extracting(Expansion.Failure::message)
        .containsExactly("the custom component contains itself");
  }

  @Test
  void aMissingArgumentIsRefused() {
    AlloyConfig config = config(SCRAPER + "scraper \"x\" {\n  forward_to = []\n}\n");

    assertThat(config.expansion().failures())
        .extracting(Expansion.Failure::message)
        .containsExactly("the argument \"address\" of the custom component is missing");
  }

  @Test
  @Timeout(20)
  void valuesThatDoubleAndLongChainsEnd() {
    StringBuilder text =
        new StringBuilder(
            """
            declare "d" {
              argument "in" { }
              export "out" {
                value = [argument.in.value, argument.in.value]
              }
            }
            """);
    for (int i = 0; i < 2000; i++) {
      text.append("d \"x" + i + "\" {\n  in = " + (i == 1999 ? "1" : "d.x" + (i + 1) + ".out"))
          .append("\n}\n");
    }
    assertThat(config(text.toString()).expansion().failures()).isEmpty();
  }

  @Test
  @Timeout(20)
  void manyNestedInstancesEnd() {
    StringBuilder text = new StringBuilder("declare \"d0\" {\n  prometheus.echo \"e\" { }\n}\n");
    for (int i = 1; i <= 30; i++) {
      text.append("declare \"d" + i + "\" {\n");
      for (int j = 0; j < 4; j++) {
        text.append("  d" + (i - 1) + " \"x" + j + "\" { }\n");
      }
      text.append("}\n");
    }
    assertThat(config(text + "d12 \"x\" { }\n").expansion().failures()).isNotEmpty();
  }
}
