package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.signal.Match;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether the result of an expression can hold anything, in three-valued logic.
 *
 * <p>Sound: {@code NEVER} is a proof that the result is empty, {@code MUST} that it is not,
 * provided that what was said of the selectors holds and the query doesn't fail. A value that is
 * NaN is something, as it is for Prometheus.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/operators/">Prometheus:
 *     operators</a>
 */
public final class Emptiness {
  private final Match match;
  private final Match realMatch;
  private final EmptinessFacts.Decisive decisive;
  private final EmptinessFacts.Decisive decisiveForReal;

  private Emptiness(EmptinessFacts all, EmptinessFacts real, PromQlExpr expr) {
    match = all.of(expr).has();
    realMatch = real.of(expr).has();
    decisive = all.decisive(expr);
    decisiveForReal = real.decisive(expr);
  }

  /**
   * Judges an expression.
   *
   * @param expr the expression
   * @param selectors says of each selector whether it finds series; asked twice per occurrence,
   *     with the very node
   */
  public static Emptiness of(PromQlExpr expr, Function<? super VectorSelector, Match> selectors) {
    return of(expr, selectors, LabelKnowledge.NONE);
  }

  /**
   * Judges an expression when the labels of its series are known too: sides of an operator that
   * can't match, buckets without {@code le}.
   *
   * @param labels the label flow of the very same expression
   */
  public static Emptiness of(
      PromQlExpr expr, Function<? super VectorSelector, Match> selectors, LabelFlow labels) {
    return of(expr, selectors, labels.knowledge());
  }

  private static Emptiness of(
      PromQlExpr expr, Function<? super VectorSelector, Match> selectors, LabelKnowledge labels) {
    return new Emptiness(
        EmptinessFacts.of(expr, selectors, labels, true),
        EmptinessFacts.of(expr, selectors, labels, false),
        expr);
  }

  /** Whether the result holds anything. */
  public Match match() {
    return match;
  }

  /**
   * The same when fallbacks don't count: {@code or vector(0)} and every other alternative that
   * reads no series.
   */
  public Match realMatch() {
    return realMatch;
  }

  /**
   * The selectors that make the result empty, in source order: most find nothing, one behind {@code
   * unless} or in {@code absent} finds something. None unless {@link #match()} is {@code NEVER}.
   */
  public List<VectorSelector> decisive() {
    return decisive.selectors();
  }

  /**
   * The operators and calls that make the result empty though their operands may have series, in
   * source order: an operator whose sides can't match, {@code histogram_quantile} of series without
   * {@code le}, {@code topk(0, …)}. None unless {@link #match()} is {@code NEVER}.
   */
  public List<PromQlExpr> decisiveParts() {
    return decisive.parts();
  }

  /** The same for {@link #realMatch()}. */
  public List<VectorSelector> decisiveForReal() {
    return decisiveForReal.selectors();
  }

  /** The operators and calls of {@link #decisiveParts()}, for {@link #realMatch()}. */
  public List<PromQlExpr> decisivePartsForReal() {
    return decisiveForReal.parts();
  }

  /**
   * Whether something shows only because of a part that asks for no series, such as {@code or
   * vector(0)}, while everything beside it is empty.
   */
  public boolean fallback() {
    return match != Match.NEVER && realMatch == Match.NEVER;
  }

  /**
   * The selectors that the expression can't do without: if one of them has no series, the result is
   * empty, whatever the others have. In source order.
   */
  public static Set<VectorSelector> essential(PromQlExpr expr) {
    Set<VectorSelector> found = new LinkedHashSet<>();
    Deque<PromQlExpr> open = new ArrayDeque<>(List.of(expr));
    while (!open.isEmpty()) {
      PromQlExpr node = open.pop();
      List<PromQlExpr> needed = List.of();
      if (node instanceof VectorSelector selector) {
        found.add(selector);
      } else if (node instanceof Binary binary) {
        needed = neededBy(binary);
      } else if (node instanceof Call call) {
        needed = neededBy(call);
      } else if (node instanceof Aggregate aggregate) {
        needed = List.of(aggregate.expr());
      } else if (node instanceof PromQlExpr.UnknownAggregate || !isLeaf(node)) {
        needed = node.children().stream().filter(child -> isVector(child.type())).toList();
      }
      for (int i = needed.size() - 1; i >= 0; i--) {
        open.push(needed.get(i));
      }
    }
    return Collections.unmodifiableSet(found);
  }

  private static boolean isLeaf(PromQlExpr node) {
    return node.children().isEmpty();
  }

  private static List<PromQlExpr> neededBy(Binary binary) {
    boolean left = isVector(binary.left().type());
    boolean right = isVector(binary.right().type());
    return switch (binary.operator()) {
      case OR -> List.of();
      case UNLESS -> List.of(binary.left());
      case AND -> List.of(binary.left(), binary.right());
      default -> {
        boolean leftFilled = binary.matching().map(m -> m.fillLeft().isPresent()).orElse(false);
        boolean rightFilled = binary.matching().map(m -> m.fillRight().isPresent()).orElse(false);
        boolean needsLeft = left && !leftFilled;
        boolean needsRight = right && !rightFilled;
        yield needsLeft && needsRight
            ? List.of(binary.left(), binary.right())
            : needsLeft ? List.of(binary.left()) : needsRight ? List.of(binary.right()) : List.of();
      }
    };
  }

  private static List<PromQlExpr> neededBy(Call call) {
    CallEffect effect = CallEffect.of(call);
    return effect == CallEffect.KEEPS || effect == CallEffect.FILTERS
        ? call.args().stream().filter(arg -> isVector(arg.type())).limit(1).toList()
        : List.of();
  }

  static boolean isVector(ValueType type) {
    return type == ValueType.VECTOR || type == ValueType.MATRIX;
  }

  /** The number that an expression is written as, or NaN. */
  static double constant(PromQlExpr expr) {
    PromQlExpr at = expr;
    while (at instanceof PromQlExpr.Paren paren) {
      at = paren.expr();
    }
    return at instanceof NumberLiteral number ? number.value() : Double.NaN;
  }
}
