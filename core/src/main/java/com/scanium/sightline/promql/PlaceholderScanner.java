package com.scanium.sightline.promql;

import com.scanium.sightline.promql.Placeholder.Syntax;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds {@code $name}, {@code ${name.field:format}} and {@code [[name:format]]} in a text. */
final class PlaceholderScanner {
  private PlaceholderScanner() {}

  /** The offset behind the placeholder that starts at {@code at}, or -1 when there is none. */
  static int endOf(String text, int at) {
    Placeholder found = read(text, at, at);
    return found == null ? -1 : found.span().end();
  }

  /**
   * The placeholder that starts at {@code at}, or null.
   *
   * @param origin where that character stands in the query
   */
  private static @Nullable Placeholder read(String text, int at, int origin) {
    int length = text.length();
    if (at + 1 >= length) {
      return null;
    }
    char first = text.charAt(at);
    char second = text.charAt(at + 1);
    if (first == '$' && Lexer.isAlpha(second)) {
      int end = wordEnd(text, at + 1);
      return make(Syntax.DOLLAR, text.substring(at + 1, end), null, null, origin, end - at);
    }
    if (first == '$' && second == '{') {
      return bracketed(text, at, origin, Syntax.BRACES, "}");
    }
    return first == '[' && second == '['
        ? bracketed(text, at, origin, Syntax.BRACKETS, "]]")
        : null;
  }

  private static @Nullable Placeholder bracketed(
      String text, int at, int origin, Syntax syntax, String close) {
    int nameStart = at + 2;
    int nameEnd = wordEnd(text, nameStart);
    if (nameEnd == nameStart || Lexer.isDigit(text.charAt(nameStart))) {
      return null; // digits name the groups of a regular expression
    }
    int position = nameEnd;
    String field = null;
    if (syntax == Syntax.BRACES && position < text.length() && text.charAt(position) == '.') {
      int end = runEnd(text, position + 1, ":}");
      field = text.substring(position + 1, end);
      position = end;
    }
    String format = null;
    if (position < text.length() && text.charAt(position) == ':') {
      int end =
          syntax == Syntax.BRACES ? runEnd(text, position + 1, "}") : wordEnd(text, position + 1);
      format = text.substring(position + 1, end);
      position = end;
    }
    if (!text.startsWith(close, position)
        || (field != null && field.isEmpty())
        || (format != null && format.isEmpty())) {
      return null;
    }
    String name = text.substring(nameStart, nameEnd);
    return make(syntax, name, field, format, origin, position + close.length() - at);
  }

  private static Placeholder make(
      Syntax syntax,
      String name,
      @Nullable String field,
      @Nullable String format,
      int origin,
      int length) {
    return new Placeholder(syntax, name, field, format, new Span(origin, origin + length));
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length() && Lexer.isAlphaNumeric(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where a run ends that holds none of the stops, no quote and no line end. */
  private static int runEnd(String text, int from, String stops) {
    int at = from;
    while (at < text.length()
        && stops.indexOf(text.charAt(at)) < 0
        && "\"'`\n{".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /**
   * Cuts a text at its placeholders.
   *
   * @param text the query
   * @param start where the text begins in it
   * @param end where it ends
   * @param unescape resolves the escapes of a literal piece
   * @return no parts when there is no placeholder
   */
  static List<PromQlText.Part> parts(
      String text, int start, int end, java.util.function.UnaryOperator<String> unescape) {
    List<PromQlText.Part> parts = new ArrayList<>();
    int literal = start;
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      Placeholder found = c == '$' || c == '[' ? read(text, at, at) : null;
      if (found == null || found.span().end() > end) {
        at += c == '\\' ? 2 : 1;
        continue;
      }
      if (literal < at) {
        parts.add(new PromQlText.Literal(unescape.apply(text.substring(literal, at))));
      }
      parts.add(new PromQlText.Variable(found));
      at = found.span().end();
      literal = at;
    }
    if (parts.isEmpty()) {
      return List.of();
    }
    if (literal < end) {
      parts.add(new PromQlText.Literal(unescape.apply(text.substring(literal, end))));
    }
    return parts;
  }
}
