package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.mimir.client.Call.Base;
import com.scanium.sightline.mimir.client.Call.Method;
import com.scanium.sightline.mimir.client.Call.Presence;
import com.scanium.sightline.mimir.client.Envelope.DataReader;
import com.scanium.sightline.mimir.client.QueryOptions.Statistics;
import com.scanium.sightline.mimir.model.Exemplar;
import com.scanium.sightline.mimir.model.ExemplarSeries;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.MetricMetadata;
import com.scanium.sightline.mimir.model.ParsedQuery;
import com.scanium.sightline.mimir.model.QueryResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The questions about data: queries, labels, series, metadata. */
final class Calls {
  private static final String STATS_HEADER = "X-Mimir-Response-Query-Stats";

  private Calls() {}

  /** A span of time; without bounds the server's own. */
  record Window(@Nullable Instant start, @Nullable Instant end) {
    static final Window ALL = new Window(null, null);

    Form addTo(Form form) {
      Form more = start == null ? form : form.with("start", Numbers.seconds(start));
      return end == null ? more : more.with("end", Numbers.seconds(end));
    }
  }

  static Call<QueryResult> query(
      String query, @Nullable Instant at, QueryOptions options, Capabilities server) {
    Form form = Form.EMPTY.with("query", query);
    Form timed = at == null ? form : form.with("time", Numbers.seconds(at));
    return everywhere(
            "/query", addTo(timed, options, server), Method.GET_OR_POST, ResultReaders.collecting())
        .with(headers(options));
  }

  static <T> Call<T> queryRange(
      String query,
      Instant start,
      Instant end,
      Duration step,
      QueryOptions options,
      Capabilities server,
      Reader<T> reader) {
    if (step.toMillis() < 1) {
      throw new IllegalArgumentException("a step must be at least 1 ms, was " + step);
    }
    Form form = new Window(start, end).addTo(Form.EMPTY.with("query", query));
    return everywhere(
            "/query_range",
            addTo(form.with("step", Numbers.seconds(step)), options, server),
            Method.GET_OR_POST,
            reader)
        .with(headers(options));
  }

  private static Form addTo(Form form, QueryOptions options, Capabilities server) {
    Form more = form;
    if (options.timeout().isPresent()) {
      more = more.with("timeout", Numbers.seconds(options.timeout().get()));
    }
    if (options.lookbackDelta().isPresent() && server.honoursLookbackDelta()) {
      more = more.with("lookback_delta", Numbers.seconds(options.lookbackDelta().get()));
    }
    if (options.limit().isPresent() && server.limitsQueries()) {
      more = more.with("limit", Integer.toString(options.limit().getAsInt()));
    }
    if (options.statistics() == Statistics.PER_STEP && server.countsPerStep()) {
      return more.with("stats", "all");
    }
    return options.statistics() == Statistics.NONE ? more : more.with("stats", "true");
  }

  private static Headers headers(QueryOptions options) {
    Headers headers = Headers.EMPTY;
    if (options.consistency().isPresent()) {
      headers = headers.with(ReadConsistency.HEADER, options.consistency().get().value());
    }
    return options.statistics() == Statistics.NONE ? headers : headers.with(STATS_HEADER, "true");
  }

  static Call<List<ExemplarSeries>> exemplars(String query, Window window) {
    return everywhere(
        "/query_exemplars",
        window.addTo(Form.EMPTY.with("query", query)),
        Method.GET_OR_POST,
        list(json -> exemplarSeries(json.tree())));
  }

  static Call<List<Labels>> series(List<String> selectors, Window window, int limit) {
    if (selectors.isEmpty()) {
      throw new IllegalArgumentException("series are asked for by at least one selector");
    }
    return everywhere(
        "/series",
        limited(window.addTo(Form.EMPTY.withAll("match[]", selectors)), limit),
        Method.GET_OR_POST,
        list(Calls::labels));
  }

  static Call<List<String>> labelNames(List<String> selectors, Window window, int limit) {
    return everywhere(
        "/labels",
        limited(window.addTo(Form.EMPTY.withAll("match[]", selectors)), limit),
        Method.GET_OR_POST,
        list(Calls::text));
  }

  static Call<List<String>> labelValues(
      String label, List<String> selectors, Window window, int limit) {
    return everywhere(
        "/label/" + Form.encode(escapedName(label)) + "/values",
        limited(window.addTo(Form.EMPTY.withAll("match[]", selectors)), limit),
        Method.GET,
        list(Calls::text));
  }

  private static Form limited(Form form, int limit) {
    return limit == 0 ? form : form.with("limit", Integer.toString(limit));
  }

  /**
   * A label name as a path may hold it: other characters than the classic ones as {@code _hex_}
   * behind {@code U__}. Servers of line 3 take that beside the raw name, older ones only that.
   */
  static String escapedName(String label) {
    boolean classic = !label.isEmpty() && !isDigit(label.charAt(0));
    for (int i = 0; i < label.length(); i++) {
      classic &= isClassic(label.charAt(i));
    }
    if (classic) {
      return label;
    }
    StringBuilder out = new StringBuilder("U__");
    int i = 0;
    while (i < label.length()) {
      int c = label.codePointAt(i);
      boolean kept = c < 0x80 && isClassic((char) c) && !(i == 0 && isDigit((char) c));
      if (c == '_') {
        out.append("__");
      } else if (kept) {
        out.append((char) c);
      } else {
        out.append('_').append(Integer.toHexString(c)).append('_');
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isClassic(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static Call<Map<String, List<MetricMetadata>>> metadata(@Nullable String family) {
    return everywhere(
        "/metadata",
        family == null ? Form.EMPTY : Form.EMPTY.with("metric", family),
        Method.GET,
        Reader.enveloped(json -> metadata(object(json))));
  }

  static Call<String> formatQuery(String query) {
    return Call.of(
        Base.API,
        "/format_query",
        Form.EMPTY.with("query", query),
        Method.GET_OR_POST,
        Presence.SOMEWHERE,
        Reader.enveloped(Calls::text));
  }

  static Call<ParsedQuery> parseQuery(String query) {
    return Call.of(
        Base.API,
        "/parse_query",
        Form.EMPTY.with("query", query),
        Method.GET_OR_POST,
        Presence.SOMEWHERE,
        Reader.enveloped(json -> parsed(object(json))));
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

  private static <T> Call<T> everywhere(String path, Form form, Method method, Reader<T> reader) {
    return Call.of(Base.API, path, form, method, Presence.EVERYWHERE, reader);
  }

  /** A tree that must be an object. */
  static Json object(JsonBytes json) throws IOException {
    if (json.peek() != '{') {
      throw json.unexpected("an object");
    }
    return json.tree();
  }

  private static String text(JsonBytes json) throws IOException {
    return json.text("a text");
  }

  private static <T> Reader<List<T>> list(DataReader<T> item) {
    return Reader.envelopedList(
        json -> {
          json.expect('[', "a list as data");
          List<T> items = new ArrayList<>();
          if (!json.nextIf(']')) {
            do {
              items.add(item.read(json));
            } while (json.more(']'));
          }
          return List.copyOf(items);
        });
  }

  /** A label set, its texts shared with the others of the answer. */
  private static Labels labels(JsonBytes json) throws IOException {
    json.expect('{', "a label set");
    List<String> pairs = new ArrayList<>(16);
    if (!json.nextIf('}')) {
      do {
        pairs.add(json.name());
        pairs.add(json.text("the value of a label"));
      } while (json.more('}'));
    }
    return Labels.ofPairs(pairs.toArray(String[]::new));
  }

  /** A value for each item of a list. */
  static <T> List<T> map(Json list, Reader.FromTree<T> change) throws IOException {
    List<T> items = new ArrayList<>();
    for (Json item : list.items()) {
      items.add(change.from(item));
    }
    return List.copyOf(items);
  }

  private static ExemplarSeries exemplarSeries(Json tree) throws IOException {
    return new ExemplarSeries(
        Labels.of(tree.get("seriesLabels").texts()), map(tree.get("exemplars"), Calls::exemplar));
  }

  private static Exemplar exemplar(Json tree) throws IOException {
    try {
      return new Exemplar(
          Labels.of(tree.get("labels").texts()),
          Numbers.sample(tree.get("value").text()),
          Instant.ofEpochMilli(Numbers.millis(tree.get("timestamp").text())));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new UnexpectedAnswer("an exemplar without a value or a time");
    }
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

  /** A node of the server's tree; members that are nodes themselves become children. */
  private static ParsedQuery parsed(Json node) {
    List<ParsedQuery.Matcher> matchers = new ArrayList<>();
    for (Json matcher : node.get("matchers").items()) {
      matchers.add(
          new ParsedQuery.Matcher(
              matcher.get("name").text(), matcher.get("type").text(), matcher.get("value").text()));
    }
    List<ParsedQuery> children = new ArrayList<>();
    node.members()
        .forEach(
            (name, member) -> {
              if (!name.equals("matchers")) {
                nodes(member).forEach(child -> children.add(parsed(child)));
              }
            });
    return ParsedQuery.of(node.get("type").text(), node.texts(), matchers, children);
  }

  private static List<Json> nodes(Json member) {
    List<Json> candidates = member.isArray() ? member.items() : List.of(member);
    return candidates.stream().filter(node -> !node.get("type").text().isEmpty()).toList();
  }
}
