package com.scanium.sightline.traceql;

import com.scanium.sightline.text.Span;
import com.scanium.sightline.traceql.TraceQlExpr.Attribute;
import com.scanium.sightline.traceql.TraceQlExpr.Call;
import com.scanium.sightline.traceql.TraceQlExpr.Intrinsic;
import com.scanium.sightline.traceql.TraceQlExpr.Literal;
import com.scanium.sightline.traceql.TraceQlExpr.Operation;
import com.scanium.sightline.traceql.TraceQlExpr.Parenthesized;
import com.scanium.sightline.traceql.TraceQlExpr.Pipeline;
import com.scanium.sightline.traceql.TraceQlExpr.Spanset;
import com.scanium.sightline.traceql.TraceQlExpr.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses queries by recursive descent, straight from the characters; used once. */
final class Parser {
  private static final Pattern DURATION =
      Pattern.compile("(?:[0-9]+(?:\\.[0-9]+)?(?:ns|us|µs|ms|s|m|h|d|w|y))+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]*\\.?[0-9]+(?:[eE][0-9]+)?");
  private static final Set<String> COMPARISONS = Set.of("=", "!=", ">", ">=", "<", "<=");

  private final List<TraceQlError> errors = new ArrayList<>();
  private final Cursor cursor;
  private int depth;

  private Parser(String query) {
    this.cursor = new Cursor(query, errors);
  }

  static TraceQlParse parse(String query) {
    Parser parser = new Parser(query);
    TraceQlExpr expr = null;
    try {
      expr = parser.whole();
      if (!parser.cursor.isAtEnd()) {
        throw parser.cursor.unexpected("\"|\", an operator or the end");
      }
    } catch (Cursor.Stop stop) {
      expr = null;
    }
    parser.errors.sort(Comparator.comparingInt((TraceQlError error) -> error.span().start()));
    return new TraceQlParse(expr, parser.errors);
  }

  private TraceQlExpr whole() {
    TraceQlExpr expr = pipeline();
    if (cursor.word().equals("with")) {
      cursor.takeWord("with");
      cursor.expect("(", "behind with");
      do {
        String hint = cursor.word();
        if (hint.isEmpty()) {
          throw cursor.unexpected("a hint such as most_recent=true");
        }
        cursor.takeWord(hint);
        cursor.expect("=", "behind the hint");
        operand();
      } while (cursor.takeIf(","));
      cursor.expect(")", "to close the hints");
    }
    return expr;
  }

  private TraceQlExpr pipeline() {
    enter();
    List<TraceQlExpr> stages = new ArrayList<>();
    stages.add(stage());
    while (cursor.peek() == '|' && !cursor.startsWith("||")) {
      cursor.takeIf("|");
      stages.add(stage());
    }
    depth--;
    TraceQlExpr first = stages.get(0);
    return stages.size() == 1
        ? first
        : new Pipeline(stages, new Span(first.span().start(), cursor.end()));
  }

  private void enter() {
    if (++depth > TraceQl.MAX_DEPTH) {
      throw cursor.stop(
          Span.at(cursor.at()), "nested deeper than " + TraceQl.MAX_DEPTH + " levels");
    }
  }

  /** Spansets with operators between them, or a call. */
  private TraceQlExpr stage() {
    int start = cursor.at();
    if (cursor.peek() == '{' || cursor.peek() == '(') {
      return spansets();
    }
    String variable = cursor.variable();
    if (!variable.isEmpty()) {
      return new Variable(variable, new Span(start, cursor.end()));
    }
    String word = cursor.word();
    if (Vocabulary.AGGREGATES.contains(word)) {
      return aggregateFilter();
    }
    if (Vocabulary.METRICS.contains(word) || Vocabulary.STEPS.contains(word)) {
      return filtered(call(word));
    }
    if (COMPARISONS.stream().anyMatch(cursor::startsWith)) {
      return seriesFilter(start);
    }
    throw cursor.unexpected("a spanset in braces, an aggregate or a metrics function");
  }

  /** {@code rate() > 5}: the comparison may stand directly behind the function. */
  private TraceQlExpr filtered(TraceQlExpr call) {
    String operator = comparison();
    if (operator.isEmpty()) {
      return call;
    }
    TraceQlExpr value = operand();
    Span span = call.span().union(value.span());
    return new Operation(operator, List.of(call, value), span);
  }

  /** {@code | > 5} behind a metrics function. */
  private TraceQlExpr seriesFilter(int start) {
    String operator = comparison();
    TraceQlExpr value = operand();
    return new Operation(operator, List.of(value), new Span(start, cursor.end()));
  }

  private String comparison() {
    for (String sign : List.of("!=", ">=", "<=", "=", ">", "<")) {
      if (cursor.takeIf(sign)) {
        return sign;
      }
    }
    return "";
  }

  private TraceQlExpr aggregateFilter() {
    TraceQlExpr left = scalar();
    String operator = comparison();
    if (operator.isEmpty()) {
      throw cursor.unexpected("a comparison behind the aggregate");
    }
    TraceQlExpr right = scalar();
    return new Operation(operator, List.of(left, right), left.span().union(right.span()));
  }

  private TraceQlExpr scalar() {
    TraceQlExpr left = scalarOperand();
    int chain = 0;
    while ("+-*/%^".indexOf(cursor.peek()) >= 0 && !cursor.isAtEnd()) {
      if (++chain > TraceQl.MAX_DEPTH) {
        enter();
      }
      String operator = String.valueOf(cursor.peek());
      cursor.takeIf(operator);
      TraceQlExpr right = scalarOperand();
      left = new Operation(operator, List.of(left, right), left.span().union(right.span()));
    }
    return left;
  }

  private TraceQlExpr scalarOperand() {
    String word = cursor.word();
    if (Vocabulary.AGGREGATES.contains(word)) {
      return call(word);
    }
    return operand();
  }

  private Call call(String function) {
    int start = cursor.at();
    cursor.takeWord(function);
    cursor.expect("(", "behind " + function);
    List<TraceQlExpr> arguments = list(")");
    cursor.expect(")", "to close " + function);
    List<TraceQlExpr> by = List.of();
    if (Vocabulary.METRICS.contains(function) && cursor.word().equals("by")) {
      cursor.takeWord("by");
      cursor.expect("(", "behind by");
      by = list(")");
      cursor.expect(")", "to close by");
    }
    return new Call(function, arguments, by, new Span(start, cursor.end()));
  }

  private List<TraceQlExpr> list(String close) {
    List<TraceQlExpr> items = new ArrayList<>();
    if (!cursor.startsWith(close)) {
      do {
        items.add(cursor.peek() == '{' ? spanset() : value(1));
      } while (cursor.takeIf(","));
    }
    return items;
  }

  private TraceQlExpr spansets() {
    TraceQlExpr left = spansetOperand();
    int chain = 0;
    while (true) {
      String operator = spansetOperator();
      if (operator.isEmpty()) {
        return left;
      }
      if (++chain + depth > TraceQl.MAX_DEPTH) {
        depth = TraceQl.MAX_DEPTH;
        enter();
      }
      TraceQlExpr right = spansetOperand();
      left = new Operation(operator, List.of(left, right), left.span().union(right.span()));
    }
  }

  private String spansetOperator() {
    for (String operator : Vocabulary.SPANSET_OPERATORS) {
      if (cursor.takeIf(operator)) {
        return operator;
      }
    }
    return "";
  }

  private TraceQlExpr spansetOperand() {
    int start = cursor.at();
    if (cursor.takeIf("(")) {
      TraceQlExpr inner = pipeline();
      cursor.expect(")", "to close the parenthesis");
      return new Parenthesized(inner, new Span(start, cursor.end()));
    }
    String variable = cursor.variable();
    return variable.isEmpty() ? spanset() : new Variable(variable, new Span(start, cursor.end()));
  }

  private Spanset spanset() {
    int start = cursor.at();
    cursor.expect("{", "to begin a spanset");
    TraceQlExpr condition = null;
    if (cursor.peek() != '}') {
      condition = value(1);
      TraceQlType type = typeOf(condition);
      if (type != TraceQlType.BOOLEAN && type != TraceQlType.ANY) {
        cursor.type(condition.span(), "found " + type + "; expected a condition");
      }
    }
    cursor.expect("}", "or an operator");
    return new Spanset(condition, new Span(start, cursor.end()));
  }

  private TraceQlExpr value(int lowest) {
    enter();
    TraceQlExpr left = operand();
    int chain = 0;
    while (true) {
      String operator = "";
      for (String sign : Vocabulary.VALUE_OPERATORS) {
        if (operator.isEmpty() && cursor.startsWith(sign)) {
          operator = sign;
        }
      }
      int precedence = Vocabulary.precedence(operator);
      if (precedence < lowest || precedence == 0) {
        depth--;
        return left;
      }
      if (++chain + depth > TraceQl.MAX_DEPTH) {
        depth = TraceQl.MAX_DEPTH;
        enter();
      }
      cursor.takeIf(operator);
      TraceQlExpr right = value(operator.equals("^") ? precedence : precedence + 1);
      Operation made =
          new Operation(operator, List.of(left, right), left.span().union(right.span()));
      check(made, precedence);
      left = made;
    }
  }

  private TraceQlExpr operand() {
    int start = cursor.at();
    char c = cursor.peek();
    if (cursor.takeIf("(")) {
      TraceQlExpr inner = value(1);
      cursor.expect(")", "to close the parenthesis");
      return new Parenthesized(inner, new Span(start, cursor.end()));
    }
    if (c == '!' || c == '-') {
      enter();
      cursor.takeIf(String.valueOf(c));
      TraceQlExpr inner = operand();
      depth--;
      return new Operation(String.valueOf(c), List.of(inner), new Span(start, cursor.end()));
    }
    if (c == '"' || c == '`') {
      String text = cursor.string();
      return new Literal(TraceQlType.STRING, text, new Span(start, cursor.end()));
    }
    if (cursor.isNumberNext()) {
      return number(start);
    }
    if (cursor.takeIf(".")) {
      return attribute("", start);
    }
    String variable = cursor.variable();
    return variable.isEmpty()
        ? named(start)
        : new Variable(variable, new Span(start, cursor.end()));
  }

  private Literal number(int start) {
    String text = cursor.number();
    Span span = new Span(start, cursor.end());
    if (NUMBER.matcher(text).matches()) {
      return new Literal(TraceQlType.NUMBER, text, span);
    }
    if (DURATION.matcher(text).matches()) {
      return new Literal(TraceQlType.DURATION, text, span);
    }
    throw cursor.stop(
        span, "not a number or duration: \"" + text + "\"; expected one such as 1.5s");
  }

  private TraceQlExpr named(int start) {
    String word = cursor.word();
    if (Vocabulary.SCOPES.contains(word) && cursor.isDotBehind(word)) {
      cursor.takeWord(word);
      cursor.takeIf(".");
      String inner = cursor.word();
      boolean nested =
          word.equals("parent")
              && (inner.equals("span") || inner.equals("resource"))
              && cursor.isDotBehind(inner);
      if (nested) {
        cursor.takeWord(inner);
        cursor.takeIf(".");
      }
      return attribute(nested ? word + "." + inner : word, start);
    }
    TraceQlType intrinsic = Vocabulary.INTRINSICS.get(word);
    TraceQlType literal = Vocabulary.WORDS.get(word);
    if (intrinsic == null && literal == null) {
      throw unknown(word);
    }
    boolean dotted = cursor.isDotBehind(word);
    cursor.takeWord(word);
    Span span = new Span(start, cursor.end());
    if (dotted) {
      throw cursor.stop(
          new Span(start, cursor.end() + 1),
          "\""
              + word
              + "\" has no parts; expected \""
              + word
              + "\" alone, or an attribute such as span."
              + word
              + ".…");
    }
    return intrinsic == null
        ? new Literal(literal == null ? TraceQlType.ANY : literal, word, span)
        : new Intrinsic(word, intrinsic, span);
  }

  private Cursor.Stop unknown(String word) {
    if (word.isEmpty()) {
      return cursor.unexpected("an attribute, an intrinsic or a value");
    }
    Span span = new Span(cursor.at(), cursor.at() + word.length());
    return cursor.stop(
        span,
        "unknown word \""
            + word
            + "\"; expected an intrinsic such as duration, or an attribute such as ."
            + word
            + " or resource."
            + word);
  }

  private Attribute attribute(String scope, int start) {
    String name = cursor.attribute();
    if (name.isEmpty()) {
      throw cursor.unexpected("an attribute's name behind the dot");
    }
    return new Attribute(scope, name, new Span(start, cursor.end()));
  }

  private void check(Operation operation, int precedence) {
    TraceQlType left = typeOf(operation.operands().get(0));
    TraceQlType right = typeOf(operation.operands().get(1));
    String operator = operation.operator();
    boolean fits;
    if (precedence <= 2) {
      fits = isCondition(left) && isCondition(right);
    } else if (precedence > 3) {
      fits = left.isNumeric() && right.isNumeric();
    } else if (operator.endsWith("~")) {
      fits = isText(left) && isText(right);
    } else {
      fits = left.isComparable(right);
    }
    if (!fits) {
      cursor.type(
          operation.span(), "cannot apply \"" + operator + "\" to " + left + " and " + right);
    }
  }

  private static boolean isCondition(TraceQlType type) {
    return type == TraceQlType.BOOLEAN || type == TraceQlType.ANY;
  }

  private static boolean isText(TraceQlType type) {
    return type == TraceQlType.STRING || type == TraceQlType.ANY;
  }

  private static TraceQlType typeOf(TraceQlExpr expr) {
    if (expr instanceof Intrinsic intrinsic) {
      return intrinsic.type();
    }
    if (expr instanceof Literal literal) {
      return literal.type();
    }
    if (expr instanceof Parenthesized parenthesized) {
      return typeOf(parenthesized.inner());
    }
    if (expr instanceof Operation operation) {
      boolean unary = operation.operands().size() == 1;
      if (unary) {
        return operation.operator().equals("!")
            ? TraceQlType.BOOLEAN
            : typeOf(operation.operands().get(0));
      }
      if (Vocabulary.precedence(operation.operator()) <= 3) {
        return TraceQlType.BOOLEAN;
      }
      TraceQlType left = typeOf(operation.operands().get(0));
      TraceQlType right = typeOf(operation.operands().get(1));
      return left == right ? left : TraceQlType.ANY;
    }
    return TraceQlType.ANY;
  }
}
