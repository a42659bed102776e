package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.regex.Regex;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that makes a selector read far more series than a query needs as a rule.
 *
 * @param kind what it is
 * @param selector the selector
 */
public record CostFact(Kind kind, VectorSelector selector) {
  /** What can be costly. */
  public enum Kind {
    /** No metric name is asked for: the store looks through the names of every series. */
    NO_NAME,
    /** The name is asked for by an expression that begins with anything. */
    WIDE_NAME,
    /** Every condition but the name's matches (nearly) every value. */
    WIDE_LABELS
  }

  /** What is costly about one expression, in source order; placeholders are left alone. */
  public static List<CostFact> of(PromQlExpr expr) {
    List<CostFact> facts = new ArrayList<>();
    for (VectorSelector selector : PromQl.selectors(expr)) {
      if (selector.splices().isEmpty()) {
        look(selector, facts);
      }
    }
    return List.copyOf(facts);
  }

  private static void look(VectorSelector selector, List<CostFact> facts) {
    boolean named = selector.metricName().isPresent();
    boolean nameByRegex = false;
    boolean wideName = false;
    boolean labels = false;
    boolean narrow = false;
    for (LabelMatcher matcher : selector.matchers()) {
      if (matcher.isOnMetricName()) {
        nameByRegex |= matcher.operator() == MatchOperator.REGEX;
        wideName |= matcher.operator() == MatchOperator.REGEX && isWide(matcher);
      } else {
        labels = true;
        narrow |= !isWide(matcher) && !isWeak(matcher);
      }
    }
    if (!named && !nameByRegex) {
      facts.add(new CostFact(Kind.NO_NAME, selector));
    } else if (!named && wideName) {
      facts.add(new CostFact(Kind.WIDE_NAME, selector));
    }
    if (!named && labels && !narrow) {
      facts.add(new CostFact(Kind.WIDE_LABELS, selector));
    }
  }

  /** Whether the condition takes nearly every value. */
  private static boolean isWide(LabelMatcher matcher) {
    return matcher.operator() == MatchOperator.REGEX
        && !matcher.hasPlaceholders()
        && Regex.anchored(matcher.value().value())
            .regex()
            .map(regex -> regex.matchesEveryNonEmpty() || regex.prefixes().contains(""))
            .orElse(false);
  }

  /** A condition that only leaves out: the store has to look at all the rest. */
  private static boolean isWeak(LabelMatcher matcher) {
    return matcher.operator().isNegated() && !matcher.hasPlaceholders();
  }
}
