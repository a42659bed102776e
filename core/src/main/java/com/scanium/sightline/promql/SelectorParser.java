package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlError.Kind;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the parts of selectors: conditions in braces, label lists, the {@code @} modifier. */
final class SelectorParser {
  private static final String CONTEXT = "label matching";

  private final Tokens tokens;

  /** The placeholders for whole conditions in the selector that is being read. */
  private List<PromQlText> splices = List.of();

  SelectorParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A selector from its opening brace on. */
  VectorSelector braces(@Nullable PromQlText name) {
    int start = name == null ? tokens.start() : name.span().start();
    tokens.take();
    List<LabelMatcher> matchers = List.of();
    TokenKind next = tokens.peek();
    splices = List.of();
    if (next != TokenKind.RIGHT_BRACE) {
      matchers = new ArrayList<>(4);
      do {
        matcher(matchers);
        next = tokens.peek();
        boolean comma = next == TokenKind.COMMA;
        if (comma) {
          tokens.take();
          next = tokens.peek();
        } else if (next != TokenKind.RIGHT_BRACE && next != TokenKind.TEMPLATE) {
          throw tokens.unexpected(CONTEXT, "\",\" or \"}\"");
        }
      } while (next != TokenKind.RIGHT_BRACE);
    }
    tokens.take();
    Span span = new Span(start, tokens.end());
    return new VectorSelector(name, matchers, splices, SelectorModifiers.NONE, span);
  }

  private void matcher(List<LabelMatcher> matchers) {
    TokenKind kind = tokens.peek();
    if (kind != TokenKind.IDENTIFIER && kind != TokenKind.STRING && kind != TokenKind.TEMPLATE) {
      throw tokens.unexpected(CONTEXT, "a label name or \"}\"");
    }
    tokens.take();
    PromQlText name =
        kind == TokenKind.STRING ? Literals.string(tokens) : Literals.name(tokens, kind);
    MatchOperator operator = operator(tokens.peek());
    if (operator == null) {
      if (kind == TokenKind.STRING) {
        matchers.add(metricName(name));
        return;
      }
      if (kind == TokenKind.TEMPLATE) {
        if (splices.isEmpty()) {
          splices = new ArrayList<>();
        }
        splices.add(name);
        return;
      }
      throw tokens.unexpected(CONTEXT, "\"=\", \"!=\", \"=~\" or \"!~\"");
    }
    Span place = tokens.span();
    tokens.take();
    TokenKind valueKind = tokens.peek();
    if (valueKind != TokenKind.STRING && valueKind != TokenKind.TEMPLATE) {
      throw tokens.unexpected(CONTEXT, "a string");
    }
    tokens.take();
    PromQlText value =
        valueKind == TokenKind.STRING ? Literals.string(tokens) : Literals.template(tokens);
    Span span = new Span(name.span().start(), tokens.end());
    if (operator.isRegex() && !value.hasPlaceholders()) {
      String flaw = MatcherRegex.flaw(value.value());
      if (flaw != null) {
        tokens.error(Kind.RULE, span, "bad regular expression: " + flaw);
      }
    }
    matchers.add(new LabelMatcher(name, operator, place, value, span));
  }

  private static LabelMatcher metricName(PromQlText value) {
    Span span = value.span();
    PromQlText name = PromQlText.plain(LabelMatcher.METRIC_NAME, span);
    return new LabelMatcher(name, MatchOperator.EQUAL, span, value, span);
  }

  private static @Nullable MatchOperator operator(TokenKind kind) {
    return switch (kind) {
      case ASSIGN -> MatchOperator.EQUAL;
      case NOT_EQUAL -> MatchOperator.NOT_EQUAL;
      case REGEX_MATCH -> MatchOperator.REGEX;
      case REGEX_NOT_MATCH -> MatchOperator.NOT_REGEX;
      default -> null;
    };
  }

  /** A list of labels in parentheses. */
  List<PromQlText> labels() {
    String context = "a label list";
    tokens.expect(TokenKind.LEFT_PAREN, context, "\"(\"");
    if (tokens.peek() == TokenKind.RIGHT_PAREN) {
      tokens.take();
      return List.of();
    }
    List<PromQlText> labels = new ArrayList<>(4);
    while (true) {
      labels.add(label(context));
      TokenKind next = tokens.peek();
      if (next == TokenKind.COMMA) {
        tokens.take();
        next = tokens.peek();
      } else if (next != TokenKind.RIGHT_PAREN) {
        throw tokens.unexpected(context, "\",\" or \")\"");
      }
      if (next == TokenKind.RIGHT_PAREN) {
        tokens.take();
        return labels;
      }
    }
  }

  private PromQlText label(String context) {
    TokenKind kind = tokens.peek();
    if (kind != TokenKind.STRING && !kind.namesLabel) {
      throw tokens.unexpected(context, "a label name");
    }
    tokens.take();
    PromQlText label =
        kind == TokenKind.STRING ? Literals.string(tokens) : Literals.name(tokens, kind);
    if (kind == TokenKind.STRING
        && (label.value().isEmpty() || !StringEscapes.isUnicode(label.value()))) {
      tokens.error(Kind.RULE, label.span(), "not a label name");
    }
    return label;
  }

  /** The {@code @} modifier behind its sign. */
  AtModifier at(int start, Span of) {
    TokenKind kind = tokens.peek();
    if (kind == TokenKind.START || kind == TokenKind.END) {
      tokens.take();
      tokens.expect(TokenKind.LEFT_PAREN, "@", "\"(\"");
      tokens.expect(TokenKind.RIGHT_PAREN, "@", "\")\"");
      AtModifier.Edge edge = kind == TokenKind.START ? AtModifier.Edge.START : AtModifier.Edge.END;
      return new AtModifier.Boundary(edge, new Span(start, tokens.end()));
    }
    boolean negative = kind == TokenKind.SUBTRACT;
    if (kind.isSign()) {
      tokens.take();
      kind = tokens.peek();
    }
    if (kind == TokenKind.TEMPLATE) {
      tokens.take();
      PromQlText text = Literals.template(tokens);
      return new AtModifier.Unknown(text, new Span(start, tokens.end()));
    }
    if (kind != TokenKind.NUMBER && kind != TokenKind.DURATION) {
      throw tokens.unexpected("@", "a timestamp, start() or end()");
    }
    tokens.take();
    double seconds =
        kind == TokenKind.NUMBER
            ? Literals.number(tokens, tokens.span())
            : Literals.seconds(tokens, tokens.span());
    seconds = negative ? -seconds : seconds;
    if (!(Math.abs(seconds) < 0x1p63)) {
      tokens.error(Kind.RULE, of, "the timestamp behind @ is out of range");
    }
    long millis = Durations.rounded(seconds * 1000);
    return new AtModifier.Timestamp(millis, new Span(start, tokens.end()));
  }
}
