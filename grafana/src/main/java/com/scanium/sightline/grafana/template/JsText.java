package com.scanium.sightline.grafana.template;

import java.util.regex.Pattern;

/** What JavaScript takes for blanks and numbers, which differs from Java in small ways. */
final class JsText {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:Infinity|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
              + "|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+");

  private JsText() {}

  /** What {@code \\s} matches. */
  static boolean isBlank(char c) {
    return switch (c) {
      case '\t', '\n', '\u000B', '\f', '\r', ' ', '\u00A0', '\u1680' -> true;
      case '\u2028', '\u2029', '\u202F', '\u205F', '\u3000', '\uFEFF' -> true;
      default -> c >= '\u2000' && c <= '\u200A';
    };
  }

  /** Whether {@code Number(text)} is a number; the empty text and blanks are 0. */
  static boolean isNumber(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return start == end || NUMBER.matcher(text.substring(start, end)).matches();
  }
}
