package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The front door: parses, prints and walks PromQL expressions. Stateless; all methods may be called
 * by several threads.
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
   * A copy in which nodes are replaced, from the leaves up. Parents keep their spans.
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
}
