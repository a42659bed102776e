package com.scanium.sightline.network;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compose's variables: {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code
 * ${NAME-default}}, {@code ${NAME:?message}}, {@code ${NAME:+other}}, {@code $$}.
 *
 * <p>A variable that nobody sets and that has no default stays as written, since the machine that
 * runs the project may set it.
 */
final class Interpolation {
  /** What came of one text. {@code problem} is null unless the text is malformed. */
  record Result(String text, boolean isKnown, @Nullable String problem) {}

  private static final int MAX_DEPTH = 20;

  private final Function<String, @Nullable String> variables;

  Interpolation(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  Result apply(String text) {
    return text.indexOf('$') < 0 ? new Result(text, true, null) : expand(text, 0);
  }

  private Result expand(String text, int depth) {
    StringBuilder out = new StringBuilder();
    boolean known = true;
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      out.append(text, at, dollar);
      char next = dollar + 1 < text.length() ? text.charAt(dollar + 1) : ' ';
      if (next == '$') {
        out.append('$');
        at = dollar + 2;
      } else if (next == '{') {
        int close = closing(text, dollar + 1);
        if (close < 0) {
          return malformed(text, "\"${\" is not closed");
        }
        Result value = braced(text.substring(dollar + 2, close), depth);
        if (value.problem() != null) {
          return malformed(text, value.problem());
        }
        out.append(value.text());
        known &= value.isKnown();
        at = close + 1;
      } else if (isNameStart(next)) {
        int end = nameEnd(text, dollar + 1);
        String value = variables.apply(text.substring(dollar + 1, end));
        out.append(value == null ? "${" + text.substring(dollar + 1, end) + "}" : value);
        known &= value != null;
        at = end;
      } else {
        return malformed(text, "\"$\" begins no variable; expected \"$$\" for a dollar sign");
      }
    }
    out.append(text, Math.min(at, text.length()), text.length());
    return new Result(out.toString(), known, null);
  }

  private Result braced(String body, int depth) {
    int end = body.isEmpty() || !isNameStart(body.charAt(0)) ? 0 : nameEnd(body, 0);
    if (end == 0 || depth > MAX_DEPTH) {
      return malformed(body, "\"${" + body + "}\" names no variable");
    }
    String name = body.substring(0, end);
    String rest = body.substring(end);
    String value = variables.apply(name);
    if (rest.isEmpty()) {
      return value == null ? unset(body) : new Result(value, true, null);
    }
    boolean emptyCounts = rest.startsWith(":");
    String operator = emptyCounts ? rest.substring(1) : rest;
    if (operator.isEmpty() || "-?+".indexOf(operator.charAt(0)) < 0) {
      return malformed(body, "\"${" + body + "}\" has an unknown operator; expected -, ? or +");
    }
    String word = operator.substring(1);
    boolean set = value != null && !(emptyCounts && value.isEmpty());
    return switch (operator.charAt(0)) {
      case '-' -> set && value != null ? new Result(value, true, null) : expand(word, depth + 1);
      case '+' -> value == null ? unset(body) : set ? expand(word, depth + 1) : empty();
      default -> set && value != null ? new Result(value, true, null) : unset(body);
    };
  }

  private static Result empty() {
    return new Result("", true, null);
  }

  private static Result unset(String body) {
    return new Result("${" + body + "}", false, null);
  }

  private static Result malformed(String text, String problem) {
    return new Result(text, false, problem);
  }

  /** The brace that closes the one at {@code open}; -1 when there is none. */
  static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && text.charAt(i - 1) == '$') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (isNameStart(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }
}
