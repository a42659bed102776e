package com.scanium.sightline.logql;

import com.scanium.sightline.logql.LogQlExpr.Matcher;
import com.scanium.sightline.logql.LogQlExpr.Selector;
import com.scanium.sightline.logql.LogQlStage.Alternative;
import com.scanium.sightline.logql.LogQlStage.Assignment;
import com.scanium.sightline.logql.LogQlStage.Condition;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses selectors and the stages behind them. */
final class PipelineParser {
  private static final Set<String> LINE_FILTERS = Set.of("|=", "|~", "|>", "!=", "!~", "!>");
  private static final Set<String> COMPARISONS = Set.of("=", "==", "!=", ">", ">=", "<", "<=");
  private static final Set<String> STAGES =
      Set.of(
          "json",
          "logfmt",
          "regexp",
          "pattern",
          "unpack",
          "line_format",
          "label_format",
          "decolorize",
          "drop",
          "keep",
          "unwrap");
  private static final Set<String> CONVERSIONS = Set.of("bytes", "duration", "duration_seconds");

  private final TokenStream tokens;
  private final List<Selector> selectors;
  private int depth;

  PipelineParser(TokenStream tokens, List<Selector> selectors) {
    this.tokens = tokens;
    this.selectors = selectors;
  }

  Selector selector() {
    int start = tokens.expect("{", "to begin a stream selector").span().start();
    List<Matcher> matchers = new ArrayList<>();
    List<LogQlText> variables = new ArrayList<>();
    boolean closed = false;
    try {
      while (!tokens.peek().is("}")) {
        matcher(matchers, variables);
        if (!tokens.takeIf(",")) {
          break;
        }
        if (tokens.peek().is("}")) {
          throw tokens.unexpected("a label's name");
        }
      }
      tokens.expect("}", "or \",\"");
      closed = true;
    } finally {
      Span span = new Span(start, tokens.end());
      selectors.add(new Selector(matchers, variables, span));
      if (closed) {
        checkNotEmpty(matchers, variables, span);
      }
    }
    return selectors.get(selectors.size() - 1);
  }

  private void matcher(List<Matcher> matchers, List<LogQlText> variables) {
    boolean variable = tokens.peek().isKind(Token.Kind.VARIABLE);
    Token behind = tokens.peek(1);
    if (variable && (behind.is(",") || behind.is("}"))) {
      variables.add(tokens.name("a label's name"));
    } else {
      LogQlText name = tokens.name("a label's name");
      matchers.add(matcher(name));
    }
  }

  private Matcher matcher(LogQlText name) {
    MatchOperator operator =
        matchOperator(tokens.peek()).orElseThrow(() -> tokens.unexpected("one of = != =~ !~"));
    tokens.take();
    LogQlText value = tokens.string("behind " + operator.symbol());
    if (operator.isRegex() && !value.hasPlaceholders()) {
      Regex.anchored(value.value())
          .problem()
          .ifPresent(problem -> tokens.rule(value.span(), "not a regular expression: " + problem));
    }
    return new Matcher(name, operator, value, name.span().union(value.span()));
  }

  static Optional<MatchOperator> matchOperator(Token token) {
    for (MatchOperator operator : MatchOperator.values()) {
      if (token.is(operator.symbol())) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** Loki refuses selectors that streams without any of the labels would match. */
  private void checkNotEmpty(List<Matcher> matchers, List<LogQlText> variables, Span span) {
    boolean open = !variables.isEmpty();
    for (Matcher matcher : matchers) {
      open |= matcher.value().hasPlaceholders() || !matchesEmpty(matcher);
    }
    if (!open) {
      tokens.rule(
          span, "no matcher here demands a label; expected at least one that \"\" does not match");
    }
  }

  static boolean matchesEmpty(Matcher matcher) {
    String value = matcher.value().value();
    return switch (matcher.operator()) {
      case EQUAL -> value.isEmpty();
      case NOT_EQUAL -> !value.isEmpty();
      case REGEX -> Regex.anchored(value).regex().map(Regex::matchesEmpty).orElse(false);
      case NOT_REGEX -> Regex.anchored(value).regex().map(it -> !it.matchesEmpty()).orElse(false);
    };
  }

  boolean isStageNext() {
    Token token = tokens.peek();
    return token.is("|") || LINE_FILTERS.stream().anyMatch(token::is);
  }

  /** One stage; {@code unwrapped} tells that only label filters may follow. */
  LogQlStage stage(boolean inRange, boolean unwrapped) {
    Token first = tokens.peek();
    if (!first.is("|")) {
      if (unwrapped) {
        throw tokens.unexpected("a label filter or a range behind unwrap");
      }
      return lineFilter();
    }
    tokens.take();
    int start = first.span().start();
    Token word = tokens.peek();
    String keyword = word.isKind(Token.Kind.WORD) ? word.text().toLowerCase(Locale.ROOT) : "";
    boolean isStage = STAGES.contains(keyword);
    if (unwrapped && isStage) {
      throw tokens.unexpected("a label filter or a range behind unwrap");
    }
    if (isStage) {
      tokens.take();
      return keywordStage(keyword, start, word.span(), inRange);
    }
    Condition condition = condition();
    return new LogQlStage.LabelFilter(condition, new Span(start, tokens.end()));
  }

  private LogQlStage keywordStage(String keyword, int start, Span word, boolean inRange) {
    switch (keyword) {
      case "json", "logfmt", "unpack" -> {
        List<String> flags = new ArrayList<>();
        while (keyword.equals("logfmt") && tokens.peek().isKind(Token.Kind.FLAG)) {
          flags.add(tokens.take().text());
        }
        boolean limited = !keyword.equals("unpack") && tokens.isNameNext();
        List<Assignment> extractions = limited ? assignments(true) : List.of();
        return new LogQlStage.Parser(keyword, flags, null, extractions, spanFrom(start));
      }
      case "regexp", "pattern" -> {
        LogQlText expression = tokens.string("behind " + keyword);
        checkExpression(keyword, expression);
        return new LogQlStage.Parser(keyword, List.of(), expression, List.of(), spanFrom(start));
      }
      case "line_format" -> {
        LogQlText template = tokens.string("behind line_format");
        return new LogQlStage.LineFormat(template, spanFrom(start));
      }
      case "label_format" -> {
        return new LogQlStage.LabelFormat(assignments(false), spanFrom(start));
      }
      case "decolorize" -> {
        return new LogQlStage.Decolorize(spanFrom(start));
      }
      case "drop", "keep" -> {
        return selection(keyword.equals("keep"), start);
      }
      default -> {
        if (!inRange) {
          throw tokens.stop(word, "unwrap outside of a range; expected it under a function");
        }
        return unwrap(start);
      }
    }
  }

  private Span spanFrom(int start) {
    return new Span(start, tokens.end());
  }

  private void checkExpression(String keyword, LogQlText expression) {
    if (expression.hasPlaceholders()) {
      return;
    }
    if (keyword.equals("pattern")) {
      Captures captures = Captures.of(expression.value());
      if (captures.names().isEmpty()) {
        tokens.rule(expression.span(), "no named capture in the pattern; expected one like <name>");
      } else if (captures.areAdjacent()) {
        tokens.rule(expression.span(), "two captures without text between them");
      }
      return;
    }
    Regex.Outcome regex = Regex.unanchored(expression.value());
    regex
        .problem()
        .ifPresent(
            problem -> tokens.rule(expression.span(), "not a regular expression: " + problem));
    if (regex.regex().filter(found -> found.groupNames().isEmpty()).isPresent()) {
      tokens.rule(
          expression.span(), "no named group in the expression; expected one like (?P<name>…)");
    }
  }

  private LogQlStage.Unwrap unwrap(int start) {
    LogQlText label = tokens.name("a label to unwrap");
    if (tokens.peek().is("(")) {
      String conversion = label.value().toLowerCase(Locale.ROOT);
      if (!CONVERSIONS.contains(conversion)) {
        throw tokens.stop(
            label.span(),
            "unknown conversion \""
                + label.value()
                + "\"; expected bytes, duration or duration_seconds");
      }
      tokens.take();
      LogQlText inner = tokens.name("a label to unwrap");
      tokens.expect(")", "behind the label");
      return new LogQlStage.Unwrap(inner, conversion, spanFrom(start));
    }
    return new LogQlStage.Unwrap(label, null, spanFrom(start));
  }

  private LogQlStage.Selection selection(boolean keep, int start) {
    List<LogQlStage.Selected> labels = new ArrayList<>();
    do {
      LogQlText label = tokens.name("a label");
      boolean conditioned = matchOperator(tokens.peek()).isPresent();
      labels.add(new LogQlStage.Selected(label, conditioned ? matcher(label) : null));
    } while (tokens.takeIf(","));
    return new LogQlStage.Selection(keep, labels, spanFrom(start));
  }

  private List<Assignment> assignments(boolean extraction) {
    List<Assignment> assignments = new ArrayList<>();
    do {
      LogQlText label = tokens.name("a label");
      if (tokens.takeIf("=")) {
        boolean rename = !extraction && tokens.isNameNext();
        LogQlText value = rename ? tokens.name("a label") : tokens.string("behind =");
        assignments.add(new Assignment(label, value));
      } else if (extraction) {
        assignments.add(new Assignment(label, null));
      } else {
        throw tokens.unexpected("\"=\" behind the label");
      }
    } while (tokens.takeIf(","));
    return assignments;
  }

  private LogQlStage.LineFilter lineFilter() {
    Token operator = tokens.take();
    List<Alternative> alternatives = new ArrayList<>();
    do {
      alternatives.add(alternative(operator.text()));
    } while (tokens.takeWordIf("or"));
    return new LogQlStage.LineFilter(
        operator.text(), alternatives, spanFrom(operator.span().start()));
  }

  private Alternative alternative(String operator) {
    if (tokens.peek().isWord("ip") && tokens.peek(1).is("(")) {
      if (!operator.equals("|=") && !operator.equals("!=")) {
        throw tokens.unexpected("a string behind " + operator);
      }
      return new Alternative(true, address());
    }
    LogQlText text = tokens.string("behind " + operator);
    if (!text.hasPlaceholders()) {
      checkLineFilter(operator, text);
    }
    return new Alternative(false, text);
  }

  /** Loki compiles these only when it runs the query. */
  private void checkLineFilter(String operator, LogQlText text) {
    if (operator.endsWith("~")) {
      Regex.unanchored(text.value())
          .problem()
          .ifPresent(
              problem -> tokens.refused(text.span(), "not a regular expression: " + problem));
    } else if (operator.endsWith(">") && !Captures.of(text.value()).names().isEmpty()) {
      tokens.refused(text.span(), "a named capture in a line filter; expected only <_>");
    }
  }

  private LogQlText address() {
    tokens.take();
    tokens.expect("(", "behind ip");
    LogQlText text = tokens.string("with an address");
    tokens.expect(")", "behind the address");
    return text;
  }

  private Condition condition() {
    if (++depth > LogQl.MAX_DEPTH) {
      throw tokens.stop(tokens.peek().span(), "nested deeper than " + LogQl.MAX_DEPTH + " levels");
    }
    Condition left = conjunction();
    int levels = 0;
    while (tokens.takeWordIf("or")) {
      levels++;
      checkChain(levels);
      Condition right = conjunction();
      left = new LogQlStage.Junction(true, left, right, left.span().union(right.span()));
    }
    depth--;
    return left;
  }

  private Condition conjunction() {
    Condition left = unit();
    int levels = 0;
    while (true) {
      boolean joined = tokens.takeWordIf("and") || tokens.takeIf(",") || isUnitNext();
      if (!joined) {
        return left;
      }
      levels++;
      checkChain(levels);
      Condition right = unit();
      left = new LogQlStage.Junction(false, left, right, left.span().union(right.span()));
    }
  }

  private void checkChain(int levels) {
    if (levels > LogQl.MAX_DEPTH) {
      throw tokens.stop(tokens.peek().span(), "more than " + LogQl.MAX_DEPTH + " conditions");
    }
  }

  private boolean isUnitNext() {
    Token behind = tokens.peek(1);
    boolean compared =
        COMPARISONS.stream().anyMatch(behind::is) || matchOperator(behind).isPresent();
    return tokens.peek().is("(") || (tokens.isNameNext() && compared);
  }

  private Condition unit() {
    Token first = tokens.peek();
    if (first.is("(")) {
      tokens.take();
      Condition inner = condition();
      tokens.expect(")", "behind the condition");
      return inner;
    }
    boolean variable = first.isKind(Token.Kind.VARIABLE);
    LogQlText label = tokens.name("a stage or a label");
    Token operator = tokens.peek();
    Optional<MatchOperator> match = matchOperator(operator);
    boolean numeric = COMPARISONS.stream().anyMatch(operator::is);
    if (variable && match.isEmpty() && !numeric) {
      return new LogQlStage.VariableCondition(label.value(), label.span());
    }
    if (match.isEmpty() && !numeric) {
      throw tokens.unexpected("a comparison behind the label");
    }
    tokens.take();
    boolean equality = operator.is("=") || operator.is("!=");
    if (match.isPresent() && tokens.peek().isWord("ip") && equality) {
      LogQlText address = address();
      return new LogQlStage.TextCondition(label, match.get(), true, address, joined(label));
    }
    if (match.isPresent() && tokens.isStringNext()) {
      LogQlText value = tokens.string("behind " + operator.text());
      if (match.get().isRegex() && !value.hasPlaceholders()) {
        Regex.anchored(value.value())
            .problem()
            .ifPresent(
                problem -> tokens.rule(value.span(), "not a regular expression: " + problem));
      }
      return new LogQlStage.TextCondition(label, match.get(), false, value, joined(label));
    }
    if (!numeric) {
      throw tokens.unexpected("a string behind " + operator.text());
    }
    LogQlText value =
        tokens.number(
            "a number, a duration or a size",
            Token.Kind.NUMBER,
            Token.Kind.DURATION,
            Token.Kind.BYTES,
            Token.Kind.VARIABLE);
    return new LogQlStage.NumberCondition(label, operator.text(), value, joined(label));
  }

  private Span joined(LogQlText label) {
    return new Span(label.span().start(), tokens.end());
  }
}
