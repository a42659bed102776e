package com.scanium.sightline.promql;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of tokens, with what each may stand for. */
enum TokenKind {
  END_OF_INPUT("end of input"),
  ERROR("error"),
  IDENTIFIER("identifier", Role.NAME),
  METRIC_IDENTIFIER("metric identifier", Role.NAME),
  /** A word, number or duration with placeholders in it. */
  TEMPLATE("placeholder", Role.NAME),
  NUMBER("number"),
  DURATION("duration"),
  STRING("string"),
  LEFT_PAREN("\"(\""),
  RIGHT_PAREN("\")\""),
  LEFT_BRACE("\"{\""),
  RIGHT_BRACE("\"}\""),
  LEFT_BRACKET("\"[\""),
  RIGHT_BRACKET("\"]\""),
  COMMA("\",\""),
  COLON("\":\""),
  ASSIGN("\"=\""),
  REGEX_MATCH("\"=~\""),
  REGEX_NOT_MATCH("\"!~\""),
  AT("\"@\""),

  ADD("\"+\"", BinaryOperator.ADD, Role.NONE),
  SUBTRACT("\"-\"", BinaryOperator.SUBTRACT, Role.NONE),
  MULTIPLY("\"*\"", BinaryOperator.MULTIPLY, Role.NONE),
  DIVIDE("\"/\"", BinaryOperator.DIVIDE, Role.NONE),
  MODULO("\"%\"", BinaryOperator.MODULO, Role.NONE),
  POWER("\"^\"", BinaryOperator.POWER, Role.NONE),
  EQUAL("\"==\"", BinaryOperator.EQUAL, Role.NONE),
  NOT_EQUAL("\"!=\"", BinaryOperator.NOT_EQUAL, Role.NONE),
  GREATER("\">\"", BinaryOperator.GREATER, Role.NONE),
  GREATER_OR_EQUAL("\">=\"", BinaryOperator.GREATER_OR_EQUAL, Role.NONE),
  LESS("\"<\"", BinaryOperator.LESS, Role.NONE),
  LESS_OR_EQUAL("\"<=\"", BinaryOperator.LESS_OR_EQUAL, Role.NONE),
  TRIM_UPPER("\"</\"", BinaryOperator.TRIM_UPPER, Role.NONE),
  TRIM_LOWER("\">/\"", BinaryOperator.TRIM_LOWER, Role.NONE),

  AND("and", BinaryOperator.AND, Role.NAME),
  OR("or", BinaryOperator.OR, Role.NAME),
  UNLESS("unless", BinaryOperator.UNLESS, Role.NAME),
  ATAN2("atan2", BinaryOperator.ATAN2, Role.LABEL),

  SUM("sum", Aggregator.SUM),
  AVG("avg", Aggregator.AVG),
  COUNT("count", Aggregator.COUNT),
  MIN("min", Aggregator.MIN),
  MAX("max", Aggregator.MAX),
  GROUP("group", Aggregator.GROUP),
  STDDEV("stddev", Aggregator.STDDEV),
  STDVAR("stdvar", Aggregator.STDVAR),
  TOPK("topk", Aggregator.TOPK),
  BOTTOMK("bottomk", Aggregator.BOTTOMK),
  COUNT_VALUES("count_values", Aggregator.COUNT_VALUES),
  QUANTILE("quantile", Aggregator.QUANTILE),
  LIMITK("limitk", Aggregator.LIMITK),
  LIMIT_RATIO("limit_ratio", Aggregator.LIMIT_RATIO),

  BY("by", Role.NAME),
  WITHOUT("without", Role.METRIC),
  ON("on", Role.LABEL),
  IGNORING("ignoring", Role.LABEL),
  GROUP_LEFT("group_left", Role.LABEL),
  GROUP_RIGHT("group_right", Role.LABEL),
  BOOL("bool", Role.LABEL),
  OFFSET("offset", Role.NAME),
  SMOOTHED("smoothed", Role.NAME),
  ANCHORED("anchored", Role.NAME),
  START("start", Role.NAME),
  END("end", Role.NAME),
  STEP("step", Role.NAME),
  // Keywords of the newer grammar only; the older one reads plain identifiers.
  RANGE("range", Role.NAME),
  MAX_OF("max_of", Role.NAME),
  MIN_OF("min_of", Role.NAME),
  FILL("fill", Role.NAME),
  FILL_LEFT("fill_left", Role.NAME),
  FILL_RIGHT("fill_right", Role.NAME);

  private enum Role {
    /** Only itself. */
    NONE,
    /** Also a metric's name. */
    METRIC,
    /** Also a label's name in a list. */
    LABEL,
    /** Also the name of a metric or a label. */
    NAME
  }

  private static final Set<TokenKind> KEYWORDS = EnumSet.range(AND, FILL_RIGHT);
  private static final Set<TokenKind> NEWER = EnumSet.range(RANGE, FILL_RIGHT);
  private static final Set<TokenKind> BEFORE_PAREN = EnumSet.range(FILL, FILL_RIGHT);

  final String text;
  final @Nullable BinaryOperator binary;
  final @Nullable Aggregator aggregator;
  final boolean namesMetric;
  final boolean namesLabel;

  TokenKind(String text) {
    this(text, null, null, Role.NONE);
  }

  TokenKind(String text, Role role) {
    this(text, null, null, role);
  }

  TokenKind(String text, BinaryOperator binary, Role role) {
    this(text, binary, null, role);
  }

  TokenKind(String text, Aggregator aggregator) {
    this(text, null, aggregator, Role.NAME);
  }

  TokenKind(
      String text, @Nullable BinaryOperator binary, @Nullable Aggregator aggregator, Role role) {
    this.text = text;
    this.binary = binary;
    this.aggregator = aggregator;
    this.namesMetric = role == Role.METRIC || role == Role.NAME;
    this.namesLabel = role == Role.LABEL || role == Role.NAME;
  }

  /** Whether it is a word that the lexer knows. */
  boolean isKeyword() {
    return KEYWORDS.contains(this);
  }

  /** Whether only the newer grammar has this keyword. */
  boolean isNewer() {
    return NEWER.contains(this);
  }

  /** Whether it is a keyword only when a parenthesis follows. */
  boolean needsParen() {
    return BEFORE_PAREN.contains(this);
  }

  boolean isSign() {
    return this == ADD || this == SUBTRACT;
  }
}
