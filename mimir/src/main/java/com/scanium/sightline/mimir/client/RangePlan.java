package com.scanium.sightline.mimir.client;

import com.scanium.sightline.promql.AtModifier;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.promql.SelectorModifiers;
import com.scanium.sightline.text.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How one range becomes several that together evaluate the same steps, each once.
 *
 * <p>A step of a range is evaluated by itself, whatever its selectors look back at ({@code offset},
 * windows, subqueries), so ranges may be cut between any two steps. Only what speaks of the ends of
 * the whole range must not see the ends of a part: {@code @ start()} and {@code @ end()} are
 * replaced by the times that they stand for, and a query that speaks of them in another way is left
 * whole.
 */
final class RangePlan {
  /** More parts than anybody waits for; what needs more is left to the server to refuse. */
  static final int MAX_PARTS = 10_000;

  private static final Pattern SPEAKS_OF_ENDS = Pattern.compile("\\b(?:start|end|range)\\s*\\(");

  private RangePlan() {}

  /** A range of steps; both ends count. */
  record Range(String query, Instant start, Instant end, Duration step) {
    Range {
      if (step.toMillis() < 1) {
        throw new IllegalArgumentException("a step must be at least 1 ms, was " + step);
      }
    }

    /** How many steps are between the ends; negative when they are the wrong way round. */
    long steps() {
      return Math.floorDiv(end.toEpochMilli() - start.toEpochMilli(), step.toMillis());
    }
  }

  /**
   * The parts in the order of time; the range itself when it must not or need not be split.
   *
   * @param config how much a part may hold
   */
  static List<Range> parts(Range range, SplitConfig config) {
    long steps = range.steps();
    long interval = config.interval().toMillis();
    boolean crosses =
        interval > 0
            && Math.floorDiv(range.start().toEpochMilli(), interval)
                != Math.floorDiv(range.end().toEpochMilli(), interval);
    if (steps < 1 || (steps <= config.maxPoints() && !crosses)) {
      return List.of(range);
    }
    Optional<String> query = fixed(range);
    if (query.isEmpty()) {
      return List.of(range);
    }
    List<Range> parts = cut(range, query.get(), config);
    return parts.size() > MAX_PARTS ? List.of(range) : parts;
  }

  private static List<Range> cut(Range range, String query, SplitConfig config) {
    long step = range.step().toMillis();
    long origin = range.start().toEpochMilli();
    long interval = config.interval().toMillis();
    long last = range.steps();
    List<Range> parts = new ArrayList<>();
    long from = 0;
    while (from <= last && parts.size() <= MAX_PARTS) {
      long to = Math.min(last, from + config.maxPoints());
      if (interval > 0) {
        long first = origin + from * step;
        long bound = (Math.floorDiv(first, interval) + 1) * interval;
        // the last step before the bound, which belongs to the next part
        to = Math.min(to, Math.floorDiv(bound - 1 - origin, step));
      }
      parts.add(
          new Range(
              query,
              Instant.ofEpochMilli(origin + from * step),
              Instant.ofEpochMilli(origin + to * step),
              range.step()));
      from = to + 1;
    }
    return parts;
  }

  /** The query with the ends of the range in it as times; empty when that cannot be done. */
  private static Optional<String> fixed(Range range) {
    String query = range.query();
    if (!SPEAKS_OF_ENDS.matcher(query).find()) {
      return Optional.of(query);
    }
    PromQlParse parse = PromQl.parse(query);
    if (!parse.isOk()) {
      return Optional.empty();
    }
    List<AtModifier.Boundary> boundaries = new ArrayList<>();
    PromQl.walk(parse.orElseThrow(), node -> boundary(node).ifPresent(boundaries::add));
    boundaries.sort(
        Comparator.comparingInt((AtModifier.Boundary at) -> at.span().start()).reversed());
    StringBuilder text = new StringBuilder(query);
    for (AtModifier.Boundary at : boundaries) {
      Instant end = at.edge() == AtModifier.Edge.START ? range.start() : range.end();
      Span span = at.span();
      text.replace(span.start(), span.end(), "@ " + Numbers.seconds(end));
    }
    String fixed = text.toString();
    return SPEAKS_OF_ENDS.matcher(fixed).find() ? Optional.empty() : Optional.of(fixed);
  }

  private static Optional<AtModifier.Boundary> boundary(PromQlExpr node) {
    Optional<SelectorModifiers> modifiers = Optional.empty();
    if (node instanceof PromQlExpr.VectorSelector selector) {
      modifiers = Optional.of(selector.modifiers());
    } else if (node instanceof PromQlExpr.Subquery subquery) {
      modifiers = Optional.of(subquery.modifiers());
    }
    return modifiers
        .flatMap(SelectorModifiers::at)
        .filter(AtModifier.Boundary.class::isInstance)
        .map(AtModifier.Boundary.class::cast);
  }
}
