package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a variable asks of a Prometheus data source. Immutable.
 *
 * <p>Read from the string form with the anchored patterns of Grafana, which are case sensitive and
 * don't cross lines: a leading blank or {@code Label_values(…)} makes a series query.
 */
public final class PrometheusVariableQuery {
  /** What is asked. */
  public enum Kind {
    /** The names of labels. */
    LABEL_NAMES(0),
    /** The values of one label. */
    LABEL_VALUES(1),
    /** The names of metrics. */
    METRIC_NAMES(2),
    /** The result of an expression, one value per series. */
    QUERY_RESULT(3),
    /** Whole series, as {@code name{label="value"}}. */
    SERIES(4),
    /** The string form kept inside the object form. */
    CLASSIC(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The number in {@code qryType}. */
    public int code() {
      return code;
    }

    /** The kind that {@code qryType} names; empty for other numbers. */
    public static Optional<Kind> of(int code) {
      return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }
  }

  private static final Pattern LABEL_NAMES = Pattern.compile("^label_names\\(\\)\\s*$");
  private static final Pattern LABEL_NAMES_MATCH = Pattern.compile("^label_names\\((.+)\\)\\s*$");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("^label_values\\((?:(.+),\\s*)?(.+)\\)\\s*$");
  private static final Pattern METRICS = Pattern.compile("^metrics\\((.+)\\)\\s*$");
  private static final Pattern QUERY_RESULT = Pattern.compile("^query_result\\((.+)\\)\\s*$");

  private final Kind kind;
  private final @Nullable String selector;
  private final @Nullable String metric;
  private final List<LabelFilter> filters;
  private final @Nullable String label;
  private final @Nullable String text;

  private PrometheusVariableQuery(
      Kind kind,
      @Nullable String selector,
      @Nullable String metric,
      List<LabelFilter> filters,
      @Nullable String label,
      @Nullable String text) {
    this.kind = kind;
    this.selector = selector;
    this.metric = metric;
    this.filters = List.copyOf(filters);
    this.label = label;
    this.text = text;
  }

  /** Reads the string form. */
  public static PrometheusVariableQuery parse(String query) {
    Matcher matcher = LABEL_NAMES_MATCH.matcher(query);
    if (matcher.find()) {
      return of(Kind.LABEL_NAMES, null, matcher.group(1));
    }
    if (LABEL_NAMES.matcher(query).find()) {
      return of(Kind.LABEL_NAMES, null, null);
    }
    // the beginning decides what is meant, even when the rest doesn't fit: then nothing is named
    if (query.startsWith("label_values(")) {
      matcher = LABEL_VALUES.matcher(query);
      return matcher.find()
          ? labelValues(matcher.group(1), matcher.group(2))
          : of(Kind.LABEL_VALUES, "", null);
    }
    if (query.startsWith("metrics(")) {
      return of(Kind.METRIC_NAMES, null, argument(METRICS, query));
    }
    if (query.startsWith("query_result(")) {
      return of(Kind.QUERY_RESULT, null, argument(QUERY_RESULT, query));
    }
    return of(Kind.SERIES, null, query);
  }

  private static String argument(Pattern pattern, String query) {
    Matcher matcher = pattern.matcher(query);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static PrometheusVariableQuery labelValues(@Nullable String selector, String label) {
    if (selector == null) {
      return of(Kind.LABEL_VALUES, label, null);
    }
    List<SelectorScanner.Selector> found = SelectorScanner.selectors(selector);
    String metric = found.isEmpty() ? "" : found.get(0).metric();
    List<LabelFilter> filters = found.isEmpty() ? List.of() : found.get(0).filters();
    return new PrometheusVariableQuery(
        Kind.LABEL_VALUES, selector, metric, filters, label, selector);
  }

  /** A query of a kind, with the label and the argument that the kind has. */
  public static PrometheusVariableQuery of(
      Kind kind, @Nullable String label, @Nullable String text) {
    return new PrometheusVariableQuery(kind, null, null, List.of(), label, text);
  }

  /** The values of a label over the series of a selector given in parts. */
  public static PrometheusVariableQuery labelValues(
      @Nullable String metric, List<LabelFilter> filters, @Nullable String label) {
    return new PrometheusVariableQuery(Kind.LABEL_VALUES, null, metric, filters, label, null);
  }

  /** What is asked. */
  public Kind kind() {
    return kind;
  }

  /** The label whose values are asked. */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** The metric name of the selector; empty text when the selector has matchers only. */
  public Optional<String> metric() {
    return Optional.ofNullable(metric);
  }

  /** The selector's matchers. */
  public List<LabelFilter> filters() {
    return filters;
  }

  /** The argument as written: a selector, an expression, a pattern or the whole series query. */
  public Optional<String> text() {
    return Optional.ofNullable(text != null ? text : selector);
  }

  /** The selector that limits which series count; empty when all series do. */
  public Optional<String> selector() {
    if (selector != null) {
      return Optional.of(selector);
    }
    boolean empty = (metric == null || metric.isEmpty()) && filters.isEmpty();
    return empty ? Optional.empty() : Optional.of(rendered());
  }

  private String rendered() {
    String name = metric == null ? "" : metric;
    return new SelectorScanner.Selector(Span.at(0), name, filters).rendered();
  }

  /**
   * The string form that Grafana's editor writes; the empty string for {@link Kind#CLASSIC}, and a
   * missing label or metric as {@code undefined}, both as Grafana does.
   */
  public String classicText() {
    return switch (kind) {
      case LABEL_NAMES -> "label_names(" + (text == null ? "" : text) + ")";
      case LABEL_VALUES ->
          selector().isPresent()
              ? "label_values(" + rendered() + "," + orUndefined(label) + ")"
              : "label_values(" + orUndefined(label) + ")";
      case METRIC_NAMES -> "metrics(" + orUndefined(text) + ")";
      case QUERY_RESULT ->
          "query_result(" + (text == null ? "" : text.replaceAll("[\\r\\n]+", "")) + ")";
      case SERIES -> text == null ? "" : text;
      case CLASSIC -> "";
    };
  }

  private static String orUndefined(@Nullable String text) {
    return text == null ? "undefined" : text;
  }
}
