package com.scanium.sightline.inference;

import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a log query gives anything, from what its selectors find.
 *
 * @param match whether it does
 * @param decisive the log queries within it that decide; of a fallback, those that it stands for
 * @param isFallback whether only a part shows that reads no log, such as {@code or vector(0)}
 */
record LogEmptiness(Match match, List<LogQlExpr.LogQuery> decisive, boolean isFallback) {
  static LogEmptiness of(LogQlExpr expr, Map<LogQlExpr.LogQuery, SelectorJudgement> selectors) {
    return expr.accept(new Walk(selectors));
  }

  private static LogEmptiness constant() {
    return new LogEmptiness(Match.MUST, List.of(), false);
  }

  private record Walk(Map<LogQlExpr.LogQuery, SelectorJudgement> selectors)
      implements LogQlExpr.Visitor<LogEmptiness> {
    @Override
    public LogEmptiness visitLogQuery(LogQlExpr.LogQuery query) {
      SelectorJudgement judgement = selectors.get(query);
      return new LogEmptiness(
          judgement == null ? Match.MAY : judgement.match(), List.of(query), false);
    }

    @Override
    public LogEmptiness visitRangeAggregation(LogQlExpr.RangeAggregation aggregation) {
      LogEmptiness inner = visitLogQuery(aggregation.query());
      return aggregation.function().equals("absent_over_time")
          ? new LogEmptiness(inner.match().not(), List.of(), false)
          : inner;
    }

    @Override
    public LogEmptiness visitVectorAggregation(LogQlExpr.VectorAggregation aggregation) {
      return aggregation.operand().accept(this);
    }

    @Override
    public LogEmptiness visitBinary(LogQlExpr.Binary binary) {
      LogEmptiness left = binary.left().accept(this);
      LogEmptiness right = binary.right().accept(this);
      return switch (binary.operator()) {
        case "or" -> {
          boolean isFallback =
              left.match() == Match.NEVER && (right.decisive().isEmpty() || right.isFallback());
          yield isFallback && right.match() != Match.NEVER
              ? new LogEmptiness(right.match(), left.decisive(), true)
              : new LogEmptiness(left.match().or(right.match()), both(left, right), false);
        }
        case "unless" -> left;
        default -> {
          Match both = left.match().and(right.match());
          boolean isLeft = left.match() == Match.NEVER;
          boolean isRight = right.match() == Match.NEVER;
          yield new LogEmptiness(
              both,
              isLeft == isRight ? both(left, right) : (isLeft ? left : right).decisive(),
              left.isFallback() || right.isFallback());
        }
      };
    }

    private static List<LogQlExpr.LogQuery> both(LogEmptiness left, LogEmptiness right) {
      List<LogQlExpr.LogQuery> all = new ArrayList<>(left.decisive());
      all.addAll(right.decisive());
      return all;
    }

    @Override
    public LogEmptiness visitNumber(LogQlExpr.NumberLiteral number) {
      return constant();
    }

    @Override
    public LogEmptiness visitVector(LogQlExpr.VectorLiteral vector) {
      return constant();
    }

    @Override
    public LogEmptiness visitLabelReplace(LogQlExpr.LabelReplace replace) {
      return replace.operand().accept(this);
    }

    @Override
    public LogEmptiness visitParenthesized(LogQlExpr.Parenthesized parenthesized) {
      return parenthesized.inner().accept(this);
    }

    @Override
    public LogEmptiness visitVariable(LogQlExpr.Variable variable) {
      return new LogEmptiness(Match.MAY, List.of(), false);
    }
  }
}
