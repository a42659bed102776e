package com.scanium.sightline.inference;

import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.promql.analysis.LabelUse;
import com.scanium.sightline.promql.analysis.TypeMisuse;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Looks for flaws of one variant of a query, given the shapes that its selectors read. */
final class FlawFinder {
  /** A query with more labels that its series lack is no better understood by a longer list. */
  private static final int MOST_LABELS = 100;

  private final QueryConsumer consumer;
  private final QueryVariant variant;
  private final PromQlExpr expr;
  private final LabelFlow flow;
  private final Function<VectorSelector, List<SeriesShape>> shapes;

  FlawFinder(
      QueryConsumer consumer,
      QueryVariant variant,
      PromQlExpr expr,
      LabelFlow flow,
      Function<VectorSelector, List<SeriesShape>> shapes) {
    this.consumer = consumer;
    this.variant = variant;
    this.expr = expr;
    this.flow = flow;
    this.shapes = shapes;
  }

  /**
   * @param empty the parts that are proved to give nothing: that is more than a flaw
   */
  Set<QueryFlaw> find(List<PromQlExpr> empty) {
    Set<QueryFlaw> flaws = new LinkedHashSet<>();
    for (LabelUse use : flow.uses()) {
      boolean shown = use.role() == LabelUse.Role.BY || use.role() == LabelUse.Role.INCLUDE;
      if (shown
          && flaws.size() < MOST_LABELS
          && use.presence() == Match.NEVER
          && !use.label().equals(LabelMatcher.NAME)) {
        flaws.add(lacking(use));
      }
    }
    for (TypeMisuse misuse : TypeMisuse.of(expr, shapes)) {
      if (empty.stream().anyMatch(part -> part == misuse.at())) {
        continue;
      }
      name(misuse.selector())
          .ifPresent(
              metric ->
                  flaws.add(
                      new QueryFlaw.TypeMisused(
                          misuse.kind(),
                          metric,
                          text(misuse.at().span()),
                          location(misuse.at().span()))));
    }
    return flaws;
  }

  private QueryFlaw lacking(LabelUse use) {
    Set<String> metrics = new LinkedHashSet<>();
    PromQl.selectors(use.input()).forEach(selector -> name(selector).ifPresent(metrics::add));
    List<String> labels =
        flow.shape(use.input())
            .map(shape -> List.copyOf(shape.labels().keySet()))
            .orElse(List.of());
    return new QueryFlaw.LabelLacking(
        use.label(), use.role(), List.copyOf(metrics), labels, location(use.span()));
  }

  private static Optional<String> name(VectorSelector selector) {
    return selector.metricName().filter(name -> !name.hasPlaceholders()).map(PromQlText::value);
  }

  private SourceLocation location(Span span) {
    return consumer.text().location(variant.offsets().toOriginal(span));
  }

  private String text(Span span) {
    return variant.text().substring(span.start(), Math.min(span.end(), variant.text().length()));
  }
}
