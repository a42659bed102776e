package com.scanium.sightline.promql.testing;

import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.AtModifier;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlDuration;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.Sign;
import com.scanium.sightline.promql.VectorMatching;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Builds random trees with the factories, without a thought for precedence. */
public final class Builds {
  private static final int DEEPEST = 5;

  private final Random random;

  private Builds(Random random) {
    this.random = random;
  }

  /** A tree of type instant vector or scalar. */
  public static PromQlExpr any(Random random) {
    Builds builds = new Builds(random);
    return random.nextInt(4) == 0 ? builds.scalar(0) : builds.vector(0);
  }

  private PromQlExpr vector(int depth) {
    if (depth >= DEEPEST) {
      return selector();
    }
    return switch (random.nextInt(9)) {
      case 0 -> PromQl.paren(vector(depth + 1));
      case 1 -> aggregate(depth);
      case 2 -> call(depth);
      case 3, 4, 5 -> binary(depth);
      case 6 -> PromQl.signed(pick(Sign.MINUS, Sign.PLUS), vector(depth + 1));
      case 7 -> PromQl.call(pick("rate", "last_over_time", "absent_over_time"), matrix(depth));
      default -> modified(selector());
    };
  }

  private PromQlExpr scalar(int depth) {
    if (depth >= DEEPEST) {
      return number();
    }
    return switch (random.nextInt(6)) {
      case 0 -> PromQl.paren(scalar(depth + 1));
      case 1 -> PromQl.call("scalar", vector(depth + 1));
      case 2 -> PromQl.binary(scalar(depth + 1), arithmetic(), scalar(depth + 1));
      case 3 -> PromQl.compare(scalar(depth + 1), comparison(), scalar(depth + 1));
      case 4 -> PromQl.signed(pick(Sign.MINUS, Sign.PLUS), scalar(depth + 1));
      default -> number();
    };
  }

  private PromQlExpr aggregate(int depth) {
    PromQlExpr vector = vector(depth + 1);
    Grouping grouping = random.nextBoolean() ? Grouping.by(labels()) : Grouping.without(labels());
    return switch (random.nextInt(4)) {
      case 0 -> PromQl.aggregate(pick(Aggregator.SUM, Aggregator.MAX), vector);
      case 1 -> PromQl.aggregate(Aggregator.TOPK, grouping, scalar(depth + 2), vector);
      case 2 -> PromQl.aggregate(Aggregator.COUNT_VALUES, grouping, PromQl.text("v"), vector);
      default -> PromQl.aggregate(pick(Aggregator.AVG, Aggregator.GROUP), grouping, vector);
    };
  }

  private PromQlExpr call(int depth) {
    PromQlExpr vector = vector(depth + 1);
    return switch (random.nextInt(4)) {
      case 0 -> PromQl.call("clamp", vector, scalar(depth + 1), number());
      case 1 -> PromQl.call("vector", scalar(depth + 1));
      case 2 ->
          PromQl.call(
              "label_replace",
              vector,
              PromQl.text("my.label"),
              PromQl.text("$1\n\"é"),
              PromQl.text("job"),
              PromQl.text("(.*)\\d"));
      default -> PromQl.call(pick("abs", "absent", "sort"), vector);
    };
  }

  private PromQlExpr binary(int depth) {
    PromQlExpr left = vector(depth + 1);
    PromQlExpr right = vector(depth + 1);
    VectorMatching matching =
        random.nextBoolean() ? VectorMatching.on(labels()) : VectorMatching.ignoring(labels());
    return switch (random.nextInt(8)) {
      case 0 -> PromQl.binary(left, set(), right);
      case 1 -> PromQl.binary(left, set(), matching, right);
      case 2 -> PromQl.binary(left, arithmetic(), matching.groupLeft("extra"), right);
      case 3 -> PromQl.binary(left, arithmetic(), matching.groupRight(), right);
      case 4 -> PromQl.compare(left, comparison(), matching, right);
      case 5 -> PromQl.binary(scalar(depth + 1), arithmetic(), right);
      case 6 -> PromQl.binary(left, comparison(), scalar(depth + 1));
      default -> PromQl.binary(left, arithmetic(), right);
    };
  }

  private PromQlExpr matrix(int depth) {
    PromQlExpr window =
        switch (random.nextInt(3)) {
          case 0 -> PromQl.subquery(vector(depth + 1), length());
          case 1 -> PromQl.subquery(vector(depth + 1), length(), length());
          default -> PromQl.range(selector(), length());
        };
    return modified(window);
  }

  private PromQlExpr modified(PromQlExpr expr) {
    PromQlExpr out = expr;
    if (random.nextInt(4) == 0) {
      out = PromQl.offset(out, random.nextInt(3) == 0 ? PromQl.duration(Duration.ZERO) : length());
    }
    return switch (random.nextInt(8)) {
      case 0 -> PromQl.at(out, AtModifier.Edge.END);
      case 1 -> PromQl.at(out, Instant.ofEpochMilli(random.nextInt(2_000_000_000) * 1000L - 17));
      default -> out;
    };
  }

  private VectorSelector selector() {
    String name = pick("up", "a:b", "on", "sum", "bool", "inf", "my.metric", "é", "_", "start");
    return switch (random.nextInt(4)) {
      case 0 -> PromQl.selector(name);
      case 1 -> PromQl.selector(List.of(matcher(), equal()));
      default -> PromQl.selector(name, matcher(), matcher(), equal());
    };
  }

  private static LabelMatcher equal() {
    return PromQl.matcher("job", MatchOperator.EQUAL, "api");
  }

  private LabelMatcher matcher() {
    return PromQl.matcher(
        pick("z", "by", "my.label", "le", "$x"),
        pick(MatchOperator.values()),
        pick("", "a|b", "x\\.y", "tab\there", "\"", "$var", "\uD83D\uDE00"));
  }

  private PromQlDuration length() {
    return PromQl.duration(Duration.ofMillis(1 + random.nextInt(100) * 300_001L));
  }

  private PromQlExpr number() {
    return PromQl.number(
        pick(0.0, -0.0, 1.0, -3.0, 0.1, 1e300, 4.9e-324, Double.NaN)
            * (random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : 1));
  }

  private BinaryOperator arithmetic() {
    return pick(
        BinaryOperator.ADD,
        BinaryOperator.SUBTRACT,
        BinaryOperator.DIVIDE,
        BinaryOperator.ATAN2,
        BinaryOperator.POWER,
        BinaryOperator.POWER);
  }

  private BinaryOperator comparison() {
    return pick(BinaryOperator.EQUAL, BinaryOperator.LESS, BinaryOperator.GREATER_OR_EQUAL);
  }

  private BinaryOperator set() {
    return pick(BinaryOperator.AND, BinaryOperator.OR, BinaryOperator.UNLESS);
  }

  private String[] labels() {
    String[] labels = new String[random.nextInt(3)];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = pick("job", "le", "on", "my.label", "é");
    }
    return labels;
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
