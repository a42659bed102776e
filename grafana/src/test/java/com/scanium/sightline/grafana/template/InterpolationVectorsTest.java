package com.scanium.sightline.grafana.template;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every interpolation that the real browser code was recorded doing. */
class InterpolationVectorsTest {
  @Test
  void interpolatesAsTheBrowserDoes() throws IOException {
    Vectors.check("interpolation.jsonl", 579, InterpolationVectorsTest::answer);
  }

  private static String answer(JsonNode vector) {
    TemplateScope scope = scope(vector);
    String template = vector.get("template").asString();
    boolean special =
        vector.path("featureToggles").path("prometheusSpecialCharsInLabelValues").asBoolean(false);
    PrometheusTemplates prometheus =
        special ? PrometheusTemplates.SPECIAL_CHARACTERS : PrometheusTemplates.DEFAULT;
    return switch (vector.get("kind").asString()) {
      case "prometheus-query" -> prometheus.query(template, scope, filters(vector)).text();
      case "prometheus-legend" -> PrometheusTemplates.legend(template, scope).text();
      case "prometheus-variable-query" -> prometheus.variableQuery(template, scope, "30s").text();
      default -> Interpolator.interpolate(template, scope).text();
    };
  }

  private static List<AdHocFilter> filters(JsonNode vector) {
    List<AdHocFilter> filters = new ArrayList<>();
    for (JsonNode filter : vector.path("adhocFilters")) {
      filters.add(
          new AdHocFilter(
              filter.get("key").asString(),
              filter.get("operator").asString(),
              filter.get("value").asString(),
              texts(filter.path("values"))));
    }
    return filters;
  }

  private static TemplateScope scope(JsonNode vector) {
    JsonNode context = vector.path("context");
    TemplateScope.Builder scope =
        TemplateScope.builder()
            .timeRange(
                Instant.parse(context.path("from").asString("2024-03-01T10:00:00Z")),
                Instant.parse(context.path("to").asString("2024-03-01T16:00:00Z")))
            .timezone("utc")
            .interval(
                context.path("interval").asString("15s"), context.path("intervalMs").asLong(15000))
            .user(7, "jdoe", "jdoe@example.com")
            .organization(1, "Main Org.");
    if (context.has("dashboard")) {
      scope.dashboard(
          context.get("dashboard").get("title").asString(),
          context.get("dashboard").get("uid").asString());
    }
    vector.get("variables").properties().forEach(e -> scope.variable(variable(e)));
    vector.get("scoped").properties().forEach(e -> scope.scoped(variable(e)));
    return scope.build();
  }

  private static TemplateVariable variable(Map.Entry<String, JsonNode> entry) {
    JsonNode json = entry.getValue();
    JsonNode text = json.path("text");
    List<VariableOption> options = new ArrayList<>();
    for (JsonNode option : json.path("options")) {
      options.add(
          option.isObject()
              ? new VariableOption(option.get("text").asString(), option.get("value").asString())
              : VariableOption.of(option.asString()));
    }
    return TemplateVariable.builder(entry.getKey(), value(json.get("value")))
        .kind(VariableKind.of(json.path("type").asString("custom")))
        .texts(
            text.isArray() ? texts(text) : text.isString() ? List.of(text.asString()) : List.of())
        .multi(json.path("multi").asBoolean(false))
        .includeAll(json.path("includeAll").asBoolean(false))
        .allValue(json.path("allValue").asString(""))
        .options(options)
        .auto(json.path("auto_count").asInt(30), json.path("auto_min").asString("10s"))
        .build();
  }

  private static VariableValue value(JsonNode json) {
    if (json.isArray()) {
      return VariableValue.of(texts(json));
    }
    if (json.isObject()) {
      Map<String, VariableValue> members = new LinkedHashMap<>();
      json.properties().forEach(e -> members.put(e.getKey(), value(e.getValue())));
      return new VariableValue.Nested(members);
    }
    return VariableValue.of(json.asString());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
