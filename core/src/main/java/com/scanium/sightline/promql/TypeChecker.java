package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlError.Kind;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks types and the rules that need them, in Prometheus' order. */
final class TypeChecker implements PromQlVisitor<ValueType> {
  private final Tokens tokens;
  private final MisplacedDurations misplaced;

  /** The {@code {…}} argument of {@code info}, which may match everything. */
  private @Nullable PromQlExpr mayMatchAll;

  TypeChecker(Tokens tokens, MisplacedDurations misplaced) {
    this.tokens = tokens;
    this.misplaced = misplaced;
  }

  ValueType check(PromQlExpr expr) {
    return expr.accept(this);
  }

  private void error(Span span, String message) {
    tokens.error(Kind.TYPE, span, message);
  }

  private void expect(PromQlExpr expr, ValueType wanted, String context) {
    ValueType found = check(expr);
    if (!found.fits(wanted)) {
      error(expr.span(), mismatch(wanted, context, found));
    }
  }

  /** Says that an expression has the wrong type. */
  static String mismatch(ValueType wanted, String context, ValueType found) {
    return context + " must be of type " + wanted.documented() + ", not " + found.documented();
  }

  @Override
  public ValueType visitAggregate(PromQlExpr.Aggregate expr) {
    String symbol = expr.operator().symbol();
    expect(expr.expr(), ValueType.VECTOR, "what " + symbol + " aggregates");
    if (expr.parameterNode() != null) {
      expect(expr.parameterNode(), expr.operator().parameterType(), "the parameter of " + symbol);
    }
    return ValueType.VECTOR;
  }

  @Override
  public ValueType visitBinary(Binary top) {
    List<Binary> chain = Trees.leftChain(top);
    ValueType type = check(chain.get(0).left());
    for (Binary binary : chain) {
      type = binary(binary, type, check(binary.right()));
    }
    return type;
  }

  private ValueType binary(Binary expr, ValueType left, ValueType right) {
    BinaryOperator operator = expr.operator();
    if (expr.returnsBool() && !operator.isComparison()) {
      error(operatorRange(expr), "bool is only allowed behind comparison operators");
    }
    if (operator.isComparison()
        && !expr.returnsBool()
        && left == ValueType.SCALAR
        && right == ValueType.SCALAR) {
      error(operatorRange(expr), "a comparison of two scalars needs bool behind the operator");
    }
    VectorMatching matching = expr.matchingNode();
    if (matching != null && matching.isOn()) {
      checkLabels(expr, matching);
    }
    checkOperand(expr.left(), left);
    checkOperand(expr.right(), right);
    boolean vectors = left.fits(ValueType.VECTOR) && right.fits(ValueType.VECTOR);
    if (matching != null) {
      checkMatching(expr, matching, vectors);
    }
    if (operator.isSet() && (left == ValueType.SCALAR || right == ValueType.SCALAR)) {
      error(expr.span(), operator.symbol() + " is only allowed between instant vectors");
    }
    return expr.type();
  }

  private void checkOperand(PromQlExpr side, ValueType type) {
    if (type == ValueType.MATRIX || type == ValueType.STRING) {
      error(
          side.span(),
          "a binary operator works on scalars and instant vectors, not on a " + type.documented());
    }
  }

  private void checkLabels(Binary expr, VectorMatching matching) {
    for (PromQlText label : matching.labels()) {
      for (PromQlText included : matching.include()) {
        if (label.value().equals(included.value())) {
          error(
              operatorRange(expr),
              "label \"" + label.value() + "\" stands in both on and the group modifier");
        }
      }
    }
  }

  private void checkMatching(Binary expr, VectorMatching matching, boolean vectors) {
    boolean fills = matching.leftFill() != null || matching.rightFill() != null;
    if (!vectors) {
      if (!matching.labels().isEmpty()) {
        error(expr.span(), "on and ignoring are only allowed between instant vectors");
      }
      if (fills) {
        error(expr.span(), "fill modifiers are only allowed between instant vectors");
      }
    } else if (expr.operator().isSet()) {
      if (matching.cardinality() != VectorMatching.Cardinality.MANY_TO_MANY) {
        error(expr.span(), "group modifiers aren't allowed for " + expr.operator().symbol());
      }
      if (fills) {
        error(expr.span(), "fill modifiers aren't allowed for " + expr.operator().symbol());
      }
    }
  }

  /** The operator with its modifiers, but for the last character, as Prometheus reports it. */
  private Span operatorRange(Binary expr) {
    String input = tokens.input;
    int start = expr.left().span().end();
    while (Lexer.isSpace(input.charAt(start))) {
      start++;
    }
    int end = expr.right().span().start() - 1;
    while (Lexer.isSpace(input.charAt(end))) {
      end--;
    }
    return new Span(start, Math.max(start, end));
  }

  @Override
  public ValueType visitCall(PromQlExpr.Call expr) {
    if (misplaced.contains(expr)) {
      error(expr.span(), "step() is a duration, which is no value");
      return ValueType.SCALAR;
    }
    PromQlFunction function =
        expr.name().hasPlaceholders() ? null : PromQlFunction.find(expr.function());
    if (function == null) {
      expr.args().forEach(this::check);
      return ValueType.UNKNOWN;
    }
    checkCount(expr, function);
    if (function.name().equals("info") && expr.args().size() > 1) {
      checkInfo(expr);
    }
    int index = 0;
    for (PromQlExpr arg : expr.args()) {
      if (index >= function.argumentTypes().size() && !function.isVariadic()) {
        break;
      }
      expect(arg, function.argumentType(index), "argument " + (index + 1) + " of " + function);
      index++;
    }
    return function.returnType();
  }

  private void checkCount(PromQlExpr.Call expr, PromQlFunction function) {
    String problem = countProblem(function, expr.args().size());
    if (problem != null) {
      error(expr.span(), problem);
    }
  }

  /** What is wrong with a number of arguments, or null. */
  static @Nullable String countProblem(PromQlFunction function, int count) {
    int least = function.minArguments();
    int most = function.maxArguments();
    if (count >= least && count <= most) {
      return null;
    }
    String wanted =
        least == most
            ? Integer.toString(least)
            : count < least ? "at least " + least : "at most " + most;
    return function + " wants " + wanted + " argument(s), not " + count;
  }

  private void checkInfo(PromQlExpr.Call expr) {
    PromQlExpr labels = expr.args().get(1);
    ValueType type = labels.type();
    if (!type.fits(ValueType.VECTOR)) {
      error(expr.span(), mismatch(ValueType.VECTOR, "argument 2 of info", type));
    }
    if (labels instanceof VectorSelector selector && selector.name() == null) {
      mayMatchAll = selector;
    } else if (type != ValueType.UNKNOWN) {
      error(labels.span(), "argument 2 of info must be a selector without a metric name");
    }
  }

  @Override
  public ValueType visitParen(PromQlExpr.Paren expr) {
    return check(expr.expr());
  }

  @Override
  public ValueType visitUnary(PromQlExpr.Unary expr) {
    ValueType type = check(expr.expr());
    if (type == ValueType.MATRIX || type == ValueType.STRING) {
      error(
          expr.span(),
          "a sign works on scalars and instant vectors, not on a " + type.documented());
    }
    return type;
  }

  @Override
  public ValueType visitSubquery(PromQlExpr.Subquery expr) {
    ValueType type = check(expr.expr());
    if (!type.fits(ValueType.VECTOR)) {
      error(expr.span(), "a subquery works on an instant vector, not on a " + type.documented());
    }
    return ValueType.MATRIX;
  }

  @Override
  public ValueType visitMatrixSelector(PromQlExpr.MatrixSelector expr) {
    check(expr.selector());
    return ValueType.MATRIX;
  }

  @Override
  public ValueType visitVectorSelector(VectorSelector expr) {
    if (expr.name() != null) {
      for (LabelMatcher matcher : expr.matchers()) {
        if (matcher.isOnMetricName()) {
          error(
              expr.span(),
              "the metric name is set twice: \""
                  + expr.name().value()
                  + "\" and \""
                  + matcher.value().value()
                  + "\"");
        }
      }
    } else if (expr != mayMatchAll && expr.splices().isEmpty() && matchesAll(expr)) {
      error(expr.span(), "a selector needs at least one condition that the empty value fails");
    }
    return ValueType.VECTOR;
  }

  /** Whether all conditions hold for a series without labels. */
  static boolean matchesAll(VectorSelector selector) {
    for (LabelMatcher matcher : selector.matchers()) {
      if (!matchesEmpty(matcher)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesEmpty(LabelMatcher matcher) {
    String value = matcher.value().value();
    return switch (matcher.operator()) {
      case EQUAL -> value.isEmpty();
      case NOT_EQUAL -> !value.isEmpty();
      case REGEX -> !matcher.value().hasPlaceholders() && MatcherRegex.matchesEmpty(value);
      case NOT_REGEX -> !matcher.value().hasPlaceholders() && !MatcherRegex.matchesEmpty(value);
    };
  }

  @Override
  public ValueType visitNumberLiteral(PromQlExpr.NumberLiteral expr) {
    return ValueType.SCALAR;
  }

  @Override
  public ValueType visitStringLiteral(PromQlExpr.StringLiteral expr) {
    return ValueType.STRING;
  }

  @Override
  public ValueType visitPlaceholder(PromQlExpr.PlaceholderExpr expr) {
    return ValueType.UNKNOWN;
  }

  @Override
  public ValueType visitUnknownAggregate(PromQlExpr.UnknownAggregate expr) {
    expr.args().forEach(this::check);
    return ValueType.VECTOR;
  }
}
