package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Formats configuration text as {@code alloy fmt} does, byte for byte: tabs for indentation, spaces
 * that align assignments and comments, at most one blank line in a row, one between blocks. What is
 * on a line of its own stays on one; comments are kept. Thread-safe.
 *
 * <p>The reference's oddities are kept, since a file must not change back and forth between the two
 * programs: a tab inside a string is taken for the end of an aligned cell and spaces before the
 * line ends of a raw string are dropped, which <b>changes these strings' values</b>; a backslash in
 * an object's quoted key doubles with every run; a call with nothing but a line end between its
 * parentheses gets a comma that makes it invalid; and a few files change once more when they are
 * formatted a second time.
 *
 * @see <a href="https://grafana.com/docs/alloy/latest/reference/cli/fmt/">Grafana Alloy: fmt</a>
 */
public final class AlloyFormat {
  private AlloyFormat() {}

  /**
   * A file's formatted text.
   *
   * @param file a file as {@link AlloySyntax#parse} read it
   * @return the text, with a line end at its end; empty when the file has errors, which {@code
   *     alloy fmt} does not format either
   */
  public static Optional<String> format(AlloyFile file) {
    if (!file.isValid()) {
      return Optional.empty();
    }
    LineNumbers lines = new LineNumbers(file.source().text());
    TokenPrinter out = new TokenPrinter(lines, groups(file, lines), expected(file.source()));
    new TreePrinter(out, lines).body(file.body());
    return Optional.of(out.finish() + "\n");
  }

  /**
   * An expression's formatted text. Comments are left out: an expression read on its own has none.
   *
   * @param parsed an expression as {@link AlloySyntax#parseExpression} read it
   * @return the text, without a line end at its end; empty when the expression has errors
   */
  public static Optional<String> format(AlloySyntax.ParsedExpression parsed) {
    if (!parsed.isValid()) {
      return Optional.empty();
    }
    LineNumbers lines = new LineNumbers(parsed.source().text());
    TokenPrinter out = new TokenPrinter(lines, List.of(), expected(parsed.source()));
    new TreePrinter(out, lines).expression(parsed.expression());
    return Optional.of(out.finish());
  }

  /** A little more than the text has now: most files stay about as they are. */
  private static int expected(SourceText source) {
    int length = source.text().length();
    return length + length / 8 + 16;
  }

  /** The comments; those with neither a token nor a blank line between them are together. */
  private static List<List<Comment>> groups(AlloyFile file, LineNumbers lines) {
    String text = file.source().text();
    List<List<Comment>> groups = new ArrayList<>();
    List<Comment> group = new ArrayList<>();
    int end = 0;
    for (Comment comment : file.comments()) {
      int start = comment.span().start();
      boolean isApart =
          !text.substring(end, start).isBlank()
              || lines.at(start) - lines.at(Math.max(0, end - 1)) > 1;
      if (isApart && !group.isEmpty()) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(comment);
      end = comment.span().end();
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }
}
