package com.scanium.sightline.traceql;

import java.util.Map;
import java.util.Set;

/** The words of TraceQL. Source: Tempo's documentation, "Construct a TraceQL query", 2.x. */
final class Vocabulary {
  static final Map<String, TraceQlType> INTRINSICS =
      Map.ofEntries(
          Map.entry("duration", TraceQlType.DURATION),
          Map.entry("name", TraceQlType.STRING),
          Map.entry("status", TraceQlType.STATUS),
          Map.entry("statusMessage", TraceQlType.STRING),
          Map.entry("kind", TraceQlType.KIND),
          Map.entry("rootName", TraceQlType.STRING),
          Map.entry("rootServiceName", TraceQlType.STRING),
          Map.entry("traceDuration", TraceQlType.DURATION),
          Map.entry("childCount", TraceQlType.NUMBER),
          Map.entry("parent", TraceQlType.ANY),
          Map.entry("nestedSetLeft", TraceQlType.NUMBER),
          Map.entry("nestedSetRight", TraceQlType.NUMBER),
          Map.entry("nestedSetParent", TraceQlType.NUMBER),
          Map.entry("trace:duration", TraceQlType.DURATION),
          Map.entry("trace:rootName", TraceQlType.STRING),
          Map.entry("trace:rootService", TraceQlType.STRING),
          Map.entry("trace:id", TraceQlType.STRING),
          Map.entry("span:duration", TraceQlType.DURATION),
          Map.entry("span:name", TraceQlType.STRING),
          Map.entry("span:kind", TraceQlType.KIND),
          Map.entry("span:status", TraceQlType.STATUS),
          Map.entry("span:statusMessage", TraceQlType.STRING),
          Map.entry("span:id", TraceQlType.STRING),
          Map.entry("span:parentID", TraceQlType.STRING),
          Map.entry("span:childCount", TraceQlType.NUMBER),
          Map.entry("event:name", TraceQlType.STRING),
          Map.entry("event:timeSinceStart", TraceQlType.DURATION),
          Map.entry("link:spanID", TraceQlType.STRING),
          Map.entry("link:traceID", TraceQlType.STRING),
          Map.entry("instrumentation:name", TraceQlType.STRING),
          Map.entry("instrumentation:version", TraceQlType.STRING));

  static final Map<String, TraceQlType> WORDS =
      Map.ofEntries(
          Map.entry("true", TraceQlType.BOOLEAN),
          Map.entry("false", TraceQlType.BOOLEAN),
          Map.entry("nil", TraceQlType.NIL),
          Map.entry("ok", TraceQlType.STATUS),
          Map.entry("error", TraceQlType.STATUS),
          Map.entry("unset", TraceQlType.STATUS),
          Map.entry("unspecified", TraceQlType.KIND),
          Map.entry("internal", TraceQlType.KIND),
          Map.entry("server", TraceQlType.KIND),
          Map.entry("client", TraceQlType.KIND),
          Map.entry("producer", TraceQlType.KIND),
          Map.entry("consumer", TraceQlType.KIND));

  static final Set<String> SCOPES =
      Set.of("span", "resource", "parent", "event", "link", "instrumentation");

  /** Aggregates of one trace's spans; they are compared with a value. */
  static final Set<String> AGGREGATES = Set.of("count", "min", "max", "avg", "sum");

  static final Set<String> METRICS =
      Set.of(
          "rate",
          "count_over_time",
          "min_over_time",
          "max_over_time",
          "avg_over_time",
          "sum_over_time",
          "quantile_over_time",
          "histogram_over_time",
          "compare");

  /** Steps that change or pick spans or series. */
  static final Set<String> STEPS = Set.of("by", "coalesce", "select", "topk", "bottomk");

  /** Operators between spansets, the longest first. */
  static final String[] SPANSET_OPERATORS = {
    "&>>", "&<<", "!>>", "!<<", "&&", "||", ">>", "<<", "&>", "&<", "&~", "!>", "!<", "!~", ">",
    "<", "~"
  };

  /** Operators between values, the longest first. */
  static final String[] VALUE_OPERATORS = {
    "&&", "||", "!=", "=~", "!~", ">=", "<=", "=", ">", "<", "+", "-", "*", "/", "%", "^"
  };

  private Vocabulary() {}

  /** How tightly an operator between values binds; 0 when it is none. */
  static int precedence(String operator) {
    return switch (operator) {
      case "||" -> 1;
      case "&&" -> 2;
      case "=", "!=", "=~", "!~", ">", ">=", "<", "<=" -> 3;
      case "+", "-" -> 4;
      case "*", "/", "%" -> 5;
      case "^" -> 6;
      default -> 0;
    };
  }
}
