package com.scanium.sightline.grafana.loki;

import com.scanium.sightline.grafana.internal.Api;
import com.scanium.sightline.grafana.internal.Connection;
import com.scanium.sightline.grafana.loki.LokiCalls.Window;
import com.scanium.sightline.http.BreakerConfig;
import com.scanium.sightline.http.Credentials;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.LimitConfig;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportMetrics;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.LogStore;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.text.Doc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Asks Loki, directly or through a data source of Grafana.
 *
 * <p>Every question gives an {@link Answer}. A Loki that does not answer, that refuses the tenant
 * or cannot read the query is a typed failure; an empty list is its own word that there is nothing.
 * Requests run under a deadline; nothing is sent before the first question. Safe for use by several
 * threads. Closing it closes the transport that it made, not one that was handed in.
 *
 * <pre>{@code
 * try (LokiClient loki = LokiClient.builder("http://localhost:3100").tenant("team-a").build()) {
 *   Answer<LogResult> errors =
 *       loki.queryRange(LogQuery.of("{app=\"shop\"} |= \"error\"").limit(20));
 * }
 * }</pre>
 */
public final class LokiClient implements LogStore {
  private static final String TENANT = "X-Scope-OrgID";

  private static final int POINTS = 100;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Api api;
  private final Tenant tenant;

  private LokiClient(Api api) {
    this.api = api;
    this.tenant = Tenant.of(api.headers().first(TENANT).orElse(""));
  }

  /**
   * Starts a client.
   *
   * @param url Loki's root, before {@code /loki/api/v1}
   */
  public static Builder builder(String url) {
    return new Builder(url);
  }

  @Override
  public String address() {
    return api.base().toString();
  }

  /** As which tenant it is asked. */
  public Tenant tenant() {
    return tenant;
  }

  /** How many requests were sent, retries included. */
  @Override
  public int requests() {
    return api.requests();
  }

  /**
   * Evaluates a metric query at the server's present. Log queries are refused here, they need
   * {@link #queryRange(LogQuery)}.
   */
  public Answer<LogResult> query(String metricQuery) {
    return api.ask(LokiCalls.query(metricQuery, null));
  }

  /** Evaluates a metric query at a time. */
  public Answer<LogResult> query(String metricQuery, Instant at) {
    return api.ask(LokiCalls.query(metricQuery, Objects.requireNonNull(at, "at")));
  }

  /** Lines, or the points of a metric query, over a span of time. */
  public Answer<LogResult> queryRange(LogQuery query) {
    return api.ask(LokiCalls.queryRange(query, null));
  }

  /** The same without waiting; cancelling it closes the connection. */
  public CompletableFuture<Answer<LogResult>> queryRangeAsync(LogQuery query) {
    return api.askAsync(LokiCalls.queryRange(query, null));
  }

  /**
   * The same, handed to a consumer line by line as the answer streams in: nothing is kept. A failed
   * answer may come after some lines.
   *
   * @return what Loki did for it
   */
  public Answer<QueryStats> queryRange(LogQuery query, LogConsumer consumer) {
    Objects.requireNonNull(consumer, "consumer");
    return api.ask(LokiCalls.queryRange(query, consumer)).map(LogResult::stats);
  }

  /** The names of the labels of streams within the last hours that Loki looks at by itself. */
  public Answer<List<String>> labels() {
    return api.ask(LokiCalls.labels(null, Window.DEFAULT));
  }

  /**
   * The names of the labels of streams within a span of time.
   *
   * @throws IllegalArgumentException when the end is not after the start
   */
  public Answer<List<String>> labels(Instant start, Instant end) {
    return api.ask(LokiCalls.labels(null, Window.of(start, end)));
  }

  /** The names of the labels of the streams that a selector matches. */
  public Answer<List<String>> labels(String selector, Instant start, Instant end) {
    return api.ask(
        LokiCalls.labels(Objects.requireNonNull(selector, "selector"), Window.of(start, end)));
  }

  /** The values of a label; structured metadata is no label and has none. */
  public Answer<List<String>> labelValues(String label) {
    return api.ask(LokiCalls.labelValues(label, null, Window.DEFAULT));
  }

  @Override
  public Answer<List<String>> labelValues(String label, Instant from, Instant to) {
    return api.ask(LokiCalls.labelValues(label, null, Window.of(from, to)));
  }

  /** The values of a label on the streams that a selector matches. */
  public Answer<List<String>> labelValues(
      String label, String selector, Instant start, Instant end) {
    return api.ask(
        LokiCalls.labelValues(
            label, Objects.requireNonNull(selector, "selector"), Window.of(start, end)));
  }

  /** The label sets of the streams that any of the selectors match; without a selector of all. */
  public Answer<List<Map<String, String>>> series(
      List<String> selectors, Instant start, Instant end) {
    return api.ask(LokiCalls.series(selectors, Window.of(start, end)));
  }

  /** The same within the time that Loki looks at by itself. */
  public Answer<List<Map<String, String>>> series(List<String> selectors) {
    return api.ask(LokiCalls.series(selectors, Window.DEFAULT));
  }

  @Override
  public Answer<List<Map<String, String>>> streams(String selector, Instant from, Instant to) {
    return series(List.of(selector), from, to);
  }

  /** Asks for one line, or for about a hundred points. */
  @Override
  public Answer<Found> find(String query, Instant from, Instant to) {
    Duration step = Duration.between(from, to).dividedBy(POINTS);
    LogQuery asked =
        LogQuery.of(query).over(from, to).limit(1).step(step.toSeconds() < 1 ? SECOND : step);
    return queryRange(asked).map(LokiClient::found);
  }

  private static Found found(LogResult result) {
    long examined = result.stats().isKnown() ? result.stats().linesProcessed() : -1;
    if (result.value() instanceof LogResult.Matrix matrix) {
      double[] values = matrix.series().stream().flatMapToDouble(MetricSeries::values).toArray();
      boolean zeros = Arrays.stream(values).allMatch(value -> value == 0 || Double.isNaN(value));
      return new Found(values.length, zeros && values.length > 0, examined);
    }
    return new Found(result.entries().size(), false, examined);
  }

  /** How much the index holds for a selector. */
  public Answer<IndexStats> indexStats(String selector, Instant start, Instant end) {
    return api.ask(LokiCalls.indexStats(selector, Window.of(start, end)));
  }

  /**
   * How many bytes each label set of a selector's streams holds.
   *
   * @param by labels to count by; none for those of the selector
   * @param limit at most that many, the largest first; 0 for Loki's own limit
   */
  public Answer<LogResult> volume(
      String selector, Instant start, Instant end, List<String> by, int limit) {
    return api.ask(LokiCalls.volume(selector, Window.of(start, end), by, limit));
  }

  /** The same over time. */
  public Answer<LogResult> volumeRange(
      String selector, Instant start, Instant end, Duration step, List<String> by, int limit) {
    return api.ask(LokiCalls.volumeRange(selector, Window.of(start, end), step, by, limit));
  }

  /** The labels that Loki finds in its index; an empty list proves nothing right after a flush. */
  public Answer<List<DetectedLabel>> detectedLabels(Instant start, Instant end) {
    return api.ask(LokiCalls.detectedLabels(null, Window.of(start, end)));
  }

  /** The labels of the streams that a selector matches, as Loki finds them in its index. */
  public Answer<List<DetectedLabel>> detectedLabels(String selector, Instant start, Instant end) {
    return api.ask(LokiCalls.detectedLabels(selector, Window.of(start, end)));
  }

  /** The fields that Loki finds in lines and structured metadata. */
  public Answer<List<DetectedField>> detectedFields(String query, Instant start, Instant end) {
    return api.ask(LokiCalls.detectedFields(query, Window.of(start, end)));
  }

  /** The values of such a field. */
  public Answer<List<String>> detectedFieldValues(
      String field, String query, Instant start, Instant end) {
    return api.ask(LokiCalls.detectedFieldValues(field, query, Window.of(start, end)));
  }

  /** The shapes that many lines share; where the server collects them. */
  public Answer<List<LogPattern>> patterns(String selector, Instant start, Instant end) {
    return api.ask(LokiCalls.patterns(selector, Window.of(start, end)));
  }

  /** A query in Loki's own layout. */
  public Answer<String> formatQuery(String query) {
    return api.ask(LokiCalls.formatQuery(query));
  }

  /** What the server says about its build: {@code version}, {@code revision}, …; may be empty. */
  public Answer<Map<String, String>> buildInfo() {
    return api.ask(LokiCalls.buildInfo());
  }

  /** The limits of the tenant that matter to queries, as written; newer servers only. */
  public Answer<Map<String, String>> limits() {
    return api.ask(LokiCalls.limits());
  }

  /** The rules that Loki's ruler runs. */
  public Answer<List<LogRule>> rules() {
    return api.ask(LokiCalls.rules());
  }

  /** Whether it takes queries; a server that is starting up answers with a failure that says so. */
  public Answer<Boolean> ready() {
    return api.ask(LokiCalls.page("/ready")).map(text -> text.strip().equals("ready"));
  }

  /**
   * An operational page as text, such as {@code /config}, {@code /services} or {@code /ring}.
   *
   * @param path with a slash in front
   */
  public Answer<String> page(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with a slash: " + path);
    }
    return api.ask(LokiCalls.page(path));
  }

  /**
   * Stores lines, to the nanosecond. Never done by a check.
   *
   * @return how many lines were sent
   * @throws IllegalArgumentException without a stream
   */
  public Answer<Integer> push(List<LogStream> streams) {
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("nothing to store");
    }
    List<Doc> all = new ArrayList<>();
    int lines = 0;
    for (LogStream stream : streams) {
      List<Doc> values = new ArrayList<>();
      for (LogEntry entry : stream.entries()) {
        Doc at = Doc.string(LogQuery.nanos(entry.at()));
        Doc line = Doc.string(entry.line());
        values.add(
            entry.metadata().isEmpty()
                ? Doc.array(at, line)
                : Doc.array(at, line, texts(entry.metadata())));
      }
      lines += values.size();
      all.add(
          Doc.object().with("stream", texts(stream.labels())).with("values", Doc.array(values)));
    }
    return api.ask(LokiCalls.push(Doc.object().with("streams", Doc.array(all)), lines));
  }

  private static Doc texts(Map<String, String> map) {
    Doc object = Doc.object();
    for (Map.Entry<String, String> entry : map.entrySet()) {
      object = object.with(entry.getKey(), Doc.string(entry.getValue()));
    }
    return object;
  }

  @Override
  public void close() {
    api.close();
  }

  @Override
  public String toString() {
    return "LokiClient of " + address();
  }

  /** Collects what a client needs; not safe for use by several threads. */
  public static final class Builder {
    private final Connection connection;

    private Builder(String url) {
      this.connection = new Connection("Loki", url);
    }

    /**
     * The tenant, sent as {@code X-Scope-OrgID}; several, joined by {@code |}, where the server
     * unites them.
     *
     * @throws IllegalArgumentException when no header can hold it
     */
    public Builder tenant(String tenant) {
      connection.header(TENANT, tenant);
      return this;
    }

    /** A token for {@code Authorization: Bearer}. */
    public Builder bearerToken(Secret token) {
      connection.credentials(Credentials.bearer(token), token);
      return this;
    }

    /** A user name and password; with Grafana Cloud the instance id and a token. */
    public Builder basicAuth(String user, Secret password) {
      connection.basicAuth(user, password);
      return this;
    }

    /**
     * A secret in a header of its own, for instance {@code X-Api-Key}; sent to this origin only,
     * and never printed.
     *
     * @throws IllegalArgumentException when it is not valid
     */
    public Builder secretHeader(String name, Secret value) {
      connection.credentials(Credentials.header(name, value), value);
      return this;
    }

    /**
     * One more header on every request, in place of an earlier one of that name.
     *
     * @throws IllegalArgumentException when it is not valid
     */
    public Builder header(String name, String value) {
      connection.header(name, value);
      return this;
    }

    /** Asks for answers that come from no cache. */
    public Builder uncached() {
      connection.header("Cache-Control", "no-cache");
      return this;
    }

    /** How long one question may take, retries included; 30 s unless set. */
    public Builder timeout(Duration timeout) {
      connection.timeout(timeout);
      return this;
    }

    /** Limits and trust of the transport that the client makes. */
    public Builder http(HttpConfig config) {
      connection.config(config);
      return this;
    }

    /** How often to try again; {@link RetryConfig#DEFAULT} on a transport of its own. */
    public Builder retry(RetryConfig config) {
      connection.retry(config);
      return this;
    }

    /** How hard Loki may be worked; unlimited unless set. */
    public Builder limit(LimitConfig config) {
      connection.limit(config);
      return this;
    }

    /** When to leave Loki alone; never unless set. */
    public Builder breaker(BreakerConfig config) {
      connection.breaker(config);
      return this;
    }

    /** Where requests, retries, the limit and the breaker are counted; nowhere unless set. */
    public Builder metrics(TransportMetrics metrics) {
      connection.metrics(metrics);
      return this;
    }

    /** Sends through this transport, which stays the caller's, instead of one of its own. */
    public Builder transport(Transport transport) {
      connection.transport(transport);
      return this;
    }

    /**
     * The client.
     *
     * @throws IllegalArgumentException when the address is not one of http or https
     */
    public LokiClient build() {
      return new LokiClient(connection.open(new LokiFailures()));
    }
  }
}
