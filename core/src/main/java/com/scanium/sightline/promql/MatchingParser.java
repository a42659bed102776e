package com.scanium.sightline.promql;

import com.scanium.sightline.promql.VectorMatching.Cardinality;
import com.scanium.sightline.promql.VectorMatching.Mode;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what may stand between a binary operator and its right side. */
final class MatchingParser {
  /** Nothing stands there, which is the rule. */
  private static final MatchingParser NOTHING = new MatchingParser();

  private boolean returnsBool;
  private boolean written;
  private Cardinality cardinality = Cardinality.ONE_TO_ONE;
  private Mode mode = Mode.IGNORING;
  private List<PromQlText> labels = List.of();
  private List<PromQlText> include = List.of();
  private @Nullable Double fillLeft;
  private @Nullable Double fillRight;

  private MatchingParser() {}

  /** Reads what stands behind an operator. */
  static MatchingParser parse(Tokens tokens) {
    switch (tokens.peek()) {
      case BOOL, ON, IGNORING, FILL, FILL_LEFT, FILL_RIGHT -> {
        MatchingParser parser = new MatchingParser();
        parser.read(tokens);
        return parser;
      }
      default -> {
        return NOTHING;
      }
    }
  }

  private void read(Tokens tokens) {
    if (tokens.peek() == TokenKind.BOOL) {
      tokens.take();
      returnsBool = true;
    }
    TokenKind next = tokens.peek();
    if (next == TokenKind.ON || next == TokenKind.IGNORING) {
      tokens.take();
      written = true;
      mode = next == TokenKind.ON ? Mode.ON : Mode.IGNORING;
      SelectorParser selectors = new SelectorParser(tokens);
      labels = selectors.labels();
      next = tokens.peek();
      if (next == TokenKind.GROUP_LEFT || next == TokenKind.GROUP_RIGHT) {
        tokens.take();
        cardinality =
            next == TokenKind.GROUP_LEFT ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
        if (tokens.peek() == TokenKind.LEFT_PAREN) {
          include = selectors.labels();
        }
      }
    }
    if (tokens.isNewer()) {
      fills(tokens);
    }
  }

  private void fills(Tokens tokens) {
    switch (tokens.peek()) {
      case FILL -> {
        fillLeft = fillValue(tokens);
        fillRight = fillLeft;
      }
      case FILL_LEFT -> {
        fillLeft = fillValue(tokens);
        if (tokens.peek() == TokenKind.FILL_RIGHT) {
          fillRight = fillValue(tokens);
        }
      }
      case FILL_RIGHT -> {
        fillRight = fillValue(tokens);
        if (tokens.peek() == TokenKind.FILL_LEFT) {
          fillLeft = fillValue(tokens);
        }
      }
      default -> {}
    }
  }

  private static double fillValue(Tokens tokens) {
    String context = "a fill modifier";
    tokens.take();
    tokens.expect(TokenKind.LEFT_PAREN, context, "\"(\"");
    TokenKind kind = tokens.peek();
    boolean negative = kind == TokenKind.SUBTRACT;
    if (kind.isSign()) {
      tokens.take();
      kind = tokens.peek();
    }
    if (kind != TokenKind.NUMBER && kind != TokenKind.DURATION) {
      throw tokens.unexpected(context, "a number");
    }
    tokens.take();
    Span span = tokens.span();
    double value =
        kind == TokenKind.NUMBER ? Literals.number(tokens, span) : Literals.seconds(tokens, span);
    tokens.expect(TokenKind.RIGHT_PAREN, context, "\")\"");
    return negative ? -value : value;
  }

  boolean returnsBool() {
    return returnsBool;
  }

  boolean fills() {
    return fillLeft != null || fillRight != null;
  }

  /**
   * The matching for an operator; null where Prometheus keeps none because a side is no vector and
   * nothing is lost by that.
   */
  @Nullable VectorMatching matching(BinaryOperator operator, boolean vectors) {
    if (!vectors && labels.isEmpty() && !fills()) {
      return null;
    }
    boolean manyToMany = operator.isSet() && cardinality == Cardinality.ONE_TO_ONE;
    if (!written && !fills()) {
      return manyToMany ? VectorMatching.DEFAULT_SET : VectorMatching.DEFAULT;
    }
    Cardinality decided = manyToMany ? Cardinality.MANY_TO_MANY : cardinality;
    return new VectorMatching(decided, mode, labels, include, fillLeft, fillRight);
  }
}
