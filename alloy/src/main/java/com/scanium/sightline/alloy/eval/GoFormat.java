package com.scanium.sightline.alloy.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code string.format} prints: the verbs, flags and error marks of the language that Alloy is
 * written in. Used once.
 */
final class GoFormat {
  private static final int WIDEST = 1_000_000;

  private final String pattern;
  private final List<Value> arguments;
  private final int longest;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int next;
  private boolean isReordered;
  private boolean isIndexGood;

  private GoFormat(String pattern, List<Value> arguments, int longest) {
    this.pattern = pattern;
    this.arguments = arguments;
    this.longest = longest;
  }

  /**
   * Prints arguments by a pattern.
   *
   * @param longest printing stops soon after so many characters
   */
  static String format(String pattern, List<Value> arguments, int longest) {
    return new GoFormat(pattern, arguments, longest).print();
  }

  private String print() {
    while (at < pattern.length() && out.length() <= longest) {
      int percent = pattern.indexOf('%', at);
      if (percent < 0) {
        out.append(pattern, at, pattern.length());
        break;
      }
      out.append(pattern, at, percent);
      at = percent + 1;
      verb();
    }
    if (!isReordered && next < arguments.size()) {
      out.append("%!(EXTRA ");
      for (int extra = next; extra < arguments.size(); extra++) {
        Value value = arguments.get(extra);
        out.append(extra > next ? ", " : "");
        if (value instanceof Value.Null) {
          out.append("<nil>");
        } else {
          out.append(GoPrinter.typeName(value)).append('=');
          new GoPrinter(new GoFlags(), out).print('v', value);
        }
      }
      out.append(')');
    }
    return out.toString();
  }

  private void verb() {
    GoFlags flags = new GoFlags();
    isIndexGood = true;
    while (at < pattern.length() && flags.take(pattern.charAt(at))) {
      at++;
    }
    boolean hasIndex = index();
    if (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
      starWidth(flags);
      hasIndex = false;
    } else {
      int start = at;
      int width = number();
      if (at > start) {
        flags.width = width;
        if (hasIndex) {
          isIndexGood = false;
        }
      }
    }
    if (at < pattern.length() && pattern.charAt(at) == '.') {
      at++;
      if (hasIndex) {
        isIndexGood = false;
      }
      hasIndex = index();
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        at++;
        starPrecision(flags);
        hasIndex = false;
      } else {
        flags.precision = number();
      }
    }
    if (!hasIndex) {
      index();
    }
    if (at >= pattern.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = pattern.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      out.append('%');
    } else if (!isIndexGood) {
      out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (next >= arguments.size()) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      flags.readFor(verb);
      new GoPrinter(flags, out).print(verb, arguments.get(next++));
    }
  }

  private void starWidth(GoFlags flags) {
    Integer width = wholeArgument();
    if (width == null) {
      out.append("%!(BADWIDTH)");
      return;
    }
    flags.width = Math.abs(width);
    if (width < 0) {
      flags.minus = true;
      flags.zero = false;
    }
  }

  private void starPrecision(GoFlags flags) {
    Integer precision = wholeArgument();
    if (precision == null) {
      out.append("%!(BADPREC)");
      return;
    }
    flags.precision = precision;
    if (precision < 0) {
      flags.precision = -1;
      out.append("%!(BADPREC)");
    }
  }

  /** A width or precision that is an argument; null when it is none. */
  private @Nullable Integer wholeArgument() {
    if (next >= arguments.size()) {
      return null;
    }
    Value value = arguments.get(next++);
    boolean fits =
        value instanceof Value.Numeric number
            && number.kind() != Value.NumberKind.FLOAT
            && Math.abs(number.longValue()) <= WIDEST;
    return fits ? (int) ((Value.Numeric) value).longValue() : null;
  }

  /** Digits as a number, 0 when there are none; too large a number is cut down. */
  private int number() {
    int value = 0;
    while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
      value = Math.min(WIDEST, value * 10 + pattern.charAt(at) - '0');
      at++;
    }
    return value;
  }

  /** Takes an index such as {@code [2]}; says whether there was one. */
  private boolean index() {
    if (at >= pattern.length() || pattern.charAt(at) != '[') {
      return false;
    }
    isReordered = true;
    int close = pattern.indexOf(']', at);
    if (close < 0) {
      isIndexGood = false;
      at++;
      return false;
    }
    String inner = pattern.substring(at + 1, close);
    at = close + 1;
    boolean isNumber =
        !inner.isEmpty() && inner.length() < 8 && inner.chars().allMatch(c -> c >= '0' && c <= '9');
    int index = isNumber ? Integer.parseInt(inner) : 0;
    if (index < 1 || index > arguments.size()) {
      isIndexGood = false;
      return isNumber;
    }
    next = index - 1;
    return true;
  }
}
