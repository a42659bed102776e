package com.scanium.sightline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeRelabelingPropertyTest {
  private static final List<String> LABELS = List.of("a", "b", "ab", "c", "x_a");
  private static final List<String> VALUES = List.of("", "a", "b", "ab", "a;b", "A", "5");
  private static final List<String> PATTERNS =
      List.of(
          "(.*)",
          "(.+)",
          "a",
          "a|b",
          "(a)(.*)",
          "a;b",
          "b;a|a;a",
          "",
          "(.*);(.*)",
          "[ab]+",
          "x_(.*)",
          "__name__|a",
          ".*b",
          "(a|x_)?b?");
  private static final List<String> REPLACEMENTS =
      List.of("$1", "${1}", "$0", "", "k", "x_$1", "$2");

  static LongStream seeds() {
    return new Random(23).longs(600);
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theResultForAShapeCoversTheResultForEachSeries(long seed) {
    Random random = new Random(seed);
    List<RelabelRule> rules = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      rules.add(rule(random));
    }
    RelabelDialect dialect =
        List.of(RelabelDialect.values()).get(random.nextInt(RelabelDialect.values().length));
    rules.removeIf(rule -> rule.problem(dialect).isPresent());
    Relabeling relabeling = Relabeling.of(rules, dialect, "test");
    SeriesShape shape = shape(random);
    Relabeling.ShapeResult result = relabeling.apply(shape);
    for (int i = 0; i < 30; i++) {
      Map<String, String> series = series(shape, random);
      assertThat(shape.contains(series)).isTrue();
      Optional<Map<String, String>> left = relabeling.apply(series);
      String what = shape + " " + rules + " " + series + " -> " + left + " in " + result;
      if (result.kept() != Match.MAY) {
        assertThat(left.isPresent()).as(what).isEqualTo(result.kept() == Match.MUST);
      }
      if (left.isPresent()) {
        assertThat(result.remaining()).as(what).isPresent();
        assertThat(result.remaining().orElseThrow().contains(left.get())).as(what).isTrue();
      }
    }
  }

  private static RelabelRule rule(Random random) {
    RelabelAction action =
        List.of(RelabelAction.values()).get(random.nextInt(RelabelAction.values().length));
    RelabelRule.Builder rule = RelabelRule.builder().action(action);
    boolean byName = Set.of(RelabelAction.LABELDROP, RelabelAction.LABELKEEP).contains(action);
    boolean compares = Set.of(RelabelAction.KEEPEQUAL, RelabelAction.DROPEQUAL).contains(action);
    if (!byName) {
      List<String> sources = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        sources.add(random.nextInt(5) == 0 ? "__name__" : pick(LABELS, random));
      }
      rule.sourceLabels(sources);
      rule.targetLabel(
          random.nextInt(6) == 0
              ? "x_${1}"
              : random.nextInt(8) == 0 ? "__name__" : pick(LABELS, random));
    }
    if (!compares && random.nextInt(4) > 0) {
      rule.regex(pick(PATTERNS, random));
    }
    boolean replaces = Set.of(RelabelAction.REPLACE, RelabelAction.LABELMAP).contains(action);
    if (replaces && random.nextInt(3) > 0) {
      rule.replacement(pick(REPLACEMENTS, random));
    }
    if (action == RelabelAction.HASHMOD) {
      rule.modulus(1 + random.nextInt(100));
    }
    if (!compares && !byName && random.nextInt(5) == 0) {
      rule.separator(random.nextBoolean() ? "" : "b");
    }
    return rule.build();
  }

  private static SeriesShape shape(Random random) {
    SeriesShape.Builder shape =
        SeriesShape.builder(random.nextInt(5) == 0 ? LabelDomain.any() : LabelDomain.value("m"));
    for (String label : LABELS) {
      switch (random.nextInt(6)) {
        case 0 -> shape.label(label, LabelDomain.any());
        case 1 -> shape.label(label, LabelDomain.unknown());
        case 2 -> shape.label(label, pick(VALUES, random));
        case 3 ->
            shape.label(
                label, LabelDomain.oneOf(List.of(pick(VALUES, random), pick(VALUES, random))));
        default -> {}
      }
    }
    return random.nextInt(3) == 0 ? shape.open().build() : shape.build();
  }

  /** A series of the shape: each label has one of the values that the shape says are possible. */
  private static Map<String, String> series(SeriesShape shape, Random random) {
    Map<String, String> series = new LinkedHashMap<>();
    series.put("__name__", shape.name().orElse(random.nextBoolean() ? "m" : "ab"));
    for (String label : LABELS) {
      List<String> possible = VALUES.stream().filter(shape.label(label)::contains).toList();
      String value = pick(possible, random);
      if (!value.isEmpty()) {
        series.put(label, value);
      }
    }
    return series;
  }
}
