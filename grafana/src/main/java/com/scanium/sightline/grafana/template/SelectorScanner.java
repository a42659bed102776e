package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the vector selectors of a PromQL text that may still hold variables.
 *
 * <p>Not a parser: it tells metric names from functions, keywords, strings and grouping labels,
 * which is all that adding a label matcher, or reading one selector, needs. Text that no grammar
 * accepts is fine.
 */
final class SelectorScanner {
  /**
   * A selector: its place, metric ("" when it has none) and matchers.
   *
   * @param span where it stands, braces included, ranges not
   * @param metric the metric name, possibly empty
   * @param filters its matchers in order
   */
  record Selector(Span span, String metric, List<LabelFilter> filters) {
    String rendered() {
      if (filters.isEmpty()) {
        return metric;
      }
      List<String> matchers = new ArrayList<>();
      filters.forEach(filter -> matchers.add(filter.rendered()));
      return metric + "{" + String.join(", ", matchers) + "}";
    }

    Selector with(List<LabelFilter> changed) {
      return new Selector(span, metric, List.copyOf(changed));
    }
  }

  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "atan2", "bool", "offset", "inf", "nan", "start", "end");

  private final String text;
  private final List<Selector> found = new ArrayList<>();
  private int at;

  private SelectorScanner(String text) {
    this.text = text;
  }

  static List<Selector> selectors(String text) {
    SelectorScanner scanner = new SelectorScanner(text);
    scanner.scan();
    return scanner.found;
  }

  private void scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'' || c == '`') {
        skipString();
      } else if (c == '#') {
        int line = text.indexOf('\n', at);
        at = line < 0 ? text.length() : line;
      } else if (c == '[') {
        int close = text.indexOf(']', at);
        at = close < 0 ? text.length() : close + 1;
      } else if (c == '{') {
        selector(at, "");
      } else if (isNameStart(c)) {
        name();
      } else if (c >= '0' && c <= '9') {
        skipNumber();
      } else {
        at++;
      }
    }
  }

  private void name() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    int next = skipBlanks(at);
    char following = next < text.length() ? text.charAt(next) : ' ';
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (GROUPING.contains(lower) && following == '(') {
      int close = text.indexOf(')', next);
      at = close < 0 ? text.length() : close + 1;
      return;
    }
    if (following == '(' || WORDS.contains(lower) || GROUPING.contains(lower)) {
      return;
    }
    if (isAggregationBeforeGrouping(next)) {
      return;
    }
    selector(start, name);
  }

  /** Whether the name is an aggregation with its grouping in front: {@code sum by (x) (…)}. */
  private boolean isAggregationBeforeGrouping(int next) {
    int end = next;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(next, end).toLowerCase(java.util.Locale.ROOT);
    if (!word.equals("by") && !word.equals("without")) {
      return false;
    }
    return skipBlanks(end) < text.length() && text.charAt(skipBlanks(end)) == '(';
  }

  private void selector(int start, String metric) {
    int open = metric.isEmpty() ? start : skipBlanks(at);
    List<LabelFilter> filters = new ArrayList<>();
    if (open < text.length() && text.charAt(open) == '{') {
      at = open + 1;
      matchers(filters);
    }
    found.add(new Selector(new Span(start, at), metric, List.copyOf(filters)));
  }

  private void matchers(List<LabelFilter> into) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '}') {
        at++;
        return;
      }
      if (!isNameStart(c)) {
        if (c == '"' || c == '\'' || c == '`') {
          skipString();
        } else {
          at++;
        }
        continue;
      }
      int start = at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      String label = text.substring(start, at);
      at = skipBlanks(at);
      int operator = at;
      while (at < text.length() && "=!~".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String op = text.substring(operator, at);
      at = skipBlanks(at);
      int quote = at;
      if (!op.isEmpty() && at < text.length() && "\"'`".indexOf(text.charAt(at)) >= 0) {
        skipString();
        into.add(
            new LabelFilter(label, op, text.substring(quote + 1, Math.max(quote + 1, at - 1))));
      }
    }
  }

  private void skipString() {
    char quote = text.charAt(at++);
    while (at < text.length() && text.charAt(at) != quote) {
      at += quote != '`' && text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
  }

  private void skipNumber() {
    while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
  }

  private int skipBlanks(int from) {
    int next = from;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }
}
