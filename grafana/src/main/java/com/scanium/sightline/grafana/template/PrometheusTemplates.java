package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.OffsetMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the Prometheus data source makes of variables: its own escaping of values, ad hoc filters,
 * legends and variable queries.
 *
 * <p>Behaviour of {@code @grafana/prometheus} 13.2: a variable that is neither multi-value nor
 * offers "All" is inserted with {@code \} and {@code '} escaped only; any other is escaped for a
 * regular expression inside a string, several values as {@code (a|b)}. Replacement runs twice,
 * before and after ad hoc filters, so a value may bring in another variable. Immutable.
 */
public final class PrometheusTemplates {
  /** Escapes as released: double quotes in values are not escaped. */
  public static final PrometheusTemplates DEFAULT = new PrometheusTemplates(false);

  /** Escapes as with feature toggle {@code prometheusSpecialCharsInLabelValues}. */
  public static final PrometheusTemplates SPECIAL_CHARACTERS = new PrometheusTemplates(true);

  private static final Pattern MATCHER = Pattern.compile("\\w+\\s*(=~|!~|!=|=)\\s*\".*\"");

  private final boolean specialCharacters;

  private PrometheusTemplates(boolean specialCharacters) {
    this.specialCharacters = specialCharacters;
  }

  /**
   * A panel's query as the browser sends it. {@code $__interval} and {@code $__interval_ms} stay in
   * the text in that spelling, since the server replaces them; see {@link PrometheusStep}.
   */
  public Interpolated query(String expr, TemplateScope scope, List<AdHocFilter> filters) {
    TemplateScope own =
        scope.toBuilder()
            .scoped(literal("__interval", "$__interval"))
            .scoped(literal("__interval_ms", "$__interval_ms"))
            .build();
    Interpolated once = Interpolator.interpolate(expr, own, this::format);
    Interpolated filtered = withFilters(once, filters);
    Interpolated twice = Interpolator.interpolate(filtered.text(), own, this::format);
    return new Interpolated(twice.text(), twice.origin().andThen(filtered.origin()));
  }

  /** A legend format; {@code {{label}}} is not touched. */
  public static Interpolated legend(String legend, TemplateScope scope) {
    return Interpolator.interpolate(legend, scope);
  }

  /**
   * A variable's query. Here {@code $__interval} is the data source's scrape interval, and {@code
   * $__rate_interval} isn't replaced at all.
   *
   * @param scrapeInterval the data source's interval, such as {@code 15s}
   */
  public Interpolated variableQuery(String query, TemplateScope scope, String scrapeInterval) {
    TemplateScope.Builder own = scope.toBuilder().scoped(literal("__interval", scrapeInterval));
    Intervals.browserMillis(scrapeInterval)
        .ifPresent(ms -> own.scoped(literal("__interval_ms", Long.toString((long) ms))));
    scope
        .from()
        .ifPresent(
            from ->
                scope
                    .to()
                    .ifPresent(
                        to -> {
                          long ms = to.toEpochMilli() - from.toEpochMilli();
                          long seconds = Math.round(ms / 1000.0);
                          own.scoped(literal("__range_ms", Long.toString(ms)))
                              .scoped(literal("__range_s", Long.toString(seconds)))
                              .scoped(literal("__range", seconds + "s"));
                        }));
    return Interpolator.interpolate(query, own.build(), this::format);
  }

  private static TemplateVariable literal(String name, String value) {
    return TemplateVariable.builder(name, VariableValue.of(value))
        .kind(VariableKind.SYSTEM)
        .build();
  }

  private String format(TemplateVariable variable, VariableValue value) {
    if (!variable.isMulti() && !variable.includesAll()) {
      return value instanceof VariableValue.One one
          ? regularEscape(one.value())
          : ValueFormats.single(value);
    }
    if (!(value instanceof VariableValue.Many many)) {
      return regexEscape(ValueFormats.single(value));
    }
    List<String> escaped = new ArrayList<>();
    many.values().forEach(each -> escaped.add(regexEscape(each)));
    return escaped.size() == 1 ? escaped.get(0) : "(" + String.join("|", escaped) + ")";
  }

  private String regularEscape(String value) {
    if (!specialCharacters) {
      return value.replace("\\", "\\\\").replace("'", "\\\\'");
    }
    return MATCHER.matcher(value).matches()
        ? value
        : value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private String regexEscape(String value) {
    String special = specialCharacters ? "$^*{}[]'+?.()|" : "$^*{}[]+?.()|";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        out.append("\\\\\\\\");
      } else if (special.indexOf(c) >= 0) {
        out.append("\\\\").append(c);
      } else if (c == '"' && specialCharacters) {
        out.append("\\\\\\\"");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private Interpolated withFilters(Interpolated expr, List<AdHocFilter> filters) {
    Interpolated filtered = expr;
    for (AdHocFilter filter : filters) {
      String op = filter.operator();
      String value = filter.value();
      if (op.equals("=|") || op.equals("!=|")) {
        op = op.equals("=|") ? "=~" : "!~";
        List<String> escaped = new ArrayList<>();
        filter.values().forEach(each -> escaped.add(regularEscape(each)));
        value = String.join("|", escaped);
      }
      if (op.endsWith("~")) {
        value = regularEscape(value);
      }
      filtered = withFilter(filtered, new LabelFilter(filter.key(), op, value));
    }
    return filtered;
  }

  private static Interpolated withFilter(Interpolated before, LabelFilter filter) {
    String expr = before.text();
    StringBuilder out = new StringBuilder();
    OffsetMap.Builder map = OffsetMap.builder();
    int copied = 0;
    for (SelectorScanner.Selector selector : SelectorScanner.selectors(expr)) {
      int start = selector.span().start();
      String rendered = selector.with(added(selector.filters(), filter)).rendered();
      int same = 0;
      while (same < rendered.length()
          && same < selector.span().length()
          && rendered.charAt(same) == expr.charAt(start + same)) {
        same++;
      }
      map.copied(out.length(), copied);
      out.append(expr, copied, start + same);
      // what the filter brought in stands for the end of what is written
      map.fixed(out.length(), Math.max(start, start + same - 1));
      out.append(rendered, same, rendered.length());
      copied = selector.span().end();
    }
    map.copied(out.length(), copied);
    String text = out.append(expr.substring(copied)).toString();
    return new Interpolated(text, map.build().andThen(before.origin()));
  }

  /** One matcher per label and value: an equal one with another operator is replaced. */
  private static List<LabelFilter> added(List<LabelFilter> filters, LabelFilter filter) {
    List<LabelFilter> result = new ArrayList<>(filters);
    boolean known = false;
    for (int i = 0; i < result.size(); i++) {
      LabelFilter each = result.get(i);
      if (each.label().equals(filter.label()) && each.value().equals(filter.value())) {
        known = true;
        result.set(i, filter);
      }
    }
    if (!known) {
      result.add(filter);
    }
    return result;
  }
}
