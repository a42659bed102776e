package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.StringLiteral;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.Unary;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.VectorMatching;
import com.scanium.sightline.promql.VectorMatching.Cardinality;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.signal.LabelMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Evaluates which series an expression gives in a store of a few series; values don't exist, a
 * comparison keeps the series that a predicate keeps. A query that Prometheus would refuse at run
 * time throws {@link Refused}.
 */
final class SmallWorld {
  /** The query fails for this world. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final List<Map<String, String>> series;
  private final Predicate<Map<String, String>> holds;

  SmallWorld(List<Map<String, String>> series, Predicate<Map<String, String>> holds) {
    this.series = series;
    this.holds = holds;
  }

  List<Map<String, String>> select(VectorSelector selector) {
    SelectorUse use = new SelectorUse(selector, null, List.of());
    return series.stream()
        .filter(s -> use.matchers().stream().allMatch(m -> m.matches(s.getOrDefault(m.name(), ""))))
        .toList();
  }

  /** The result's series; a scalar is the one series without labels. */
  List<Map<String, String>> eval(PromQlExpr expr) {
    List<Map<String, String>> result = evaluated(expr);
    if (new HashSet<>(result).size() != result.size()) {
      throw new Refused(); // vector cannot contain metrics with the same labelset
    }
    return result;
  }

  private List<Map<String, String>> evaluated(PromQlExpr expr) {
    if (expr instanceof VectorSelector selector) {
      return select(selector);
    }
    if (expr instanceof MatrixSelector matrix) {
      return select(matrix.selector());
    }
    if (expr instanceof Subquery subquery) {
      return eval(subquery.expr());
    }
    if (expr instanceof Paren paren) {
      return eval(paren.expr());
    }
    if (expr instanceof Unary unary) {
      return eval(unary.expr()).stream().map(s -> without(s, Set.of(LabelMatcher.NAME))).toList();
    }
    if (expr instanceof Aggregate aggregate) {
      return aggregated(aggregate);
    }
    if (expr instanceof Binary binary) {
      return combined(binary);
    }
    return expr instanceof Call call ? called(call) : List.of(Map.of());
  }

  private static Map<String, String> without(Map<String, String> labels, Set<String> names) {
    Map<String, String> left = new TreeMap<>(labels);
    left.keySet().removeAll(names);
    return left;
  }

  private static Map<String, String> only(Map<String, String> labels, Set<String> names) {
    Map<String, String> left = new TreeMap<>(labels);
    left.keySet().retainAll(names);
    return left;
  }

  private static Set<String> names(List<PromQlText> texts) {
    Set<String> names = new LinkedHashSet<>();
    texts.forEach(text -> names.add(text.value()));
    return names;
  }

  private List<Map<String, String>> aggregated(Aggregate aggregate) {
    List<Map<String, String>> input = eval(aggregate.expr());
    if (aggregate.parameter().isPresent()) {
      return input.stream().limit((long) Emptiness.constant(aggregate.parameter().get())).toList();
    }
    Set<Map<String, String>> groups = new LinkedHashSet<>();
    for (Map<String, String> one : input) {
      Set<String> names = aggregate.grouping().map(g -> names(g.labels())).orElse(Set.of());
      boolean by = aggregate.grouping().map(g -> g.isBy()).orElse(true);
      groups.add(by ? only(one, names) : without(without(one, names), Set.of(LabelMatcher.NAME)));
    }
    return List.copyOf(groups);
  }

  private List<Map<String, String>> called(Call call) {
    String function = call.function();
    if (function.equals("vector") || function.equals("scalar") || function.equals("time")) {
      return List.of(Map.of());
    }
    PromQlExpr argument = call.args().get(function.equals("histogram_quantile") ? 1 : 0);
    List<Map<String, String>> input = eval(argument);
    return switch (function) {
      case "absent" -> input.isEmpty() ? List.of(absentLabels(argument)) : List.of();
      case "rate" ->
          input.stream().filter(holds).map(s -> without(s, Set.of(LabelMatcher.NAME))).toList();
      case "max_over_time", "abs" ->
          input.stream().map(s -> without(s, Set.of(LabelMatcher.NAME))).toList();
      case "histogram_quantile" -> {
        Set<Map<String, String>> groups = new LinkedHashSet<>();
        input.stream()
            .filter(s -> s.containsKey("le"))
            .forEach(s -> groups.add(without(s, Set.of("le", LabelMatcher.NAME))));
        yield List.copyOf(groups);
      }
      case "label_replace" -> input.stream().map(s -> replaced(call, s)).toList();
      case "label_join" -> input.stream().map(s -> joined(call, s)).toList();
      default -> input;
    };
  }

  private static Map<String, String> absentLabels(PromQlExpr argument) {
    Map<String, String> labels = new TreeMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (argument instanceof VectorSelector selector) {
      selector.matchers().forEach(m -> counts.merge(m.name().value(), 1, Integer::sum));
      selector.matchers().stream()
          .filter(
              m ->
                  m.operator().symbol().equals("=")
                      && counts.getOrDefault(m.name().value(), 0) == 1)
          .filter(m -> !m.value().value().isEmpty() && !m.isOnMetricName())
          .forEach(m -> labels.put(m.name().value(), m.value().value()));
    }
    return labels;
  }

  private static String text(Call call, int index) {
    return ((StringLiteral) call.args().get(index)).value();
  }

  private static Map<String, String> replaced(Call call, Map<String, String> labels) {
    Map<String, String> out = new TreeMap<>(labels);
    Regex regex = Regex.anchored(text(call, 4)).orElseThrow();
    String source = labels.getOrDefault(text(call, 3), "");
    regex.expand(text(call, 2), source).ifPresent(value -> set(out, text(call, 1), value));
    return out;
  }

  private static Map<String, String> joined(Call call, Map<String, String> labels) {
    List<String> values = new ArrayList<>();
    for (int i = 3; i < call.args().size(); i++) {
      values.add(labels.getOrDefault(text(call, i), ""));
    }
    Map<String, String> out = new TreeMap<>(labels);
    set(out, text(call, 1), String.join(text(call, 2), values));
    return out;
  }

  private static void set(Map<String, String> labels, String name, String value) {
    if (value.isEmpty()) {
      labels.remove(name);
    } else {
      labels.put(name, value);
    }
  }

  private List<Map<String, String>> combined(Binary binary) {
    List<Map<String, String>> left = eval(binary.left());
    List<Map<String, String>> right = eval(binary.right());
    boolean leftVector = Emptiness.isVector(binary.left().type());
    boolean rightVector = Emptiness.isVector(binary.right().type());
    boolean filters = binary.operator().isComparison() && !binary.returnsBool();
    if (!leftVector || !rightVector) {
      List<Map<String, String>> vector = leftVector ? left : right;
      return filters
          ? vector.stream().filter(holds).toList()
          : vector.stream().map(s -> without(s, Set.of(LabelMatcher.NAME))).toList();
    }
    VectorMatching matching = binary.matching().orElse(VectorMatching.DEFAULT);
    return switch (binary.operator()) {
      case AND -> left.stream().filter(s -> meets(s, right, matching)).toList();
      case UNLESS -> left.stream().filter(s -> !meets(s, right, matching)).toList();
      case OR -> {
        List<Map<String, String>> both = new ArrayList<>(left);
        right.stream().filter(s -> !meets(s, left, matching)).forEach(both::add);
        yield both;
      }
      default -> matched(binary, left, right, matching, filters);
    };
  }

  private static boolean meets(
      Map<String, String> one, List<Map<String, String>> others, VectorMatching matching) {
    Map<String, String> signature = signature(one, matching);
    return others.stream().anyMatch(other -> signature(other, matching).equals(signature));
  }

  private static Map<String, String> signature(
      Map<String, String> labels, VectorMatching matching) {
    Set<String> names = names(matching.labels());
    return matching.isOn()
        ? only(labels, names)
        : without(without(labels, names), Set.of(LabelMatcher.NAME));
  }

  private List<Map<String, String>> matched(
      Binary binary,
      List<Map<String, String>> left,
      List<Map<String, String>> right,
      VectorMatching matching,
      boolean filters) {
    boolean swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    List<Map<String, String>> many = swapped ? right : left;
    Map<Map<String, String>, Map<String, String>> one = new LinkedHashMap<>();
    for (Map<String, String> labels : swapped ? left : right) {
      if (one.put(signature(labels, matching), labels) != null) {
        throw new Refused(); // found duplicate series for the match group
      }
    }
    List<Map<String, String>> out = new ArrayList<>();
    Set<Map<String, String>> used = new HashSet<>();
    for (Map<String, String> labels : many) {
      Map<String, String> signature = signature(labels, matching);
      Map<String, String> partner = one.get(signature);
      if (partner == null) {
        continue;
      }
      boolean single = matching.cardinality() == Cardinality.ONE_TO_ONE;
      if (single && !used.add(signature)) {
        throw new Refused();
      }
      if (!filters || holds.test(labels)) {
        out.add(result(binary, labels, partner, matching, single, filters));
      }
    }
    return out;
  }

  private static Map<String, String> result(
      Binary binary,
      Map<String, String> many,
      Map<String, String> one,
      VectorMatching matching,
      boolean single,
      boolean filters) {
    Map<String, String> out = new TreeMap<>(many);
    if (!filters || matching.isOn()) {
      out.remove(LabelMatcher.NAME);
    }
    if (single) {
      Set<String> names = names(matching.labels());
      out = matching.isOn() ? only(out, names) : without(out, names);
    }
    for (String label : names(matching.include())) {
      set(out, label, one.getOrDefault(label, ""));
    }
    return binary.operator().isSet() ? many : out;
  }
}
