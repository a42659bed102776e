package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlOptions.Grammar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a PromQL function: its arguments, its result, and which versions have it.
 *
 * <p>The table holds the functions of Prometheus 3.9.1 and of the newer grammar. Immutable.
 */
public final class PromQlFunction {
  private static final Map<String, PromQlFunction> TABLE = table();

  private final String name;
  private final List<ValueType> argumentTypes;
  private final ValueType returnType;
  private final int optional;
  private final Since since;

  private PromQlFunction(
      String name, List<ValueType> argumentTypes, ValueType returnType, int optional, Since since) {
    this.name = name;
    this.argumentTypes = argumentTypes;
    this.returnType = returnType;
    this.optional = optional;
    this.since = since;
  }

  /** A function by its exact name; empty when no grammar version has it. */
  public static Optional<PromQlFunction> named(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  static @Nullable PromQlFunction find(String name) {
    return TABLE.get(name);
  }

  /** All functions of all grammar versions, by name. */
  public static Collection<PromQlFunction> all() {
    return TABLE.values();
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The types of the declared arguments, in order; the last one may repeat or be optional. */
  public List<ValueType> argumentTypes() {
    return argumentTypes;
  }

  /**
   * The type of one argument; {@link ValueType#UNKNOWN} for one that the function doesn't have.
   *
   * @param index the argument's place, from 0
   */
  public ValueType argumentType(int index) {
    if (index < argumentTypes.size()) {
      return argumentTypes.get(index);
    }
    return optional == 0 || argumentTypes.isEmpty()
        ? ValueType.UNKNOWN
        : argumentTypes.get(argumentTypes.size() - 1);
  }

  /** The type of the result. */
  public ValueType returnType() {
    return returnType;
  }

  /** The fewest arguments that a call may have. */
  public int minArguments() {
    return optional == 0 ? argumentTypes.size() : argumentTypes.size() - 1;
  }

  /** The most arguments that a call may have; {@link Integer#MAX_VALUE} when there is no limit. */
  public int maxArguments() {
    if (optional < 0) {
      return Integer.MAX_VALUE;
    }
    return minArguments() + optional;
  }

  /** Whether the function exists in a grammar version, experimental or not. */
  public boolean existsIn(Grammar grammar) {
    return since != Since.NEWER_EXPERIMENTAL || grammar == Grammar.NEWER;
  }

  /** Whether the function must be switched on in a grammar version. */
  public boolean isExperimentalIn(Grammar grammar) {
    return switch (since) {
      case ALWAYS -> false;
      case EXPERIMENTAL, NEWER_EXPERIMENTAL -> true;
      case EXPERIMENTAL_AT_FIRST -> grammar == Grammar.V3_9;
    };
  }

  boolean isVariadic() {
    return optional != 0;
  }

  /** Reports a call of a function that isn't there, or isn't enabled. */
  static void check(PromQlText name, Tokens tokens) {
    PromQlFunction function = find(name.value());
    Grammar grammar = tokens.options.grammar();
    if (function == null || !function.existsIn(grammar)) {
      // a keyword or an aggregation that is spelled wrongly looks like a call, too
      List<String> known = new ArrayList<>(Keywords.all());
      all().stream()
          .filter(candidate -> candidate.existsIn(grammar))
          .map(PromQlFunction::name)
          .forEach(known::add);
      tokens.error(
          PromQlError.Kind.RULE,
          name.span(),
          "unknown function \"" + name.value() + "\"",
          null,
          Suggestions.nearest(name.value(), known));
    } else if (function.isExperimentalIn(grammar) && !tokens.isExperimental()) {
      tokens.error(
          PromQlError.Kind.NOT_ENABLED,
          name.span(),
          "function \"" + name.value() + "\" is experimental and not enabled");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PromQlFunction that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }

  private enum Since {
    ALWAYS,
    EXPERIMENTAL,
    EXPERIMENTAL_AT_FIRST,
    NEWER_EXPERIMENTAL
  }

  /** Builds the table: argument types as letters (scalar, vector, matrix, text). */
  private static final class Builder {
    private final Map<String, PromQlFunction> functions = new LinkedHashMap<>();

    void add(Since since, int optional, String arguments, ValueType returnType, String... names) {
      List<ValueType> types = arguments.chars().mapToObj(letter -> type((char) letter)).toList();
      for (String name : names) {
        functions.put(name, new PromQlFunction(name, types, returnType, optional, since));
      }
    }

    private static ValueType type(char letter) {
      return switch (letter) {
        case 's' -> ValueType.SCALAR;
        case 'v' -> ValueType.VECTOR;
        case 'm' -> ValueType.MATRIX;
        default -> ValueType.STRING;
      };
    }
  }

  private static Map<String, PromQlFunction> table() {
    Builder to = new Builder();
    ValueType vector = ValueType.VECTOR;
    ValueType scalar = ValueType.SCALAR;
    to.add(
        Since.ALWAYS,
        0,
        "v",
        vector,
        "abs",
        "absent",
        "acos",
        "acosh",
        "asin",
        "asinh",
        "atan",
        "atanh",
        "ceil",
        "cos",
        "cosh",
        "deg",
        "exp",
        "floor",
        "histogram_avg",
        "histogram_count",
        "histogram_stddev",
        "histogram_stdvar",
        "histogram_sum",
        "ln",
        "log10",
        "log2",
        "rad",
        "sgn",
        "sin",
        "sinh",
        "sort",
        "sort_desc",
        "sqrt",
        "tan",
        "tanh",
        "timestamp");
    to.add(
        Since.ALWAYS,
        0,
        "m",
        vector,
        "absent_over_time",
        "avg_over_time",
        "changes",
        "count_over_time",
        "delta",
        "deriv",
        "idelta",
        "increase",
        "irate",
        "last_over_time",
        "max_over_time",
        "min_over_time",
        "present_over_time",
        "rate",
        "resets",
        "stddev_over_time",
        "stdvar_over_time",
        "sum_over_time");
    to.add(
        Since.ALWAYS,
        1,
        "v",
        vector,
        "day_of_month",
        "day_of_week",
        "day_of_year",
        "days_in_month",
        "hour",
        "minute",
        "month",
        "year");
    to.add(Since.ALWAYS, 0, "vss", vector, "clamp");
    to.add(Since.ALWAYS, 0, "vs", vector, "clamp_max", "clamp_min");
    to.add(Since.ALWAYS, 1, "vs", vector, "round");
    to.add(Since.ALWAYS, 0, "ssv", vector, "histogram_fraction");
    to.add(Since.ALWAYS, 0, "sv", vector, "histogram_quantile");
    to.add(Since.ALWAYS, 0, "ms", vector, "predict_linear");
    to.add(Since.ALWAYS, 0, "sm", vector, "quantile_over_time");
    to.add(Since.ALWAYS, 0, "vtttt", vector, "label_replace");
    to.add(Since.ALWAYS, -1, "vttt", vector, "label_join");
    to.add(Since.ALWAYS, 0, "s", vector, "vector");
    to.add(Since.ALWAYS, 0, "v", scalar, "scalar");
    to.add(Since.ALWAYS, 0, "", scalar, "pi", "time");
    to.add(Since.EXPERIMENTAL_AT_FIRST, 0, "m", vector, "first_over_time");
    to.add(
        Since.EXPERIMENTAL,
        0,
        "m",
        vector,
        "mad_over_time",
        "ts_of_first_over_time",
        "ts_of_last_over_time",
        "ts_of_max_over_time",
        "ts_of_min_over_time");
    to.add(Since.EXPERIMENTAL, 0, "mss", vector, "double_exponential_smoothing");
    to.add(Since.EXPERIMENTAL, 1, "vv", vector, "info");
    to.add(Since.EXPERIMENTAL, -1, "vt", vector, "sort_by_label", "sort_by_label_desc");
    to.add(Since.NEWER_EXPERIMENTAL, 0, "", scalar, "start", "end", "step", "range");
    to.add(Since.NEWER_EXPERIMENTAL, 0, "ss", scalar, "max_of", "min_of");
    to.add(Since.NEWER_EXPERIMENTAL, 0, "v", vector, "start_timestamp");
    to.add(Since.NEWER_EXPERIMENTAL, 9, "vtss", vector, "histogram_quantiles");
    return Collections.unmodifiableMap(new TreeMap<>(to.functions));
  }
}
