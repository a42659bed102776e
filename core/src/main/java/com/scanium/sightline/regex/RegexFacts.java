package com.scanium.sightline.regex;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pattern once and computes its {@link Language} bottom-up.
 *
 * <p>It accepts any text: what it does not understand becomes "unknown", and whether the pattern is
 * valid is for RE2J to say. It refuses only what would exhaust RE2J: deep nesting and huge repeats,
 * with the limits of Go's implementation.
 */
final class RegexFacts {
  private static final int MAX_DEPTH = 1000;
  private static final int MAX_REPEAT = 1000;

  private final String pattern;
  private int at;
  private int depth;
  private boolean dotAll;
  private boolean foldCase;
  private boolean multiLine;
  private boolean understood = true;
  private @Nullable String refusal;

  private RegexFacts(String pattern, boolean dotAll) {
    this.pattern = pattern;
    this.dotAll = dotAll;
  }

  private Language language = Language.EMPTY;

  static RegexFacts of(String pattern, boolean dotAll) {
    RegexFacts facts = new RegexFacts(pattern, dotAll);
    Language language = facts.alternation(true);
    boolean whole = facts.at == pattern.length() && facts.understood;
    facts.language = whole ? language : Language.unknown(0);
    while (facts.refusal == null && facts.at < pattern.length()) {
      facts.at++; // an unbalanced ')': go on, for the limits' sake
      facts.alternation(false);
    }
    return facts;
  }

  Language language() {
    return language;
  }

  /** Why the pattern must not be compiled, or null. */
  @Nullable String refusal() {
    return refusal;
  }

  private Language alternation(boolean wholeText) {
    if (++depth > MAX_DEPTH) {
      refuse("error parsing regexp: expression nests too deeply");
      return Language.unknown(0);
    }
    Language all = sequence(wholeText);
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      all = all.or(sequence(wholeText));
    }
    depth--;
    return all;
  }

  /** One branch; anchors are understood only where the branch is the whole text. */
  private Language sequence(boolean wholeText) {
    Language all = Language.EMPTY;
    boolean ended = false;
    while (at < pattern.length() && refusal == null) {
      char c = pattern.charAt(at);
      if (c == '|' || c == ')') {
        break;
      }
      if (c == '^' || c == '$') {
        at++;
        boolean plain = wholeText && !multiLine && !quantifierAhead();
        if (!plain) {
          understood = false;
        } else if (c == '$') {
          ended = true;
        } else if (all.minLength() > 0) {
          all = Language.NOTHING;
        } else if (!all.equals(Language.EMPTY)) {
          understood = false;
        }
        continue;
      }
      Language next = repetition(atom());
      if (ended && next.minLength() > 0) {
        all = Language.NOTHING;
      } else if (ended && !next.equals(Language.EMPTY)) {
        understood = false;
      } else {
        all = all.then(next);
      }
    }
    return all;
  }

  private boolean quantifierAhead() {
    return at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0;
  }

  private Language repetition(Language atom) {
    Language result = atom;
    while (at < pattern.length() && refusal == null) {
      char c = pattern.charAt(at);
      if (c == '*') {
        result = result.repeated(0, -1);
      } else if (c == '+') {
        result = result.repeated(1, -1);
      } else if (c == '?') {
        result = result.repeated(0, 1);
      } else {
        int[] counts = c == '{' ? counts() : null;
        if (counts == null) {
          return result;
        }
        at = counts[2] - 1;
        result = result.repeated(counts[0], counts[1]);
        if (result.repeats() > MAX_REPEAT) {
          refuse(
              "error parsing regexp: invalid repeat count: `" + slice(counts[3], counts[2]) + "`");
        }
      }
      at++;
      if (at < pattern.length() && pattern.charAt(at) == '?') {
        at++; // lazy: the same language
      }
    }
    return result;
  }

  private String slice(int start, int end) {
    return pattern.substring(start, Math.min(end, pattern.length()));
  }

  /** min, max (-1 for none), end, start of a counted repeat here; null when it is literal text. */
  private int @Nullable [] counts() {
    int close = pattern.indexOf('}', at);
    if (close < 0 || close - at > 12) {
      return null;
    }
    String body = pattern.substring(at + 1, close);
    int comma = body.indexOf(',');
    Integer min = number(comma < 0 ? body : body.substring(0, comma));
    if (min == null) {
      return null;
    }
    Integer max = min;
    if (comma >= 0) {
      max = comma == body.length() - 1 ? Integer.valueOf(-1) : number(body.substring(comma + 1));
    }
    return max == null ? null : new int[] {min, max, close + 1, at};
  }

  private static @Nullable Integer number(String digits) {
    boolean plain = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain && digits.length() <= 5 ? Integer.valueOf(digits) : null;
  }

  private Language atom() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case '.' -> dotAll ? Language.anyChar() : Language.unknown(1);
      case '(' -> group();
      case '[' -> charClass();
      case '\\' -> escape();
      default -> character(c);
    };
  }

  private Language character(int c) {
    boolean folds = foldCase && (Character.toLowerCase(c) != c || Character.toUpperCase(c) != c);
    return folds ? Language.unknown(1) : Language.literal(Character.toString(c));
  }

  private Language group() {
    boolean savedDotAll = dotAll;
    boolean savedFold = foldCase;
    boolean savedMulti = multiLine;
    if (pattern.startsWith("?", at)) {
      at++;
      if (pattern.startsWith("P<", at) || pattern.startsWith("<", at)) {
        int close = pattern.indexOf('>', at);
        at = close < 0 ? pattern.length() : close + 1;
      } else if (flags()) {
        return Language.EMPTY; // (?i) holds up to the end of the enclosing group
      }
    }
    boolean outer = understood;
    Language inner = alternation(false);
    if (!understood && outer) {
      // an anchor inside a group: the group as a whole is unknown, the rest is not
      inner = Language.unknown(0).withRepeats(inner.repeats());
      understood = true;
    }
    if (at < pattern.length()) {
      at++; // the closing parenthesis
    }
    dotAll = savedDotAll;
    foldCase = savedFold;
    multiLine = savedMulti;
    return inner;
  }

  /** Reads flags behind {@code (?}; true when the group ends with them. */
  private boolean flags() {
    boolean on = true;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '-' -> on = false;
        case 'i' -> foldCase = on;
        case 's' -> dotAll = on;
        case 'm' -> multiLine = on;
        case 'U' -> {}
        case ')' -> {
          return true;
        }
        case ':' -> {
          return false;
        }
        default -> {
          understood = false;
          return false;
        }
      }
    }
    return true;
  }

  private Language escape() {
    if (at >= pattern.length()) {
      return Language.unknown(0);
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    if (c == 'Q') {
      int end = pattern.indexOf("\\E", at);
      String text = pattern.substring(at, end < 0 ? pattern.length() : end);
      at = end < 0 ? pattern.length() : end + 2;
      // a quantifier behind the quotation holds for its last character only
      return foldCase || quantifierAhead() ? Language.unknown(0) : Language.literal(text);
    }
    if (c == 'd') {
      return range('0', '9');
    }
    if ("sSwWD".indexOf(c) >= 0) {
      return Language.unknown(1);
    }
    int simple = simpleEscape(c);
    if (simple >= 0) {
      return character(simple);
    }
    // \pN, \x41, \123, \b, \A, \z and the like: skip what belongs to them, claim nothing
    if (pattern.startsWith("{", at)) {
      int close = pattern.indexOf('}', at);
      at = close < 0 ? pattern.length() : close + 1;
    } else if (c == 'p' || c == 'P') {
      at = Math.min(pattern.length(), at + 1);
    } else if (c == 'x') {
      at = Math.min(pattern.length(), at + 2);
    }
    understood &= "AzbB".indexOf(c) < 0;
    return Language.unknown(0);
  }

  private static int simpleEscape(int c) {
    boolean punctuation = c < 0x80 && !Character.isLetterOrDigit(c) && c > ' ';
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'a' -> 7;
      case 'v' -> 11;
      default -> punctuation ? c : -1;
    };
  }

  private static Language range(int from, int to) {
    Set<String> all = new LinkedHashSet<>();
    for (int c = from; c <= to; c++) {
      all.add(Character.toString(c));
    }
    return Language.ofFinite(all);
  }

  private Language charClass() {
    int start = at;
    boolean negated = pattern.startsWith("^", at);
    if (negated) {
      at++;
    }
    Set<String> chars = new LinkedHashSet<>();
    boolean known = !negated;
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      first = false;
      int low = classChar();
      int high = low;
      boolean isRange =
          at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
      if (isRange) {
        at++;
        high = classChar();
      }
      if (low < 0
          || high < 0
          || high - low > Language.MAX_FINITE
          || chars.size() > 2 * Language.MAX_FINITE) {
        known = false;
      }
      for (int c = low; known && c <= high; c++) {
        known = !(foldCase && Character.isLetter(c));
        chars.add(Character.toString(c));
      }
    }
    String body = pattern.substring(start, Math.min(at, pattern.length()));
    at = Math.min(pattern.length(), at + 1);
    if (Set.of("\\s\\S", "\\S\\s", "\\d\\D", "\\D\\d", "\\w\\W", "\\W\\w").contains(body)) {
      return Language.anyChar();
    }
    return known && !chars.isEmpty() && chars.size() <= Language.MAX_FINITE
        ? Language.ofFinite(chars)
        : Language.unknown(1);
  }

  /** The next character of a class, or -1 for a set such as {@code \d} or {@code [:alpha:]}. */
  private int classChar() {
    if (pattern.startsWith("[:", at)) {
      int close = pattern.indexOf(":]", at + 2);
      if (close >= 0) {
        at = close + 2;
        return -1;
      }
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\' || at >= pattern.length()) {
      return c;
    }
    int escaped = pattern.codePointAt(at);
    at += Character.charCount(escaped);
    int simple = simpleEscape(escaped);
    if (simple < 0 && pattern.startsWith("{", at)) {
      int close = pattern.indexOf('}', at);
      at = close < 0 ? pattern.length() : close + 1;
    }
    return simple;
  }

  private void refuse(String why) {
    if (refusal == null) {
      refusal = why;
    }
  }
}
