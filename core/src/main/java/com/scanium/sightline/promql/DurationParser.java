package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlError.Kind;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses windows, steps and offsets. */
final class DurationParser {
  private static final int POWER = BinaryOperator.POWER.precedence();
  private static final String EXPECTED = "a duration or a number of seconds";

  private final Tokens tokens;
  private int depth;
  private int operations;

  DurationParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A window or step: any duration, but a plain one must be more than nothing. */
  PromQlDuration positive(String context) {
    operations = 0;
    PromQlDuration found = computed(0, context);
    if (found instanceof PromQlDuration.Literal literal && literal.seconds() <= 0) {
      tokens.error(Kind.RULE, literal.span(), "duration must be greater than 0");
    }
    return found;
  }

  /**
   * What follows {@code offset}. A plain length ends right there, so that {@code foo offset 5m + 1}
   * adds to the selector; anything else is computed as far as it goes.
   */
  PromQlDuration offset() {
    operations = 0;
    TokenKind next = tokens.peek();
    if (next == TokenKind.NUMBER || next == TokenKind.DURATION) {
      return checked(literal(), tokens.span());
    }
    if (next == TokenKind.TEMPLATE) {
      return unknown();
    }
    if (next == TokenKind.STEP || isFunction(next)) {
      return checkedCall(function("offset"));
    }
    if (!next.isSign()) {
      return computed(0, "offset");
    }
    Span signSpan = tokens.span();
    Sign sign = takeSign();
    next = tokens.peek();
    if (next == TokenKind.NUMBER || next == TokenKind.DURATION) {
      PromQlDuration.Literal literal = literal();
      return checked(signed(sign, signSpan.start(), literal), signSpan);
    }
    if (next == TokenKind.STEP || isFunction(next)) {
      PromQlDuration call = function("offset");
      Span span = new Span(signSpan.start(), call.span().end());
      return checkedCall(new PromQlDuration.Signed(sign, call, span));
    }
    if (next == TokenKind.LEFT_PAREN) {
      return signedGroup(sign, signSpan.start());
    }
    PromQlDuration operand = applySign(sign, signSpan, computed(POWER, "offset"));
    return rest(operand, 0, "offset");
  }

  private PromQlDuration signedGroup(Sign sign, int start) {
    int open = tokens.start();
    tokens.take();
    PromQlDuration inner = computed(0, "offset");
    tokens.expect(TokenKind.RIGHT_PAREN, "offset", "\")\"");
    Span group = new Span(open, tokens.end());
    if (inner instanceof PromQlDuration.Literal && !tokens.isNewer()) {
      // Prometheus 3.9 fails on this internally
      tokens.error(Kind.RULE, group, "a signed plain duration can't be in parentheses");
    }
    PromQlDuration grouped = group(inner, group);
    return sign == Sign.MINUS
        ? new PromQlDuration.Signed(sign, grouped, new Span(start, group.end()))
        : grouped;
  }

  /** A duration whose operators bind at least as strongly as {@code weakest}. */
  PromQlDuration computed(int weakest, String context) {
    if (++depth > PromQl.MAX_DEPTH) {
      throw tooDeep();
    }
    PromQlDuration found = operand(context);
    found = rest(found, weakest, context);
    depth--;
    return found;
  }

  private Tokens.Stop tooDeep() {
    tokens.error(
        Kind.TOO_DEEP, tokens.span(), "nested more than " + PromQl.MAX_DEPTH + " levels deep");
    return new Tokens.Stop();
  }

  /** Goes on behind a left side. */
  PromQlDuration rest(PromQlDuration start, int weakest, String context) {
    PromQlDuration left = start;
    while (true) {
      BinaryOperator operator = operator(tokens.peek());
      if (operator == null || operator.precedence() < weakest) {
        return left;
      }
      if (++operations > PromQl.MAX_DEPTH) {
        throw tooDeep();
      }
      Span place = tokens.span();
      tokens.take();
      int next = operator.precedence() + (operator == BinaryOperator.POWER ? 0 : 1);
      PromQlDuration right = computed(next, context);
      tokens.peek();
      requireExperimental(left);
      boolean divides = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.MODULO;
      if (divides && right instanceof PromQlDuration.Literal zero && zero.seconds() == 0) {
        tokens.error(Kind.RULE, place, "division by zero");
      }
      Span span = new Span(left.span().start(), right.span().end());
      left = new PromQlDuration.Arithmetic(operator, left, right, span);
    }
  }

  static @Nullable BinaryOperator operator(TokenKind kind) {
    return switch (kind) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> kind.binary;
      default -> null;
    };
  }

  private PromQlDuration operand(String context) {
    List<Span> signs = new ArrayList<>(0);
    while (tokens.peek().isSign()) {
      signs.add(tokens.span());
      tokens.take();
    }
    if (signs.isEmpty()) {
      return primary(context);
    }
    PromQlDuration found = computed(POWER, context);
    if (signs.size() > PromQl.MAX_DEPTH && !(found instanceof PromQlDuration.Literal)) {
      throw tooDeep();
    }
    return signed(signs, found);
  }

  /** A duration behind signs, the last of which stands next to it. */
  PromQlDuration signed(List<Span> signs, PromQlDuration operand) {
    PromQlDuration found = operand;
    for (int i = signs.size() - 1; i >= 0; i--) {
      Sign sign = tokens.input.charAt(signs.get(i).start()) == '-' ? Sign.MINUS : Sign.PLUS;
      found = applySign(sign, signs.get(i), found);
    }
    return found;
  }

  private PromQlDuration applySign(Sign sign, Span place, PromQlDuration operand) {
    if (operand instanceof PromQlDuration.Literal literal) {
      return checked(signed(sign, place.start(), literal), place);
    }
    return sign == Sign.MINUS
        ? new PromQlDuration.Signed(sign, operand, new Span(place.start(), operand.span().end()))
        : operand;
  }

  private PromQlDuration primary(String context) {
    TokenKind next = tokens.peek();
    if (next == TokenKind.NUMBER || next == TokenKind.DURATION) {
      return checked(literal(), tokens.span());
    }
    if (next == TokenKind.TEMPLATE) {
      return unknown();
    }
    if (next == TokenKind.STEP || isFunction(next)) {
      return checkedCall(function(context));
    }
    if (next != TokenKind.LEFT_PAREN) {
      throw tokens.unexpected(context, EXPECTED);
    }
    int open = tokens.start();
    tokens.take();
    PromQlDuration inner = computed(0, context);
    tokens.expect(TokenKind.RIGHT_PAREN, context, "\")\"");
    Span span = new Span(open, tokens.end());
    return grouped(inner, span);
  }

  /** A duration in parentheses. */
  PromQlDuration grouped(PromQlDuration inner, Span span) {
    requireExperimental(inner);
    return group(inner, span);
  }

  private PromQlDuration group(PromQlDuration inner, Span span) {
    boolean dropped = inner instanceof PromQlDuration.Literal && !tokens.isNewer();
    return dropped || inner instanceof PromQlDuration.Grouped
        ? inner
        : new PromQlDuration.Grouped(inner, span);
  }

  private boolean isFunction(TokenKind kind) {
    return tokens.isNewer()
        ? kind == TokenKind.RANGE || kind == TokenKind.MAX_OF || kind == TokenKind.MIN_OF
        : kind == TokenKind.MAX || kind == TokenKind.MIN;
  }

  private PromQlDuration function(String context) {
    int start = tokens.start();
    TokenKind name = tokens.take();
    tokens.expect(TokenKind.LEFT_PAREN, context, "\"(\"");
    return functionBody(name, start, context);
  }

  /** A duration function behind its opening parenthesis. */
  PromQlDuration functionBody(TokenKind name, int start, String context) {
    List<PromQlDuration> arguments = List.of();
    if (name != TokenKind.STEP && name != TokenKind.RANGE) {
      PromQlDuration first = computed(0, context);
      tokens.expect(TokenKind.COMMA, context, "\",\"");
      arguments = List.of(first, computed(0, context));
    }
    tokens.expect(TokenKind.RIGHT_PAREN, context, "\")\"");
    return new PromQlDuration.Function(name.text, arguments, new Span(start, tokens.end()));
  }

  /** The older grammar forgets that functions are experimental. */
  private PromQlDuration checkedCall(PromQlDuration call) {
    if (tokens.isNewer()) {
      requireExperimental(call);
    }
    return call;
  }

  private PromQlDuration.Literal literal() {
    TokenKind kind = tokens.take();
    Span span = tokens.span();
    if (kind == TokenKind.NUMBER) {
      return new PromQlDuration.Literal(Literals.number(tokens, span), NumberNotation.NUMBER, span);
    }
    return new PromQlDuration.Literal(
        Literals.seconds(tokens, span), NumberNotation.DURATION, span);
  }

  private static PromQlDuration.Literal signed(
      Sign sign, int start, PromQlDuration.Literal literal) {
    return new PromQlDuration.Literal(
        sign == Sign.MINUS ? -literal.seconds() : literal.seconds(),
        literal.notation(),
        new Span(start, literal.span().end()));
  }

  private PromQlDuration.Literal checked(PromQlDuration.Literal literal, Span place) {
    if (Durations.isOutOfRange(literal.seconds())) {
      tokens.error(Kind.RULE, place, "duration out of range");
    }
    return literal;
  }

  private PromQlDuration unknown() {
    tokens.take();
    PromQlText text = Literals.template(tokens);
    return new PromQlDuration.Unknown(text, text.span());
  }

  private Sign takeSign() {
    return tokens.take() == TokenKind.SUBTRACT ? Sign.MINUS : Sign.PLUS;
  }

  private void requireExperimental(PromQlDuration left) {
    if (!tokens.isExperimental() && !(left instanceof PromQlDuration.Unknown)) {
      tokens.error(
          Kind.NOT_ENABLED, operands(left), "computed durations are experimental and not enabled");
    }
  }

  /** The place of a duration as Prometheus counts it: without parentheses and function names. */
  static Span operands(PromQlDuration duration) {
    return new Span(operandStart(duration), operandEnd(duration));
  }

  private static int operandStart(PromQlDuration duration) {
    PromQlDuration at = duration;
    while (true) {
      if (at instanceof PromQlDuration.Grouped grouped) {
        at = grouped.inner();
      } else if (at instanceof PromQlDuration.Arithmetic arithmetic) {
        at = arithmetic.left();
      } else if (at instanceof PromQlDuration.Function function
          && !function.arguments().isEmpty()) {
        at = function.arguments().get(0);
      } else {
        return at.span().start();
      }
    }
  }

  private static int operandEnd(PromQlDuration duration) {
    PromQlDuration at = duration;
    while (true) {
      if (at instanceof PromQlDuration.Grouped grouped) {
        at = grouped.inner();
      } else if (at instanceof PromQlDuration.Arithmetic arithmetic) {
        at = arithmetic.right();
      } else if (at instanceof PromQlDuration.Signed signed) {
        at = signed.operand();
      } else if (at instanceof PromQlDuration.Function function
          && !function.arguments().isEmpty()) {
        at = function.arguments().get(1);
      } else {
        return at.span().end();
      }
    }
  }
}
