package com.scanium.sightline.cli;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.signal.Shapes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which labels each part of a query has, in words. */
final class PromQlLabels {
  /** More values than these are counted instead of listed. */
  private static final int LISTED_VALUES = 4;

  private static final SeriesShape ANYTHING = SeriesShape.builder(LabelDomain.any()).open().build();

  private final List<SeriesShape> catalog;
  private final LabelFlow flow;

  private PromQlLabels(PromQlExpr expr, List<SeriesShape> catalog) {
    this.catalog = catalog;
    this.flow = LabelFlow.of(expr, this::shapesOrAnything);
  }

  /** When nothing is known of metrics but what the query itself says. */
  static PromQlLabels of(PromQlExpr expr) {
    return new PromQlLabels(expr, List.of());
  }

  /**
   * When a catalog describes metrics. Scraping adds labels to what a backend declares, so that
   * others than the declared ones stay possible.
   */
  static PromQlLabels of(PromQlExpr expr, MetricCatalog catalog) {
    List<SeriesShape> shapes = new ArrayList<>();
    catalog
        .families()
        .forEach(
            family ->
                Shapes.expand(family)
                    .forEach(shape -> shapes.add(shape.toBuilder().open().build())));
    return new PromQlLabels(expr, shapes);
  }

  /**
   * What the catalog knows of a selector's series; none when no metric of it fits. A selector that
   * asks for no single name reads metrics of other backends too, so that nothing is certain.
   */
  Collection<SeriesShape> shapes(VectorSelector selector) {
    boolean named = selector.metricName().map(name -> !name.hasPlaceholders()).orElse(false);
    if (!named) {
      return List.of();
    }
    return LabelFlow.of(selector, any -> catalog).result().isPresent() ? catalog : List.of();
  }

  private Collection<SeriesShape> shapesOrAnything(VectorSelector selector) {
    Collection<SeriesShape> known = shapes(selector);
    return known.isEmpty() ? List.of(ANYTHING) : known;
  }

  /** The labels of a part; empty for scalars and texts, which have none. */
  Optional<String> of(PromQlExpr part, ValueType type) {
    if (type == ValueType.SCALAR || type == ValueType.STRING) {
      return Optional.empty();
    }
    return Optional.of(flow.shape(part).map(PromQlLabels::words).orElse("no series"));
  }

  private static String words(SeriesShape shape) {
    Map<String, LabelDomain> labels = new TreeMap<>(shape.labels());
    labels.put(LabelMatcher.NAME, shape.nameDomain());
    List<String> certain = new ArrayList<>();
    List<String> possible = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    labels.forEach(
        (label, domain) -> {
          if (domain.presence() == Presence.ALWAYS) {
            certain.add(label + values(domain));
          } else if (domain.presence() == Presence.NEVER) {
            impossible.add(label);
          } else if (!shape.isOpen() || !domain.equals(LabelDomain.unknown())) {
            possible.add(label + values(domain));
          }
        });
    boolean anyNamed = !certain.isEmpty() || !possible.isEmpty();
    if (shape.isOpen()) {
      possible.add(anyNamed || !impossible.isEmpty() ? "any other" : "any");
    } else {
      impossible.clear();
      impossible.add(anyNamed ? "any other" : "any");
    }
    List<String> parts = new ArrayList<>();
    add(parts, "certain", certain);
    add(parts, "possible", possible);
    add(parts, "impossible", impossible);
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String word, List<String> labels) {
    if (!labels.isEmpty()) {
      parts.add(word + ": " + String.join(", ", labels));
    }
  }

  private static String values(LabelDomain domain) {
    if (domain instanceof LabelDomain.OneOf oneOf) {
      List<String> values = oneOf.values().stream().map(PromQl::quote).toList();
      if (values.size() == 1) {
        return "=" + values.get(0);
      }
      return values.size() <= LISTED_VALUES
          ? " in (" + String.join(" ", values) + ")"
          : " (" + values.size() + " values)";
    }
    StringBuilder conditions = new StringBuilder();
    if (domain instanceof LabelDomain.Any any) {
      any.known().stream()
          .map(known -> known.op().symbol() + PromQl.quote(known.value()))
          .sorted()
          .forEach(conditions::append);
    }
    return conditions.toString();
  }
}
