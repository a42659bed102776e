package com.scanium.sightline.alloy.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.corpus.Corpus;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloyFormat;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AlloyEditTest {
  private static final String TEXT =
      """
      // head
      prometheus.scrape "a" {
        targets    = [{__address__ = "old:1"}] // why
        forward_to = [prometheus.remote_write.m.receiver]
      }

      /* about the write */
      prometheus.remote_write "m" {
          endpoint { url = "http://one" }
          endpoint {
              url = "http://two" // second
          }
      }
      """;

  private static AlloyEdit edit(String text) {
    return AlloyEdit.of(SourceText.of("config.alloy", text));
  }

  @Test
  void aValueIsReplacedWhereItStands() {
    assertThat(
            edit(TEXT)
                .withAttribute(
                    "prometheus.scrape.a",
                    "targets",
                    AlloyExpr.parse("[{__address__ = \"new:2\"}]"))
                .text())
        .isEqualTo(TEXT.replace("old:1", "new:2"));
  }

  @Test
  void aNumberTellsWhichOfSeveralBlocks() {
    assertThat(
            edit(TEXT)
                .withAttribute(
                    "prometheus.remote_write.m > endpoint 2", "url", AlloyExpr.string("http://x"))
                .text())
        .isEqualTo(TEXT.replace("http://two", "http://x"));
  }

  @Test
  void aNewAttributeIsOneLineUnderTheSignOfTheLast() {
    assertThat(
            edit(TEXT)
                .withAttribute("prometheus.scrape.a", "job_name", AlloyExpr.string("j"))
                .text())
        .isEqualTo(TEXT.replace(".m.receiver]\n", ".m.receiver]\n  job_name   = \"j\"\n"));
  }

  @Test
  void aBlockInOneLineGetsMore() {
    assertThat(
            edit(TEXT)
                .withAttribute(
                    "prometheus.remote_write.m > endpoint", "name", AlloyExpr.string("n"))
                .file()
                .isValid())
        .isTrue();
    assertThat(edit("a \"b\" { }\n").withAttribute("a.b", "c", AlloyExpr.number(1)).text())
        .isEqualTo("a \"b\" {\n\tc = 1\n}\n");
  }

  @Test
  void attributesAndBlocksGoWithTheirLines() {
    assertThat(edit(TEXT).withoutAttribute("prometheus.scrape.a", "targets").text())
        .isEqualTo(TEXT.replace("  targets    = [{__address__ = \"old:1\"}] // why\n", ""));
    assertThat(edit(TEXT).withoutBlock("prometheus.remote_write.m > endpoint 1").text())
        .isEqualTo(TEXT.replace("    endpoint { url = \"http://one\" }\n", ""));
    assertThat(edit(TEXT).withoutBlock("prometheus.scrape.a").text())
        .startsWith("// head\n\n/* about the write */\n");
  }

  @Test
  void aBlockIsAddedAtTheEndOrInside() {
    AlloyBlock block = AlloyBlock.of("endpoint").set("url", "http://three").build();

    assertThat(edit(TEXT).withBlock(AlloyBlock.of("logging").set("level", "debug").build()).text())
        .isEqualTo(TEXT + "\nlogging {\n\tlevel = \"debug\"\n}\n");
    assertThat(edit(TEXT).withBlockIn("prometheus.remote_write.m", block).text())
        .isEqualTo(
            TEXT.substring(0, TEXT.length() - 2)
                + "\n    endpoint {\n    \turl = \"http://three\"\n    }\n}\n");
    assertThat(edit("").withBlock(block).text()).isEqualTo(block.text());
  }

  @Test
  void aBlockIsReplaced() {
    assertThat(
            edit(TEXT)
                .withBlockReplaced(
                    "prometheus.scrape.a", AlloyBlock.of("prometheus.echo", "e").build())
                .text())
        .startsWith("// head\nprometheus.echo \"e\" { }\n\n/* about the write */\n");
  }

  @Test
  void windowsLineEndsStay() {
    String text =
        edit(TEXT.replace("\n", "\r\n"))
            .withBlock(AlloyBlock.of("logging").set("level", "debug").build())
            .withAttribute("prometheus.scrape.a", "job_name", AlloyExpr.string("j"))
            .text();

    assertThat(text.replace("\r\n", "")).doesNotContain("\n");
  }

  @Test
  void aConfigurationTakesChanges() {
    AlloyConfig config =
        AlloyConfig.parse(SourceText.of("config.alloy", TEXT))
            .withBlock(AlloyComponents.prometheusScrape("b").target("b:1").forwardTo().build())
            .edited(edit -> edit.withoutBlock("prometheus.scrape.a"));

    assertThat(config.scrapeJobs()).hasSize(1);
    assertThat(config.scrapeJobs().get(0).id()).isEqualTo("prometheus.scrape.b");
    assertThat(config.sources().get(0).source().text()).contains("/* about the write */");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "prometheus.remote_write.m > endpoint 3",
        "",
        "a > ",
        "prometheus.scrape.a 99"
      })
  void whatIsNotThereIsSaid(String path) {
    assertThatThrownBy(() -> edit(TEXT).withoutBlock(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no block " + path);
  }

  @Test
  void changesOfRealConfigurationsTouchOnlyTheirLines() {
    Random random = new Random(42);
    int tried = 0;
    for (JsonNode vector : Corpus.vectors("configs.jsonl")) {
      AlloyFile file = AlloySyntax.parse(Corpus.source(vector));
      String text = file.source().text();
      List<Statement.Block> blocks = file.blocks().toList();
      if (!file.isValid() || blocks.isEmpty()) {
        continue;
      }
      Statement.Block block = blocks.get(random.nextInt(blocks.size()));
      String id =
          block.label().map(one -> block.name().text() + "." + one).orElse(block.name().text());
      long same =
          blocks.stream().filter(one -> one.name().text().equals(block.name().text())).count();
      AlloyEdit edit = AlloyEdit.of(file);

      assertThat(edit.withBlock(AlloyBlock.of("x", "y").build()).text()).startsWith(text);
      if (same == 1) {
        onlyTheseLines(text, block, edit.withoutBlock(id).text());
        onlyTheseLines(
            text, block, edit.withBlockReplaced(id, AlloyBlock.of("x", "y").build()).text());
        onlyTheseLines(text, block, edit.withAttribute(id, "zzz", AlloyExpr.string("v")).text());
        onlyTheseLines(
            text, block, edit.withBlockIn(id, AlloyBlock.of("zzz").set("a", 1).build()).text());
        for (Statement.Attribute attribute : block.attributes().toList()) {
          String changed =
              edit.withAttribute(id, attribute.name().text(), AlloyExpr.number(1)).text();
          assertThat(changed)
              .isEqualTo(
                  text.substring(0, attribute.value().span().start())
                      + "1"
                      + text.substring(attribute.value().span().end()));
          break;
        }
        tried++;
      }
      AlloyDocument document = AlloyDocument.parse(file.source());
      AlloyDocument again = AlloyDocument.parse(SourceText.of("again.alloy", document.text()));
      assertThat(again).isEqualTo(document);
    }
    assertThat(tried).isGreaterThan(400);
  }

  /** Before the block's first line and behind its last every character is as it was. */
  private static void onlyTheseLines(String text, Statement.Block block, String changed) {
    String before = text.substring(0, text.lastIndexOf('\n', block.span().start() - 1) + 1);
    int end = text.indexOf('\n', block.span().end());
    String after = end < 0 ? "" : text.substring(end + 1);
    assertThat(changed).startsWith(before);
    assertThat(changed).endsWith(after.stripLeading());
    assertThat(AlloySyntax.parse(SourceText.of("changed.alloy", changed)).isValid()).isTrue();
  }

  @Test
  void builtTextIsAFixedPointOfTheFormatter() {
    for (JsonNode vector : Corpus.vectors("configs.jsonl")) {
      AlloyFile file = AlloySyntax.parse(Corpus.source(vector));
      // raw strings keep the oddities of the formatter, see AlloyFormat
      boolean isRaw = file.source().text().contains("`");
      if (file.isValid() && !isRaw && file.blocks().findAny().isPresent()) {
        String text = AlloyDocument.parse(file.source()).text();
        assertThat(AlloyFormat.format(AlloySyntax.parse(SourceText.of("x.alloy", text))))
            .contains(text);
      }
    }
  }
}
