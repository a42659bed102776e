package com.scanium.sightline.grafana.loki;

import com.scanium.sightline.grafana.internal.Call;
import com.scanium.sightline.grafana.internal.Call.Trait;
import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.grafana.internal.UnexpectedAnswer;
import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.text.Doc;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The questions of Loki's interface. */
final class LokiCalls {
  private static final String API = "/loki/api/v1";

  private LokiCalls() {}

  /** A span of time; without bounds Loki's own. */
  record Window(@Nullable Instant start, @Nullable Instant end) {
    static final Window DEFAULT = new Window(null, null);

    static Window of(Instant start, Instant end) {
      if (!end.isAfter(start)) {
        throw new IllegalArgumentException(
            "the end must be after the start: " + start + ", " + end);
      }
      return new Window(start, end);
    }

    Form addTo(Form form) {
      Form more = start == null ? form : form.with("start", LogQuery.nanos(start));
      return end == null ? more : more.with("end", LogQuery.nanos(end));
    }
  }

  static Call<LogResult> query(String query, @Nullable Instant at) {
    Form form = Form.EMPTY.with("query", query);
    return result("/query", at == null ? form : form.with("time", LogQuery.nanos(at)), null);
  }

  static Call<LogResult> queryRange(LogQuery query, @Nullable LogConsumer consumer) {
    // lines then come apart from what a pipeline adds; servers that do not know it ignore it
    return result("/query_range", query.form(), consumer)
        .header("X-Loki-Response-Encoding-Flags", "categorize-labels");
  }

  private static Call<LogResult> result(String path, Form form, @Nullable LogConsumer consumer) {
    return Call.streaming(
            Request.Method.GET, API + path, body -> new ResultReader(consumer).read(body))
        .with(form)
        .trait(Trait.FORM_WHEN_LONG);
  }

  static Call<List<String>> labels(@Nullable String selector, Window window) {
    return list("/labels", selected(selector, window), item -> item.asText().orElse(""));
  }

  static Call<List<String>> labelValues(String label, @Nullable String selector, Window window) {
    return list(
        "/label/" + Form.encode(label) + "/values",
        selected(selector, window),
        item -> item.asText().orElse(""));
  }

  static Call<List<Map<String, String>>> series(List<String> selectors, Window window) {
    return list("/series", window.addTo(Form.EMPTY.withAll("match[]", selectors)), Trees::texts)
        .trait(Trait.FORM_WHEN_LONG);
  }

  static Call<IndexStats> indexStats(String selector, Window window) {
    return Call.get(
            API + "/index/stats",
            tree ->
                new IndexStats(
                    Trees.number(Trees.object(tree), "streams"),
                    Trees.number(tree, "chunks"),
                    Trees.number(tree, "bytes"),
                    Trees.number(tree, "entries")))
        .with(selected(selector, window))
        .trait(Trait.OPTIONAL)
        .trait(Trait.FORM_WHEN_LONG);
  }

  static Call<LogResult> volume(String selector, Window window, List<String> labels, int limit) {
    return result("/index/volume", volumeForm(selector, window, labels, limit), null)
        .trait(Trait.OPTIONAL);
  }

  static Call<LogResult> volumeRange(
      String selector, Window window, Duration step, List<String> labels, int limit) {
    Form form = volumeForm(selector, window, labels, limit).with("step", LogQuery.seconds(step));
    return result("/index/volume_range", form, null).trait(Trait.OPTIONAL);
  }

  private static Form volumeForm(String selector, Window window, List<String> labels, int limit) {
    Form form = selected(selector, window);
    form = labels.isEmpty() ? form : form.with("targetLabels", String.join(",", labels));
    return limit == 0 ? form : form.with("limit", Integer.toString(limit));
  }

  static Call<List<DetectedLabel>> detectedLabels(@Nullable String selector, Window window) {
    return bare(
        "/detected_labels",
        "detectedLabels",
        selected(selector, window),
        item -> new DetectedLabel(Trees.text(item, "label"), Trees.number(item, "cardinality")));
  }

  static Call<List<DetectedField>> detectedFields(String query, Window window) {
    return bare(
        "/detected_fields",
        "fields",
        selected(query, window),
        item ->
            new DetectedField(
                Trees.text(item, "label"),
                Trees.text(item, "type"),
                Trees.number(item, "cardinality"),
                Trees.strings(Trees.member(item, "parsers")),
                Trees.strings(Trees.member(item, "jsonPath"))));
  }

  static Call<List<String>> detectedFieldValues(String field, String query, Window window) {
    return bare(
        "/detected_field/" + Form.encode(field) + "/values",
        "values",
        selected(query, window),
        item -> item.asText().orElse(""));
  }

  static Call<List<LogPattern>> patterns(String query, Window window) {
    return list(
            "/patterns",
            selected(query, window),
            item ->
                new LogPattern(
                    Trees.text(item, "pattern"),
                    Trees.text(item, "level"),
                    Trees.member(item, "samples").items().stream()
                        .filter(sample -> sample.items().size() == 2)
                        .mapToLong(sample -> sample.items().get(1).asLong().orElse(0L))
                        .sum()))
        .trait(Trait.OPTIONAL);
  }

  static Call<String> formatQuery(String query) {
    return Call.get(
            API + "/format_query",
            tree -> data(tree).asString().orElseThrow(() -> new UnexpectedAnswer("no text")))
        .with(Form.EMPTY.with("query", query))
        .trait(Trait.OPTIONAL)
        .trait(Trait.FORM_WHEN_LONG);
  }

  static Call<Map<String, String>> buildInfo() {
    return Call.get(API + "/status/buildinfo", tree -> Trees.texts(Trees.object(tree)))
        .trait(Trait.OPTIONAL);
  }

  static Call<Map<String, String>> limits() {
    return Call.get(API + "/drilldown-limits", tree -> Trees.texts(limitsOf(Trees.object(tree))))
        .trait(Trait.OPTIONAL);
  }

  private static Doc limitsOf(Doc tree) {
    return tree.get("limits").filter(Doc::isObject).orElse(tree);
  }

  static Call<List<LogRule>> rules() {
    return Call.get("/prometheus/api/v1/rules", LokiCalls::rules).trait(Trait.OPTIONAL);
  }

  private static List<LogRule> rules(Doc tree) throws IOException {
    List<LogRule> rules = new ArrayList<>();
    for (Doc group : Trees.each(Trees.member(data(tree), "groups"), item -> item)) {
      for (Doc rule : Trees.each(Trees.member(group, "rules"), item -> item)) {
        rules.add(
            new LogRule(
                Trees.text(group, "file"),
                Trees.text(group, "name"),
                Trees.text(rule, "name"),
                Trees.text(rule, "query"),
                Trees.text(rule, "type"),
                Trees.text(rule, "health"),
                Trees.text(rule, "state"),
                Trees.text(rule, "lastError")));
      }
    }
    return List.copyOf(rules);
  }

  /** An operational page, such as {@code /config}, as it is. */
  static Call<String> page(String path) {
    return Call.streaming(Request.Method.GET, path, Trees::text)
        .trait(Trait.ANY_TEXT)
        .trait(Trait.OPTIONAL)
        .header("Accept", "*/*");
  }

  static Call<Integer> push(Doc streams, int lines) {
    return Call.<Integer>streaming(Request.Method.POST, API + "/push", body -> lines).body(streams);
  }

  private static Form selected(@Nullable String selector, Window window) {
    Form form = selector == null ? Form.EMPTY : Form.EMPTY.with("query", selector);
    return window.addTo(form);
  }

  /** What stands under {@code data}; Loki leaves it out when a list is empty. */
  private static Doc data(Doc tree) throws IOException {
    String status = Trees.text(Trees.object(tree), "status");
    if (!status.equals("success") && !status.isEmpty()) {
      throw new UnexpectedAnswer("its status is \"" + Trees.text(tree, "status") + "\"");
    }
    if (status.isEmpty() && tree.get("data").isEmpty()) {
      throw new UnexpectedAnswer("it has neither a status nor data");
    }
    return Trees.member(tree, "data");
  }

  private static <T> Call<List<T>> list(String path, Form form, Call.TreeReader<T> item) {
    return Call.get(API + path, tree -> Trees.each(data(tree), item)).with(form);
  }

  /** A list that stands under its own name without an envelope. */
  private static <T> Call<List<T>> bare(
      String path, String name, Form form, Call.TreeReader<T> item) {
    return Call.get(API + path, tree -> Trees.each(Trees.member(Trees.object(tree), name), item))
        .with(form)
        .trait(Trait.OPTIONAL);
  }
}
