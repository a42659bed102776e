package com.scanium.sightline.logql;

import com.scanium.sightline.logql.LogQlExpr.Binary;
import com.scanium.sightline.logql.LogQlExpr.Grouping;
import com.scanium.sightline.logql.LogQlExpr.LabelReplace;
import com.scanium.sightline.logql.LogQlExpr.LogQuery;
import com.scanium.sightline.logql.LogQlExpr.Modifier;
import com.scanium.sightline.logql.LogQlExpr.NumberLiteral;
import com.scanium.sightline.logql.LogQlExpr.RangeAggregation;
import com.scanium.sightline.logql.LogQlExpr.Selector;
import com.scanium.sightline.logql.LogQlExpr.VectorAggregation;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses whole queries by recursive descent; used once. */
final class Parser {
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("or", 1),
          Map.entry("and", 2),
          Map.entry("unless", 2),
          Map.entry("==", 3),
          Map.entry("!=", 3),
          Map.entry(">", 3),
          Map.entry(">=", 3),
          Map.entry("<", 3),
          Map.entry("<=", 3),
          Map.entry("+", 4),
          Map.entry("-", 4),
          Map.entry("*", 5),
          Map.entry("/", 5),
          Map.entry("%", 5),
          Map.entry("^", 6));
  private static final int SET_OPERATORS = 2;
  private static final int POWER = 6;
  private static final Set<String> WITH_PARAMETER = Set.of("topk", "bottomk", "approx_topk");
  private static final Set<String> VECTOR_FUNCTIONS =
      Set.of(
          "sum",
          "avg",
          "min",
          "max",
          "count",
          "stddev",
          "stdvar",
          "topk",
          "bottomk",
          "approx_topk",
          "sort",
          "sort_desc");

  private final TokenStream tokens;
  private final PipelineParser pipelines;
  private final List<Selector> selectors = new ArrayList<>();
  private final List<LogQlError> errors = new ArrayList<>();
  private int depth;

  private Parser(String query) {
    this.tokens = new TokenStream(query, errors);
    this.pipelines = new PipelineParser(tokens, selectors);
  }

  static LogQlParse parse(String query) {
    Parser parser = new Parser(query);
    LogQlExpr expr = null;
    try {
      expr = parser.expression(1);
      if (!parser.tokens.isAtEnd()) {
        throw parser.tokens.unexpected("an operator, a stage or the end");
      }
    } catch (TokenStream.Stop stop) {
      // behind a whole query another one begins, which is no part of it
      boolean another = expr != null && parser.tokens.peek().is("{");
      if (!another) {
        parser.collectSelectors();
      }
      expr = null;
    }
    parser.errors.sort(Comparator.comparingInt((LogQlError error) -> error.span().start()));
    boolean broken = parser.errors.stream().anyMatch(e -> e.kind() == LogQlError.Kind.SYNTAX);
    return new LogQlParse(query, broken ? null : expr, parser.selectors, parser.errors);
  }

  /** After a syntax error: the selectors further on, without saying more about them. */
  private void collectSelectors() {
    List<LogQlError> known = List.copyOf(errors);
    while (!tokens.isAtEnd()) {
      if (tokens.peek().is("{")) {
        selectorAsFarAsItGoes();
      } else {
        tokens.take();
      }
    }
    errors.clear();
    errors.addAll(known);
  }

  private void selectorAsFarAsItGoes() {
    try {
      pipelines.selector();
    } catch (TokenStream.Stop stop) {
      tokens.take();
    }
  }

  private LogQlExpr expression(int lowest) {
    enter();
    LogQlExpr left = primary();
    int chain = 0;
    while (true) {
      String operator = tokens.peek().text().toLowerCase(Locale.ROOT);
      boolean sign = tokens.peek().isKind(Token.Kind.SIGN) || tokens.peek().isKind(Token.Kind.WORD);
      int precedence = sign ? PRECEDENCE.getOrDefault(operator, 0) : 0;
      if (precedence < lowest || precedence == 0) {
        depth--;
        return left;
      }
      if (++chain + depth > LogQl.MAX_DEPTH) {
        throw tooDeep();
      }
      Token token = tokens.take();
      Modifier modifier = modifier();
      LogQlExpr right = expression(precedence == POWER ? precedence : precedence + 1);
      checkSides(token, precedence, left, right);
      left = new Binary(operator, left, right, modifier, left.span().union(right.span()));
    }
  }

  private void enter() {
    if (++depth > LogQl.MAX_DEPTH) {
      throw tooDeep();
    }
  }

  private TokenStream.Stop tooDeep() {
    return tokens.stop(tokens.peek().span(), "nested deeper than " + LogQl.MAX_DEPTH + " levels");
  }

  private void checkSides(Token operator, int precedence, LogQlExpr left, LogQlExpr right) {
    for (LogQlExpr side : List.of(left, right)) {
      if (!side.isMetric()) {
        tokens.rule(
            side.span(),
            "a query for lines beside \"" + operator.text() + "\"; expected one for numbers");
      } else if (precedence <= SET_OPERATORS && side instanceof NumberLiteral) {
        tokens.rule(
            side.span(),
            "a number beside \"" + operator.text() + "\"; expected vector(…) or series");
      }
    }
  }

  private Modifier modifier() {
    boolean bool = tokens.takeWordIf("bool");
    Grouping matching = null;
    String group = null;
    List<LogQlText> include = List.of();
    Token word = tokens.peek();
    if (word.isWord("on") || word.isWord("ignoring")) {
      tokens.take();
      List<LogQlText> labels = labels();
      Span span = new Span(word.span().start(), tokens.end());
      matching = new Grouping(word.isWord("ignoring"), labels, span);
      Token side = tokens.peek();
      if (side.isWord("group_left") || side.isWord("group_right")) {
        tokens.take();
        group = side.text().toLowerCase(Locale.ROOT);
        include = isLabelListNext() ? labels() : List.of();
      }
    }
    return new Modifier(bool, matching, group, include);
  }

  /** {@code group_left (a)} takes labels, {@code group_left (sum(…))} is followed by a side. */
  private boolean isLabelListNext() {
    if (!tokens.peek().is("(")) {
      return false;
    }
    boolean word = tokens.peek(1).isKind(Token.Kind.WORD);
    return tokens.peek(1).is(")") || (word && (tokens.peek(2).is(")") || tokens.peek(2).is(",")));
  }

  private List<LogQlText> labels() {
    tokens.expect("(", "before the labels");
    List<LogQlText> labels = new ArrayList<>();
    if (!tokens.peek().is(")")) {
      do {
        labels.add(tokens.name("a label"));
      } while (tokens.takeIf(","));
    }
    tokens.expect(")", "or \",\"");
    return labels;
  }

  private LogQlExpr primary() {
    Token token = tokens.peek();
    if (token.is("{")) {
      return logQuery();
    }
    if (token.is("(")) {
      return parenthesized();
    }
    boolean signed = token.is("-") || token.is("+");
    if (signed || token.isKind(Token.Kind.NUMBER)) {
      LogQlText number = tokens.number("a number", Token.Kind.NUMBER, Token.Kind.VARIABLE);
      return new NumberLiteral(number.value(), number.span());
    }
    if (token.isKind(Token.Kind.VARIABLE)) {
      tokens.take();
      return new LogQlExpr.Variable(token.text(), token.span());
    }
    if (token.isKind(Token.Kind.WORD)) {
      return call(token.text().toLowerCase(Locale.ROOT));
    }
    throw tokens.unexpected("a stream selector, a function or a number");
  }

  private LogQuery logQuery() {
    int start = tokens.peek().span().start();
    Selector selector = pipelines.selector();
    List<LogQlStage> stages = new ArrayList<>();
    while (pipelines.isStageNext()) {
      stages.add(pipelines.stage(false, false));
    }
    return new LogQuery(selector, stages, new Span(start, tokens.end()));
  }

  private LogQlExpr parenthesized() {
    int start = tokens.take().span().start();
    LogQlExpr inner = expression(1);
    tokens.expect(")", "to close the parenthesis");
    return new LogQlExpr.Parenthesized(inner, new Span(start, tokens.end()));
  }

  private LogQlExpr call(String function) {
    Token name = tokens.peek();
    if (RangeRules.isFunction(function)) {
      return rangeAggregation(function);
    }
    if (VECTOR_FUNCTIONS.contains(function)) {
      return vectorAggregation(function);
    }
    if (function.equals("vector")) {
      tokens.take();
      tokens.expect("(", "behind vector");
      LogQlText value = tokens.number("a number", Token.Kind.NUMBER, Token.Kind.VARIABLE);
      tokens.expect(")", "behind the number");
      return new LogQlExpr.VectorLiteral(value, new Span(name.span().start(), tokens.end()));
    }
    if (function.equals("label_replace")) {
      return labelReplace();
    }
    if (tokens.peek(1).is("(")) {
      throw tokens.stop(
          name.span(), "unknown function \"" + name.text() + "\"; LogQL has no such function");
    }
    throw tokens.unexpected("a stream selector in braces, a function or a number");
  }

  private LabelReplace labelReplace() {
    int start = tokens.take().span().start();
    tokens.expect("(", "behind label_replace");
    LogQlExpr operand = expression(1);
    List<LogQlText> strings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tokens.expect(",", "and four strings");
      strings.add(tokens.string("for label_replace"));
    }
    tokens.expect(")", "behind the strings");
    LogQlText regex = strings.get(3);
    if (!regex.hasPlaceholders()) {
      Regex.anchored(regex.value())
          .problem()
          .ifPresent(problem -> tokens.rule(regex.span(), "not a regular expression: " + problem));
    }
    return new LabelReplace(
        operand,
        strings.get(0),
        strings.get(1),
        strings.get(2),
        regex,
        new Span(start, tokens.end()));
  }

  private @Nullable Grouping grouping() {
    Token word = tokens.peek();
    if (!word.isWord("by") && !word.isWord("without")) {
      return null;
    }
    tokens.take();
    List<LogQlText> labels = labels();
    return new Grouping(
        word.isWord("without"), labels, new Span(word.span().start(), tokens.end()));
  }

  private VectorAggregation vectorAggregation(String function) {
    Token name = tokens.take();
    Grouping grouping = grouping();
    tokens.expect("(", "behind " + function);
    LogQlText parameter = null;
    boolean comma = tokens.peek(1).is(",");
    if (comma || ((tokens.peek().is("-") || tokens.peek().is("+")) && tokens.peek(2).is(","))) {
      parameter = tokens.number("a number", Token.Kind.NUMBER, Token.Kind.VARIABLE);
      tokens.expect(",", "behind the parameter");
    }
    LogQlExpr operand = expression(1);
    tokens.expect(")", "to close " + function);
    if (grouping == null) {
      grouping = grouping();
    }
    Span span = new Span(name.span().start(), tokens.end());
    checkVector(function, name.span(), parameter, operand, grouping);
    return new VectorAggregation(function, parameter, operand, grouping, span);
  }

  private void checkVector(
      String function,
      Span name,
      @Nullable LogQlText parameter,
      LogQlExpr operand,
      @Nullable Grouping grouping) {
    if (!operand.isMetric()) {
      tokens.syntax(operand.span(), "a query for lines; expected one for numbers, such as rate(…)");
    }
    boolean wanted = WITH_PARAMETER.contains(function);
    if (wanted && parameter == null) {
      tokens.rule(
          name, function + " needs a number before the query, as in " + function + "(10, …)");
    } else if (!wanted && parameter != null) {
      tokens.rule(parameter.span(), function + " takes no parameter");
    } else if (parameter != null && !parameter.hasPlaceholders()) {
      if (!parameter.value().matches("\\+?0*[1-9][0-9]*")) {
        tokens.rule(parameter.span(), "expected a whole number above 0");
      }
    }
    if (function.startsWith("sort") && grouping != null) {
      tokens.rule(grouping.span(), function + " allows no grouping");
    }
  }

  private RangeAggregation rangeAggregation(String function) {
    Token name = tokens.take();
    tokens.expect("(", "behind " + function);
    LogQlText parameter = null;
    if (!tokens.peek().is("{") && !tokens.peek().is("(")) {
      parameter = tokens.number("a stream selector", Token.Kind.NUMBER, Token.Kind.VARIABLE);
      tokens.expect(",", "behind the parameter");
    }
    Ranged ranged = new Ranged();
    ranged.read();
    tokens.expect(")", "to close " + function);
    Grouping grouping = grouping();
    Span span = new Span(name.span().start(), tokens.end());
    RangeAggregation made = ranged.aggregation(function, parameter, grouping, span);
    RangeRules.check(made, name.span(), tokens);
    return made;
  }

  /** A selector with its stages and, somewhere among them, the range. */
  private final class Ranged {
    private final List<LogQlStage> stages = new ArrayList<>();
    private @Nullable Selector selector;
    private @Nullable LogQlText range;
    private @Nullable LogQlText offset;
    private boolean unwrapped;
    private int start = -1;
    private int end;

    void read() {
      enter();
      if (start < 0) {
        start = tokens.peek().span().start();
      }
      if (tokens.takeIf("(")) {
        read();
        tokens.expect(")", "to close the parenthesis");
      } else {
        selector = pipelines.selector();
      }
      while (true) {
        if (pipelines.isStageNext()) {
          LogQlStage stage = pipelines.stage(true, unwrapped);
          unwrapped |= stage instanceof LogQlStage.Unwrap;
          stages.add(stage);
        } else if (tokens.peek().isKind(Token.Kind.RANGE) && range == null) {
          range = range();
        } else {
          break;
        }
      }
      end = tokens.end();
      depth--;
    }

    private LogQlText range() {
      Token token = tokens.take();
      String inside = token.text().substring(1, token.text().length() - 1);
      String text = inside.strip();
      int from = token.span().start() + 1 + inside.indexOf(text);
      LogQlText made =
          new LogQlText(text, LogQlText.Notation.BARE, new Span(from, from + text.length()));
      if (!made.hasPlaceholders() && !Durations.isDuration(text)) {
        boolean subquery = text.contains(":");
        tokens.syntax(
            made.span(),
            subquery
                ? "LogQL has no subqueries; expected a duration such as 5m"
                : "not a duration: \"" + text + "\"; expected one such as 5m");
      }
      if (tokens.takeWordIf("offset")) {
        offset =
            tokens.number("a duration behind offset", Token.Kind.DURATION, Token.Kind.VARIABLE);
      }
      return made;
    }

    RangeAggregation aggregation(
        String function, @Nullable LogQlText parameter, @Nullable Grouping grouping, Span span) {
      if (range == null || selector == null) {
        throw tokens.stop(
            new Span(Math.max(start, 0), end),
            "no range behind the selector; expected one such as [5m]");
      }
      LogQuery query = new LogQuery(selector, stages, new Span(start, end));
      return new RangeAggregation(function, parameter, query, range, offset, grouping, span);
    }
  }
}
