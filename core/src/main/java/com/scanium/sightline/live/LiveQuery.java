package com.scanium.sightline.live;

import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A query as it is sent: variables whose values nobody knows stand for every value.
 *
 * @param text what is sent
 * @param expr the same as a tree
 * @param window the time range; null for the present moment
 * @param resolution the distance of the points; null for the present moment
 * @param remark what was widened; null when nothing was
 */
record LiveQuery(
    String text,
    PromQlExpr expr,
    @Nullable Duration window,
    @Nullable Duration resolution,
    @Nullable String remark) {
  /**
   * A query, or why there is none.
   *
   * @param made the query; null when it cannot be run
   * @param problem why not; empty when it can
   */
  record Made(@Nullable LiveQuery made, String problem) {
    Optional<LiveQuery> query() {
      return Optional.ofNullable(made);
    }
  }

  /** The first variant of a query; all of them together when they are copies side by side. */
  static Made of(QueryConsumer consumer) {
    List<QueryVariant> variants = consumer.variants();
    boolean copies =
        consumer instanceof PanelQuery panel && panel.isRepeated() && variants.size() > 1;
    if (copies) {
      Made all =
          of("(" + String.join(") or (", variants.stream().map(QueryVariant::text).toList()) + ")");
      if (all.query().isPresent()) {
        return all;
      }
    }
    return of(variants.get(0).text());
  }

  static Made of(String text) {
    PromQlParse parse = PromQl.parse(text, PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return new Made(null, "the query does not parse");
    }
    TreeSet<String> widened = new TreeSet<>();
    String plain = widen(text, PromQl.selectors(parse.expr().get()), widened);
    PromQlParse sent = PromQl.parse(plain);
    if (sent.expr().isEmpty() || !sent.errors().isEmpty()) {
      return new Made(null, "it holds a variable whose value only the dashboard server knows");
    }
    String remark =
        widened.isEmpty() ? null : "asked for every value of " + String.join(", ", widened);
    return new Made(new LiveQuery(plain, sent.expr().get(), null, null, remark), "");
  }

  /** Replaces each condition on an unknown value by one that every value satisfies. */
  private static String widen(
      String text, List<VectorSelector> selectors, TreeSet<String> widened) {
    List<LabelMatcher> open = new ArrayList<>();
    for (VectorSelector selector : selectors) {
      for (LabelMatcher matcher : selector.matchers()) {
        if (matcher.value().hasPlaceholders() && !matcher.name().hasPlaceholders()) {
          open.add(matcher);
        }
      }
    }
    StringBuilder out = new StringBuilder(text);
    for (int i = open.size() - 1; i >= 0; i--) {
      LabelMatcher matcher = open.get(i);
      String label = text.substring(matcher.name().span().start(), matcher.name().span().end());
      out.replace(matcher.span().start(), matcher.span().end(), label + "=~\".*\"");
      matcher.value().placeholders().forEach(placeholder -> widened.add("$" + placeholder.name()));
    }
    return out.toString();
  }

  LiveQuery over(Duration range, Duration step) {
    return new LiveQuery(text, expr, range, step, remark);
  }

  Optional<Duration> range() {
    return Optional.ofNullable(window);
  }

  Optional<Duration> step() {
    return Optional.ofNullable(resolution);
  }
}
