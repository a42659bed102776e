package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads files of {@code NAME=value} lines as Compose does: quotes, comments, variables. */
final class EnvFile {
  private final SourceText source;
  private final Function<String, @Nullable String> outer;
  private final Map<String, LocatedText> values = new LinkedHashMap<>();

  private EnvFile(SourceText source, Function<String, @Nullable String> outer) {
    this.source = source;
    this.outer = outer;
  }

  /**
   * The variables of a file, in order; lines that are none are skipped.
   *
   * @param outer variables from elsewhere, for values that refer to them
   */
  static Map<String, LocatedText> read(
      SourceText source, Function<String, @Nullable String> outer) {
    EnvFile file = new EnvFile(source, outer);
    int line = 1;
    while (line <= source.lineCount()) {
      line = file.entry(line);
    }
    return file.values;
  }

  /** Reads the entry that begins on a line; returns the line behind it. */
  private int entry(int line) {
    String text = source.line(line);
    String stripped = text.strip();
    if (stripped.startsWith("\uFEFF")) {
      stripped = stripped.substring(1);
    }
    if (stripped.startsWith("export ")) {
      stripped = stripped.substring("export ".length()).strip();
    }
    int end = 0;
    while (end < stripped.length()
        && (Character.isLetterOrDigit(stripped.charAt(end))
            || "_.-".indexOf(stripped.charAt(end)) >= 0)) {
      end++;
    }
    String rest = stripped.substring(end).stripLeading();
    if (end == 0 || rest.isEmpty() || (rest.charAt(0) != '=' && rest.charAt(0) != ':')) {
      return line + 1;
    }
    String name = stripped.substring(0, end);
    String value = rest.substring(1).strip();
    int start = source.lineStart(line) + text.indexOf(name);
    int last = line;
    if (value.startsWith("\"") || value.startsWith("'")) {
      char quote = value.charAt(0);
      StringBuilder quoted = new StringBuilder(value.substring(1));
      while (closing(quoted, quote) < 0 && last < source.lineCount()) {
        last++;
        quoted.append('\n').append(source.line(last));
      }
      int close = closing(quoted, quote);
      String inner = close < 0 ? quoted.toString() : quoted.substring(0, close);
      put(name, quote == '"' ? unescaped(inner) : inner, quote == '"', start, last);
    } else {
      int comment = value.startsWith("#") ? 0 : value.indexOf(" #");
      put(name, comment < 0 ? value : value.substring(0, comment).strip(), true, start, last);
    }
    return last + 1;
  }

  private void put(String name, String value, boolean expand, int start, int lastLine) {
    int end = source.lineStart(lastLine) + source.line(lastLine).length();
    var location = source.location(new Span(start, Math.max(start, end)));
    if (!expand) {
      values.put(name, LocatedText.known(value, location));
      return;
    }
    Interpolation.Result result = new Interpolation(this::variable).apply(value);
    boolean known = result.problem() != null || result.isKnown();
    values.put(name, new LocatedText(result.text(), known, location));
  }

  private @Nullable String variable(String name) {
    String value = outer.apply(name);
    LocatedText own = values.get(name);
    return value != null || own == null ? value : own.text();
  }

  private static int closing(CharSequence text, char quote) {
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == quote) {
        return at;
      }
      at += text.charAt(at) == '\\' && quote == '"' ? 2 : 1;
    }
    return -1;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean escape = c == '\\' && at + 1 < text.length();
      if (!escape) {
        out.append(c);
      } else {
        switch (text.charAt(at + 1)) {
          case 'n' -> out.append('\n');
          case 'r' -> out.append('\r');
          case 't' -> out.append('\t');
          case '$' -> out.append("$$");
          default -> out.append(text.charAt(at + 1));
        }
      }
      at += escape ? 2 : 1;
    }
    return out.toString();
  }
}
