package com.scanium.sightline.grafana.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The formats of {@code ${name:format}}; an unknown one acts like {@code glob}, as in Grafana. */
final class ValueFormats {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ValueFormats() {}

  static String apply(String spec, TemplateVariable variable, VariableValue value) {
    List<String> parts = List.of(spec.split(":", -1));
    List<String> args = parts.subList(1, parts.size());
    String name = parts.get(0);
    return switch (name) {
      // an interval has no text of its own: what "auto" means is shown
      case "text" ->
          variable.kind() == VariableKind.INTERVAL ? single(value) : variable.displayText();
      case "date" -> value instanceof VariableValue.One one ? date(one.value(), args) : "NaN";
      case "queryparam" -> queryParameters(variable, value);
      case "customqueryparam" -> customParameters(variable, value, args);
      default ->
          value instanceof VariableValue.Many many
              ? many(name, args, variable.name(), many.values())
              : one(name, single(value));
    };
  }

  /** The format that {@code All} with a value of its own obeys; the others insert it verbatim. */
  static String customAll(String spec, TemplateVariable variable, String allValue) {
    return switch (spec) {
      case "text" -> "All";
      case "percentencode" -> UrlEncoding.component(allValue);
      case "queryparam" ->
          "var-" + UrlEncoding.parameter(variable.name()) + "=" + VariableValue.ALL;
      default -> allValue;
    };
  }

  /** A time in UTC with milliseconds. */
  static String iso(Instant at) {
    return ISO.format(at);
  }

  /** A value as one text: a list is joined with commas. */
  static String single(VariableValue value) {
    if (value instanceof VariableValue.One one) {
      return one.value();
    }
    return value instanceof VariableValue.Many many
        ? String.join(",", many.values())
        : "[object Object]"; // what JavaScript makes of an object
  }

  private static String one(String name, String value) {
    return switch (name) {
      case "regex" -> escapeRegex(value);
      case "lucene" -> escapeLucene(value);
      case "html" -> escapeHtml(value);
      case "percentencode" -> UrlEncoding.component(value);
      case "uriencode" -> UrlEncoding.uri(value);
      case "singlequote" -> "'" + value.replace("'", "\\'") + "'";
      case "doublequote" -> "\"" + value.replace("\"", "\\\"") + "\"";
      case "sqlstring" -> "'" + value.replace("'", "''").replace("\"", "\\\"") + "'";
      default -> value;
    };
  }

  private static String many(String name, List<String> args, String variable, List<String> values) {
    return switch (name) {
      case "raw", "csv" -> String.join(",", values);
      case "join" -> String.join(args.isEmpty() ? "," : args.get(0), values);
      case "pipe" -> String.join("|", values);
      case "regex" ->
          values.size() == 1
              ? escapeRegex(values.get(0))
              : "(" + joined(values, "|", ValueFormats::escapeRegex) + ")";
      case "distributed" -> String.join("," + variable + "=", values);
      case "json" -> "[" + joined(values, ",", ValueFormats::jsonString) + "]";
      case "lucene" ->
          values.isEmpty()
              ? "__empty__"
              : "(\"" + joined(values, "\" OR \"", ValueFormats::escapeLucene) + "\")";
      case "html" -> joined(values, ", ", ValueFormats::escapeHtml);
      case "percentencode" -> UrlEncoding.component("{" + String.join(",", values) + "}");
      case "uriencode" -> UrlEncoding.uri("{" + String.join(",", values) + "}");
      case "singlequote", "doublequote", "sqlstring" ->
          joined(values, ",", value -> one(name, value));
      default ->
          values.size() > 1 ? "{" + String.join(",", values) + "}" : String.join(",", values);
    };
  }

  private static String joined(
      List<String> values, String separator, UnaryOperator<String> escape) {
    List<String> escaped = new ArrayList<>(values.size());
    values.forEach(value -> escaped.add(escape.apply(value)));
    return String.join(separator, escaped);
  }

  private static String queryParameters(TemplateVariable variable, VariableValue value) {
    String key = "var-" + UrlEncoding.parameter(variable.name()) + "=";
    if (variable.isAllSelected()) {
      return key + VariableValue.ALL;
    }
    if (value instanceof VariableValue.Many many && !many.values().isEmpty()) {
      return joined(many.values(), "&", each -> key + UrlEncoding.parameter(each));
    }
    return key + UrlEncoding.parameter(single(value));
  }

  private static String customParameters(
      TemplateVariable variable, VariableValue value, List<String> args) {
    String name = args.isEmpty() || args.get(0).isEmpty() ? variable.name() : args.get(0);
    String prefix = args.size() < 2 ? "" : UrlEncoding.component(args.get(1));
    String key = UrlEncoding.component(name) + "=" + prefix;
    return value instanceof VariableValue.Many many
        ? joined(many.values(), "&", each -> key + UrlEncoding.component(each))
        : key + UrlEncoding.component(single(value));
  }

  private static String date(String value, List<String> args) {
    // as JavaScript's parseInt reads: blanks, a sign, then as many digits as there are
    int start = 0;
    while (start < value.length() && JsText.isBlank(value.charAt(start))) {
      start++;
    }
    int end = start;
    if (value.startsWith("-", end) || value.startsWith("+", end)) {
      end++;
    }
    int digits = end;
    while (end < value.length()
        && value.charAt(end) >= '0'
        && value.charAt(end) <= '9'
        && end < digits + 15) {
      end++;
    }
    if (end == digits) {
      return "NaN";
    }
    long ms = Long.parseLong(value.substring(start, end));
    return switch (args.isEmpty() ? "iso" : args.get(0)) {
      case "ms" -> value;
      case "seconds" -> Long.toString(Math.round(ms / 1000.0));
      case "iso" -> iso(Instant.ofEpochMilli(ms));
      default -> MomentFormat.format(ms, String.join(":", args));
    };
  }

  private static String escapeRegex(String value) {
    return escape(value, "\\^$*+?.()|[]{}/");
  }

  private static String escapeLucene(String value) {
    if (JsText.isNumber(value)) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ("!*+-=<>&|()[]{}^~?:\\/\"".indexOf(c) >= 0 || JsText.isBlank(c)) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  private static String escape(String value, String special) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (special.indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  private static String escapeHtml(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("/", "&#47;")
        .replace("\"", "&quot;");
  }

  private static String jsonString(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
