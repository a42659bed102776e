package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.JsonPath.Step;
import com.scanium.sightline.alloy.eval.StandardLibrary.RefusedException;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link JsonPath}; used once. */
final class JsonPathParser {
  private static final int MAX_DEPTH = 100;
  private static final List<String> OPERATORS =
      List.of("==", "!=", "<=", ">=", "&&", "||", "<", ">");
  private static final String NO_NAME = " !\"$&'()*+,-./<=>@[\\]`\u007F";

  private final String text;
  private final Origin nowhere;
  private int at;
  private int depth;

  JsonPathParser(String text) {
    this.text = text;
    this.nowhere = new Origin(SourceText.of("path", text), new Span(0, 0));
  }

  JsonPath parse() throws RefusedException {
    JsonPath path = path();
    if (at < text.length()) {
      throw malformed("the path goes on in an unknown way");
    }
    return path;
  }

  private JsonPath path() throws RefusedException {
    List<Step> steps = new ArrayList<>();
    boolean isDescent = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean isFirst = steps.isEmpty();
      if (isFirst && (c == '$' || c == '@')) {
        at++;
        steps.add(c == '$' ? JsonPath.root() : JsonPath.here());
      } else if (c == '.') {
        at++;
        isDescent = afterDot(steps);
        continue;
      } else if (c == '*') {
        at++;
        steps.add(JsonPath.wildcard());
      } else if (c == '[') {
        at++;
        steps.add(bracket());
      } else if (isNamePart(c) && (isFirst || isDescent)) {
        steps.add(JsonPath.child(name()));
      } else {
        break;
      }
      isDescent = false;
    }
    return new JsonPath(steps);
  }

  /** Whether the step was a descent. */
  private boolean afterDot(List<Step> steps) throws RefusedException {
    char c = peek();
    if (c == '*') {
      at++;
      steps.add(JsonPath.wildcard());
    } else if (c == '.') {
      at++;
      steps.add(JsonPath.descent());
      return true;
    } else if (isNamePart(c)) {
      steps.add(JsonPath.child(name()));
    } else {
      throw malformed("no name can start with \"" + c + "\"");
    }
    return false;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c) {
    return c > ' ' && NO_NAME.indexOf(c) < 0;
  }

  private Step bracket() throws RefusedException {
    spaces();
    char c = peek();
    if (c == '*') {
      at++;
      close();
      return JsonPath.wildcard();
    }
    if (c == '?') {
      at++;
      JsonFilter filter = filter(0);
      close();
      return JsonPath.filter(filter);
    }
    if (c == ':') {
      at++;
      return slice(0);
    }
    Step first = member();
    spaces();
    if (peek() == ':' && isDigit(text.charAt(at - 1))) {
      at++;
      return slice(lastNumber);
    }
    List<Step> members = new ArrayList<>(List.of(first));
    while (peek() == ',') {
      at++;
      spaces();
      members.add(member());
      spaces();
    }
    close();
    return members.size() == 1 ? first : JsonPath.union(members);
  }

  private long lastNumber;

  private Step member() throws RefusedException {
    char c = peek();
    if (c == '\'' || c == '"') {
      return JsonPath.child(string());
    }
    lastNumber = whole();
    return JsonPath.index(lastNumber);
  }

  private Step slice(long start) throws RefusedException {
    long end = Long.MAX_VALUE;
    long step = 1;
    spaces();
    if (peek() != ']' && peek() != ':') {
      end = whole();
    }
    spaces();
    if (peek() == ':') {
      at++;
      spaces();
      step = peek() == ']' ? 1 : whole();
    }
    close();
    return JsonPath.slice(start, end, step);
  }

  private long whole() throws RefusedException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    try {
      return Long.parseLong(text.substring(start, at));
    } catch (NumberFormatException malformed) {
      throw malformed("expected a number");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String string() throws RefusedException {
    char quote = text.charAt(at++);
    StringBuilder out = new StringBuilder();
    while (peek() != quote) {
      char c = text.charAt(at++);
      if (c == '\\') {
        char escaped = peek();
        at++;
        out.append(
            switch (escaped) {
              case 'b' -> '\b';
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'f' -> '\f';
              case 'r' -> '\r';
              case '"', '\'', '\\' -> escaped;
              default -> throw malformed("unknown escape \"\\" + escaped + "\"");
            });
      } else {
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  private JsonFilter filter(int lowest) throws RefusedException {
    if (++depth > MAX_DEPTH) {
      throw malformed("the filter nests too deeply");
    }
    JsonFilter left = operand();
    spaces();
    while (at < text.length()) {
      String operator = operator();
      int precedence = precedence(operator);
      if (precedence < lowest) {
        break;
      }
      at += operator.length();
      left = JsonFilter.operation(operator, left, filter(precedence + 1));
      spaces();
      if (peek() == ']' || peek() == ')') {
        break;
      }
    }
    depth--;
    return left;
  }

  private static int precedence(String operator) {
    return switch (operator) {
      case "" -> -1;
      case "||" -> 0;
      case "&&" -> 1;
      default -> 2;
    };
  }

  private String operator() {
    return OPERATORS.stream().filter(o -> text.startsWith(o, at)).findFirst().orElse("");
  }

  private JsonFilter operand() throws RefusedException {
    spaces();
    char c = peek();
    if (c == '!') {
      at++;
      return JsonFilter.not(operand());
    }
    if (c == '(') {
      at++;
      JsonFilter inner = filter(0);
      spaces();
      if (peek() != ')') {
        throw malformed("expected \")\"");
      }
      at++;
      return inner;
    }
    if (c == '@' || c == '$') {
      if (++depth > MAX_DEPTH) {
        throw malformed("the filter nests too deeply");
      }
      JsonFilter path = JsonFilter.path(path());
      depth--;
      return path;
    }
    if (c == '\'' || c == '"') {
      return JsonFilter.constant(new Value.Text(string(), nowhere));
    }
    if (c == '-' || isDigit(c)) {
      return JsonFilter.constant(number());
    }
    for (String word : List.of("true", "false", "null")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return JsonFilter.constant(
            word.equals("null")
                ? new Value.Null(nowhere)
                : new Value.Bool(word.equals("true"), nowhere));
      }
    }
    throw malformed("expected a value");
  }

  private Value number() throws RefusedException {
    int start = at++;
    while (at < text.length() && "0123456789.eE+-".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Value.Numeric.ofDouble(GoNumbers.parseDouble(text.substring(start, at)), nowhere);
    } catch (NumberFormatException malformed) {
      throw malformed("expected a number");
    }
  }

  private void close() throws RefusedException {
    spaces();
    if (peek() != ']') {
      throw malformed("expected \"]\"");
    }
    at++;
  }

  private void spaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private char peek() throws RefusedException {
    if (at >= text.length()) {
      throw malformed("the path is not terminated");
    }
    return text.charAt(at);
  }

  private RefusedException malformed(String message) {
    return new RefusedException(message + ", at " + (at + 1) + " of the path \"" + text + "\"");
  }
}
