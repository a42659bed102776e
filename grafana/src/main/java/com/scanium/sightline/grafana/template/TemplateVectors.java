package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.Doc;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Answers recorded questions about Grafana's templates, one JSON line each: the doors behind {@code
 * sightline vectors}.
 *
 * <p>Each method takes a line with an {@code id} and gives a line {@code {"id", "result"}}; a line
 * that isn't a JSON object gives {@code {"id": null, "ok": false, "error"}}. Never throws for bad
 * input.
 */
public final class TemplateVectors {
  private static final String DEFAULT_FROM = "2024-03-01T10:00:00Z";
  private static final String DEFAULT_TO = "2024-03-01T16:00:00Z";

  private TemplateVectors() {}

  /** A template, its variables and its kind; the result is the text. */
  public static String interpolation(String line) {
    return VectorLine.answer(line, vector -> Doc.string(interpolate(vector)));
  }

  /** A function of the browser or the server and its input; the result is what it returns. */
  public static String intervals(String line) {
    return VectorLine.answer(line, TemplateVectors::interval);
  }

  /** A variable query; the string form gives its parts, the object form the string form. */
  public static String variableQueries(String line) {
    return VectorLine.answer(line, TemplateVectors::variableQuery);
  }

  /** Raw values with {@code regex} and {@code sort}; the result is the list of options. */
  public static String variableOptions(String line) {
    return VectorLine.answer(line, TemplateVectors::options);
  }

  private static String interpolate(Doc vector) {
    TemplateScope scope = scope(vector);
    String template = VectorLine.text(vector, "template", "");
    boolean special =
        vector
            .path("featureToggles", "prometheusSpecialCharsInLabelValues")
            .flatMap(Doc::asBoolean)
            .orElse(false);
    PrometheusTemplates prometheus =
        special ? PrometheusTemplates.SPECIAL_CHARACTERS : PrometheusTemplates.DEFAULT;
    return switch (VectorLine.text(vector, "kind", "format")) {
      case "prometheus-query" -> prometheus.query(template, scope, filters(vector)).text();
      case "prometheus-legend" -> PrometheusTemplates.legend(template, scope).text();
      case "prometheus-variable-query" -> prometheus.variableQuery(template, scope, "30s").text();
      default -> Interpolator.interpolate(template, scope).text();
    };
  }

  private static List<AdHocFilter> filters(Doc vector) {
    List<AdHocFilter> filters = new ArrayList<>();
    for (Doc filter : VectorLine.items(vector, "adhocFilters")) {
      filters.add(
          new AdHocFilter(
              VectorLine.text(filter, "key", ""),
              VectorLine.text(filter, "operator", "="),
              VectorLine.text(filter, "value", ""),
              VectorLine.texts(VectorLine.items(filter, "values"))));
    }
    return filters;
  }

  private static TemplateScope scope(Doc vector) {
    Doc context = vector.get("context").orElse(Doc.object());
    TemplateScope.Builder scope =
        TemplateScope.builder()
            .timeRange(
                instant(VectorLine.text(context, "from", DEFAULT_FROM), DEFAULT_FROM),
                instant(VectorLine.text(context, "to", DEFAULT_TO), DEFAULT_TO))
            .timezone("utc")
            .interval(
                VectorLine.text(context, "interval", "15s"),
                VectorLine.number(context, "intervalMs", 15_000))
            .user(7, "jdoe", "jdoe@example.com")
            .organization(1, "Main Org.");
    context
        .get("dashboard")
        .ifPresent(
            it ->
                scope.dashboard(VectorLine.text(it, "title", ""), VectorLine.text(it, "uid", "")));
    vector.get("variables").map(Doc::members).orElse(List.of()).stream()
        .map(TemplateVectors::variable)
        .forEach(scope::variable);
    vector.get("scoped").map(Doc::members).orElse(List.of()).stream()
        .map(TemplateVectors::variable)
        .forEach(scope::scoped);
    return scope.build();
  }

  private static Instant instant(String text, String otherwise) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.parse(otherwise);
    }
  }

  private static TemplateVariable variable(Doc.Member member) {
    Doc json = member.value();
    Doc text = json.get("text").orElse(Doc.nothing());
    List<VariableOption> options = new ArrayList<>();
    for (Doc option : VectorLine.items(json, "options")) {
      options.add(
          option.isObject()
              ? new VariableOption(
                  VectorLine.text(option, "text", ""), VectorLine.text(option, "value", ""))
              : VariableOption.of(option.asText().orElse("")));
    }
    return TemplateVariable.builder(member.key(), value(json.get("value").orElse(Doc.string(""))))
        .kind(VariableKind.of(VectorLine.text(json, "type", "custom")))
        .texts(
            text.isArray()
                ? VectorLine.texts(text.items())
                : text.asText().map(List::of).orElse(List.of()))
        .multi(VectorLine.flag(json, "multi"))
        .includeAll(VectorLine.flag(json, "includeAll"))
        .allValue(VectorLine.textOrNull(json, "allValue"))
        .options(options)
        .auto(
            (int) VectorLine.number(json, "auto_count", 30),
            VectorLine.text(json, "auto_min", "10s"))
        .build();
  }

  private static VariableValue value(Doc json) {
    if (json.isArray()) {
      return VariableValue.of(VectorLine.texts(json.items()));
    }
    if (json.isObject()) {
      Map<String, VariableValue> members = new LinkedHashMap<>();
      json.members().forEach(it -> members.put(it.key(), value(it.value())));
      return new VariableValue.Nested(members);
    }
    return VariableValue.of(json.asText().orElse(""));
  }

  private static Doc interval(Doc vector) {
    Doc input = vector.get("input").orElse(Doc.object());
    String text = VectorLine.text(input, "s", "");
    double ms = input.get("ms").flatMap(Doc::asDouble).orElse(0.0);
    return switch (VectorLine.text(vector, "fn", "")) {
      case "roundInterval.js" -> Doc.number(Intervals.browserRound(ms));
      case "roundInterval.go" ->
          Doc.number(Intervals.serverRound((long) (ms * 1_000_000)) / 1_000_000);
      case "isValidTimeSpan.js" -> Doc.bool(Intervals.isTimeSpan(text));
      case "intervalToMs.js" -> {
        OptionalDouble millis = Intervals.browserMillis(text);
        yield millis.isPresent() ? Doc.number(millis.getAsDouble()) : VectorLine.refused();
      }
      case "parseInterval.go" -> {
        OptionalLong nanos = Intervals.serverNanos(text);
        yield nanos.isPresent() ? Doc.number(nanos.getAsLong() / 1_000_000) : VectorLine.refused();
      }
      case "describeInterval.js" ->
          Intervals.describe(text)
              .map(
                  it ->
                      Doc.object()
                          .with("sec", Doc.number(it.seconds()))
                          .with("type", Doc.string(it.unit()))
                          .with("count", Doc.number(it.count())))
              .orElseGet(VectorLine::refused);
      case "formatInterval.go" -> Doc.string(Intervals.serverText((long) (ms * 1_000_000)));
      case "secondsToHms.js" ->
          Doc.string(
              Intervals.browserText(input.get("seconds").flatMap(Doc::asDouble).orElse(0.0)));
      case "calculateInterval.js" -> browserInterval(input);
      case "prometheusBackend.go" -> server(input);
      default -> VectorLine.refused();
    };
  }

  private static Doc browserInterval(Doc input) {
    OptionalDouble ms =
        Intervals.browserInterval(
            input.get("rangeMs").flatMap(Doc::asDouble).orElse(0.0),
            input.get("resolution").flatMap(Doc::asDouble).orElse(1.0),
            VectorLine.text(input, "lowLimitInterval", ""));
    return ms.isEmpty()
        ? VectorLine.refused()
        : Doc.object()
            .with("intervalMs", Doc.number(ms.getAsDouble()))
            .with("interval", Doc.string(Intervals.browserText(ms.getAsDouble() / 1000)));
  }

  private static Doc server(Doc input) {
    Instant from = Instant.ofEpochMilli(VectorLine.number(input, "fromMs", 0));
    Instant to = Instant.ofEpochMilli(VectorLine.number(input, "toMs", 0));
    Optional<PrometheusStep> step =
        PrometheusStep.of(
            PrometheusStep.Request.over(Duration.between(from, to))
                .minStep(VectorLine.text(input, "interval", ""))
                .scrapeInterval(VectorLine.text(input, "dsScrapeInterval", ""))
                .interval(Duration.ofMillis(VectorLine.number(input, "intervalMs", 0)))
                .queryInterval(Duration.ofMillis(VectorLine.number(input, "queryIntervalMs", 0)))
                .maxDataPoints(VectorLine.number(input, "maxDataPoints", 0))
                .intervalFactor(VectorLine.number(input, "intervalFactor", 0))
                .build());
    if (step.isEmpty()) {
      return VectorLine.refused();
    }
    Duration offset = Duration.ofSeconds(VectorLine.number(input, "utcOffsetSec", 0));
    return Doc.object()
        .with("alignedEnd", Doc.number(step.get().aligned(to, offset).toEpochMilli()))
        .with("alignedStart", Doc.number(step.get().aligned(from, offset).toEpochMilli()))
        .with("expr", Doc.string(step.get().replace(VectorLine.text(input, "expr", ""))))
        .with("stepMs", Doc.number(step.get().step().toMillis()));
  }

  private static Doc variableQuery(Doc vector) {
    Doc query = vector.get("query").orElse(Doc.string(""));
    return query.isObject()
        ? Doc.string(classic(query))
        : parts(PrometheusVariableQuery.parse(query.asText().orElse("")));
  }

  private static Doc parts(PrometheusVariableQuery query) {
    Doc result =
        Doc.object()
            .with("refId", Doc.string("PrometheusDatasource-VariableQuery"))
            .with("qryType", Doc.number(query.kind().code()));
    String text = query.text().orElse("");
    return switch (query.kind()) {
      case LABEL_NAMES ->
          query.text().isPresent() ? result.with("match", Doc.string(text)) : result;
      case LABEL_VALUES -> {
        Doc labelled = result.with("label", Doc.string(query.label().orElse("")));
        yield query.metric().isEmpty()
            ? labelled
            : labelled
                .with("metric", Doc.string(query.metric().get()))
                .with(
                    "labelFilters",
                    Doc.array(query.filters().stream().map(TemplateVectors::filter).toList()));
      }
      case METRIC_NAMES -> result.with("metric", Doc.string(text));
      case QUERY_RESULT -> result.with("varQuery", Doc.string(text));
      default -> result.with("seriesQuery", Doc.string(text));
    };
  }

  private static Doc filter(LabelFilter filter) {
    return Doc.object()
        .with("label", Doc.string(filter.label()))
        .with("op", Doc.string(filter.op()))
        .with("value", Doc.string(filter.value()));
  }

  private static String classic(Doc query) {
    Optional<PrometheusVariableQuery.Kind> kind =
        query.get("qryType").flatMap(Doc::asInt).flatMap(PrometheusVariableQuery.Kind::of);
    if (kind.isEmpty()) {
      return "";
    }
    List<LabelFilter> filters = new ArrayList<>();
    for (Doc filter : VectorLine.items(query, "labelFilters")) {
      filters.add(
          new LabelFilter(
              VectorLine.text(filter, "label", ""),
              VectorLine.text(filter, "op", "="),
              VectorLine.text(filter, "value", "")));
    }
    PrometheusVariableQuery asked =
        switch (kind.get()) {
          case LABEL_VALUES ->
              PrometheusVariableQuery.labelValues(
                  VectorLine.textOrNull(query, "metric"),
                  filters,
                  VectorLine.textOrNull(query, "label"));
          case LABEL_NAMES -> argument(kind.get(), query, "match");
          case METRIC_NAMES -> argument(kind.get(), query, "metric");
          case QUERY_RESULT -> argument(kind.get(), query, "varQuery");
          case SERIES -> argument(kind.get(), query, "seriesQuery");
          case CLASSIC -> argument(kind.get(), query, "query");
        };
    return asked.classicText();
  }

  private static PrometheusVariableQuery argument(
      PrometheusVariableQuery.Kind kind, Doc query, String key) {
    return PrometheusVariableQuery.of(kind, null, VectorLine.textOrNull(query, key));
  }

  private static Doc options(Doc vector) {
    VariableOptions options =
        VariableOptions.of(
            VectorLine.texts(VectorLine.items(vector, "values")),
            VectorLine.text(vector, "regex", ""),
            (int) VectorLine.number(vector, "sort", 0));
    if (options.certainty() == VariableOptions.Certainty.INVALID) {
      return Doc.object().with("error", Doc.string(options.problem().orElse("")));
    }
    return Doc.array(options.options().stream().map(TemplateVectors::option).toList());
  }

  private static Doc option(VariableOption option) {
    return VariableOptions.isAbsent(option)
        ? Doc.object()
        : Doc.object()
            .with("label", Doc.string(option.label()))
            .with("value", Doc.string(option.value()));
  }
}
