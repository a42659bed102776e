package com.scanium.sightline.alloy.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.corpus.Corpus;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AlloyFormatTest {
  private static Optional<String> format(String text) {
    return AlloyFormat.format(AlloySyntax.parse(SourceText.of("test.alloy", text)));
  }

  @Test
  void configurationsAreFormattedAsAlloyDoes() {
    checkFiles("configs.jsonl", 1098, 1033);
  }

  @Test
  void formatterVectorsAreFormattedAsAlloyDoes() {
    checkFiles("vectors-format.jsonl", 161, 161);
  }

  @Test
  void parserVectorsAreFormattedAsAlloyDoes() {
    checkFiles("vectors-parse.jsonl", 689, 337);
  }

  @Test
  void expressionsAreFormattedAsAlloyDoes() {
    List<String> wrong = new ArrayList<>();
    int formatted = 0;
    for (JsonNode vector : Corpus.vectors("vectors-expr.jsonl")) {
      Optional<String> text =
          AlloyFormat.format(AlloySyntax.parseExpression(Corpus.source(vector)));
      formatted += text.isPresent() ? 1 : 0;
      compare(vector, text, wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(formatted).isEqualTo(149);
  }

  private static void checkFiles(String file, int count, int countFormatted) {
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    int formatted = 0;
    for (JsonNode vector : Corpus.vectors(file)) {
      Optional<String> text = AlloyFormat.format(AlloySyntax.parse(Corpus.source(vector)));
      compare(vector, text, wrong);
      ran++;
      if (text.isPresent()) {
        formatted++;
        JsonNode stays =
            vector.has("formatIdempotent")
                ? vector.get("formatIdempotent")
                : vector.get("idempotent");
        if (stays != null && format(text.get()).equals(text) != stays.asBoolean()) {
          wrong.add(vector.get("id").asString() + " should stay: " + stays);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ran).isEqualTo(count);
    assertThat(formatted).isEqualTo(countFormatted);
  }

  private static void compare(JsonNode vector, Optional<String> actual, List<String> wrong) {
    Optional<String> expected =
        vector.has("formatted")
            ? Optional.of(vector.get("formatted").asString())
            : Optional.empty();
    if (!actual.equals(expected)) {
      wrong.add(vector.get("id").asString() + "\n" + expected + "\n" + actual);
    }
  }

  @Test
  void assignmentsLineUpUntilABlankLineABlockOrALongStatement() {
    assertThat(format("a=1\nlong=2\n\n\n\nb=[\n3]\nlonger=4\nc { }\nd   \"x\" {\ne=f}\n"))
        .contains(
            """
            a    = 1
            long = 2

            b = [
            \t3]
            longer = 4

            c { }

            d "x" {
            \te = f
            }
            """);
  }

  @Test
  void commentsStayWhereTheyBelong() {
    assertThat(
            format("// one\na=1 // two\nlong=2   // three\nb { // four\n\n\n// five\n}\n/* six */"))
        .contains(
            """
            // one
            a    = 1 // two
            long = 2 // three
            b { // four

            \t// five
            }
            /* six */
            """);
  }

  @Test
  void widthsAreThoseOfCharactersAndNotOfBytes() {
    assertThat(format("a={\n\"é𝄞\"=1,\nb=2}\n")).contains("a = {\n\t\"é𝄞\" = 1,\n\tb    = 2}\n");
  }

  @Test
  void aFileWithErrorsHasNoFormat() {
    assertThat(format("a = = 1\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "-", "a(", "{a="})
  void hostileNestingHasNoFormatAndDoesNotOverflow(String opening) {
    assertThat(format("a = " + opening.repeat(100_000))).isEmpty();
  }

  @Test
  void theDeepestNestingThatIsReadIsFormatted() {
    int depth = AlloySyntax.MAX_DEPTH - 2;
    String nested = "a = " + "[".repeat(depth) + "]".repeat(depth) + "\n";
    assertThat(format(nested)).contains(nested);
    assertThat(format("a {\n".repeat(depth) + "}\n".repeat(depth))).isPresent();
  }

  @Test
  void manyTabsInOneStringAreManyColumnsAndNoOverflow() {
    String tabs = "a = \"" + "\t".repeat(100_000) + "\"\n";
    assertThat(format(tabs + "b = 1\n".repeat(20_000))).isPresent();
  }
}
