package com.scanium.sightline.promql;

import java.nio.charset.StandardCharsets;

/**
 * Turns the inside of string literals into text and back.
 *
 * <p>Escapes can make any bytes. Text that is UTF-8 becomes characters; every other byte becomes
 * one of the lone surrogates U+DC80 to U+DCFF, so that nothing is lost.
 */
final class StringEscapes {
  private static final char BYTE_BASE = '\uDC00';

  private StringEscapes() {}

  /** The text that a literal of the query means; the literal has been checked by the lexer. */
  static String unquote(String query, int start, int end) {
    if (query.charAt(start) == '`') {
      return query.substring(start + 1, end - 1);
    }
    return unescape(query.substring(start + 1, end - 1));
  }

  /** Resolves the escapes of a checked text. */
  static String unescape(String text) {
    int backslash = text.indexOf('\\');
    if (backslash < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    boolean bytes = false;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at >= text.length()) {
        out.append(c);
        continue;
      }
      char escape = text.charAt(at++);
      switch (escape) {
        case 'a' -> out.append('\u0007');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'v' -> out.append('\u000B');
        case 'u', 'U' -> {
          int digits = escape == 'u' ? 4 : 8;
          out.appendCodePoint(Integer.parseInt(text, at, at + digits, 16));
          at += digits;
        }
        case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int from = escape == 'x' ? at : at - 1;
          int to = from + (escape == 'x' ? 2 : 3);
          int value = Integer.parseInt(text, from, to, escape == 'x' ? 16 : 8);
          at = to;
          bytes |= value >= 0x80;
          out.append((char) (value < 0x80 ? value : BYTE_BASE + value));
        }
        default -> out.append(escape);
      }
    }
    return bytes ? joinBytes(out) : out.toString();
  }

  /** Joins bytes that make UTF-8 characters together. */
  private static String joinBytes(StringBuilder text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!isByte(text, at)) {
        out.append(c);
        at++;
        continue;
      }
      int size = sequence(text, at);
      if (size == 0) {
        out.append(c);
        at++;
      } else {
        byte[] utf8 = new byte[size];
        for (int i = 0; i < size; i++) {
          utf8[i] = (byte) (text.charAt(at + i) - BYTE_BASE);
        }
        out.append(new String(utf8, StandardCharsets.UTF_8));
        at += size;
      }
    }
    return out.toString();
  }

  private static boolean isByte(CharSequence text, int at) {
    char c = text.charAt(at);
    return c >= '\uDC80'
        && c <= '\uDCFF'
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  /** The length of the UTF-8 sequence that the bytes from here make; 0 when they make none. */
  private static int sequence(CharSequence text, int at) {
    int first = text.charAt(at) - BYTE_BASE;
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size > text.length()) {
      return 0;
    }
    for (int i = 1; i < size; i++) {
      int next = text.charAt(at + i) - BYTE_BASE;
      int low = 0x80;
      int high = 0xBF;
      if (i == 1) { // no overlong forms, no surrogates, nothing beyond U+10FFFF
        low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : low;
        high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : high;
      }
      if (next < low || next > high) {
        return 0;
      }
    }
    return size;
  }

  /** Whether the text is all Unicode characters, so that it is UTF-8 when written out. */
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0xD800 && c <= 0xDFFF) {
        if (!Character.isHighSurrogate(c)
            || i + 1 >= text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** The bytes that a text stands for. */
  static byte[] bytes(String text) {
    if (isUnicode(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      if (isByte(text, at)) {
        out.write(text.charAt(at) - BYTE_BASE);
        at++;
      } else {
        int point = text.codePointAt(at);
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        at += Character.charCount(point);
      }
    }
    return out.toByteArray();
  }

  /** Appends the text as a double-quoted literal, escaped as Go's {@code strconv.Quote} does. */
  static void quote(String text, StringBuilder out) {
    out.append('"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7F) {
        if (c == '"' || c == '\\') {
          out.append('\\');
        }
        out.append(c);
      } else {
        i += quoteOther(text, i, out);
      }
    }
    out.append('"');
  }

  private static int quoteOther(String text, int at, StringBuilder out) {
    int point = text.codePointAt(at);
    switch (point) {
      case '\u0007' -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\u000B' -> out.append("\\v");
      default -> {
        if (point < ' ' || point == 0x7F) {
          hex("\\x", point, 2, out);
        } else if (point >= 0xDC80 && point <= 0xDCFF) {
          hex("\\x", point - BYTE_BASE, 2, out);
        } else if (Character.isBmpCodePoint(point) && Character.isSurrogate((char) point)) {
          out.append("\\ufffd");
        } else if (PrintableCharacters.contains(point)) {
          out.appendCodePoint(point);
        } else if (point < 0x10000) {
          hex("\\u", point, 4, out);
        } else {
          hex("\\U", point, 8, out);
        }
      }
    }
    return Character.charCount(point) - 1;
  }

  private static void hex(String prefix, int value, int digits, StringBuilder out) {
    out.append(prefix);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit((value >> shift) & 15, 16));
    }
  }
}
