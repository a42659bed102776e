package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;

/**
 * One condition of a selector, {@code name op "value"}.
 *
 * <p>A quoted metric name inside the braces ({@code {"my.metric"}}) is the matcher {@code
 * __name__="my.metric"} whose three spans are those of the string.
 *
 * @param name the label's name
 * @param operator how to compare
 * @param operatorSpan where the operator stands
 * @param value the value or RE2 expression
 * @param span the whole matcher
 */
public record LabelMatcher(
    PromQlText name, MatchOperator operator, Span operatorSpan, PromQlText value, Span span) {
  /** The label that holds the metric's name. */
  public static final String METRIC_NAME = "__name__";

  /** Whether the matcher is about the metric's name. */
  public boolean isOnMetricName() {
    return METRIC_NAME.equals(name.value());
  }

  /** Whether the label's name or its value is not fully known. */
  public boolean hasPlaceholders() {
    return name.hasPlaceholders() || value.hasPlaceholders();
  }
}
