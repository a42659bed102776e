package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.Unary;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds nodes that no text was parsed for: the very nodes that parsing their text gives, but for
 * the places.
 */
final class Nodes {
  static final Span NOWHERE = new Span(0, 0);

  private Nodes() {}

  static PromQlText text(String value) {
    return PromQlText.plain(value, NOWHERE);
  }

  static List<PromQlText> texts(String... values) {
    List<PromQlText> texts = new ArrayList<>();
    for (String value : values) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("a label's name can't be empty");
      }
      texts.add(text(value));
    }
    return texts;
  }

  static LabelMatcher matcher(String label, MatchOperator operator, String value) {
    if (label.isEmpty()) {
      throw new IllegalArgumentException("a label's name can't be empty");
    }
    if (operator.isRegex()) {
      String problem = MatcherRegex.flaw(value);
      if (problem != null) {
        throw new IllegalArgumentException("bad regular expression \"" + value + "\": " + problem);
      }
    }
    return new LabelMatcher(text(label), operator, NOWHERE, text(value), NOWHERE);
  }

  static VectorSelector selector(@Nullable String metric, List<LabelMatcher> matchers) {
    List<LabelMatcher> all = new ArrayList<>(matchers);
    PromQlText name = null;
    if (metric != null) {
      if (metric.isEmpty()) {
        throw new IllegalArgumentException("a metric's name can't be empty");
      }
      if (matchers.stream().anyMatch(LabelMatcher::isOnMetricName)) {
        throw new IllegalArgumentException("the metric name of \"" + metric + "\" is set twice");
      }
      if (isBareName(metric)) {
        name = text(metric);
      } else {
        all.add(matcher(LabelMatcher.METRIC_NAME, MatchOperator.EQUAL, metric));
      }
    }
    all.sort(Printer.CANONICAL_ORDER);
    VectorSelector selector =
        new VectorSelector(name, all, List.of(), SelectorModifiers.NONE, NOWHERE);
    if (name == null && TypeChecker.matchesAll(selector)) {
      throw new IllegalArgumentException(
          "a selector needs at least one condition that the empty value fails: " + selector);
    }
    return selector;
  }

  /** Whether a name can stand before the braces wherever a selector can: no keyword can. */
  private static boolean isBareName(String name) {
    return Printer.isName(name, true) && Keywords.find(name, 0, name.length()) == null;
  }

  static PromQlDuration.Literal duration(Duration length) {
    if (length.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException("PromQL has whole milliseconds only: " + length);
    }
    long nanos;
    try {
      nanos = length.toNanos();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("longer than PromQL's durations: " + length, e);
    }
    return new PromQlDuration.Literal(Durations.seconds(nanos), NumberNotation.DURATION, NOWHERE);
  }

  static PromQlDuration duration(String text) {
    PromQlParse parse = PromQl.parse("a[" + text + "]", PromQlOptions.TOLERANT);
    if (parse.isOk()
        && parse.orElseThrow() instanceof MatrixSelector window
        && window.range().span().equals(new Span(2, 2 + text.length()))) {
      return ((MatrixSelector) PromQl.withoutSpans(window)).range();
    }
    throw new IllegalArgumentException("not a duration: \"" + text + "\"");
  }

  private static PromQlDuration positive(PromQlDuration length) {
    if (length instanceof PromQlDuration.Literal literal && literal.nanos() <= 0) {
      throw new IllegalArgumentException("a window and a step must be longer than nothing");
    }
    return length;
  }

  static MatrixSelector range(VectorSelector selector, PromQlDuration range) {
    return new MatrixSelector(selector, positive(range), NOWHERE);
  }

  static Subquery subquery(PromQlExpr expr, PromQlDuration range, @Nullable PromQlDuration step) {
    expect(expr, ValueType.VECTOR, "what a subquery evaluates");
    return new Subquery(
        beforeBrackets(expr),
        positive(range),
        step == null ? null : positive(step),
        SelectorModifiers.NONE,
        NOWHERE);
  }

  static PromQlExpr offset(PromQlExpr expr, PromQlDuration offset) {
    SelectorModifiers old = modifiers(expr, "an offset");
    if (old.offsetNode() != null) {
      throw new IllegalArgumentException("the offset is set twice: " + expr);
    }
    boolean nothing = offset instanceof PromQlDuration.Literal literal && literal.nanos() == 0;
    return nothing ? expr : Modifiers.replaced(expr, old.withOffset(offset), NOWHERE.end());
  }

  static PromQlExpr at(PromQlExpr expr, AtModifier at) {
    SelectorModifiers old = modifiers(expr, "@");
    if (old.atNode() != null) {
      throw new IllegalArgumentException("@ is set twice: " + expr);
    }
    return Modifiers.replaced(expr, old.withAt(at), NOWHERE.end());
  }

  static AtModifier at(Instant time) {
    return new AtModifier.Timestamp(time.toEpochMilli(), NOWHERE);
  }

  private static SelectorModifiers modifiers(PromQlExpr expr, String what) {
    SelectorModifiers found = Modifiers.of(expr);
    if (found == null) {
      throw new IllegalArgumentException(
          what + " is only allowed behind a selector or a subquery: " + expr);
    }
    return found;
  }

  static Call call(String function, List<PromQlExpr> args) {
    PromQlFunction known = PromQlFunction.find(function);
    if (known == null) {
      throw new IllegalArgumentException("unknown function \"" + function + "\"");
    }
    String problem = TypeChecker.countProblem(known, args.size());
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    for (int i = 0; i < args.size(); i++) {
      expect(args.get(i), known.argumentType(i), "argument " + (i + 1) + " of " + function);
    }
    return new Call(text(function), args, NOWHERE);
  }

  static Aggregate aggregate(
      Aggregator operator,
      @Nullable Grouping grouping,
      @Nullable PromQlExpr parameter,
      PromQlExpr vector) {
    if (operator.hasParameter() != (parameter != null)) {
      throw new IllegalArgumentException(
          operator.symbol() + (operator.hasParameter() ? " needs a" : " has no") + " parameter");
    }
    if (parameter != null) {
      expect(parameter, operator.parameterType(), "the parameter of " + operator.symbol());
    }
    expect(vector, ValueType.VECTOR, "what " + operator.symbol() + " aggregates");
    boolean nothing = grouping != null && grouping.isBy() && grouping.labels().isEmpty();
    return new Aggregate(operator, nothing ? null : grouping, parameter, vector, NOWHERE);
  }

  static Binary binary(
      PromQlExpr left,
      BinaryOperator operator,
      boolean returnsBool,
      @Nullable VectorMatching matching,
      PromQlExpr right) {
    expectOperand(left);
    expectOperand(right);
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    if (returnsBool && !operator.isComparison()) {
      throw new IllegalArgumentException("bool is only allowed behind comparison operators");
    }
    if (scalars && operator.isComparison() && !returnsBool) {
      throw new IllegalArgumentException("a comparison of two scalars needs bool");
    }
    boolean vectors = areVectors(left, right);
    if (!vectors
        && operator.isSet()
        && (left.type() == ValueType.SCALAR || right.type() == ValueType.SCALAR)) {
      throw new IllegalArgumentException(
          operator.symbol() + " is only allowed between instant vectors");
    }
    if (matching != null && !vectors) {
      throw new IllegalArgumentException("only instant vectors match");
    }
    return new Binary(
        operator,
        NOWHERE,
        returnsBool,
        matching == null ? defaultMatching(operator, vectors) : checked(matching, operator),
        leftOperand(operator, left),
        rightOperand(operator, right),
        NOWHERE);
  }

  private static VectorMatching checked(VectorMatching matching, BinaryOperator operator) {
    boolean grouped = matching.cardinality() != VectorMatching.Cardinality.ONE_TO_ONE;
    boolean fills = matching.leftFill() != null || matching.rightFill() != null;
    if (operator.isSet() && (grouped || fills)) {
      throw new IllegalArgumentException(
          "group and fill modifiers aren't allowed for " + operator.symbol());
    }
    for (PromQlText label : matching.labels()) {
      if (matching.isOn() && matching.include().contains(label)) {
        throw new IllegalArgumentException(
            "label \"" + label.value() + "\" stands in both on and the group modifier");
      }
    }
    return operator.isSet()
        ? matching.withCardinality(VectorMatching.Cardinality.MANY_TO_MANY)
        : matching;
  }

  static boolean areVectors(PromQlExpr left, PromQlExpr right) {
    return left.type().fits(ValueType.VECTOR) && right.type().fits(ValueType.VECTOR);
  }

  /** How series match when nothing is written. */
  static @Nullable VectorMatching defaultMatching(BinaryOperator operator, boolean vectors) {
    if (!vectors) {
      return null;
    }
    return operator.isSet() ? VectorMatching.DEFAULT_SET : VectorMatching.DEFAULT;
  }

  /** A left side, in parentheses when the operator would otherwise take only a part of it. */
  static PromQlExpr leftOperand(BinaryOperator operator, PromQlExpr expr) {
    if (operator == BinaryOperator.POWER) {
      boolean signed = expr instanceof NumberLiteral number && isWrittenWithSign(number.value());
      return signed || expr instanceof Unary || expr instanceof Binary ? paren(expr) : expr;
    }
    boolean weaker =
        expr instanceof Binary binary && binary.operator().precedence() < operator.precedence();
    return weaker ? paren(expr) : expr;
  }

  private static boolean isWrittenWithSign(double value) {
    return value == Double.POSITIVE_INFINITY || Math.copySign(1, value) < 0;
  }

  /** A right side, in parentheses when the operator would otherwise take only a part of it. */
  static PromQlExpr rightOperand(BinaryOperator operator, PromQlExpr expr) {
    if (!(expr instanceof Binary binary)) {
      return expr;
    }
    boolean groupsRight = operator == BinaryOperator.POWER;
    int least = operator.precedence() + (groupsRight ? 0 : 1);
    return binary.operator().precedence() < least ? paren(expr) : expr;
  }

  /** What brackets can follow. */
  static PromQlExpr beforeBrackets(PromQlExpr expr) {
    return expr instanceof Binary || expr instanceof Unary ? paren(expr) : expr;
  }

  /** An expression with a sign; the sign of a number belongs to the number. */
  static PromQlExpr signed(Sign sign, PromQlExpr expr, Span span) {
    if (expr instanceof NumberLiteral number) {
      double value = sign == Sign.MINUS ? -number.value() : number.value();
      return new NumberLiteral(value, number.notation(), span);
    }
    boolean weaker = expr instanceof Binary binary && binary.operator() != BinaryOperator.POWER;
    return new Unary(sign, weaker ? paren(expr) : expr, span);
  }

  static Paren paren(PromQlExpr expr) {
    return new Paren(expr, expr.span());
  }

  static PromQlExpr placeholder(String text) {
    PromQlParse parse = PromQl.parse(text, PromQlOptions.TOLERANT);
    if (parse.isOk()
        && parse.orElseThrow() instanceof PromQlExpr.PlaceholderExpr placeholder
        && placeholder.span().equals(new Span(0, text.length()))) {
      return PromQl.withoutSpans(placeholder);
    }
    throw new IllegalArgumentException("not a placeholder: \"" + text + "\"");
  }

  static void expectOperand(PromQlExpr expr) {
    if (expr.type() == ValueType.MATRIX || expr.type() == ValueType.STRING) {
      throw new IllegalArgumentException(
          "operators and signs work on scalars and instant vectors, not on a "
              + expr.type().documented());
    }
  }

  static void expect(PromQlExpr expr, ValueType wanted, String what) {
    if (!expr.type().fits(wanted)) {
      throw new IllegalArgumentException(TypeChecker.mismatch(wanted, what, expr.type()));
    }
  }
}
