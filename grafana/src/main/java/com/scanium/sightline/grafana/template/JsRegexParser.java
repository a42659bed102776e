package com.scanium.sightline.grafana.template;

import com.scanium.sightline.grafana.template.JsRegexNode.BackReference;
import com.scanium.sightline.grafana.template.JsRegexNode.Capture;
import com.scanium.sightline.grafana.template.JsRegexNode.Chars;
import com.scanium.sightline.grafana.template.JsRegexNode.Choice;
import com.scanium.sightline.grafana.template.JsRegexNode.Edge;
import com.scanium.sightline.grafana.template.JsRegexNode.Literal;
import com.scanium.sightline.grafana.template.JsRegexNode.Look;
import com.scanium.sightline.grafana.template.JsRegexNode.Repeat;
import com.scanium.sightline.grafana.template.JsRegexNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses a JavaScript regular expression without flags {@code u} and {@code v}, the lenient web
 * rules included (a lone closing bracket or opening brace is a character). Errors carry V8's
 * wording.
 */
final class JsRegexParser {
  /** A pattern that JavaScript refuses; the message is V8's reason. */
  static final class InvalidPattern extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidPattern(String reason) {
      super(reason, null, false, false);
    }
  }

  private static final int MAX_DEPTH = 200;

  private final String pattern;
  private final int groupCount;
  private final Map<String, List<Integer>> names = new LinkedHashMap<>();
  private int at;
  private int groups;
  private int depth;

  private JsRegexParser(String pattern) throws InvalidPattern {
    this.pattern = pattern;
    this.groupCount = scanGroups();
  }

  /** The tree, the number of groups and the group numbers by name. */
  record Parsed(JsRegexNode root, int groups, Map<String, List<Integer>> names) {}

  static Parsed parse(String pattern) throws InvalidPattern {
    JsRegexParser parser = new JsRegexParser(pattern);
    JsRegexNode root = parser.choice();
    if (parser.at < pattern.length()) {
      throw new InvalidPattern("Unmatched ')'");
    }
    return new Parsed(root, parser.groupCount, parser.names);
  }

  /** Counts the groups and collects their names, since a reference may come before its group. */
  private int scanGroups() throws InvalidPattern {
    int count = 0;
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '(' && !inClass) {
        boolean named =
            pattern.startsWith("?<", i + 1)
                && !pattern.startsWith("?<=", i + 1)
                && !pattern.startsWith("?<!", i + 1);
        if (named) {
          count++;
          int close = pattern.indexOf('>', i);
          String name = close < 0 ? "" : pattern.substring(i + 3, close);
          if (!isName(name)) {
            throw new InvalidPattern("Invalid capture group name");
          }
          if (names.put(name, List.of(count)) != null) {
            throw new InvalidPattern("Duplicate capture group name");
          }
        } else if (!pattern.startsWith("?", i + 1)) {
          count++;
        }
      }
    }
    return count;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && (Character.isUnicodeIdentifierStart(name.charAt(0))
            || name.charAt(0) == '_'
            || name.charAt(0) == '$')
        && name.chars().allMatch(c -> Character.isUnicodeIdentifierPart(c) || c == '$');
  }

  private JsRegexNode choice() throws InvalidPattern {
    if (++depth > MAX_DEPTH) {
      throw new InvalidPattern("Regular expression too large");
    }
    List<JsRegexNode> alternatives = new ArrayList<>();
    alternatives.add(sequence());
    while (peek('|')) {
      at++;
      alternatives.add(sequence());
    }
    depth--;
    return alternatives.size() == 1 ? alternatives.get(0) : new Choice(alternatives);
  }

  private JsRegexNode sequence() throws InvalidPattern {
    List<JsRegexNode> parts = new ArrayList<>();
    while (at < pattern.length() && !peek('|') && !peek(')')) {
      parts.add(term());
    }
    return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
  }

  private JsRegexNode term() throws InvalidPattern {
    int firstGroup = groups + 1;
    char c = pattern.charAt(at);
    JsRegexNode atom;
    switch (c) {
      case '^', '$' -> {
        at++;
        return new Edge(c == '^' ? Edge.Kind.START : Edge.Kind.END);
      }
      case '(' -> {
        atom = group();
        if (atom instanceof Look look && !look.ahead()) {
          return atom; // look-behinds take no quantifier; a following one repeats nothing
        }
      }
      case '*', '+', '?' -> throw new InvalidPattern("Nothing to repeat");
      case '{' -> {
        if (quantifier() != null) {
          throw new InvalidPattern("Nothing to repeat");
        }
        at++;
        atom = new Literal(c);
      }
      case '[' -> atom = characterClass();
      case '.' -> {
        at++;
        atom = new Chars(JsCharSet.NOT_LINE_END);
      }
      case '\\' -> {
        atom = escape();
        if (atom instanceof Edge) {
          return atom;
        }
      }
      default -> {
        at++;
        atom = new Literal(c);
      }
    }
    int[] bounds = quantifier();
    if (bounds == null) {
      return atom;
    }
    if (bounds[0] > bounds[1]) {
      throw new InvalidPattern("numbers out of order in {} quantifier");
    }
    boolean lazy = peek('?');
    if (lazy) {
      at++;
    }
    return new Repeat(atom, bounds[0], bounds[1], !lazy, firstGroup, groups + 1);
  }

  /** Reads a quantifier; null, with nothing taken, when there is none. */
  private int @Nullable [] quantifier() {
    if (at >= pattern.length()) {
      return null;
    }
    char c = pattern.charAt(at);
    if (c == '{') {
      return counted();
    }
    int[] bounds =
        switch (c) {
          case '*' -> new int[] {0, Integer.MAX_VALUE};
          case '+' -> new int[] {1, Integer.MAX_VALUE};
          case '?' -> new int[] {0, 1};
          default -> null;
        };
    if (bounds != null) {
      at++;
    }
    return bounds;
  }

  private int @Nullable [] counted() {
    int low = digitsEnd(at + 1);
    if (low == at + 1) {
      return null;
    }
    int min = number(at + 1, low);
    int max = min;
    int end = low;
    if (pattern.startsWith(",", low)) {
      end = digitsEnd(low + 1);
      max = end == low + 1 ? Integer.MAX_VALUE : number(low + 1, end);
    }
    if (!pattern.startsWith("}", end)) {
      return null;
    }
    at = end + 1;
    return new int[] {min, max};
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < pattern.length() && pattern.charAt(end) >= '0' && pattern.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private int number(int from, int to) {
    return to - from > 9 ? Integer.MAX_VALUE : Integer.parseInt(pattern.substring(from, to));
  }

  private JsRegexNode group() throws InvalidPattern {
    at++;
    int index = 0;
    boolean ahead = true;
    boolean look = false;
    boolean negative = false;
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?=", at) || pattern.startsWith("?!", at)) {
      look = true;
      negative = pattern.charAt(at + 1) == '!';
      at += 2;
    } else if (pattern.startsWith("?<=", at) || pattern.startsWith("?<!", at)) {
      look = true;
      ahead = false;
      negative = pattern.charAt(at + 2) == '!';
      at += 3;
    } else if (pattern.startsWith("?<", at)) {
      index = ++groups;
      at = pattern.indexOf('>', at) + 1;
    } else if (peek('?')) {
      throw new InvalidPattern("Invalid group");
    } else {
      index = ++groups;
    }
    JsRegexNode body = choice();
    if (!peek(')')) {
      throw new InvalidPattern("Unterminated group");
    }
    at++;
    if (look) {
      return new Look(body, ahead, negative);
    }
    return index > 0 ? new Capture(body, index) : new Sequence(List.of(body));
  }

  private JsRegexNode escape() throws InvalidPattern {
    if (at + 1 >= pattern.length()) {
      throw new InvalidPattern("\\ at end of pattern");
    }
    char c = pattern.charAt(at + 1);
    if (c == 'b' || c == 'B') {
      at += 2;
      return new Edge(c == 'b' ? Edge.Kind.WORD : Edge.Kind.NOT_WORD);
    }
    if (c == 'k' && !names.isEmpty()) {
      int close = pattern.startsWith("<", at + 2) ? pattern.indexOf('>', at) : -1;
      if (close < 0) {
        throw new InvalidPattern("Invalid named reference");
      }
      List<Integer> target = names.get(pattern.substring(at + 3, close));
      if (target == null) {
        throw new InvalidPattern("Invalid named capture referenced");
      }
      at = close + 1;
      return new BackReference(target);
    }
    if (c >= '1' && c <= '9') {
      int end = digitsEnd(at + 1);
      int index = number(at + 1, end);
      if (index <= groupCount) {
        at = end;
        return new BackReference(List.of(index));
      }
    }
    at++;
    JsCharSet set = classEscape();
    return set != null ? new Chars(set) : new Literal(characterEscape());
  }

  private @Nullable JsCharSet classEscape() {
    JsCharSet set =
        switch (pattern.charAt(at)) {
          case 'd' -> JsCharSet.DIGIT;
          case 'D' -> JsCharSet.DIGIT.inverse();
          case 'w' -> JsCharSet.WORD;
          case 'W' -> JsCharSet.WORD.inverse();
          case 's' -> JsCharSet.SPACE;
          case 'S' -> JsCharSet.SPACE.inverse();
          default -> null;
        };
    if (set != null) {
      at++;
    }
    return set;
  }

  /** The character behind a backslash that was already taken. */
  private char characterEscape() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> '\u000b';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'c' -> control();
      case 'x' -> hex(2, c);
      case 'u' -> hex(4, c);
      default -> c >= '0' && c <= '7' ? octal(c - '0') : c;
    };
  }

  private char control() {
    if (at < pattern.length() && isLetter(pattern.charAt(at))) {
      return (char) (pattern.charAt(at++) & 31);
    }
    at--; // the backslash is a character of its own, and "c" follows
    return '\\';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private char hex(int digits, char otherwise) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at + i < pattern.length() ? Character.digit(pattern.charAt(at + i), 16) : -1;
      if (digit < 0) {
        return otherwise;
      }
      value = value * 16 + digit;
    }
    at += digits;
    return (char) value;
  }

  private char octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && at < pattern.length(); i++) {
      int digit = pattern.charAt(at) - '0';
      if (digit < 0 || digit > 7 || value * 8 + digit > 255) {
        break;
      }
      value = value * 8 + digit;
      at++;
    }
    return (char) value;
  }

  private JsRegexNode characterClass() throws InvalidPattern {
    at++;
    boolean inverted = peek('^');
    if (inverted) {
      at++;
    }
    JsCharSet set = new JsCharSet();
    while (!peek(']')) {
      int from = classMember(set);
      if (from < 0 || !peek('-') || pattern.startsWith("]", at + 1)) {
        if (from >= 0) {
          set.add(from, from);
        } else if (peek('-') && !pattern.startsWith("]", at + 1)) {
          at++; // behind a class escape "-" is a character
          set.add('-', '-');
        }
        continue;
      }
      at++;
      int to = classMember(set);
      if (to < 0) {
        set.add(from, from).add('-', '-');
      } else if (to < from) {
        throw new InvalidPattern("Range out of order in character class");
      } else {
        set.add(from, to);
      }
    }
    at++;
    return new Chars(inverted ? set.inverse() : set);
  }

  /** Reads one member; -1 when it was a whole class, which is then in the set. */
  private int classMember(JsCharSet set) throws InvalidPattern {
    if (at >= pattern.length()) {
      throw new InvalidPattern("Unterminated character class");
    }
    char c = pattern.charAt(at++);
    if (c != '\\') {
      return c;
    }
    if (at >= pattern.length()) {
      throw new InvalidPattern("\\ at end of pattern");
    }
    JsCharSet escaped = classEscape();
    if (escaped != null) {
      set.addAll(escaped);
      return -1;
    }
    if (peek('b')) {
      at++;
      return '\b';
    }
    return characterEscape();
  }

  private boolean peek(char c) {
    return at < pattern.length() && pattern.charAt(at) == c;
  }
}
