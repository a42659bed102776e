package com.scanium.sightline.grafana.template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every variable query that the real data source was recorded taking apart or putting together. */
class VariableQueryVectorsTest {
  @Test
  void takesVariableQueriesApartAsTheDataSourceDoes() throws IOException {
    Vectors.check("variable-queries.jsonl", 351, VariableQueryVectorsTest::answer);
  }

  private static Object answer(JsonNode vector) {
    JsonNode query = vector.get("query");
    return query.isString() ? parts(query.asString()) : classic(query);
  }

  private static Object parts(String text) {
    PrometheusVariableQuery query = PrometheusVariableQuery.parse(text);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("refId", "PrometheusDatasource-VariableQuery");
    result.put("qryType", query.kind().code());
    switch (query.kind()) {
      case LABEL_NAMES -> query.text().ifPresent(match -> result.put("match", match));
      case LABEL_VALUES -> {
        result.put("label", query.label().orElseThrow());
        if (query.metric().isPresent()) {
          result.put("metric", query.metric().get());
          result.put("labelFilters", query.filters());
        }
      }
      case METRIC_NAMES -> result.put("metric", query.text().orElseThrow());
      case QUERY_RESULT -> result.put("varQuery", query.text().orElseThrow());
      default -> result.put("seriesQuery", query.text().orElseThrow());
    }
    return result;
  }

  private static Object classic(JsonNode query) {
    if (!query.has("qryType")) {
      return "";
    }
    var kind = PrometheusVariableQuery.Kind.of(query.get("qryType").asInt()).orElseThrow();
    String label = text(query, "label");
    return switch (kind) {
      case LABEL_NAMES ->
          PrometheusVariableQuery.of(kind, null, text(query, "match")).classicText();
      case LABEL_VALUES ->
          PrometheusVariableQuery.labelValues(text(query, "metric"), filters(query), label)
              .classicText();
      case METRIC_NAMES ->
          PrometheusVariableQuery.of(kind, null, text(query, "metric")).classicText();
      case QUERY_RESULT ->
          PrometheusVariableQuery.of(kind, null, text(query, "varQuery")).classicText();
      case SERIES ->
          PrometheusVariableQuery.of(kind, null, text(query, "seriesQuery")).classicText();
      case CLASSIC -> "";
    };
  }

  private static @Nullable String text(JsonNode query, String key) {
    return query.has(key) ? query.get(key).asString() : null;
  }

  private static List<LabelFilter> filters(JsonNode query) {
    List<LabelFilter> filters = new ArrayList<>();
    for (JsonNode filter : query.path("labelFilters")) {
      filters.add(
          new LabelFilter(
              filter.get("label").asString(),
              filter.get("op").asString(),
              filter.get("value").asString()));
    }
    return filters;
  }
}
