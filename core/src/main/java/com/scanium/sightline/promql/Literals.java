package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlError.Kind;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.OptionalDouble;

/** Turns tokens into values. */
final class Literals {
  private Literals() {}

  /** The value of a number token; a bad one is reported and counts as 0. */
  static double number(Tokens tokens, Span span) {
    OptionalDouble value = Numbers.parse(tokens.input.substring(span.start(), span.end()));
    if (value.isEmpty()) {
      tokens.error(Kind.RULE, span, "not a number that fits 64 bits");
      return 0;
    }
    return value.getAsDouble();
  }

  /** The seconds of a duration token; a bad one is reported and counts as 0. */
  static double seconds(Tokens tokens, Span span) {
    long nanos = Durations.parse(tokens.input, span.start(), span.end());
    if (nanos == Durations.INVALID) {
      tokens.error(
          Kind.RULE,
          span,
          "not a duration",
          "whole numbers with the units y, w, d, h, m, s, ms, each at most once and in this order",
          List.of());
      return 0;
    }
    return Durations.seconds(nanos);
  }

  /** The text of the string token read last. */
  static PromQlText string(Tokens tokens) {
    int start = tokens.start();
    int end = tokens.end();
    String value = StringEscapes.unquote(tokens.input, start, end);
    if (tokens.options.placeholders() == PromQlOptions.Placeholders.REJECTED
        || !mayHoldPlaceholder(value)) {
      return PromQlText.plain(value, tokens.span());
    }
    boolean raw = tokens.input.charAt(start) == '`';
    List<PromQlText.Part> parts =
        PlaceholderScanner.parts(
            tokens.input, start + 1, end - 1, raw ? text -> text : StringEscapes::unescape);
    return new PromQlText(value, parts, tokens.span());
  }

  private static boolean mayHoldPlaceholder(String value) {
    return value.indexOf('$') >= 0 || value.contains("[[");
  }

  /** The text of the word token read last. */
  static PromQlText template(Tokens tokens) {
    List<PromQlText.Part> parts =
        PlaceholderScanner.parts(tokens.input, tokens.start(), tokens.end(), text -> text);
    return new PromQlText(tokens.text(), parts, tokens.span());
  }

  /** The name that the token read last is. */
  static PromQlText name(Tokens tokens, TokenKind kind) {
    return kind == TokenKind.TEMPLATE
        ? template(tokens)
        : PromQlText.plain(tokens.text(), tokens.span());
  }
}
