package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Alloy configuration text. Every method takes any text: what is wrong with it comes back as
 * problems beside the result. Thread-safe.
 *
 * @see <a href="https://grafana.com/docs/alloy/latest/get-started/configuration-syntax/">Grafana
 *     Alloy: configuration syntax</a>
 */
public final class AlloySyntax {
  /**
   * How many levels blocks and brackets may be nested together. Alloy itself has no limit but its
   * memory; no real configuration comes near this one.
   */
  public static final int MAX_DEPTH = 200;

  /** How many operators, accesses and brackets one expression may pile up on one operand. */
  public static final int MAX_HEIGHT = 400;

  private AlloySyntax() {}

  /** Reads a whole file. */
  public static AlloyFile parse(SourceText source) {
    return new Parser(source).parseFile();
  }

  /**
   * Reads a text that holds one expression.
   *
   * @return the expression ({@link Expression.Missing} when there is none) and what is wrong
   */
  public static ParsedExpression parseExpression(SourceText source) {
    return new Parser(source).parseSingleExpression();
  }

  /** Cuts a text into tokens, comments and the terminators that line ends stand for included. */
  public static Tokens scan(SourceText source) {
    List<Problem> problems = new ArrayList<>();
    List<Token> tokens = new ArrayList<>();
    Lexer lexer =
        new Lexer(
            source.text(),
            problems,
            (start, end) -> tokens.add(new Token(TokenKind.COMMENT, new Span(start, end))));
    do {
      lexer.next();
      tokens.add(new Token(lexer.kind(), new Span(lexer.start(), lexer.end())));
    } while (lexer.kind() != TokenKind.EOF);
    return new Tokens(tokens, problems);
  }

  /**
   * The text of a file's bytes. What is not UTF-8 is kept as lone surrogates, so that reading the
   * text reports it as Alloy does.
   */
  public static String decode(byte[] bytes) {
    return Utf8.decode(bytes);
  }

  /** Whether a text is a name: of an attribute, of a block's part, or a block's label. */
  public static boolean isIdentifier(String text) {
    return Lexer.isIdentifier(text);
  }

  /**
   * A name made from any text: each character that a name cannot have becomes {@code _}; a digit at
   * the start gets one before it.
   *
   * @throws IllegalArgumentException when the text is empty
   */
  public static String sanitizeIdentifier(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("no name can be made from an empty text");
    }
    StringBuilder name = new StringBuilder(text.length() + 1);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (i == 0 && Lexer.isDigit(c)) {
        name.append('_').appendCodePoint(c);
      } else if (Lexer.isLetter(c) || Lexer.isDigit(c)) {
        name.appendCodePoint(c);
      } else {
        name.append('_');
      }
      i += Character.charCount(c);
    }
    return name.toString();
  }

  /**
   * The tokens of a text.
   *
   * @param tokens all tokens in source order, the last one {@link TokenKind#EOF}
   * @param problems what the text has that belongs to no token
   */
  public record Tokens(List<Token> tokens, List<Problem> problems) {
    /** Takes copies of the lists. */
    public Tokens {
      tokens = List.copyOf(tokens);
      problems = List.copyOf(problems);
    }
  }

  /**
   * One expression read on its own.
   *
   * @param source the text that was read
   * @param expression the expression
   * @param problems what is wrong; empty when Alloy accepts the text
   */
  public record ParsedExpression(SourceText source, Expression expression, List<Problem> problems) {
    /** Takes a copy of the problems. */
    public ParsedExpression {
      problems = List.copyOf(problems);
    }

    /** Whether the syntax is without errors. */
    public boolean isValid() {
      return problems.isEmpty();
    }
  }
}
