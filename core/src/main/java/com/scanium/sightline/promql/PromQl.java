package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.StringLiteral;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The front door: parses, prints, walks and builds PromQL expressions. Stateless; all methods may
 * be called by several threads.
 *
 * <p>No input makes these methods overflow the stack or throw: what can't be parsed becomes errors.
 */
public final class PromQl {
  /**
   * How many levels of parentheses, calls, subqueries and right sides a tree may have. Text that is
   * nested more deeply gets an error of kind {@link PromQlError.Kind#TOO_DEEP}.
   */
  public static final int MAX_DEPTH = 1000;

  private PromQl() {}

  /** Parses a query as Prometheus 3.9.1 does by default. */
  public static PromQlParse parse(String query) {
    return parse(query, PromQlOptions.DEFAULT);
  }

  /** Parses a query. */
  public static PromQlParse parse(String query, PromQlOptions options) {
    return Parser.parse(Objects.requireNonNull(query, "query"), options);
  }

  /**
   * The canonical one-line text, as Prometheus 3.9.1 prints it. Its few printing mistakes are kept:
   * label names that need quotes lose them behind {@code on}, {@code ignoring} and {@code group_…}.
   */
  public static String print(PromQlExpr expr) {
    return print(expr, Grammar.V3_9);
  }

  /** The canonical one-line text as a grammar version prints it. */
  public static String print(PromQlExpr expr, Grammar grammar) {
    return new Printer(grammar).print(expr);
  }

  /** A text of several lines in which no part that could be split is longer than 100 bytes. */
  public static String pretty(PromQlExpr expr) {
    return new PrettyPrinter(Grammar.V3_9).print(expr);
  }

  /** As {@link #pretty(PromQlExpr)}, as a grammar version prints it. */
  public static String pretty(PromQlExpr expr, Grammar grammar) {
    return new PrettyPrinter(grammar).print(expr);
  }

  /** Shows every node, parents before children, in source order. */
  public static void walk(PromQlExpr expr, Consumer<? super PromQlExpr> visit) {
    Trees.walk(expr, visit);
  }

  /** All vector selectors in source order, those inside range selectors included. */
  public static List<VectorSelector> selectors(PromQlExpr expr) {
    List<VectorSelector> found = new ArrayList<>();
    Trees.walk(
        expr,
        node -> {
          if (node instanceof VectorSelector selector) {
            found.add(selector);
          }
        });
    return List.copyOf(found);
  }

  /**
   * Computes a value from the leaves up, without recursion: safe for trees of any depth.
   *
   * @param combine gets a node and the values of its children, in the order of {@link
   *     PromQlExpr#children()}
   */
  public static <R> R fold(PromQlExpr expr, BiFunction<PromQlExpr, List<R>, R> combine) {
    return Trees.fold(expr, combine);
  }

  /**
   * A copy in which nodes are replaced, from the leaves up. Parents keep their spans; a part that
   * binds more weakly than what it replaces gets parentheses, and the matching of an operator goes
   * when one of its sides is no vector any more.
   *
   * @param change gets each node, with its children already replaced, and gives the same or another
   *     one
   * @throws IllegalArgumentException when a range selector's selector is replaced by something else
   *     than a selector
   */
  public static PromQlExpr rewrite(PromQlExpr expr, UnaryOperator<PromQlExpr> change) {
    return Trees.<PromQlExpr>fold(
        expr, (node, children) -> change.apply(Trees.withChildren(node, children)));
  }

  /** A copy in which every span is empty, so that equal texts give equal trees. */
  public static PromQlExpr withoutSpans(PromQlExpr expr) {
    return Trees.withoutSpans(expr);
  }

  /** Whether two trees are equal when places don't count. */
  public static boolean sameMeaning(PromQlExpr one, PromQlExpr other) {
    return withoutSpans(one).equals(withoutSpans(other));
  }

  /** The number of levels, 1 for a leaf; the left sides of binary operators count too. */
  public static int depth(PromQlExpr expr) {
    return Trees.<Integer>fold(
        expr, (node, below) -> 1 + below.stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  /**
   * A selector of a metric. Like all that is built here it has empty spans and is the tree that
   * parsing its own text gives, once {@link #withoutSpans} made the places go: {@code
   * withoutSpans(parse(print(built, NEWER)).orElseThrow()).equals(built)}. Parts that bind too
   * weakly get parentheses. What Prometheus would refuse is refused here with an {@link
   * IllegalArgumentException}; experimental functions and modifiers are not.
   *
   * @param metric the name; one that can't stand alone ({@code my.metric}, {@code on}) becomes a
   *     condition
   * @param matchers the conditions, which are brought into canonical order
   */
  public static VectorSelector selector(String metric, LabelMatcher... matchers) {
    return Nodes.selector(Objects.requireNonNull(metric, "metric"), List.of(matchers));
  }

  /** A selector without a metric name, {@code {job="x"}}. */
  public static VectorSelector selector(List<LabelMatcher> matchers) {
    return Nodes.selector(null, matchers);
  }

  /** A condition of a selector. */
  public static LabelMatcher matcher(String label, MatchOperator operator, String value) {
    return Nodes.matcher(label, operator, value);
  }

  /** A range vector selector, {@code selector[range]}. */
  public static MatrixSelector range(VectorSelector selector, PromQlDuration range) {
    return Nodes.range(selector, range);
  }

  /** A subquery that leaves its step to the server, {@code expr[range:]}. */
  public static Subquery subquery(PromQlExpr expr, PromQlDuration range) {
    return Nodes.subquery(expr, range, null);
  }

  /** A subquery, {@code expr[range:step]}. */
  public static Subquery subquery(PromQlExpr expr, PromQlDuration range, PromQlDuration step) {
    return Nodes.subquery(expr, range, step);
  }

  /** A length of time in whole milliseconds, negative only for an offset. */
  public static PromQlDuration duration(Duration length) {
    return Nodes.duration(length);
  }

  /** A length of time as it is written: {@code 5m}, {@code $__rate_interval}. */
  public static PromQlDuration duration(String text) {
    return Nodes.duration(text);
  }

  /** A copy that reads older data; an offset of nothing changes nothing. */
  public static PromQlExpr offset(PromQlExpr selectorOrSubquery, PromQlDuration offset) {
    return Nodes.offset(selectorOrSubquery, offset);
  }

  /** A copy that is evaluated at a fixed time, cut to milliseconds. */
  public static PromQlExpr at(PromQlExpr selectorOrSubquery, Instant time) {
    return Nodes.at(selectorOrSubquery, Nodes.at(time));
  }

  /** A copy that is evaluated at an end of the query's range. */
  public static PromQlExpr at(PromQlExpr selectorOrSubquery, AtModifier.Edge edge) {
    return Nodes.at(selectorOrSubquery, new AtModifier.Boundary(edge, Nodes.NOWHERE));
  }

  /** A function call. */
  public static Call call(String function, PromQlExpr... args) {
    return Nodes.call(function, List.of(args));
  }

  /** An aggregation of everything into one series, {@code sum(vector)}. */
  public static Aggregate aggregate(Aggregator operator, PromQlExpr vector) {
    return Nodes.aggregate(operator, null, null, vector);
  }

  /** An aggregation, {@code sum by (label) (vector)}. */
  public static Aggregate aggregate(Aggregator operator, Grouping grouping, PromQlExpr vector) {
    return Nodes.aggregate(operator, grouping, null, vector);
  }

  /** An aggregation with a parameter, {@code topk by (label) (5, vector)}. */
  public static Aggregate aggregate(
      Aggregator operator, Grouping grouping, PromQlExpr parameter, PromQlExpr vector) {
    return Nodes.aggregate(operator, grouping, parameter, vector);
  }

  /** A binary operation that matches series by all their labels. */
  public static Binary binary(PromQlExpr left, BinaryOperator operator, PromQlExpr right) {
    return Nodes.binary(left, operator, false, null, right);
  }

  /** A binary operation between two vectors. */
  public static Binary binary(
      PromQlExpr left, BinaryOperator operator, VectorMatching matching, PromQlExpr right) {
    return Nodes.binary(left, operator, false, matching, right);
  }

  /** A comparison that gives 0 or 1, {@code left > bool right}. */
  public static Binary compare(PromQlExpr left, BinaryOperator operator, PromQlExpr right) {
    return Nodes.binary(left, operator, true, null, right);
  }

  /** A comparison of two vectors that gives 0 or 1, {@code left > bool on (x) right}. */
  public static Binary compare(
      PromQlExpr left, BinaryOperator operator, VectorMatching matching, PromQlExpr right) {
    return Nodes.binary(left, operator, true, matching, right);
  }

  /** An expression with a sign before it; that of a number becomes part of the number. */
  public static PromQlExpr signed(Sign sign, PromQlExpr expr) {
    Nodes.expectOperand(expr);
    return Nodes.signed(sign, expr, Nodes.NOWHERE);
  }

  /** An expression in parentheses. */
  public static Paren paren(PromQlExpr expr) {
    return new Paren(expr, Nodes.NOWHERE);
  }

  /** A number. */
  public static NumberLiteral number(double value) {
    return new NumberLiteral(value, NumberNotation.NUMBER, Nodes.NOWHERE);
  }

  /** A text, for functions that take one. */
  public static StringLiteral text(String value) {
    return new StringLiteral(Nodes.text(value));
  }

  /** A placeholder that stands for an expression: {@code $query}, {@code ${query:raw}}. */
  public static PromQlExpr placeholder(String text) {
    return Nodes.placeholder(text);
  }

  /**
   * A text as a string literal of PromQL, in double quotes: what a label's value, or a name that is
   * no identifier, looks like in a query.
   */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    StringEscapes.quote(text, out);
    return out.toString();
  }

  /** A label's name as a query writes it: in quotes unless it is an identifier. */
  public static String labelName(String label) {
    return Printer.isName(label, false) ? label : quote(label);
  }
}
