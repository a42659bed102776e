package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlError.Kind;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.promql.PromQlExpr.PlaceholderExpr;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recursive descent parser for expressions.
 *
 * <p>Errors come in the order in which Prometheus' table-driven parser finds them: a rule's own
 * checks run when the rule is complete, and after the lookahead was read only where the tables need
 * it.
 */
final class Parser {
  private static final int POWER = BinaryOperator.POWER.precedence();

  private final Tokens tokens;
  private final DurationParser durations;
  private final SelectorParser selectors;

  private final MisplacedDurations misplaced;

  /** Whether a sign stands directly before the operand that is read next. */
  private boolean behindSign;

  private int depth;

  /** The height of the tree returned last, not counting the left sides of binary operators. */
  private int height;

  /** The type of the tree returned last. */
  private ValueType type = ValueType.UNKNOWN;

  /** Whether a part is missing in the tree, so that it can't be shown. */
  private boolean incomplete;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.durations = new DurationParser(tokens);
    this.selectors = new SelectorParser(tokens);
    this.misplaced = new MisplacedDurations(durations);
  }

  static PromQlParse parse(String input, PromQlOptions options) {
    Tokens tokens = new Tokens(input, options);
    Parser parser = new Parser(tokens);
    PromQlExpr expr = null;
    try {
      expr = parser.whole();
    } catch (Tokens.Stop stop) {
      return new PromQlParse(null, tokens.errors); // the reason is among the errors
    }
    if (tokens.errors.isEmpty()) {
      new TypeChecker(tokens, parser.misplaced).check(expr);
    }
    return new PromQlParse(parser.incomplete ? null : expr, tokens.errors);
  }

  private PromQlExpr whole() {
    if (tokens.peek() == TokenKind.END_OF_INPUT) {
      tokens.error(Kind.SYNTAX, new Span(0, 0), "no expression in the input");
      throw new Tokens.Stop();
    }
    PromQlExpr expr = expression(0);
    if (tokens.peek() != TokenKind.END_OF_INPUT) {
      throw tokens.unexpected("", "an operator or the end of the input");
    }
    return expr;
  }

  /** An expression whose operators bind at least as strongly as {@code weakest}. */
  private PromQlExpr expression(int weakest) {
    if (++depth > PromQl.MAX_DEPTH) {
      throw tooDeep();
    }
    PromQlExpr left = tokens.peek().isSign() ? signed() : postfix(primary());
    while (true) {
      BinaryOperator operator = tokens.peek().binary;
      if (operator == null || operator.precedence() < weakest) {
        depth--;
        return left;
      }
      left = binary(operator, left);
    }
  }

  private Tokens.Stop tooDeep() {
    tokens.peek();
    tokens.error(
        Kind.TOO_DEEP, tokens.span(), "nested more than " + PromQl.MAX_DEPTH + " levels deep");
    return new Tokens.Stop();
  }

  private void raise(int below) {
    height = below + 1;
    if (height > PromQl.MAX_DEPTH) {
      throw tooDeep();
    }
  }

  private PromQlExpr signed() {
    List<Span> signs = new ArrayList<>(1);
    while (tokens.peek().isSign()) {
      signs.add(tokens.span());
      tokens.take();
    }
    behindSign = true;
    PromQlExpr found = expression(POWER);
    if (misplaced.contains(found) && DurationParser.operator(tokens.peek()) != null) {
      type = ValueType.SCALAR;
      return misplaced.signed(signs, found);
    }
    for (int i = signs.size() - 1; i >= 0; i--) {
      int start = signs.get(i).start();
      Sign sign = tokens.input.charAt(start) == '-' ? Sign.MINUS : Sign.PLUS;
      Span span = new Span(start, found.span().end());
      if (found instanceof NumberLiteral number) {
        double value = sign == Sign.MINUS ? -number.value() : number.value();
        found = new NumberLiteral(value, number.notation(), span);
      } else {
        raise(height);
        found = new PromQlExpr.Unary(sign, found, span);
      }
    }
    return found;
  }

  private PromQlExpr binary(BinaryOperator operator, PromQlExpr left) {
    int leftHeight = height;
    ValueType leftType = type;
    Span place = tokens.span();
    tokens.take();
    MatchingParser modifiers = MatchingParser.parse(tokens);
    int next = operator.precedence() + (operator == BinaryOperator.POWER ? 0 : 1);
    PromQlExpr right = expression(next);
    ValueType rightType = type;
    raise(height);
    height = Math.max(height, leftHeight);
    Span span = new Span(left.span().start(), right.span().end());
    boolean vectors = leftType.fits(ValueType.VECTOR) && rightType.fits(ValueType.VECTOR);
    VectorMatching matching = modifiers.matching(operator, vectors);
    if (modifiers.fills() && !tokens.isExperimental()) {
      tokens.error(Kind.NOT_ENABLED, span, "fill modifiers are experimental and not enabled");
    }
    Binary binary =
        new Binary(operator, place, modifiers.returnsBool(), matching, left, right, span);
    type = binary.type();
    return binary;
  }

  /** What is tied to an expression from behind: ranges, offsets and so on. */
  private PromQlExpr postfix(PromQlExpr start) {
    PromQlExpr expr = start;
    while (true) {
      switch (tokens.peek()) {
        case LEFT_BRACKET -> expr = range(expr);
        case OFFSET -> expr = offset(expr);
        case AT -> expr = at(expr);
        case ANCHORED -> expr = extend(expr, SelectorModifiers.Extension.ANCHORED);
        case SMOOTHED -> expr = extend(expr, SelectorModifiers.Extension.SMOOTHED);
        default -> {
          return expr;
        }
      }
    }
  }

  private PromQlExpr range(PromQlExpr expr) {
    int open = tokens.start();
    tokens.take();
    PromQlDuration range = durations.positive("a range or subquery");
    TokenKind next = tokens.peek();
    if (next == TokenKind.RIGHT_BRACKET) {
      tokens.take();
      return matrix(expr, range, new Span(open, tokens.end()));
    }
    tokens.expect(TokenKind.COLON, "a range or subquery", "\":\" or \"]\"");
    PromQlDuration step = null;
    if (tokens.peek() != TokenKind.RIGHT_BRACKET) {
      step = durations.positive("a subquery");
    }
    tokens.expect(TokenKind.RIGHT_BRACKET, "a subquery", "\"]\"");
    Span span = new Span(expr.span().start(), tokens.end());
    raise(height);
    type = ValueType.MATRIX;
    return new Subquery(named(expr), range, step, SelectorModifiers.NONE, span);
  }

  private PromQlExpr matrix(PromQlExpr start, PromQlDuration range, Span brackets) {
    PromQlExpr expr = named(start);
    if (!(expr instanceof VectorSelector selector)) {
      tokens.error(Kind.RULE, brackets, "a range is only allowed behind a vector selector");
      incomplete = true;
      return expr;
    }
    SelectorModifiers modifiers = selector.modifiers();
    if (Modifiers.hasOffset(modifiers, tokens.isNewer())) {
      tokens.error(Kind.RULE, brackets, "an offset isn't allowed before a range");
    } else if (modifiers.atNode() instanceof AtModifier.Timestamp
        || (tokens.isNewer() && modifiers.atNode() != null)) {
      tokens.error(Kind.RULE, brackets, "@ isn't allowed before a range");
    }
    raise(height);
    type = ValueType.MATRIX;
    Span span = new Span(expr.span().start(), tokens.lastClosing);
    return new MatrixSelector(selector, range, span);
  }

  /** A lone placeholder is a metric's name once something follows that only selectors have. */
  private PromQlExpr named(PromQlExpr expr) {
    if (expr instanceof PlaceholderExpr placeholder
        && !Lexer.isDigit(placeholder.text().value().charAt(0))) {
      PromQlText name = placeholder.text();
      type = ValueType.VECTOR;
      return new VectorSelector(name, List.of(), List.of(), SelectorModifiers.NONE, name.span());
    }
    return expr;
  }

  private PromQlExpr offset(PromQlExpr start) {
    PromQlExpr expr = named(start);
    tokens.take();
    PromQlDuration offset = durations.offset();
    SelectorModifiers old = modifiersOf(expr, "an offset");
    if (old == null) {
      return expr;
    }
    if (Modifiers.hasOffset(old, true)) {
      tokens.error(Kind.RULE, expr.span(), "the offset is set more than once");
    }
    return Modifiers.replaced(expr, old.withOffset(offset), tokens.lastClosing);
  }

  private PromQlExpr at(PromQlExpr start) {
    PromQlExpr expr = named(start);
    int place = tokens.start();
    tokens.take();
    AtModifier at = selectors.at(place, expr.span());
    SelectorModifiers old = modifiersOf(expr, "@");
    if (old == null) {
      return expr;
    }
    if (old.atNode() != null) {
      tokens.error(Kind.RULE, expr.span(), "@ is set more than once");
      return expr;
    }
    return Modifiers.replaced(expr, old.withAt(at), tokens.lastClosing);
  }

  private PromQlExpr extend(PromQlExpr start, SelectorModifiers.Extension extension) {
    PromQlExpr expr = named(start);
    tokens.take();
    String keyword = extension.keyword();
    if (!tokens.isExperimental()) {
      tokens.error(Kind.NOT_ENABLED, expr.span(), keyword + " is experimental and not enabled");
      return expr;
    }
    if (!(expr instanceof VectorSelector) && !(expr instanceof MatrixSelector)) {
      tokens.error(Kind.RULE, expr.span(), keyword + " is only allowed behind a selector");
      return expr;
    }
    SelectorModifiers old = modifiersOf(expr, keyword);
    if (old == null) {
      return expr;
    }
    if (old.extension() != SelectorModifiers.Extension.NONE && old.extension() != extension) {
      tokens.error(Kind.RULE, expr.span(), "anchored and smoothed can't be used together");
    }
    return Modifiers.replaced(expr, old.withExtension(extension), expr.span().end());
  }

  /** The modifiers that an expression has; null, with an error, when it can't have any. */
  private @Nullable SelectorModifiers modifiersOf(PromQlExpr expr, String what) {
    SelectorModifiers found = Modifiers.of(expr);
    if (found == null && !incomplete) {
      tokens.error(
          Kind.RULE, expr.span(), what + " is only allowed behind a selector or a subquery");
    }
    return found;
  }

  private PromQlExpr primary() {
    TokenKind kind = tokens.peek();
    int start = tokens.start();
    boolean signed = behindSign;
    behindSign = false;
    height = 1;
    switch (kind) {
      case NUMBER, DURATION -> {
        return number(kind);
      }
      case STRING -> {
        tokens.take();
        type = ValueType.STRING;
        return new PromQlExpr.StringLiteral(Literals.string(tokens));
      }
      case LEFT_PAREN -> {
        return paren(signed);
      }
      case LEFT_BRACE -> {
        type = ValueType.VECTOR;
        return selectors.braces(null);
      }
      default -> {}
    }
    if (!kind.namesMetric) {
      throw tokens.unexpected("", "an expression");
    }
    tokens.take();
    Span place = tokens.span();
    TokenKind next = needsLookahead(kind) ? tokens.peek() : TokenKind.ERROR;
    if (next == TokenKind.LEFT_PAREN) {
      if (kind == TokenKind.IDENTIFIER || kind == TokenKind.TEMPLATE || isFunctionWord(kind)) {
        return call(kind, place);
      }
      if (kind == TokenKind.STEP) {
        tokens.take();
        type = ValueType.SCALAR;
        return misplaced.step(start, signed ? POWER : 0);
      }
    }
    if (kind.aggregator != null
        && (next == TokenKind.LEFT_PAREN || next == TokenKind.BY || next == TokenKind.WITHOUT)) {
      return aggregate(kind.aggregator, start);
    }
    if (kind == TokenKind.TEMPLATE && (next == TokenKind.BY || next == TokenKind.WITHOUT)) {
      return unknownAggregate(new PromQlText(textOf(place), partsOf(place), place), null);
    }
    PromQlText name =
        kind == TokenKind.TEMPLATE
            ? new PromQlText(textOf(place), partsOf(place), place)
            : PromQlText.plain(textOf(place), place);
    if (tokens.peek() == TokenKind.LEFT_BRACE) {
      type = ValueType.VECTOR;
      return selectors.braces(name);
    }
    if (kind == TokenKind.TEMPLATE && !hasLetters(name)) {
      type = ValueType.UNKNOWN;
      return new PlaceholderExpr(name);
    }
    type = ValueType.VECTOR;
    return new VectorSelector(name, List.of(), List.of(), SelectorModifiers.NONE, place);
  }

  private PromQlExpr number(TokenKind kind) {
    tokens.take();
    type = ValueType.SCALAR;
    Span place = tokens.span();
    return kind == TokenKind.NUMBER
        ? new NumberLiteral(Literals.number(tokens, place), NumberNotation.NUMBER, place)
        : new NumberLiteral(Literals.seconds(tokens, place), NumberNotation.DURATION, place);
  }

  /** Whether letters stand beside the placeholders, so that only a metric's name can come of it. */
  private static boolean hasLetters(PromQlText text) {
    return !Lexer.isDigit(text.value().charAt(0))
        && text.parts().stream()
            .anyMatch(
                part ->
                    part instanceof PromQlText.Literal literal
                        && literal.value().chars().anyMatch(c -> Lexer.isAlpha((char) c)));
  }

  private static boolean needsLookahead(TokenKind kind) {
    return switch (kind) {
      case BY, WITHOUT, OFFSET, ANCHORED, SMOOTHED, METRIC_IDENTIFIER -> false;
      default -> true;
    };
  }

  /** Whether a keyword of the newer grammar is also a function's name. */
  private boolean isFunctionWord(TokenKind kind) {
    return tokens.isNewer()
        && switch (kind) {
          case START, END, STEP, RANGE, MAX_OF, MIN_OF -> true;
          default -> false;
        };
  }

  private String textOf(Span span) {
    return tokens.input.substring(span.start(), span.end());
  }

  private List<PromQlText.Part> partsOf(Span span) {
    return PlaceholderScanner.parts(tokens.input, span.start(), span.end(), text -> text);
  }

  private PromQlExpr paren(boolean signed) {
    int start = tokens.start();
    tokens.take();
    PromQlExpr inner = expression(0);
    tokens.expect(TokenKind.RIGHT_PAREN, "parentheses", "\")\" or an operator");
    Span span = new Span(start, tokens.end());
    if (misplaced.contains(inner)) {
      type = ValueType.SCALAR;
      return misplaced.grouped(inner, span, signed ? POWER : 0);
    }
    raise(height);
    return new PromQlExpr.Paren(inner, span);
  }

  private PromQlExpr call(TokenKind kind, Span place) {
    PromQlText name =
        kind == TokenKind.TEMPLATE
            ? new PromQlText(textOf(place), partsOf(place), place)
            : PromQlText.plain(textOf(place), place);
    List<PromQlExpr> args = arguments("a call of " + name.value());
    int below = height;
    if (kind == TokenKind.TEMPLATE
        && (tokens.peek() == TokenKind.BY || tokens.peek() == TokenKind.WITHOUT)) {
      height = below;
      return unknownAggregate(name, args);
    }
    type = ValueType.UNKNOWN;
    if (kind != TokenKind.TEMPLATE) {
      PromQlFunction.check(name, tokens);
      PromQlFunction function = PromQlFunction.find(name.value());
      type = function == null ? ValueType.UNKNOWN : function.returnType();
    }
    raise(below);
    int end = kind == TokenKind.TEMPLATE ? closing : tokens.lastClosing;
    return new PromQlExpr.Call(name, args, new Span(place.start(), end));
  }

  /** Where the argument list read last ends. */
  private int closing;

  /** Arguments in parentheses; leaves the greatest height among them. */
  private List<PromQlExpr> arguments(String context) {
    tokens.take();
    if (tokens.peek() == TokenKind.RIGHT_PAREN) {
      tokens.take();
      closing = tokens.end();
      height = 0;
      return List.of();
    }
    List<PromQlExpr> args = new ArrayList<>(4);
    args.add(expression(0));
    int below = height;
    while (tokens.peek() == TokenKind.COMMA) {
      Span comma = tokens.span();
      tokens.take();
      if (!startsExpression(tokens.peek())) {
        tokens.error(Kind.RULE, comma, "a comma must be followed by another argument");
        continue;
      }
      args.add(expression(0));
      below = Math.max(below, height);
    }
    tokens.expect(TokenKind.RIGHT_PAREN, context, "\",\" or \")\"");
    closing = tokens.end();
    height = below;
    return args;
  }

  private static boolean startsExpression(TokenKind kind) {
    return kind.namesMetric
        || kind.isSign()
        || switch (kind) {
          case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE -> true;
          default -> false;
        };
  }

  private PromQlExpr aggregate(Aggregator operator, int start) {
    Grouping grouping = null;
    if (tokens.peek() != TokenKind.LEFT_PAREN) {
      grouping = grouping();
      if (tokens.peek() != TokenKind.LEFT_PAREN) {
        throw tokens.unexpected("an aggregation", "\"(\"");
      }
    }
    List<PromQlExpr> args = arguments("an aggregation");
    int below = height;
    int end = tokens.lastClosing;
    if (grouping == null) {
      TokenKind next = tokens.peek();
      if (next == TokenKind.BY || next == TokenKind.WITHOUT) {
        grouping = grouping();
        end = tokens.lastClosing;
      } else {
        end = endBefore();
      }
    }
    type = ValueType.VECTOR;
    return assembled(operator, grouping, args, new Span(start, end), below);
  }

  private PromQlExpr assembled(
      Aggregator operator,
      @Nullable Grouping grouping,
      List<PromQlExpr> args,
      Span span,
      int below) {
    raise(below);
    int wanted = operator.hasParameter() ? 2 : 1;
    if (args.isEmpty()) {
      tokens.error(Kind.RULE, span, operator.symbol() + " has no arguments");
    } else if (operator.isExperimental() && !tokens.isExperimental()) {
      tokens.error(Kind.NOT_ENABLED, span, operator.symbol() + " is experimental and not enabled");
    } else if (args.size() != wanted) {
      tokens.error(
          Kind.RULE,
          span,
          operator.symbol() + " wants " + wanted + " argument(s), not " + args.size());
    }
    if (args.size() != wanted) {
      incomplete = true;
      return new PromQlExpr.StringLiteral(PromQlText.plain("", span));
    }
    PromQlExpr parameter = operator.hasParameter() ? args.get(0) : null;
    return new PromQlExpr.Aggregate(operator, grouping, parameter, args.get(wanted - 1), span);
  }

  private PromQlExpr unknownAggregate(PromQlText operator, @Nullable List<PromQlExpr> before) {
    Grouping grouping = grouping();
    List<PromQlExpr> args = before;
    if (args == null) {
      if (tokens.peek() != TokenKind.LEFT_PAREN) {
        throw tokens.unexpected("an aggregation", "\"(\"");
      }
      args = arguments("an aggregation");
    }
    raise(height);
    type = ValueType.VECTOR;
    Span span = new Span(operator.span().start(), tokens.end());
    return new PromQlExpr.UnknownAggregate(operator, grouping, args, span);
  }

  private Grouping grouping() {
    int start = tokens.start();
    Grouping.Mode mode = tokens.take() == TokenKind.BY ? Grouping.Mode.BY : Grouping.Mode.WITHOUT;
    List<PromQlText> labels = selectors.labels();
    return new Grouping(mode, labels, new Span(start, tokens.end()));
  }

  /**
   * Where an aggregation ends whose lookahead has been read: before a closing parenthesis that was
   * read too far, else at the last closing token.
   */
  private int endBefore() {
    int at = tokens.start();
    String input = tokens.input;
    if (at <= 0 || at >= input.length() || input.charAt(at) != ')') {
      return tokens.lastClosing;
    }
    for (int i = at - 1; i > 0; i--) {
      if (input.charAt(i) == ')') {
        return i + 1;
      }
      if (!Lexer.isSpace(input.charAt(i))) {
        break;
      }
    }
    return tokens.lastClosing;
  }
}
