package com.scanium.sightline.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a value is written in a file: between quotes of which kind, or without; reads and writes
 * parts of such values.
 *
 * <p>Double quotes escape as JSON does, which YAML and Alloy read alike.
 */
public enum Quoting {
  /** Between double quotes, with backslashes. */
  DOUBLE,
  /** Between single quotes, of which one inside is written twice (YAML). */
  SINGLE,
  /** Between backticks, without escapes (Alloy). */
  RAW,
  /** Without quotes: a plain or block scalar of YAML. */
  NONE;

  /** Plain text of YAML that means something else than itself. */
  private static final Pattern SPECIAL =
      Pattern.compile(".*(?:: | #|\\R).*|[\\s&*!|>'\"%@`#,\\[\\]{}?:-].*|.*[\\s:]", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("(?i)true|false|yes|no|on|off|null|~|");
  private static final String FLOW = ",[]{}";
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  /**
   * How the value is quoted whose first character stands at an offset.
   *
   * @param start the offset behind the opening quote, if there is one
   */
  public static Quoting around(String file, int start) {
    char before = start > 0 && start <= file.length() ? file.charAt(start - 1) : ' ';
    return switch (before) {
      case '"' -> DOUBLE;
      case '\'' -> SINGLE;
      case '`' -> RAW;
      default -> NONE;
    };
  }

  /** What a part of the file means; empty when it is written in a way that isn't understood. */
  public Optional<String> read(String raw) {
    return switch (this) {
      case DOUBLE -> unescaped(raw);
      case SINGLE -> raw.indexOf('\n') < 0 ? Optional.of(raw.replace("''", "'")) : Optional.empty();
      case RAW -> Optional.of(raw);
      case NONE -> raw.indexOf('\n') < 0 ? Optional.of(raw) : Optional.empty();
    };
  }

  /**
   * How a part of a value is written here instead of another.
   *
   * @param value the new part
   * @param whole the value as a whole, as it is now
   * @param place the part of it that is replaced
   * @return empty when it cannot be written so
   */
  public Optional<String> write(String value, String whole, Span place) {
    return switch (this) {
      case DOUBLE -> Optional.of(escaped(value));
      case SINGLE ->
          value.indexOf('\n') < 0 ? Optional.of(value.replace("'", "''")) : Optional.empty();
      case RAW -> value.indexOf('`') < 0 ? Optional.of(value) : Optional.empty();
      case NONE -> {
        String made = whole.substring(0, place.start()) + value + whole.substring(place.end());
        boolean flow = made.chars().anyMatch(c -> FLOW.indexOf(c) >= 0);
        boolean flowBefore = whole.chars().anyMatch(c -> FLOW.indexOf(c) >= 0);
        boolean special = SPECIAL.matcher(made).matches() && !SPECIAL.matcher(whole).matches();
        boolean breaks = value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0;
        boolean word = WORD.matcher(made).matches();
        yield special || breaks || word || (flow && !flowBefore)
            ? Optional.empty()
            : Optional.of(value);
      }
    };
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int known = c == '/' ? -1 : ESCAPED.indexOf(c);
      if (known >= 0) {
        out.append('\\').append(ESCAPES.charAt(known));
      } else if (c < ' ') {
        out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static Optional<String> unescaped(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\n' || c == '"') {
        return Optional.empty();
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = ++i < raw.length() ? raw.charAt(i) : ' ';
      int known = ESCAPES.indexOf(escape);
      if (known >= 0) {
        out.append(ESCAPED.charAt(known));
      } else if (escape == 'u' && raw.substring(i + 1).matches("(?s)[0-9a-fA-F]{4}.*")) {
        out.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(out.toString());
  }
}
