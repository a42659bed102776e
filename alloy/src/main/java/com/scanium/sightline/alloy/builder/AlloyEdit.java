package com.scanium.sightline.alloy.builder;

import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration's text, changed place by place: whatever a change does not speak of keeps every
 * character, comments and blank lines included. Immutable: each change gives a new one.
 *
 * <p>A block is named by its id, inner blocks behind {@code >}; of several with the same name a
 * number tells which, from 1: {@code prometheus.remote_write.mimir > endpoint 2}.
 */
public final class AlloyEdit {
  private static final Pattern NUMBERED = Pattern.compile("(.+) (\\d{1,6})");

  private final AlloyFile file;
  private final String text;

  private AlloyEdit(AlloyFile file) {
    this.file = file;
    this.text = file.source().text();
  }

  /**
   * Begins with a text.
   *
   * @throws IllegalArgumentException when Alloy would refuse its syntax
   */
  public static AlloyEdit of(SourceText source) {
    return new AlloyEdit(AlloySyntax.parse(source).orElseThrow());
  }

  /**
   * Begins with a file that was read.
   *
   * @throws IllegalArgumentException when Alloy would refuse its syntax
   */
  public static AlloyEdit of(AlloyFile file) {
    return new AlloyEdit(file.orElseThrow());
  }

  /** The text as it is now. */
  public String text() {
    return text;
  }

  /** The text as it is now, as a tree. */
  public AlloyFile file() {
    return file;
  }

  /** Adds a block at the end of the file, behind a blank line. */
  public AlloyEdit withBlock(AlloyBlock block) {
    String end = lineEnd();
    StringBuilder added = new StringBuilder();
    if (!text.isEmpty() && !text.endsWith("\n")) {
      added.append(end);
    }
    if (!text.isBlank()) {
      added.append(text.endsWith("\n\n") || text.endsWith("\n\r\n") ? "" : end);
    }
    added.append(block.text().replace("\n", end));
    return replaced(Span.at(text.length()), added.toString());
  }

  /**
   * Adds a block inside another one, at its end.
   *
   * @throws IllegalArgumentException when there is no such block
   */
  public AlloyEdit withBlockIn(String path, AlloyBlock block) {
    Statement.Block outer = find(path);
    String indent = indentOf(outer.span().start());
    String inner = innerIndent(outer, indent);
    String blank = outer.body().isEmpty() ? "" : lineEnd();
    return insertedAtEnd(outer, indent, blank + indented(block.text(), inner));
  }

  /**
   * Sets an attribute of a block: one that is there gets the new value, another is added behind the
   * last attribute.
   *
   * @throws IllegalArgumentException when there is no such block, or the name is no identifier
   */
  public AlloyEdit withAttribute(String path, String name, AlloyExpr value) {
    if (!AlloySyntax.isIdentifier(name)) {
      throw new IllegalArgumentException("not an attribute's name: \"" + name + "\"");
    }
    Statement.Block block = find(path);
    String indent = indentOf(block.span().start());
    Optional<Statement.Attribute> there = block.attribute(name);
    if (there.isPresent()) {
      String laidOut = value.laidOut(indentOf(there.get().span().start()));
      return replaced(there.get().value().span(), laidOut.replace("\n", lineEnd()));
    }
    List<Statement.Attribute> attributes = block.attributes().toList();
    String inner = innerIndent(block, indent);
    if (attributes.isEmpty()) {
      String line =
          inner + name + " = " + value.laidOut(inner).replace("\n", lineEnd()) + lineEnd();
      if (block.body().isEmpty()) {
        return insertedAtEnd(block, indent, line);
      }
      int firstLine = lineStart(block.body().get(0).span().start());
      return firstLine > block.open().start()
          ? replaced(Span.at(afterLine(block.open().end() - 1)), line)
          : replaced(Span.at(block.open().end()), lineEnd() + line);
    }
    Statement.Attribute last = attributes.get(attributes.size() - 1);
    int at = afterLine(last.span().end() - 1);
    boolean sharesLine = lineStart(last.span().start()) <= block.open().start();
    String own = inner + aligned(last, name) + value.laidOut(inner).replace("\n", lineEnd());
    if (sharesLine) {
      // the block is one line: the new attribute begins the next one
      String before = text.substring(0, block.close().start()).stripTrailing();
      return replaced(
          new Span(before.length(), block.close().start()), lineEnd() + own + lineEnd() + indent);
    }
    return replaced(Span.at(at), own + lineEnd());
  }

  /** The name and its sign, under the sign of the attribute before where that is possible. */
  private String aligned(Statement.Attribute before, String name) {
    String written = text.substring(before.name().span().start(), before.value().span().start());
    int sign = written.indexOf('=');
    boolean isOneLine = written.indexOf('\n') < 0;
    int padding = isOneLine ? sign - name.length() : 1;
    return name + " ".repeat(Math.max(1, padding)) + "= ";
  }

  /**
   * Removes an attribute with the line that it is on.
   *
   * @throws IllegalArgumentException when there is no such block or attribute
   */
  public AlloyEdit withoutAttribute(String path, String name) {
    Statement.Attribute attribute =
        find(path)
            .attribute(name)
            .orElseThrow(
                () -> new IllegalArgumentException("no attribute " + name + " in " + path));
    return removed(attribute.span());
  }

  /**
   * Removes a block with the lines that it is on; a comment before it stays.
   *
   * @throws IllegalArgumentException when there is no such block
   */
  public AlloyEdit withoutBlock(String path) {
    return removed(find(path).span());
  }

  /**
   * Puts another block in the place of one.
   *
   * @throws IllegalArgumentException when there is no such block
   */
  public AlloyEdit withBlockReplaced(String path, AlloyBlock block) {
    Statement.Block old = find(path);
    String inner = indented(block.text(), indentOf(old.span().start())).strip();
    return replaced(old.span(), inner);
  }

  private AlloyEdit removed(Span span) {
    int start = lineStart(span.start());
    int end = afterLine(span.end() - 1);
    boolean isAlone =
        text.substring(start, span.start()).isBlank() && isRestOfLine(span.end(), end);
    if (!isAlone) {
      int from = span.start();
      while (from > 0 && isBlank(text.charAt(from - 1))) {
        from--;
      }
      return replaced(new Span(from, span.end()), "");
    }
    // of two blank lines around it one goes too
    boolean blankBefore = start == 0 || text.substring(lineStart(start - 1), start).isBlank();
    boolean blankAfter = end < text.length() && text.substring(end, afterLine(end)).isBlank();
    return replaced(new Span(start, blankBefore && blankAfter ? afterLine(end) : end), "");
  }

  /** Whether nothing but white space and a comment of the same line follows. */
  private boolean isRestOfLine(int from, int end) {
    String rest = text.substring(from, end).strip();
    return rest.isEmpty()
        || rest.startsWith("//")
        || (rest.startsWith("/*") && rest.indexOf("*/") == rest.length() - 2);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private AlloyEdit insertedAtEnd(Statement.Block block, String indent, String lines) {
    int close = block.close().start();
    int start = lineStart(close);
    boolean isOwnLine = start > block.open().start() && text.substring(start, close).isBlank();
    if (isOwnLine) {
      return replaced(Span.at(start), lines);
    }
    int content = text.substring(0, close).stripTrailing().length();
    return replaced(new Span(content, close), lineEnd() + lines + indent);
  }

  private String innerIndent(Statement.Block block, String indent) {
    for (Statement statement : block.body()) {
      int start = lineStart(statement.span().start());
      if (start > block.open().start()) {
        return indentOf(statement.span().start());
      }
    }
    return indent + "\t";
  }

  private String indented(String lines, String indent) {
    StringBuilder out = new StringBuilder();
    for (String line : lines.split("\n")) {
      out.append(line.isEmpty() ? "" : indent).append(line).append(lineEnd());
    }
    return out.toString();
  }

  private String indentOf(int offset) {
    int start = lineStart(offset);
    int end = start;
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(start, Math.min(end, offset));
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The place behind the line end of the line that holds a character. */
  private int afterLine(int offset) {
    int end = text.indexOf('\n', Math.max(0, offset));
    return end < 0 ? text.length() : end + 1;
  }

  private String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private AlloyEdit replaced(Span span, String by) {
    String changed = text.substring(0, span.start()) + by + text.substring(span.end());
    return of(SourceText.of(file.source().source(), changed));
  }

  private Statement.Block find(String path) {
    List<Statement> body = file.body();
    Statement.Block found = null;
    for (String step : path.split(" > ", -1)) {
      Matcher numbered = NUMBERED.matcher(step.strip());
      boolean hasNumber = numbered.matches();
      String name = hasNumber ? numbered.group(1) : step.strip();
      int index = hasNumber ? Integer.parseInt(numbered.group(2)) : 1;
      List<Statement.Block> fitting = new ArrayList<>();
      for (Statement statement : body) {
        if (statement instanceof Statement.Block block && id(block).equals(name)) {
          fitting.add(block);
        }
      }
      if (index < 1 || index > fitting.size()) {
        throw new IllegalArgumentException("no block " + path);
      }
      found = fitting.get(index - 1);
      body = found.body();
    }
    if (found == null) {
      throw new IllegalArgumentException("no block " + path);
    }
    return found;
  }

  private static String id(Statement.Block block) {
    return block
        .label()
        .map(label -> block.name().text() + "." + label)
        .orElse(block.name().text());
  }

  @Override
  public String toString() {
    return text;
  }
}
