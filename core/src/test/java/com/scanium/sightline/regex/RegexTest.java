package com.scanium.sightline.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
  private static Regex anchored(String pattern) {
    return Regex.anchored(pattern).orElseThrow();
  }

  @Test
  void anAnchoredExpressionMatchesTheWholeText() {
    assertThat(anchored("a|b").matches("ab")).isFalse();
    assertThat(anchored("a|ab").matches("ab")).isTrue();
    assertThat(anchored("a.c").matches("a\nc")).isTrue();
    assertThat(Regex.anchored("a.c", Regex.Newlines.DOT_STOPS).orElseThrow().matches("a\nc"))
        .isFalse();
    assertThat(Regex.unanchored("b+").orElseThrow().matches("abbc")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(?=a)", "(?!a)", "\\i", "a{1001}", "x**", "[a", "(", "a{2}{501}", "(a{1000}){2}"})
  void aBrokenPatternIsAValue(String pattern) {
    assertThat(Regex.anchored(pattern).problem())
        .get()
        .asString()
        .startsWith("error parsing regexp");
    assertThat(Regex.anchored(pattern).regex()).isEmpty();
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "(".repeat(100_000) + "a" + ")".repeat(100_000);
    assertThat(Regex.anchored(deep).problem()).get().asString().contains("nests too deeply");
    assertThat(Regex.anchored(")" + deep).regex()).isEmpty();
    assertThat(Regex.anchored("(".repeat(900) + "a" + ")".repeat(900)).regex()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "a|b|c, a b c",
    "(a|b)c, ac bc",
    "500(\\.0)?, 500 500.0",
    "[45]00, 400 500",
    "5[0-2], 50 51 52",
    "a{2}, aa",
    "ab{1;2}, ab abb",
    "^a$, a",
    "^a$|^b$, a b",
    "(?:a), a",
    "(?P<x>a), a",
    "a(?i)1, a1",
    "\\Qa.b\\E, a.b",
    "a\\.b\\-c, a.b-c",
    "'1\\d', 10 11 12 13 14 15 16 17 18 19",
  })
  void finiteSetsAreKnown(String pattern, String expected) {
    assertThat(anchored(pattern.replace(';', ',')).literals())
        .get()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.iterable(String.class))
        .containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.",
        "a*",
        "(?i)a",
        "[^a]",
        "a+",
        "\\w",
        "(a$)b",
        "a\\b",
        "(^a)",
        "\\x41",
        "\\pL",
        "[a-z]{3}",
        "\\101"
      })
  void otherSetsAreNotClaimedFinite(String pattern) {
    assertThat(anchored(pattern).literals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".*",
        "(.*)",
        ".*?",
        "^.*$",
        "a|.*",
        ".*.*",
        "(.+)?",
        ".*a?",
        "(.*)+",
        "[\\s\\S]*",
        "(?:.|)+",
        "|.+",
        "(?s).*"
      })
  void everythingIsRecognised(String pattern) {
    assertThat(anchored(pattern).matchesEverything()).isTrue();
    assertThat(anchored(pattern).matchesEveryNonEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {".+", ".+?", "..*", ".*.", "(.+)", "a|.+", "^.+$"})
  void everythingButTheEmptyTextIsRecognised(String pattern) {
    assertThat(anchored(pattern).matchesEverything()).isFalse();
    assertThat(anchored(pattern).matchesEveryNonEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..+", "a.*", ".*a", ".?", "[^a]*", "\\w+", "(?-s).*", "(^.*)", "a*", ".*^"})
  void nearMissesOfEverythingAreNot(String pattern) {
    assertThat(anchored(pattern).matchesEveryNonEmpty()).isFalse();
  }

  @Test
  void nothingIsRecognised() {
    assertThat(anchored("a^").matchesNothing()).isTrue();
    assertThat(anchored("$a").matchesNothing()).isTrue();
    assertThat(anchored("$^").matchesNothing()).isFalse();
    assertThat(anchored("").matchesNothing()).isFalse();
    assertThat(anchored("a*^").matchesNothing()).isFalse();
  }

  @Test
  void prefixesProveThatTwoExpressionsShareNothing() {
    assertThat(anchored("node_.*|kube_.*").prefixes()).containsExactly("node_", "kube_");
    assertThat(anchored("node_.*").isDisjoint(anchored("go_.+"))).isTrue();
    assertThat(anchored("node_.*").isDisjoint(anchored("node_cpu.*"))).isFalse();
    assertThat(anchored("node_.*|up").isDisjoint(anchored("up|down"))).isFalse();
    assertThat(anchored("(?i)node_.*").isDisjoint(anchored("Node_.*"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "$1-$2, a-b",
    "${1}x, ax",
    "$1x, ''",
    "$$1, $1",
    "$-, $-",
    "${, ${",
    "${}, ${}",
    "$x, a",
    "${x}b, ab",
    "$9, ''",
    "$0, a:b",
    "$01, ''",
  })
  void templatesExpandAsInGo(String template, String expected) {
    assertThat(anchored("(?P<x>.*):(.*)").expand(template, "a:b")).contains(expected);
  }

  static LongStream seeds() {
    return new Random(7).longs(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void factsAgreeWithMatching(long seed) {
    Random random = new Random(seed);
    String pattern = pattern(random, 4);
    Regex.anchored(pattern).regex().ifPresent(regex -> check(regex, random));
  }

  private static void check(Regex regex, Random random) {
    for (String text : texts(random)) {
      boolean matches = regex.matches(text);
      String what = "pattern <" + regex + "> text <" + text + ">";
      regex.literals().ifPresent(all -> assertThat(all.contains(text)).as(what).isEqualTo(matches));
      if (regex.matchesEverything() || (regex.matchesEveryNonEmpty() && !text.isEmpty())) {
        assertThat(matches).as(what).isTrue();
      }
      if (regex.matchesNothing()) {
        assertThat(matches).as(what).isFalse();
      }
      if (matches) {
        assertThat(regex.prefixes()).as(what).anyMatch(text::startsWith);
      }
    }
  }

  private static Set<String> texts(Random random) {
    List<String> all = new ArrayList<>(List.of("", "a", "b", "ab", "ba", "aa", "abc", "\n", "."));
    for (int i = 0; i < 20; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        text.append("ab.c".charAt(random.nextInt(4)));
      }
      all.add(text.toString());
    }
    return Set.copyOf(all);
  }

  private static String pattern(Random random, int depth) {
    int kind = random.nextInt(depth <= 0 ? 6 : 13);
    return switch (kind) {
      case 0 -> "a";
      case 1 -> "b";
      case 2 -> ".";
      case 3 -> "[ab]";
      case 4 -> "\\.";
      case 5 -> random.nextInt(4) == 0 ? "^" : random.nextInt(4) == 0 ? "$" : "c";
      case 6, 7 -> pattern(random, depth - 1) + pattern(random, depth - 1);
      case 8 -> pattern(random, depth - 1) + "|" + pattern(random, depth - 1);
      case 9 -> "(" + pattern(random, depth - 1) + ")";
      case 10 -> "(" + pattern(random, depth - 1) + ")" + "*+?".charAt(random.nextInt(3));
      case 11 ->
          "(?:"
              + pattern(random, depth - 1)
              + "){"
              + random.nextInt(3)
              + ","
              + (2 + random.nextInt(2))
              + "}";
      default -> (random.nextBoolean() ? "(?i)" : "(?-s)") + pattern(random, depth - 1);
    };
  }
}
