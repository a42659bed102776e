package com.scanium.sightline.catalog;

import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a target answers to a scrape: Prometheus text 0.0.4 and OpenMetrics 1.0, which is
 * recognised by its {@code # EOF}; quoted UTF-8 names in both.
 *
 * <p>Each line that can't be read is a problem and the reading goes on; after {@value
 * #MAX_PROBLEMS} problems the rest is only counted.
 */
final class ExpositionReader {
  private static final int MAX_PROBLEMS = 50;

  private final SourceText source;
  private final String text;
  private final MetricCatalog.Builder into;
  private final Map<String, SampleFamily> families = SampleFamily.newMap();
  private int problems;
  private int at;
  private int lineEnd;
  private int lineStart;
  private boolean ended;
  private boolean openMetrics;

  private ExpositionReader(SourceText source) {
    this.source = source;
    this.text = source.text();
    this.into = MetricCatalog.builder(MetricCatalog.Kind.SNAPSHOT).source(source.location());
  }

  static MetricCatalog read(SourceText source) {
    return new ExpositionReader(source).read();
  }

  private MetricCatalog read() {
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    if (text.stripLeading().startsWith("<")) {
      return into.problem(source.location(), "expected an exposition, found HTML").build();
    }
    openMetrics = isOpenMetrics();
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      end = end < 0 ? text.length() : end;
      if (end > start && text.charAt(end - 1) == '\r') {
        end--;
      }
      line(start, end);
      start = next;
    }
    if (openMetrics && !ended) {
      problem(Span.at(text.length()), "expected '# EOF' at the end, the answer was cut off");
    }
    SampleFamily.Format format =
        openMetrics ? SampleFamily.Format.OPEN_METRICS : SampleFamily.Format.TEXT;
    for (SampleFamily family : families.values()) {
      into.family(family.toFamily(format, source.location(family.span)));
    }
    if (families.isEmpty() && problems == 0) {
      into.problem(source.location(), "expected metric families, found none");
    }
    if (problems > MAX_PROBLEMS) {
      into.problem(source.location(), (problems - MAX_PROBLEMS) + " more lines can't be read");
    }
    return into.build();
  }

  /** Whether the text ends with the mark of OpenMetrics, or its name says so. */
  private boolean isOpenMetrics() {
    String name = source.source().getPath();
    String body = text.stripTrailing();
    return body.endsWith("# EOF") || (name != null && name.endsWith(".om"));
  }

  private void line(int start, int end) {
    lineStart = start;
    at = start;
    lineEnd = end;
    skipBlanks();
    if (at == lineEnd) {
      return;
    }
    if (ended) {
      problem(new Span(start, end), "nothing may follow '# EOF'");
      return;
    }
    if (text.charAt(at) == '#') {
      at++;
      comment();
    } else {
      sample();
    }
  }

  private void comment() {
    skipBlanks();
    String word = word();
    if (word.equals("EOF") && openMetrics) {
      ended = true;
      return;
    }
    if (!word.equals("HELP") && !word.equals("TYPE") && !word.equals("UNIT")) {
      return; // any other comment
    }
    skipBlanks();
    int nameStart = at;
    String name = at < lineEnd && text.charAt(at) == '"' ? quoted() : word();
    if (name == null || name.isEmpty()) {
      problem(new Span(lineStart, lineEnd), "expected a metric name behind '# " + word + "'");
      return;
    }
    Span place = new Span(nameStart, at);
    skipBlanks();
    String rest = text.substring(at, lineEnd);
    SampleFamily family = families.computeIfAbsent(name, n -> new SampleFamily(n, place));
    switch (word) {
      case "HELP" -> family.help = unescaped(rest);
      case "UNIT" -> family.unit = rest.strip();
      default -> type(family, rest.strip());
    }
  }

  private void type(SampleFamily family, String name) {
    MetricType type = MetricType.named(name).orElse(null);
    Span place = new Span(at, lineEnd);
    if (type == null || name.isEmpty()) {
      problem(place, "\"" + name + "\" is not a metric type");
    } else if (family.typed && family.type != type) {
      problem(
          place,
          "\"" + family.name + "\" is declared as " + family.type.label() + " and as " + name);
    } else {
      if (!family.typed && !family.samples.isEmpty()) {
        problem(place, "the type of \"" + family.name + "\" must come before its samples");
      }
      family.type = type;
      family.typed = true;
    }
  }

  private void sample() {
    Map<String, String> labels = new LinkedHashMap<>();
    int nameStart = at;
    String name = text.charAt(at) == '{' ? null : metricName();
    Span namePlace = new Span(nameStart, Math.max(nameStart, at));
    skipBlanks();
    if (at < lineEnd && text.charAt(at) == '{') {
      at++;
      String quotedName = labels(labels);
      if (quotedName == null) {
        return;
      }
      name = name == null && !quotedName.isEmpty() ? quotedName : name;
    }
    if (name == null || name.isEmpty()) {
      problem(new Span(lineStart, lineEnd), "expected a metric name");
      return;
    }
    skipBlanks();
    int valueStart = at;
    String number = word();
    Double value = number(number);
    if (value == null) {
      problem(
          new Span(valueStart, Math.max(at, valueStart)),
          "expected a value for \"" + name + "\", found \"" + number + "\"");
      return;
    }
    checkRest(name);
    SampleFamily family = SampleFamily.owner(name, families);
    if (family == null) {
      family = new SampleFamily(name, namePlace);
      families.put(name, family);
    }
    family.samples.add(new ExposedSample(name, labels, value, new Span(lineStart, lineEnd)));
  }

  /** A timestamp may follow, and in OpenMetrics an exemplar. */
  private void checkRest(String name) {
    skipBlanks();
    if (at < lineEnd && text.charAt(at) != '#') {
      int start = at;
      String timestamp = word();
      if (number(timestamp) == null) {
        problem(
            new Span(start, at),
            "expected a timestamp for \"" + name + "\", found \"" + timestamp + "\"");
        return;
      }
      skipBlanks();
    }
    if (at < lineEnd && text.charAt(at) != '#') {
      problem(new Span(at, lineEnd), "unexpected text behind the value of \"" + name + "\"");
    }
  }

  /** Reads labels behind the brace: the quoted name or "", null after a problem. */
  private @Nullable String labels(Map<String, String> into) {
    String name = "";
    while (true) {
      skipBlanks();
      if (at >= lineEnd) {
        return lost("expected '}'");
      }
      if (text.charAt(at) == '}') {
        at++;
        return name;
      }
      boolean isQuoted = text.charAt(at) == '"';
      String label = isQuoted ? quoted() : labelName();
      if (label == null || label.isEmpty()) {
        return lost("expected a label name");
      }
      skipBlanks();
      if (at < lineEnd && text.charAt(at) == '=') {
        at++;
        skipBlanks();
        String value = at < lineEnd && text.charAt(at) == '"' ? quoted() : null;
        if (value == null) {
          return lost("expected a quoted value for label \"" + label + "\"");
        }
        if (into.putIfAbsent(label, value) != null) {
          problem(new Span(lineStart, lineEnd), "label \"" + label + "\" occurs twice");
        }
        skipBlanks();
      } else if (isQuoted && name.isEmpty()) {
        name = label;
      } else {
        return lost("expected '=' behind label \"" + label + "\"");
      }
      if (at < lineEnd && text.charAt(at) == ',') {
        at++;
      } else if (at < lineEnd && text.charAt(at) != '}') {
        return lost("expected ',' or '}'");
      }
    }
  }

  private @Nullable String lost(String message) {
    problem(new Span(Math.min(at, lineEnd), lineEnd), message);
    return null;
  }

  private String metricName() {
    int start = at;
    while (at < lineEnd && " \t{".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String name = text.substring(start, at);
    boolean valid = !name.isEmpty() && !isDigit(name.charAt(0));
    for (int i = 0; i < name.length() && valid; i++) {
      valid = isNameChar(name.charAt(i)) || name.charAt(i) == ':';
    }
    if (!valid) {
      at = start; // the line is reported as a whole
      return "";
    }
    return name;
  }

  private String labelName() {
    int start = at;
    while (at < lineEnd && isNameChar(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isNameChar(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A quoted text on this line; null when it doesn't end. */
  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    int i = at + 1;
    while (i < lineEnd && text.charAt(i) != '"') {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < lineEnd) {
        char next = text.charAt(++i);
        value.append(next == 'n' ? "\n" : next == '"' || next == '\\' ? "" + next : "\\" + next);
      } else {
        value.append(c);
      }
      i++;
    }
    if (i >= lineEnd) {
      return null;
    }
    at = i + 1;
    return value.toString();
  }

  private static String unescaped(String help) {
    if (help.indexOf('\\') < 0) {
      return help;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < help.length(); i++) {
      char c = help.charAt(i);
      if (c == '\\' && i + 1 < help.length()) {
        char next = help.charAt(++i);
        out.append(next == 'n' ? "\n" : next == '\\' || next == '"' ? "" + next : "\\" + next);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static @Nullable Double number(String word) {
    return switch (word) {
      case "NaN", "nan", "Nan" -> Double.NaN;
      case "+Inf", "Inf", "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> parsed(word);
    };
  }

  private static @Nullable Double parsed(String word) {
    boolean plain =
        !word.isEmpty() && word.chars().allMatch(c -> "0123456789.eE+-".indexOf(c) >= 0);
    try {
      return plain ? Double.valueOf(word) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private String word() {
    int start = at;
    while (at < lineEnd && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < lineEnd && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void problem(Span span, String message) {
    problems++;
    if (problems <= MAX_PROBLEMS) {
      SourceLocation location = source.location(span);
      into.problem(location, message);
    }
  }
}
