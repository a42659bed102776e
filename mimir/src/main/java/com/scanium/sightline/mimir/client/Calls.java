package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.Call.DataReader;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.model.Alert;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.MetricMetadata;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.RuleGroup;
import com.scanium.sightline.mimir.model.RuleState;
import com.scanium.sightline.mimir.model.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The questions of the query interface. */
final class Calls {
  private static final long MAX_SECONDS = 1_000_000_000_000L;

  private Calls() {}

  /** A span of time; without bounds the server's own. */
  record Window(@Nullable Instant start, @Nullable Instant end) {
    static final Window ALL = new Window(null, null);

    Form addTo(Form form) {
      Form more = start == null ? form : form.with("start", Numbers.seconds(start));
      return end == null ? more : more.with("end", Numbers.seconds(end));
    }
  }

  static Call<QueryResult> query(String query, @Nullable Instant at) {
    Form form = Form.EMPTY.with("query", query);
    return everywhere(
        "/query",
        at == null ? form : form.with("time", Numbers.seconds(at)),
        Method.GET_OR_POST,
        new QueryReader());
  }

  static Call<QueryResult> queryRange(String query, Instant start, Instant end, Duration step) {
    if (step.toMillis() < 1) {
      throw new IllegalArgumentException("a step must be at least 1 ms, was " + step);
    }
    Form form = new Window(start, end).addTo(Form.EMPTY.with("query", query));
    return everywhere(
        "/query_range",
        form.with("step", Numbers.seconds(step)),
        Method.GET_OR_POST,
        new QueryReader());
  }

  static Call<List<Labels>> series(List<String> selectors, Window window) {
    if (selectors.isEmpty()) {
      throw new IllegalArgumentException("series are asked for by at least one selector");
    }
    return everywhere(
        "/series",
        window.addTo(Form.EMPTY.withAll("match[]", selectors)),
        Method.GET_OR_POST,
        list(item -> Labels.of(item.texts())));
  }

  static Call<List<String>> labelNames(List<String> selectors, Window window) {
    return everywhere(
        "/labels",
        window.addTo(Form.EMPTY.withAll("match[]", selectors)),
        Method.GET_OR_POST,
        list(Json::text));
  }

  static Call<List<String>> labelValues(String label, List<String> selectors, Window window) {
    return everywhere(
        "/label/" + Form.encode(label) + "/values",
        window.addTo(Form.EMPTY.withAll("match[]", selectors)),
        Method.GET,
        list(Json::text));
  }

  static Call<Map<String, List<MetricMetadata>>> metadata(@Nullable String family) {
    return everywhere(
        "/metadata",
        family == null ? Form.EMPTY : Form.EMPTY.with("metric", family),
        Method.GET,
        tree(Calls::metadata));
  }

  static Call<BuildInfo> buildInfo() {
    return somewhere(
        "/status/buildinfo",
        Form.EMPTY,
        tree(
            data ->
                BuildInfo.of(
                    data.get("application").text(),
                    data.get("version").text(),
                    data.get("revision").text(),
                    data.get("features").texts())));
  }

  static Call<List<RuleGroup>> rules() {
    return somewhere("/rules", Form.EMPTY, tree(data -> map(data.get("groups"), Calls::group)));
  }

  static Call<List<Alert>> alerts() {
    return somewhere("/alerts", Form.EMPTY, tree(data -> map(data.get("alerts"), Calls::alert)));
  }

  static Call<List<Target>> targets() {
    return somewhere("/targets", Form.EMPTY, tree(Calls::targets));
  }

  /** The name of the family that a series of this name belongs to, if its suffix says so. */
  static String familyOf(String metric) {
    for (String suffix : List.of("_total", "_bucket", "_count", "_sum", "_created", "_info")) {
      if (metric.endsWith(suffix) && metric.length() > suffix.length()) {
        return metric.substring(0, metric.length() - suffix.length());
      }
    }
    return metric;
  }

  private static <T> Call<T> everywhere(
      String path, Form form, Method method, DataReader<T> reader) {
    return new Call<>(path, form, method, Presence.EVERYWHERE, reader);
  }

  private static <T> Call<T> somewhere(String path, Form form, DataReader<T> reader) {
    return new Call<>(path, form, Method.GET, Presence.SOMEWHERE, reader);
  }

  /** Reads the value of a query; the store's remarks become part of the result. */
  private static final class QueryReader implements DataReader<QueryResult> {
    @Override
    public QueryResult read(JsonParser parser) throws IOException {
      return QueryResult.of(new ResultReader().read(parser), List.of());
    }

    @Override
    public QueryResult with(QueryResult data, List<String> infos) {
      return QueryResult.of(data.value(), infos);
    }
  }

  /** Makes a value of a small tree. */
  private interface FromTree<T> {
    T from(Json tree) throws IOException;
  }

  private static <T> DataReader<T> tree(FromTree<T> change) {
    return parser -> {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new UnexpectedAnswer("expected an object as data, found " + parser.currentToken());
      }
      return change.from(Json.read(parser));
    };
  }

  private static <T> DataReader<List<T>> list(FromTree<T> change) {
    return new DataReader<>() {
      @Override
      public List<T> read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
          throw new UnexpectedAnswer("expected a list as data, found " + parser.currentToken());
        }
        List<T> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(change.from(Json.read(parser)));
        }
        return List.copyOf(items);
      }

      @Override
      public List<T> absent() {
        return List.of();
      }
    };
  }

  private static <T> List<T> map(Json list, FromTree<T> change) throws IOException {
    List<T> items = new ArrayList<>();
    for (Json item : list.items()) {
      items.add(change.from(item));
    }
    return List.copyOf(items);
  }

  private static Map<String, List<MetricMetadata>> metadata(Json data) throws IOException {
    Map<String, List<MetricMetadata>> families = new TreeMap<>();
    for (Map.Entry<String, Json> family : data.members().entrySet()) {
      families.put(
          family.getKey(),
          map(
              family.getValue(),
              item ->
                  new MetricMetadata(
                      item.get("type").text(), item.get("help").text(), item.get("unit").text())));
    }
    return families;
  }

  private static RuleGroup group(Json group) throws IOException {
    return new RuleGroup(
        group.get("file").text(),
        group.get("name").text(),
        seconds(group.get("interval").text()),
        map(group.get("rules"), Calls::rule));
  }

  private static RuleState rule(Json rule) throws IOException {
    RuleState.Type type =
        rule.get("type").text().equals("recording")
            ? RuleState.Type.RECORDING
            : RuleState.Type.ALERTING;
    return RuleState.builder(type, rule.get("name").text(), rule.get("query").text())
        .labels(rule.get("labels").texts())
        .health(rule.get("health").text(), rule.get("lastError").text())
        .state(rule.get("state").text(), map(rule.get("alerts"), Calls::alert))
        .build();
  }

  private static Alert alert(Json alert) throws IOException {
    String value = alert.get("value").text();
    try {
      return new Alert(
          Labels.of(alert.get("labels").texts()),
          alert.get("annotations").texts(),
          alert.get("state").text(),
          value.isEmpty() ? Double.NaN : Numbers.sample(value));
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("the value of an alert is no number");
    }
  }

  private static List<Target> targets(Json data) throws IOException {
    List<Target> targets =
        new ArrayList<>(
            map(
                data.get("activeTargets"),
                target ->
                    Target.active(
                        target.get("scrapePool").text(),
                        target.get("scrapeUrl").text(),
                        target.get("health").text(),
                        target.get("lastError").text(),
                        Labels.of(target.get("labels").texts()),
                        target.get("discoveredLabels").texts())));
    targets.addAll(
        map(
            data.get("droppedTargets"),
            target -> Target.dropped(target.get("discoveredLabels").texts())));
    return List.copyOf(targets);
  }

  private static Duration seconds(String text) throws IOException {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      long millis = Numbers.millis(text);
      return Duration.ofMillis(Math.min(millis, MAX_SECONDS));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new UnexpectedAnswer("an interval is no number of seconds");
    }
  }
}
