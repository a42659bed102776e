package com.scanium.sightline.alloy.eval;

import java.io.ByteArrayOutputStream;

/** The values of string literals. */
final class StringLiterals {
  private StringLiterals() {}

  /** The text that a literal stands for; the literal must be one that the lexer accepts. */
  static String unquote(String raw) {
    String inner = raw.substring(1, raw.length() - 1);
    if (raw.charAt(0) == '`') {
      return inner.indexOf('\r') < 0 ? inner : inner.replace("\r", "");
    }
    return inner.indexOf('\\') < 0 ? inner : unescape(inner);
  }

  private static String unescape(String inner) {
    StringBuilder text = new StringBuilder(inner.length());
    // escapes may give single bytes; bytes in a row are decoded together
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int i = 0;
    while (i < inner.length()) {
      char c = inner.charAt(i);
      if (c != '\\' || i + 1 == inner.length()) {
        flush(bytes, text);
        text.append(c);
        i++;
        continue;
      }
      char kind = inner.charAt(i + 1);
      int width =
          switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      if (width > 0) {
        int value = Integer.parseUnsignedInt(inner.substring(i + 2, i + 2 + width), 16);
        if (kind == 'x') {
          bytes.write(value);
        } else {
          flush(bytes, text);
          text.appendCodePoint(value);
        }
        i += 2 + width;
      } else if (kind >= '0' && kind <= '7') {
        bytes.write(Integer.parseInt(inner.substring(i + 1, i + 4), 8));
        i += 4;
      } else {
        flush(bytes, text);
        text.append(simple(kind));
        i += 2;
      }
    }
    flush(bytes, text);
    return text.toString();
  }

  private static void flush(ByteArrayOutputStream bytes, StringBuilder text) {
    if (bytes.size() > 0) {
      text.append(ByteText.of(bytes.toByteArray()));
      bytes.reset();
    }
  }

  private static char simple(char kind) {
    return switch (kind) {
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000B';
      default -> kind;
    };
  }
}
