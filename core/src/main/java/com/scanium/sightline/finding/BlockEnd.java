package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceText;

/** Where the block ends that begins on a line: at its closing bracket, or where its indent ends. */
final class BlockEnd {
  private final SourceText file;

  BlockEnd(SourceText file) {
    this.file = file;
  }

  /** The last line of the block that begins on a line; the line itself when none begins there. */
  int of(int line) {
    int end = byBrackets(line);
    return end > line ? end : byIndent(line);
  }

  private int byBrackets(int line) {
    int depth = 0;
    char quote = 0;
    String text = file.text();
    int lineEnd = file.lineStart(line) + file.line(line).length();
    for (int i = file.lineStart(line); i < text.length(); i++) {
      char c = text.charAt(i);
      if (i >= lineEnd && depth == 0) {
        return line;
      }
      if (quote != 0) {
        if (c == '\\' && quote != '`') {
          i++;
        } else if (c == quote || (c == '\n' && quote != '`')) {
          quote = 0;
        }
      } else if (c == '"' || c == '`') {
        quote = c;
      } else if (c == '/' && text.startsWith("//", i)) {
        i = Math.max(i, text.indexOf('\n', i) < 0 ? text.length() : text.indexOf('\n', i) - 1);
      } else if (c == '{' || c == '[' || c == '(') {
        depth++;
      } else if ((c == '}' || c == ']' || c == ')') && --depth <= 0) {
        return file.lineAt(i);
      }
    }
    return line;
  }

  private int byIndent(int line) {
    int own = indent(file.line(line));
    int last = line;
    for (int next = line + 1; next <= file.lineCount(); next++) {
      String text = file.line(next);
      if (text.isBlank()) {
        continue;
      }
      // the items of a list may stand as far left as its key
      boolean item =
          text.strip().startsWith("- ")
              && indent(text) == own
              && file.line(line).strip().endsWith(":");
      if (indent(text) <= own && !item) {
        break;
      }
      last = next;
    }
    return last;
  }

  private static int indent(String text) {
    int width = 0;
    while (width < text.length() && Character.isWhitespace(text.charAt(width))) {
      width++;
    }
    return width;
  }
}
