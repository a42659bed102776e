package com.scanium.sightline.cli;

import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.VariableQuery;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who uses which metric, and which of its labels. */
final class MetricUsage {
  /** Where one metric is used. */
  static final class Use {
    /** Labels that conditions or groupings name, sorted. */
    final Set<String> labels = new TreeSet<>();

    /** By dashboard or alert rule, how many queries; sorted. */
    final Map<String, Integer> users = new TreeMap<>();
  }

  private final Map<String, Use> metrics = new TreeMap<>();

  /** Adds what a query asks for; other languages than PromQL and broken queries add nothing. */
  void add(QueryConsumer query) {
    if (query.language() != QueryLanguage.PROMQL || query.variants().isEmpty()) {
      return;
    }
    PromQl.parse(query.variants().get(0).text(), PromQlOptions.TOLERANT)
        .expr()
        .ifPresent(expr -> add(query, expr));
  }

  /** The metrics that have a name, sorted by it. */
  Map<String, Use> metrics() {
    return metrics;
  }

  private void add(QueryConsumer query, PromQlExpr expr) {
    Set<String> grouped = new TreeSet<>();
    PromQl.walk(
        expr,
        node -> {
          if (node instanceof PromQlExpr.Aggregate aggregate) {
            aggregate.grouping().ifPresent(it -> addKnown(it.labels(), grouped));
          } else if (node instanceof PromQlExpr.Binary binary) {
            binary
                .matching()
                .ifPresent(
                    it -> {
                      addKnown(it.labels(), grouped);
                      addKnown(it.include(), grouped);
                    });
          }
        });
    if (query instanceof VariableQuery variable) {
      variable.labelName().ifPresent(grouped::add);
    }
    Set<String> counted = new TreeSet<>();
    for (VectorSelector selector : PromQl.selectors(expr)) {
      String name =
          selector
              .metricName()
              .filter(it -> !it.hasPlaceholders())
              .map(PromQlText::value)
              .orElse("");
      if (name.isEmpty()) {
        continue;
      }
      Use use = metrics.computeIfAbsent(name, key -> new Use());
      for (LabelMatcher matcher : selector.matchers()) {
        if (!matcher.isOnMetricName() && !matcher.name().hasPlaceholders()) {
          use.labels.add(matcher.name().value());
        }
      }
      use.labels.addAll(grouped);
      if (counted.add(name)) {
        use.users.merge(user(query), 1, Integer::sum);
      }
    }
  }

  private static String user(QueryConsumer query) {
    return query
        .ref()
        .dashboard()
        .orElseGet(() -> "alert " + query.ref().alert().orElse("without a name"));
  }

  private static void addKnown(Iterable<PromQlText> labels, Set<String> into) {
    for (PromQlText label : labels) {
      if (!label.hasPlaceholders()) {
        into.add(label.value());
      }
    }
  }
}
