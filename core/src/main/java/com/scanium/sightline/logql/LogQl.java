package com.scanium.sightline.logql;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The front door: parses and prints LogQL. Stateless; no input makes it throw or overflow the
 * stack.
 */
public final class LogQl {
  /** How many levels of parentheses, calls and operators a query may have. */
  public static final int MAX_DEPTH = 500;

  private LogQl() {}

  /**
   * Parses a query as Loki does. Dashboards' variables ({@code $x}, {@code ${x:raw}}, {@code
   * [[x]]}) may stand for labels, strings, numbers, durations, matchers, stages and whole queries.
   */
  public static LogQlParse parse(String query) {
    return Parser.parse(Objects.requireNonNull(query, "query"));
  }

  /** The tree as a one-line text that parses to the same tree, places aside. */
  public static String print(LogQlExpr expr) {
    return new Printer().print(expr);
  }

  /** Shows every node, parents before children, in source order. */
  public static void walk(LogQlExpr expr, Consumer<? super LogQlExpr> visit) {
    visit.accept(expr);
    expr.children().forEach(child -> walk(child, visit));
  }

  /**
   * The length of a duration as it stands in a range, an offset or a condition: Go's form ({@code
   * 1h30m}, {@code 1.5s}) or Prometheus' ({@code 1d12h}, {@code 1w}).
   *
   * @return empty when the text is no duration, a variable for instance
   */
  public static Optional<Duration> duration(String text) {
    return Durations.read(text);
  }
}
