package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlError.Kind;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parser's view of the token stream: one token of lookahead, read only when asked for, and the
 * errors found so far.
 *
 * <p>When the lookahead is read matters: Prometheus ends some nodes at the last closing token that
 * it has <em>read</em>, which may be one behind the node, and it reports errors in the order in
 * which it comes across them.
 */
final class Tokens {
  final String input;
  final PromQlOptions options;
  final List<PromQlError> errors = new ArrayList<>();

  private final Lexer lexer;
  private boolean read;
  private TokenKind kind = TokenKind.END_OF_INPUT;

  /** Where the token taken last lies when it is a word that isn't reserved; else empty. */
  private int wordStart;

  private int wordEnd;

  /** The end of the last number, duration or closing bracket that has been read. */
  int lastClosing;

  Tokens(String input, PromQlOptions options) {
    this.input = input;
    this.options = options;
    this.lexer = new Lexer(input, options);
  }

  /** The next token's kind; its place is in {@link #start()} and {@link #end()}. */
  TokenKind peek() {
    if (!read) {
      read = true;
      kind = lexer.next();
      switch (kind) {
        case RIGHT_BRACE, RIGHT_PAREN, RIGHT_BRACKET, DURATION, NUMBER, TEMPLATE ->
            lastClosing = lexer.end;
        case ERROR -> {
          LexicalAdvice advice = new LexicalAdvice(input, lexer.start);
          error(
              Kind.TOKEN,
              new Span(lexer.start, input.length()),
              lexer.problem,
              advice.expected(lexer),
              advice.suggestions());
          throw new Stop();
        }
        default -> {}
      }
    }
    return kind;
  }

  /** Moves past the token that was peeked at last. */
  TokenKind take() {
    TokenKind taken = peek();
    read = false;
    wordStart = lexer.start;
    wordEnd = taken == TokenKind.IDENTIFIER ? lexer.end : wordStart;
    return taken;
  }

  /** Where the token read last begins. */
  int start() {
    return lexer.start;
  }

  /** Where the token read last ends. */
  int end() {
    return lexer.end;
  }

  /** The place of the token read last. */
  Span span() {
    return new Span(lexer.start, lexer.end);
  }

  /** The characters of the token read last. */
  String text() {
    return input.substring(lexer.start, lexer.end);
  }

  /** Takes a token that must be there. */
  void expect(TokenKind wanted, String context, String expected) {
    if (peek() != wanted) {
      throw unexpected(context, expected);
    }
    read = false;
  }

  /** Reports the next token as misplaced; there is no going on from it. */
  Stop unexpected(String context, String expected) {
    StringBuilder message = new StringBuilder("unexpected ");
    switch (peek()) {
      case END_OF_INPUT -> message.append("end of input");
      case IDENTIFIER, METRIC_IDENTIFIER, NUMBER, DURATION, STRING, TEMPLATE ->
          message.append(kind.text).append(" \"").append(text()).append('"');
      default -> message.append(kind.isKeyword() ? "keyword " : "").append(kind.text);
    }
    if (!context.isEmpty()) {
      message.append(" in ").append(context);
    }
    errors.add(
        new PromQlError(
            Kind.SYNTAX,
            input,
            span(),
            message.toString(),
            expected.isEmpty() ? null : expected,
            nearest()));
    return new Stop();
  }

  /** Keywords that the misplaced word resembles, or the word before what is misplaced. */
  private List<String> nearest() {
    String wrong = kind == TokenKind.IDENTIFIER ? text() : input.substring(wordStart, wordEnd);
    return wrong.isEmpty() ? List.of() : Suggestions.nearest(wrong, Keywords.all());
  }

  void error(Kind sort, Span span, String message) {
    error(sort, span, message, null, List.of());
  }

  void error(
      Kind sort, Span span, String message, @Nullable String expected, List<String> suggestions) {
    errors.add(new PromQlError(sort, input, span, message, expected, suggestions));
  }

  boolean isNewer() {
    return options.grammar() == PromQlOptions.Grammar.NEWER;
  }

  boolean isExperimental() {
    return options.experimental() == PromQlOptions.Experimental.ON;
  }

  /** Ends parsing from any depth, after the reason was recorded. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stop() {
      super("parsing ended", null, false, false);
    }
  }
}
