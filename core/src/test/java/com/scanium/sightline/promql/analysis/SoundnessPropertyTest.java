package com.scanium.sightline.promql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Random queries in random small stores: what the analyses prove must hold there. */
class SoundnessPropertyTest {
  private static final List<String> METRICS = List.of("m", "n", "x_bucket");
  private static final List<String> LABELS = List.of("a", "b", "le");
  private static final List<String> VALUES = List.of("", "1", "2");

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  @Test
  void whatIsProvedHoldsInEverySmallStore() {
    AtomicInteger proofs = new AtomicInteger();
    int cases = 0;
    for (long seed = 1; seed <= 4_000; seed++) {
      cases += holds(seed, proofs) ? 1 : 0;
    }
    // most queries are evaluated, and many of them with something to prove
    assertThat(cases).isGreaterThan(2_000);
    assertThat(proofs.get()).isGreaterThan(1_500);
  }

  private static boolean holds(long seed, AtomicInteger proofs) {
    Random random = new Random(seed * 7919);
    String query = vector(random, 3);
    PromQlParse parse = PromQl.parse(query);
    if (parse.expr().isEmpty() || !parse.isOk()) {
      return false;
    }
    PromQlExpr expr = parse.expr().get();
    List<Map<String, String>> series = series(random);
    int mask = random.nextInt();
    SmallWorld world =
        new SmallWorld(series, labels -> (mask >> Math.floorMod(labels.hashCode(), 31) & 1) == 1);
    List<Map<String, String>> result;
    try {
      result = world.eval(expr);
    } catch (SmallWorld.Refused refused) {
      return false;
    }
    List<SeriesShape> shapes = shapes(series, random);
    IdentityHashMap<VectorSelector, Match> known = new IdentityHashMap<>();
    for (VectorSelector selector : PromQl.selectors(expr)) {
      Match truth = Match.of(!world.select(selector).isEmpty());
      known.put(selector, random.nextInt(3) == 0 ? Match.MAY : truth);
    }
    LabelFlow flow = LabelFlow.of(expr, selector -> shapes);
    Supplier<String> what =
        () -> "seed " + seed + ": " + query + " over " + series + " gives " + result;
    Emptiness plain = Emptiness.of(expr, s -> known.getOrDefault(s, Match.MAY));
    Emptiness sharp = Emptiness.of(expr, s -> known.getOrDefault(s, Match.MAY), flow);
    for (Emptiness emptiness : List.of(plain, sharp)) {
      if (emptiness.match() != Match.MAY) {
        proofs.incrementAndGet();
        assertThat(!result.isEmpty()).as(what).isEqualTo(emptiness.match() == Match.MUST);
      }
    }
    if (expr.type().fits(com.scanium.sightline.promql.ValueType.VECTOR)) {
      for (Map<String, String> labels : result) {
        assertThat(flow.result()).as(what).isPresent();
        assertThat(flow.result().orElseThrow().contains(labels))
            .as(() -> what.get() + " in " + flow)
            .isTrue();
      }
    }
    essentialOnesAreNeeded(expr, world, series, what);
    return true;
  }

  /** Without the series of an essential selector the result is empty. */
  private static void essentialOnesAreNeeded(
      PromQlExpr expr, SmallWorld world, List<Map<String, String>> series, Supplier<String> what) {
    for (VectorSelector selector : Emptiness.essential(expr)) {
      List<Map<String, String>> selected = world.select(selector);
      List<Map<String, String>> rest =
          series.stream().filter(one -> !selected.contains(one)).toList();
      assertThat(isEmpty(expr, rest)).as(() -> what.get() + " without " + selector).isTrue();
    }
  }

  /** Whether the result is empty; a query that fails proves nothing and counts as empty. */
  private static boolean isEmpty(PromQlExpr expr, List<Map<String, String>> series) {
    try {
      return new SmallWorld(series, labels -> true).eval(expr).isEmpty();
    } catch (SmallWorld.Refused refused) {
      return true;
    }
  }

  private static List<Map<String, String>> series(Random random) {
    Set<Map<String, String>> all = new LinkedHashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Map<String, String> one = new LinkedHashMap<>();
      one.put(LabelMatcher.NAME, pick(METRICS, random));
      for (String label : LABELS) {
        String value = pick(VALUES, random);
        if (!value.isEmpty()) {
          one.put(label, value);
        }
      }
      all.add(one);
    }
    return List.copyOf(all);
  }

  /** Shapes that cover the series, some tightly, some loosely. */
  private static List<SeriesShape> shapes(List<Map<String, String>> series, Random random) {
    Map<String, SeriesShape> byName = new LinkedHashMap<>();
    for (Map<String, String> one : series) {
      String name = one.getOrDefault(LabelMatcher.NAME, "");
      SeriesShape.Builder shape = SeriesShape.builder(name).family(name, MetricType.GAUGE);
      one.forEach((label, value) -> shape.label(label, LabelDomain.value(value)));
      byName.merge(name, shape.build(), SeriesShape::union);
    }
    List<SeriesShape> all = new ArrayList<>();
    for (SeriesShape shape : byName.values()) {
      SeriesShape.Builder loose = shape.toBuilder();
      if (random.nextInt(4) == 0) {
        loose.label(pick(LABELS, random), LabelDomain.unknown());
      }
      all.add(random.nextInt(4) == 0 ? loose.open().build() : loose.build());
    }
    if (random.nextInt(4) == 0) {
      all.add(SeriesShape.builder(pick(METRICS, random)).label("a", LabelDomain.any()).build());
    }
    return all;
  }

  private static String selector(Random random) {
    StringBuilder text = new StringBuilder(pick(METRICS, random));
    if (random.nextBoolean()) {
      String op = pick(List.of("=", "!=", "=~", "!~"), random);
      String value =
          op.endsWith("~")
              ? pick(List.of("1|2", ".+", ".*", "1?", "2"), random)
              : pick(VALUES, random);
      text.append('{')
          .append(pick(LABELS, random))
          .append(op)
          .append('"')
          .append(value)
          .append("\"}");
    }
    return text.toString();
  }

  private static String labels(Random random) {
    List<String> some = new ArrayList<>(LABELS);
    some.removeIf(label -> random.nextBoolean());
    return "(" + String.join(",", some) + ")";
  }

  private static String matching(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> " on" + labels(random) + " ";
      case 1 -> " ignoring" + labels(random) + " ";
      default -> " ";
    };
  }

  private static String vector(Random random, int depth) {
    if (depth == 0) {
      return selector(random);
    }
    String inner = vector(random, depth - 1);
    return switch (random.nextInt(17)) {
      case 0, 1 -> selector(random);
      case 2 -> "sum by " + labels(random) + " (" + inner + ")";
      case 3 -> "max without " + labels(random) + " (" + inner + ")";
      case 4 -> "count(" + inner + ")";
      case 5 -> "topk(1, " + inner + ")";
      case 6 -> "absent(" + inner + ")";
      case 7 -> pick(List.of("vector(1)", "vector(0)", "vector(scalar(m))"), random);
      case 8 -> "rate(" + selector(random) + "[5m])";
      case 9 -> "(" + inner + ") " + pick(List.of("* 2", "> 1", "> bool 1", "- scalar(n)"), random);
      case 10 -> "histogram_quantile(0.9, " + inner + ")";
      case 11 ->
          "label_replace("
              + inner
              + ", \""
              + pick(LABELS, random)
              + "\", \""
              + pick(List.of("$1", "k", "", "x$1"), random)
              + "\", \""
              + pick(LABELS, random)
              + "\", \""
              + pick(List.of("(.*)", "1", "(2)", "(.+)"), random)
              + "\")";
      case 12 -> "label_join(" + inner + ", \"" + pick(LABELS, random) + "\", \"-\", \"a\", \"b\")";
      case 13 ->
          "("
              + inner
              + ") "
              + pick(List.of("and", "or", "unless"), random)
              + matching(random)
              + "("
              + vector(random, depth - 1)
              + ")";
      case 14 ->
          "("
              + inner
              + ") "
              + pick(List.of("/", "+", ">", "== bool"), random)
              + matching(random)
              + "("
              + vector(random, depth - 1)
              + ")";
      case 15 ->
          "("
              + inner
              + ") * on"
              + labels(random)
              + pick(List.of(" group_left", " group_right"), random)
              + pick(List.of("()", "(a)", "(b)"), random)
              + " ("
              + vector(random, depth - 1)
              + ")";
      default -> "max_over_time((" + inner + ")[5m:1m])";
    };
  }
}
