package com.scanium.sightline.alloy.eval;

import java.util.List;
import java.util.Locale;

/**
 * What {@code string.format} prints: the verbs, flags and error marks of the language that Alloy is
 * written in, as far as configurations use them.
 */
final class GoFormat {
  private GoFormat() {}

  static String format(String pattern, List<Value> arguments) throws EvaluationException {
    StringBuilder out = new StringBuilder();
    int next = 0;
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i++);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int flagsStart = i;
      while (i < pattern.length() && "+-# 0123456789.".indexOf(pattern.charAt(i)) >= 0) {
        i++;
      }
      String flags = pattern.substring(flagsStart, i);
      if (i == pattern.length()) {
        out.append("%!(NOVERB)");
        break;
      }
      int verb = pattern.codePointAt(i);
      i += Character.charCount(verb);
      if (verb == '%') {
        out.append('%');
      } else if (next >= arguments.size()) {
        out.append("%!").appendCodePoint(verb).append("(MISSING)");
      } else {
        out.append(padded(flags, verb, arguments.get(next++)));
      }
    }
    if (next < arguments.size()) {
      out.append("%!(EXTRA ");
      for (int extra = next; extra < arguments.size(); extra++) {
        Value value = arguments.get(extra);
        out.append(extra > next ? ", " : "").append(goType(value)).append('=').append(plain(value));
      }
      out.append(')');
    }
    return out.toString();
  }

  private static String padded(String flags, int verb, Value value) throws EvaluationException {
    int dot = flags.indexOf('.');
    String precision = dot < 0 ? "" : flags.substring(dot + 1);
    String text = verb(verb, flags, precision, value);
    String widthText = (dot < 0 ? flags : flags.substring(0, dot)).replaceAll("[^0-9]", "");
    boolean zero = widthText.startsWith("0");
    int width = widthText.isEmpty() ? 0 : Integer.parseInt(limited(widthText));
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (flags.indexOf('-') >= 0) {
      return text + " ".repeat(missing);
    }
    if (!zero || !(value instanceof Value.Numeric)) {
      return " ".repeat(missing) + text;
    }
    boolean signed = text.startsWith("-") || text.startsWith("+");
    return signed
        ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
        : "0".repeat(missing) + text;
  }

  /** At most four digits: nobody wants a longer padding, and a hostile one costs memory. */
  private static String limited(String digits) {
    return digits.length() > 4 ? "9999" : digits;
  }

  private static String verb(int verb, String flags, String precision, Value value)
      throws EvaluationException {
    boolean whole =
        value instanceof Value.Numeric number && number.kind() != Value.NumberKind.FLOAT;
    switch (verb) {
      case 'v', 's' -> {
        boolean fits = verb == 'v' || value instanceof Value.Text;
        return fits ? cut(plain(value), precision, value) : wrong(verb, value);
      }
      case 'q' -> {
        return value instanceof Value.Text text ? quoted(text.value()) : wrong(verb, value);
      }
      case 't' -> {
        return value instanceof Value.Bool ? plain(value) : wrong(verb, value);
      }
      case 'd' -> {
        String sign = flags.indexOf('+') >= 0 && !plain(value).startsWith("-") ? "+" : "";
        return whole ? sign + plain(value) : wrong(verb, value);
      }
      case 'x', 'X', 'o', 'b' -> {
        if (!whole || !(value instanceof Value.Numeric number)) {
          return wrong(verb, value);
        }
        int base = verb == 'o' ? 8 : verb == 'b' ? 2 : 16;
        String text = Long.toString(number.longValue(), base);
        return verb == 'X' ? text.toUpperCase(Locale.ROOT) : text;
      }
      case 'f', 'F', 'e' -> {
        if (whole || !(value instanceof Value.Numeric number)) {
          return wrong(verb, value);
        }
        int digits = precision.isEmpty() ? 6 : Integer.parseInt(limited(precision));
        String pattern = "%." + digits + (verb == 'e' ? "e" : "f");
        return String.format(Locale.ROOT, pattern, number.doubleValue());
      }
      case 'g' -> {
        return value instanceof Value.Numeric ? plain(value) : wrong(verb, value);
      }
      default -> {
        return wrong(verb, value);
      }
    }
  }

  private static String cut(String text, String precision, Value value) {
    if (precision.isEmpty() || !(value instanceof Value.Text)) {
      return text;
    }
    int limit = Integer.parseInt(limited(precision));
    return text.codePointCount(0, text.length()) <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, limit));
  }

  private static String wrong(int verb, Value value) throws EvaluationException {
    String shown = value instanceof Value.Null ? "<nil>" : goType(value) + "=" + plain(value);
    return "%!" + Character.toString(verb) + "(" + shown + ")";
  }

  private static String goType(Value value) {
    if (value instanceof Value.Numeric number) {
      return switch (number.kind()) {
        case INT -> "int";
        case UINT -> "uint";
        case FLOAT -> "float64";
      };
    }
    return value instanceof Value.Text ? "string" : value.typeName();
  }

  private static String plain(Value value) throws EvaluationException {
    if (value instanceof Value.Bool bool) {
      return String.valueOf(bool.value());
    }
    if (value instanceof Value.Null) {
      return "<nil>";
    }
    return StandardLibrary.textOf(value);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                  if (c < ' ' || c == 0x7F) {
                    out.append(String.format("\\x%02x", c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }
}
