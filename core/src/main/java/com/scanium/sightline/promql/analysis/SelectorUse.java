package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.AtModifier;
import com.scanium.sightline.promql.PromQlDuration;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One selector of an expression: which series it reads, over which window, and inside of what.
 *
 * <p>Conditions with placeholders are not among the {@link #matchers()}; they may exclude series,
 * so that such a selector is never proved to match.
 */
public final class SelectorUse {
  private final VectorSelector selector;
  private final @Nullable MatrixSelector range;
  private final List<String> functions;
  private final List<LabelMatcher> matchers;
  private final boolean complete;

  SelectorUse(VectorSelector selector, @Nullable MatrixSelector range, List<String> functions) {
    this.selector = selector;
    this.range = range;
    this.functions = List.copyOf(functions);
    List<LabelMatcher> known = new ArrayList<>();
    boolean all = selector.splices().isEmpty();
    PromQlText name = selector.name();
    if (name != null) {
      all &= !name.hasPlaceholders();
      if (!name.hasPlaceholders()) {
        known.add(LabelMatcher.equal(LabelMatcher.NAME, name.value()));
      }
    }
    for (com.scanium.sightline.promql.LabelMatcher matcher : selector.matchers()) {
      all &= !matcher.hasPlaceholders();
      if (!matcher.hasPlaceholders()) {
        known.add(converted(matcher));
      }
    }
    matchers = List.copyOf(known);
    complete = all;
  }

  private static LabelMatcher converted(com.scanium.sightline.promql.LabelMatcher matcher) {
    LabelMatcher.Op op =
        switch (matcher.operator()) {
          case EQUAL -> LabelMatcher.Op.EQUAL;
          case NOT_EQUAL -> LabelMatcher.Op.NOT_EQUAL;
          case REGEX -> LabelMatcher.Op.REGEX;
          case NOT_REGEX -> LabelMatcher.Op.NOT_REGEX;
        };
    return LabelMatcher.of(matcher.name().value(), op, matcher.value().value());
  }

  /** The selector in the tree. */
  public VectorSelector selector() {
    return selector;
  }

  /** The range selector around it; empty for an instant vector selector. */
  public Optional<MatrixSelector> range() {
    return Optional.ofNullable(range);
  }

  /** The window's length; empty for an instant selector and for a window that is not a constant. */
  public Optional<Duration> window() {
    return range().flatMap(matrix -> matrix.range().constant());
  }

  /** The offset; empty when there is none or it is not a constant. */
  public Optional<Duration> offset() {
    return selector.modifiers().offset().flatMap(PromQlDuration::constant);
  }

  /** The evaluation time; empty when it is the query's own. */
  public Optional<AtModifier> at() {
    return selector.modifiers().at();
  }

  /** The functions and aggregations around it, the innermost first, in lower case. */
  public List<String> functions() {
    return functions;
  }

  /** The function or aggregation directly around it, or empty. */
  public Optional<String> function() {
    return functions.stream().findFirst();
  }

  /** The metric name when it is one and fully known. */
  public Optional<String> metricName() {
    return selector.metricName().filter(name -> !name.hasPlaceholders()).map(PromQlText::value);
  }

  /** The conditions that are fully known, the name's included, in source order. */
  public List<LabelMatcher> matchers() {
    return matchers;
  }

  /** Whether {@link #matchers()} are all the conditions: no placeholder stands in the selector. */
  public boolean isComplete() {
    return complete;
  }

  /** What is known of the series of a shape: all, some perhaps, or none are selected. */
  public Match match(SeriesShape shape) {
    Match known = shape.match(matchers);
    return known == Match.MUST && !complete ? Match.MAY : known;
  }

  /** The shape of those series that are selected, or empty when it is proved that none is. */
  public Optional<SeriesShape> narrow(SeriesShape shape) {
    return shape.narrow(matchers);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SelectorUse that
        && selector.equals(that.selector)
        && Objects.equals(range, that.range)
        && functions.equals(that.functions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(selector, functions);
  }

  /** The selector as PromQL writes it. */
  @Override
  public String toString() {
    return range != null ? range.toString() : selector.toString();
  }
}
