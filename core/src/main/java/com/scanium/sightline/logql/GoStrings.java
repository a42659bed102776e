package com.scanium.sightline.logql;

import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.Span;

/** Go's double-quoted strings, which LogQL's are. */
final class GoStrings {
  private static final String SIMPLE = "abfnrtv\\\"'";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000B\\\"'";

  private GoStrings() {}

  /** The length of the escape that begins at a backslash; 0 when Go knows no such escape. */
  static int escapeLength(String text, int at, int end) {
    char kind = at + 1 < end ? text.charAt(at + 1) : ' ';
    if (SIMPLE.indexOf(kind) >= 0) {
      return 2;
    }
    int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    if (digits > 0) {
      return areDigits(text, at + 2, digits, end, 16) ? 2 + digits : 0;
    }
    return areDigits(text, at + 1, 3, end, 8) ? 4 : 0;
  }

  private static boolean areDigits(String text, int from, int count, int end, int radix) {
    for (int i = from; i < from + count; i++) {
      if (i >= end || Character.digit(text.charAt(i), radix) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The text between the quotes with escapes resolved; unknown ones stay as written. */
  static String unquoted(String query, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int length = query.charAt(at) == '\\' ? escapeLength(query, at, to) : 0;
      if (length == 0) {
        out.append(query.charAt(at++));
      } else {
        out.append(meant(query, at, length));
        at += length;
      }
    }
    return out.toString();
  }

  private static String meant(String query, int at, int length) {
    int simple = SIMPLE.indexOf(query.charAt(at + 1));
    if (length == 2) {
      return String.valueOf(MEANT.charAt(simple));
    }
    boolean octal = length == 4 && query.charAt(at + 1) != 'x';
    String digits = query.substring(at + (octal ? 1 : 2), at + length);
    long point = Long.parseLong(digits, octal ? 8 : 16);
    return point > Character.MAX_CODE_POINT ? "\uFFFD" : Character.toString((int) point);
  }

  static OffsetMap offsets(String query, Span span) {
    OffsetMap.Builder map = OffsetMap.builder().copied(0, span.start() + 1);
    int derived = 0;
    int at = span.start() + 1;
    int end = span.end() - 1;
    while (at < end) {
      int length = query.charAt(at) == '\\' ? escapeLength(query, at, end) : 0;
      if (length == 0) {
        at++;
        derived++;
      } else {
        map.fixed(derived, at);
        derived += meant(query, at, length).length();
        at += length;
        map.copied(derived, at);
      }
    }
    return map.fixed(derived, end).build();
  }

  /** The text as a double-quoted string. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = MEANT.indexOf(c);
      if (simple >= 0 && c != '\'') {
        out.append('\\').append(SIMPLE.charAt(simple));
      } else if (c < ' ' || c == 0x7F) {
        out.append(String.format("\\x%02x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
