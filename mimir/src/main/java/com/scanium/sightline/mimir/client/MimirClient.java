package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Credentials;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.RequestBudget;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.Transports;
import com.scanium.sightline.mimir.client.Calls.Window;
import com.scanium.sightline.mimir.model.Alert;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.MetricMetadata;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.RuleGroup;
import com.scanium.sightline.mimir.model.Target;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.Tenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks Mimir, or anything else that speaks the Prometheus query interface: Prometheus, Cortex,
 * Grafana Cloud.
 *
 * <p>Every question gives an {@link Answer}. A store that does not answer, that refuses the tenant
 * or cannot read the query is a typed failure; an empty list is the store's own word that there is
 * nothing. Requests run under a deadline; nothing is sent before the first question. Safe for use
 * by several threads. Closing it closes the transport that it made, not one that was handed in.
 *
 * <pre>{@code
 * try (MimirClient mimir =
 *     MimirClient.builder("http://localhost:9009/prometheus").tenant("team-a").build()) {
 *   Answer<QueryResult> up = mimir.query("up");
 * }
 * }</pre>
 */
public final class MimirClient implements SeriesStore {
  private static final String API = "/api/v1";
  private static final String TENANT = "X-Scope-OrgID";
  private static final int MAX_GET = 2000;
  private static final int HEAD_BYTES = 512;
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private final String base;
  private final Headers headers;
  private final Duration timeout;
  private final List<Secret> secrets;
  private final Tenant tenant;
  private final RequestBudget sent;
  private final Transport transport;

  private MimirClient(Builder builder, URI base) {
    this.base = base.toString();
    this.headers = builder.headers;
    this.timeout = builder.timeout;
    this.secrets = List.copyOf(builder.secrets);
    Transport lowest =
        builder.transport == null
            ? Transports.http(HttpConfig.DEFAULT)
            : Transports.borrowed(builder.transport);
    this.tenant = Tenant.of(headers.first(TENANT).orElse(""));
    this.sent = RequestBudget.of(Integer.MAX_VALUE);
    Transport counted = Transports.budgeted(lowest, sent);
    Transport signed =
        builder.credentials == null
            ? counted
            : Transports.withCredentials(counted, base, builder.credentials);
    this.transport =
        Transports.logging(
            builder.transport == null ? Transports.retrying(signed, RetryConfig.DEFAULT) : signed);
  }

  /**
   * Starts a client.
   *
   * @param url the base of the query interface, before {@code /api/v1}; for Mimir it ends in {@code
   *     /prometheus} unless that was configured otherwise
   * @throws IllegalArgumentException when it is not an absolute http or https address, or holds
   *     credentials, which belong into {@link Builder#basicAuth}
   */
  public static Builder builder(String url) {
    return new Builder(url);
  }

  /** {@code mimir}: the layer of the rules that judge what any such store answers. */
  @Override
  public String layer() {
    return "mimir";
  }

  /** The base of the query interface. */
  @Override
  public String address() {
    return base;
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  /** How many requests were sent, retries included. */
  @Override
  public int requests() {
    return sent.used();
  }

  /** Evaluates an expression at the server's present. */
  public Answer<QueryResult> query(String query) {
    return ask(Calls.query(query, null));
  }

  /** Evaluates an expression at a time. */
  public Answer<QueryResult> query(String query, Instant at) {
    return ask(Calls.query(query, Objects.requireNonNull(at, "at")));
  }

  /** The same without waiting; cancelling it closes the connection. */
  public CompletableFuture<Answer<QueryResult>> queryAsync(String query, Instant at) {
    return askAsync(Calls.query(query, Objects.requireNonNull(at, "at")));
  }

  /**
   * Evaluates an expression at each step of a span of time; both ends count.
   *
   * @throws IllegalArgumentException when the step is under a millisecond
   */
  public Answer<QueryResult> queryRange(String query, Instant start, Instant end, Duration step) {
    return ask(Calls.queryRange(query, start, end, step));
  }

  /** The same without waiting; cancelling it closes the connection. */
  public CompletableFuture<Answer<QueryResult>> queryRangeAsync(
      String query, Instant start, Instant end, Duration step) {
    return askAsync(Calls.queryRange(query, start, end, step));
  }

  /**
   * The series that match any of the selectors, over all time that the server looks at by itself.
   *
   * @throws IllegalArgumentException without a selector
   */
  public Answer<List<Labels>> series(List<String> selectors) {
    return ask(Calls.series(selectors, Window.ALL));
  }

  /**
   * The series that match any of the selectors within a span of time.
   *
   * @throws IllegalArgumentException without a selector
   */
  public Answer<List<Labels>> series(List<String> selectors, Instant start, Instant end) {
    return ask(Calls.series(selectors, new Window(start, end)));
  }

  /** The label names on series that match any of the selectors; without a selector on all. */
  public Answer<List<String>> labelNames(List<String> selectors) {
    return ask(Calls.labelNames(selectors, Window.ALL));
  }

  /** The label names within a span of time. */
  public Answer<List<String>> labelNames(List<String> selectors, Instant start, Instant end) {
    return ask(Calls.labelNames(selectors, new Window(start, end)));
  }

  /** The values of a label on series that match any of the selectors; an unknown label has none. */
  public Answer<List<String>> labelValues(String label, List<String> selectors) {
    return ask(Calls.labelValues(label, selectors, Window.ALL));
  }

  @Override
  public Answer<List<String>> labelValues(
      String label, List<String> selectors, Instant start, Instant end) {
    return ask(Calls.labelValues(label, selectors, new Window(start, end)));
  }

  /**
   * What targets said about all metric families, by the name under which it was sent. A family that
   * is here but has no series was declared and never used.
   */
  public Answer<Map<String, List<MetricMetadata>>> metadata() {
    return ask(Calls.metadata(null));
  }

  /**
   * What targets said about one family. OpenMetrics targets send it without the suffix of its
   * series, so {@code requests_total} is looked for under {@code requests} as well.
   */
  @Override
  public Answer<List<Metadata>> metadata(String metric) {
    Answer<List<Metadata>> asWritten = family(metric);
    String family = Calls.familyOf(metric);
    boolean none =
        asWritten instanceof Answer.Known<List<Metadata>> known && known.value().isEmpty();
    return none && !family.equals(metric) ? family(family) : asWritten;
  }

  private Answer<List<Metadata>> family(String name) {
    return ask(Calls.metadata(name))
        .map(
            families ->
                families.getOrDefault(name, List.of()).stream()
                    .map(entry -> new Metadata(entry.type(), entry.help(), entry.unit()))
                    .toList());
  }

  /** Which program answers; not supported by some gateways. */
  public Answer<BuildInfo> buildInfo() {
    return ask(Calls.buildInfo());
  }

  @Override
  public Answer<Product> product() {
    Answer<BuildInfo> info = buildInfo();
    return info instanceof Answer.Failed<BuildInfo> failed
            && failed.failure().kind() == Failure.Kind.NOT_SUPPORTED
        ? Answer.known(new Product("unknown", ""))
        : info.map(known -> new Product(known.product().toString(), known.version()));
  }

  /** The rule groups that the server's ruler runs, with the health of each rule. */
  public Answer<List<RuleGroup>> rules() {
    return ask(Calls.rules());
  }

  /** The alerts that are pending or firing. */
  public Answer<List<Alert>> alerts() {
    return ask(Calls.alerts());
  }

  /** What the server scrapes and what it dropped: Prometheus only, not supported by others. */
  public Answer<List<Target>> scrapeTargets() {
    return ask(Calls.targets());
  }

  @Override
  public Answer<List<TargetState>> targets() {
    return scrapeTargets()
        .map(
            targets ->
                targets.stream()
                    .filter(target -> !target.isDropped())
                    .map(
                        target ->
                            new TargetState(
                                target.labels().asMap(),
                                target.url(),
                                target.health(),
                                target.lastError().orElse("")))
                    .toList());
  }

  /** The samples of {@link #query(String, Instant)}; a native histogram counts as its count. */
  @Override
  public Answer<List<Sample>> instant(String query, Instant at) {
    return query(query, at).map(Samples::ofInstant);
  }

  /** The series of {@link #queryRange}; a native histogram counts as its count. */
  @Override
  public Answer<List<Series>> range(String query, Instant from, Instant to, Duration step) {
    return queryRange(query, from, to, step).map(Samples::ofRange);
  }

  @Override
  public Answer<List<Map<String, String>>> series(String selector, Instant from, Instant to) {
    return series(List.of(selector), from, to).map(all -> all.stream().map(Labels::asMap).toList());
  }

  private <T> Answer<T> ask(Call<T> call) {
    Request request = request(call);
    try {
      return transport.exchange(request, response -> decode(call, request, response));
    } catch (TransportException e) {
      return Failures.of(e);
    }
  }

  private <T> CompletableFuture<Answer<T>> askAsync(Call<T> call) {
    Request request = request(call);
    CompletableFuture<Answer<T>> sent =
        transport.exchangeAsync(request, response -> decode(call, request, response));
    return LinkedFuture.after(
        sent,
        (answer, failure) -> {
          if (answer != null) {
            return answer;
          }
          if (failure instanceof TransportException known) {
            return Failures.of(known);
          }
          throw new IllegalStateException("a question ended without an answer", failure);
        });
  }

  private Request request(Call<?> call) {
    URI plain = URI.create(base + API + call.path());
    URI full = call.parameters().appendTo(plain);
    boolean post = call.method() == Call.Method.GET_OR_POST && full.toString().length() > MAX_GET;
    Request.Builder request =
        post
            ? Request.builder(Request.Method.POST, plain).form(call.parameters()).idempotent()
            : Request.builder(Request.Method.GET, full);
    Headers all = request.build().headers();
    for (Headers.Field field : headers.fields()) {
      all = all.with(field.name(), field.value());
    }
    return request.headers(all).deadline(Instant.now().plus(timeout)).build();
  }

  private <T> Answer<T> decode(Call<T> call, Request request, Response response)
      throws IOException {
    String where = request.origin() + request.uri().getRawPath();
    if (!response.isSuccess()) {
      String body = masked(response.head(MAX_ERROR_BYTES));
      return Answer.failed(
          Failures.of(response.status(), response.headers(), body, call.presence(), where));
    }
    byte[] head = response.body().readNBytes(HEAD_BYTES);
    String start = new String(head, StandardCharsets.UTF_8).stripLeading();
    if (!start.startsWith("{")) {
      String what = start.isEmpty() ? "an empty body" : "something other than JSON";
      return Answer.failed(
          Failures.notAnAnswer(
              response.status(), what + " came back from " + where, masked(start)));
    }
    try (InputStream body =
        new SequenceInputStream(new ByteArrayInputStream(head), response.body())) {
      Envelope<T> envelope = Envelope.read(body, call.data());
      if (envelope.isError()) {
        return Answer.failed(
            Failures.of(
                response.status(),
                response.headers(),
                envelope.errorType(),
                masked(envelope.error()),
                call.presence(),
                where));
      }
      T data = envelope.data() == null ? call.data().absent() : envelope.data();
      return new Answer.Known<>(call.data().with(data, envelope.infos()), envelope.warnings());
    } catch (UnexpectedAnswer e) {
      return Answer.failed(
          Failures.notAnAnswer(
              response.status(),
              "the answer of " + where + " was not understood: " + e.getMessage(),
              masked(start)));
    }
  }

  private String masked(String text) {
    String masked = text;
    for (Secret secret : secrets) {
      masked = secret.maskIn(masked);
    }
    return masked;
  }

  @Override
  public void close() {
    transport.close();
  }

  @Override
  public String toString() {
    return "MimirClient of " + base;
  }

  /** Collects what a client needs; not safe for use by several threads. */
  public static final class Builder {
    private final String url;
    private Headers headers = Headers.of("Accept", "application/json");
    private Duration timeout = Duration.ofSeconds(30);
    private final List<Secret> secrets = new ArrayList<>();
    private @Nullable Credentials credentials;
    private @Nullable Transport transport;

    private Builder(String url) {
      this.url = Objects.requireNonNull(url, "url");
    }

    /**
     * The tenant, sent as {@code X-Scope-OrgID}; several, joined by {@code |}, where the store
     * federates.
     *
     * @throws IllegalArgumentException when no header can hold it
     */
    public Builder tenant(String tenant) {
      return header(TENANT, tenant);
    }

    /** A token for {@code Authorization: Bearer}. */
    public Builder bearerToken(Secret token) {
      this.credentials = Credentials.bearer(token);
      secrets.add(token);
      return this;
    }

    /** A user name and password; with Grafana Cloud the instance id and a token. */
    public Builder basicAuth(String user, Secret password) {
      this.credentials = Credentials.basic(user, password);
      secrets.add(password);
      return this;
    }

    /**
     * One more header on every request, in place of an earlier one of that name.
     *
     * @throws IllegalArgumentException when it is not valid
     */
    public Builder header(String name, String value) {
      this.headers = headers.replacing(name, value);
      return this;
    }

    /** Asks the store for answers that come from no cache. */
    public Builder uncached() {
      return header("Cache-Control", "no-store");
    }

    /** How long one question may take, retries included; 30 s unless set. */
    public Builder timeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("a timeout must be positive, was " + timeout);
      }
      this.timeout = timeout;
      return this;
    }

    /** Sends through this transport, which stays the caller's, instead of one of its own. */
    public Builder transport(Transport transport) {
      this.transport = Objects.requireNonNull(transport, "transport");
      return this;
    }

    /**
     * The client.
     *
     * @throws IllegalArgumentException when the address is not one of http or https
     */
    public MimirClient build() {
      String trimmed = url.strip().replaceFirst("/+$", "");
      URI base;
      try {
        base = URI.create(trimmed);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("not an address: a store's url must be a URL");
      }
      Request.get(base); // says what is wrong with it
      if (base.getRawQuery() != null || base.getRawFragment() != null) {
        throw new IllegalArgumentException("a store's url must not have a query or fragment");
      }
      return new MimirClient(this, base);
    }
  }
}
