package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a query, and where. Immutable. */
public final class PromQlError {
  private final Kind kind;
  private final String source;
  private final Span span;
  private final String message;
  private final @Nullable String expected;
  private final List<String> suggestions;

  PromQlError(
      Kind kind,
      String source,
      Span span,
      String message,
      @Nullable String expected,
      List<String> suggestions) {
    this.kind = kind;
    this.source = source;
    this.span = span;
    this.message = message;
    this.expected = expected;
    this.suggestions = List.copyOf(suggestions);
  }

  /** What sort of mistake it is. */
  public Kind kind() {
    return kind;
  }

  /** The characters that are wrong; empty at the end of an unfinished query. */
  public Span span() {
    return span;
  }

  /** What is wrong, one line without the place. */
  public String message() {
    return message;
  }

  /** What could stand there instead; empty when that can't be said. */
  public Optional<String> expected() {
    return Optional.ofNullable(expected);
  }

  /** Known names that look like the wrong one, nearest first, at most three. */
  public List<String> suggestions() {
    return suggestions;
  }

  /** The 1-based line of the first wrong character. */
  public int line() {
    int line = 1;
    for (int i = 0; i < start(); i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** The 1-based column of the first wrong character, in UTF-16 code units. */
  public int column() {
    return start() - lineStart() + 1;
  }

  /** The wrong line with carets under the wrong characters, two lines without a final line end. */
  public String excerpt() {
    int from = lineStart();
    int to = source.indexOf('\n', from);
    to = to < 0 ? source.length() : to;
    StringBuilder text = new StringBuilder(source.substring(from, to)).append('\n');
    for (int i = from; i < start(); i++) {
      text.append(source.charAt(i) == '\t' ? '\t' : ' ');
    }
    int carets = Math.max(1, Math.min(span.end(), to) - start());
    return text.append("^".repeat(carets)).toString();
  }

  private int start() {
    return Math.min(span.start(), source.length());
  }

  private int lineStart() {
    return start() == 0 ? 0 : source.lastIndexOf('\n', start() - 1) + 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PromQlError that
        && kind == that.kind
        && span.equals(that.span)
        && message.equals(that.message)
        && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, span, message, source);
  }

  /** {@code line:column: message, expected …, did you mean "…"?}, without what isn't known. */
  @Override
  public String toString() {
    return line()
        + ":"
        + column()
        + ": "
        + message
        + (expected == null ? "" : ", expected " + expected)
        + (suggestions.isEmpty()
            ? ""
            : ", did you mean \"" + String.join("\" or \"", suggestions) + "\"?");
  }

  /** Sorts of mistakes. */
  public enum Kind {
    /** Characters that are no token: an unfinished text, a stray character, a bad number. */
    TOKEN,
    /** A token where another one was expected. */
    SYNTAX,
    /**
     * Well-formed, but not allowed: unknown function, modifier set twice, bad regular expression.
     */
    RULE,
    /** A value of the wrong type. */
    TYPE,
    /** Something that the chosen options switch off. */
    NOT_ENABLED,
    /** Nested more deeply than this parser goes. */
    TOO_DEEP
  }
}
