package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.PlaceholderExpr;
import com.scanium.sightline.promql.PromQlExpr.StringLiteral;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.Unary;
import com.scanium.sightline.promql.PromQlExpr.UnknownAggregate;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlVisitor;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.promql.VectorMatching;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether the result of an expression can hold anything, in three-valued logic.
 *
 * <p>A scalar or a string always is something. {@code or} takes either side, arithmetic and {@code
 * and} need both, {@code absent} turns the question round, {@code vector(0)} always answers. Sound:
 * {@code NEVER} is a proof that the result is empty, {@code MUST} that it is not, provided that
 * what was said of the selectors holds.
 *
 * @param match whether the result holds anything
 * @param decisive the selectors whose emptiness makes the result empty, in source order; none
 *     unless {@code match} is {@code NEVER}, and none when the result is empty for another reason
 *     ({@code absent} of something that is there)
 * @param fallback whether something shows only because of a part that asks for no series, such as
 *     {@code or vector(0)}, while every selector beside it is empty
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/operators/">Prometheus:
 *     operators</a>
 */
public record Emptiness(Match match, List<VectorSelector> decisive, boolean fallback) {
  /** Functions that give a sample without a vector to read. */
  private static final Set<String> FROM_NOTHING =
      Set.of("vector", "time", "pi", "scalar", "start", "end", "range", "step");

  /** Functions whose result needs two samples within the window. */
  private static final Set<String> NEED_TWO =
      Set.of("rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear");

  private static final Emptiness THERE = new Emptiness(Match.MUST, List.of(), false);
  private static final Emptiness PERHAPS = new Emptiness(Match.MAY, List.of(), false);

  /** Takes a copy of the list. */
  public Emptiness {
    Objects.requireNonNull(match, "match");
    decisive = List.copyOf(decisive);
  }

  /**
   * Judges an expression.
   *
   * @param expr the expression
   * @param selectors says of each selector whether it finds series; asked once per occurrence
   */
  public static Emptiness of(PromQlExpr expr, Function<VectorSelector, Match> selectors) {
    return expr.accept(new Judge(selectors));
  }

  private Emptiness atMost(Match limit) {
    return match == Match.MUST && limit != Match.MUST
        ? new Emptiness(limit, List.of(), fallback)
        : this;
  }

  private static Emptiness both(Emptiness one, Emptiness other) {
    Match match = one.match.and(other.match);
    boolean fallback = one.fallback || other.fallback;
    return match == Match.NEVER
        ? new Emptiness(match, union(culprits(one), culprits(other)), false)
        : new Emptiness(match, List.of(), fallback);
  }

  private static Emptiness either(Emptiness one, Emptiness other) {
    Match match = one.match.or(other.match);
    if (match == Match.NEVER) {
      return new Emptiness(match, union(one.decisive, other.decisive), false);
    }
    boolean onlyFallback = one.match == Match.NEVER && !one.decisive.isEmpty();
    return new Emptiness(match, List.of(), onlyFallback || one.fallback || other.fallback);
  }

  private static List<VectorSelector> culprits(Emptiness part) {
    return part.match == Match.NEVER ? part.decisive : List.of();
  }

  private static List<VectorSelector> union(List<VectorSelector> one, List<VectorSelector> other) {
    Set<VectorSelector> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return new ArrayList<>(all);
  }

  private record Judge(Function<VectorSelector, Match> selectors)
      implements PromQlVisitor<Emptiness> {
    @Override
    public Emptiness visitVectorSelector(VectorSelector selector) {
      Match match = selectors.apply(selector);
      return new Emptiness(match, match == Match.NEVER ? List.of(selector) : List.of(), false);
    }

    @Override
    public Emptiness visitMatrixSelector(MatrixSelector matrix) {
      return visitVectorSelector(matrix.selector());
    }

    @Override
    public Emptiness visitSubquery(Subquery subquery) {
      return subquery.expr().accept(this);
    }

    @Override
    public Emptiness visitCall(Call call) {
      String function = call.function();
      if (call.name().hasPlaceholders()) {
        return PERHAPS;
      }
      if (FROM_NOTHING.contains(function)) {
        return THERE;
      }
      if (function.equals("absent") || function.equals("absent_over_time")) {
        return call.args().isEmpty() ? PERHAPS : inverse(call.args().get(0).accept(this));
      }
      Emptiness result = THERE;
      for (PromQlExpr argument : call.args()) {
        // info() reads its second vector only to add labels
        boolean onlyAdds = function.equals("info") && argument != call.args().get(0);
        if (!onlyAdds) {
          result = both(result, argument.accept(this));
        }
      }
      boolean mayLoseAll = NEED_TWO.contains(function) || function.startsWith("histogram_");
      return mayLoseAll ? result.atMost(Match.MAY) : result;
    }

    private static Emptiness inverse(Emptiness inner) {
      return new Emptiness(inner.match.not(), List.of(), false);
    }

    @Override
    public Emptiness visitAggregate(Aggregate aggregate) {
      Emptiness inner = aggregate.expr().accept(this);
      // topk(0, …), limit_ratio and the like may take everything away
      return aggregate.parameter().isPresent() ? inner.atMost(Match.MAY) : inner;
    }

    @Override
    public Emptiness visitUnknownAggregate(UnknownAggregate aggregate) {
      Emptiness result = THERE;
      for (PromQlExpr argument : aggregate.args()) {
        result = both(result, argument.accept(this));
      }
      return result.atMost(Match.MAY);
    }

    @Override
    public Emptiness visitBinary(Binary top) {
      List<Binary> chain = PromQlExpr.leftChain(top);
      Emptiness result = chain.get(0).left().accept(this);
      for (Binary binary : chain) {
        result = combine(binary, result, binary.right().accept(this));
      }
      return result;
    }

    private static Emptiness combine(Binary binary, Emptiness left, Emptiness right) {
      BinaryOperator operator = binary.operator();
      if (operator == BinaryOperator.OR) {
        return either(left, right);
      }
      if (operator == BinaryOperator.UNLESS) {
        Match match = left.match().and(right.match().not());
        return match == Match.NEVER
            ? new Emptiness(match, culprits(left), false)
            : new Emptiness(match, List.of(), left.fallback());
      }
      boolean filled = binary.matching().filter(Emptiness.Judge::isFilled).isPresent();
      Emptiness joined = filled ? either(left, right) : both(left, right);
      boolean scalars =
          binary.left().type() == ValueType.SCALAR && binary.right().type() == ValueType.SCALAR;
      boolean oneScalar =
          binary.left().type() == ValueType.SCALAR || binary.right().type() == ValueType.SCALAR;
      boolean filters = operator.isComparison() && !binary.returnsBool();
      // two vectors meet only where their labels agree; a comparison keeps what holds
      boolean certain = scalars || (oneScalar && !filters);
      return certain ? joined : joined.atMost(Match.MAY);
    }

    private static boolean isFilled(VectorMatching matching) {
      return matching.fillLeft().isPresent() || matching.fillRight().isPresent();
    }

    @Override
    public Emptiness visitUnary(Unary unary) {
      return unary.expr().accept(this);
    }

    @Override
    public Emptiness visitParen(Paren paren) {
      return paren.expr().accept(this);
    }

    @Override
    public Emptiness visitNumberLiteral(NumberLiteral number) {
      return THERE;
    }

    @Override
    public Emptiness visitStringLiteral(StringLiteral string) {
      return THERE;
    }

    @Override
    public Emptiness visitPlaceholder(PlaceholderExpr placeholder) {
      return PERHAPS;
    }
  }
}
