package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.RequestBudget;
import com.scanium.sightline.mimir.client.Calls.Window;
import com.scanium.sightline.mimir.model.Alert;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.ExemplarSeries;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.MetricMetadata;
import com.scanium.sightline.mimir.model.ParsedQuery;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.RuleFilter;
import com.scanium.sightline.mimir.model.RuleGroup;
import com.scanium.sightline.mimir.model.Target;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.Tenant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

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
  static final String TENANT = "X-Scope-OrgID";
  private static final int MAX_PAGES = 10_000;

  private final String base;
  private final Tenant tenant;
  private final RequestBudget sent;
  private final Conversation conversation;
  private final ServerProfile profile;
  private final RangeQueries ranges;

  MimirClient(ClientSettings settings, URI base) {
    this.base = base.toString();
    this.tenant = Tenant.of(settings.headers.first(TENANT).orElse(""));
    this.sent = RequestBudget.of(Integer.MAX_VALUE);
    this.conversation = settings.conversation(base, sent);
    this.profile = new ServerProfile();
    this.ranges = new RangeQueries(conversation, settings.splitting);
  }

  private MimirClient(MimirClient that, Conversation conversation) {
    this.base = that.base;
    this.tenant = Tenant.of(conversation.headers().first(TENANT).orElse(""));
    this.sent = that.sent;
    this.conversation = conversation;
    this.profile = that.profile;
    this.ranges = new RangeQueries(conversation, that.ranges.splitting());
  }

  /**
   * Starts a client.
   *
   * @param url the base of the query interface, before {@code /api/v1}; for Mimir it ends in {@code
   *     /prometheus} unless that was configured otherwise
   * @throws IllegalArgumentException when it is not an absolute http or https address, or holds
   *     credentials, which belong into {@link MimirClientBuilder#basicAuth}
   */
  public static MimirClientBuilder builder(String url) {
    return new MimirClientBuilder(url);
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

  /**
   * The same client as another tenant, or as several joined by {@code |}. It shares connections and
   * the count of requests with this one; closing either closes both.
   *
   * @throws IllegalArgumentException when no header can hold it
   */
  public MimirClient asTenant(String tenant) {
    return new MimirClient(this, conversation.with(TENANT, tenant));
  }

  /** How many requests were sent, retries included. */
  @Override
  public int requests() {
    return sent.used();
  }

  /** Counts of series, labels and values. */
  public Cardinality cardinality() {
    return new Cardinality(conversation);
  }

  /** The rule groups that a ruler keeps for the tenant. */
  public Ruler ruler() {
    return new Ruler(conversation, profile);
  }

  /** The tenant's configuration of the Alertmanager. */
  public Alertmanager alertmanager() {
    return new Alertmanager(conversation, profile);
  }

  /** Writes samples. */
  public RemoteWriter writer() {
    return new RemoteWriter(conversation, profile);
  }

  /** What the server says about itself. */
  public Server server() {
    return new Server(conversation);
  }

  /** What the server does where servers differ; asked for once. */
  public Answer<Capabilities> capabilities() {
    return profile.capabilities(conversation.once());
  }

  /** Evaluates an expression at the server's present. */
  public Answer<QueryResult> query(String query) {
    return conversation.ask(Calls.query(query, null, QueryOptions.NONE, Capabilities.NONE));
  }

  /** Evaluates an expression at a time. */
  public Answer<QueryResult> query(String query, Instant at) {
    return query(query, at, QueryOptions.NONE);
  }

  /** Evaluates an expression at a time with options. */
  public Answer<QueryResult> query(String query, Instant at, QueryOptions options) {
    Objects.requireNonNull(at, "at");
    return onServer(
        options.dependOnServer(),
        (once, server) ->
            OptionEffects.applied(
                once.ask(Calls.query(query, at, options, server)), options, server));
  }

  /** The same without waiting; cancelling it closes the connection. */
  public CompletableFuture<Answer<QueryResult>> queryAsync(String query, Instant at) {
    return queryAsync(query, at, QueryOptions.NONE);
  }

  /** The same with options. */
  public CompletableFuture<Answer<QueryResult>> queryAsync(
      String query, Instant at, QueryOptions options) {
    Objects.requireNonNull(at, "at");
    return onServerAsync(
        options.dependOnServer(),
        (once, server) ->
            RangeQueries.applied(
                once.askAsync(Calls.query(query, at, options, server)), options, server));
  }

  /**
   * Evaluates an expression at each step of a span of time; both ends count. A span of more points
   * than a server allows is asked for in parts, see {@link MimirClientBuilder#splitting}.
   *
   * @throws IllegalArgumentException when the step is under a millisecond
   */
  public Answer<QueryResult> queryRange(String query, Instant start, Instant end, Duration step) {
    return queryRange(query, start, end, step, QueryOptions.NONE);
  }

  /** The same with options. */
  public Answer<QueryResult> queryRange(
      String query, Instant start, Instant end, Duration step, QueryOptions options) {
    return onServer(
        options.dependOnServer(),
        (once, server) ->
            ranges.in(once).ask(new RangePlan.Range(query, start, end, step), options, server));
  }

  /** The same without waiting; cancelling it closes the connection. */
  public CompletableFuture<Answer<QueryResult>> queryRangeAsync(
      String query, Instant start, Instant end, Duration step) {
    return queryRangeAsync(query, start, end, step, QueryOptions.NONE);
  }

  /** The same with options. */
  public CompletableFuture<Answer<QueryResult>> queryRangeAsync(
      String query, Instant start, Instant end, Duration step, QueryOptions options) {
    return onServerAsync(
        options.dependOnServer(),
        (once, server) ->
            ranges
                .in(once)
                .askAsync(new RangePlan.Range(query, start, end, step), options, server));
  }

  /**
   * The same, handing on each series while the answer streams in; memory is that of the longest
   * series.
   *
   * <p>A range of more points than a server allows is asked for part by part in the order of time,
   * see {@link MimirClientBuilder#splitting}. Then a series comes once for each part in which it
   * has samples, later parts later, and no time of a series comes twice; only the calls that
   * collect put the parts of a series together, for that takes the memory of them all.
   *
   * @param consumer has seen some series when the answer then is a failure; what it throws comes
   *     out of this method and closes the connection
   * @throws IllegalArgumentException when the step is under a millisecond
   */
  public Answer<StreamSummary> queryRange(
      String query, Instant start, Instant end, Duration step, SeriesConsumer consumer) {
    return ranges.stream(new RangePlan.Range(query, start, end, step), consumer);
  }

  /** The same without waiting; the consumer is called by one thread at a time. */
  public CompletableFuture<Answer<StreamSummary>> queryRangeAsync(
      String query, Instant start, Instant end, Duration step, SeriesConsumer consumer) {
    return ranges.streamAsync(new RangePlan.Range(query, start, end, step), consumer);
  }

  /**
   * The same to pull from: series by series, a few of them read ahead. Close it, also when it was
   * not read to its end: that closes the connection.
   *
   * @throws IllegalArgumentException when the step is under a millisecond
   */
  public SeriesStream streamRange(String query, Instant start, Instant end, Duration step) {
    RangePlan.Range range = new RangePlan.Range(query, start, end, step);
    return SeriesStream.start(consumer -> ranges.streamAsync(range, consumer));
  }

  /** The exemplars of the series in an expression, over all time that the server keeps. */
  public Answer<List<ExemplarSeries>> exemplars(String query) {
    return conversation.ask(Calls.exemplars(query, Window.ALL));
  }

  /** The exemplars of the series in an expression; a store that keeps none has none. */
  public Answer<List<ExemplarSeries>> exemplars(String query, Instant start, Instant end) {
    return conversation.ask(Calls.exemplars(query, new Window(start, end)));
  }

  /** The expression as the server would lay it out. */
  public Answer<String> formatQuery(String query) {
    return conversation.ask(Calls.formatQuery(query));
  }

  /** The tree that the server makes of an expression: Prometheus and Cortex, not Mimir. */
  public Answer<ParsedQuery> parseQuery(String query) {
    return conversation.ask(Calls.parseQuery(query));
  }

  /**
   * The series that match any of the selectors, over all time that the server looks at by itself.
   *
   * @throws IllegalArgumentException without a selector
   */
  public Answer<List<Labels>> series(List<String> selectors) {
    return conversation.ask(Calls.series(selectors, Window.ALL, 0));
  }

  /**
   * The series that match any of the selectors within a span of time.
   *
   * @throws IllegalArgumentException without a selector
   */
  public Answer<List<Labels>> series(List<String> selectors, Instant start, Instant end) {
    return conversation.ask(Calls.series(selectors, new Window(start, end), 0));
  }

  /**
   * The same, at most so many.
   *
   * @throws IllegalArgumentException without a selector, or for a limit that is not positive
   */
  public Answer<List<Labels>> series(
      List<String> selectors, Instant start, Instant end, int limit) {
    return limited(limit, sent -> Calls.series(selectors, new Window(start, end), sent));
  }

  /** The label names on series that match any of the selectors; without a selector on all. */
  public Answer<List<String>> labelNames(List<String> selectors) {
    return conversation.ask(Calls.labelNames(selectors, Window.ALL, 0));
  }

  /** The label names within a span of time. */
  public Answer<List<String>> labelNames(List<String> selectors, Instant start, Instant end) {
    return conversation.ask(Calls.labelNames(selectors, new Window(start, end), 0));
  }

  /**
   * The same, at most so many.
   *
   * @throws IllegalArgumentException for a limit that is not positive
   */
  public Answer<List<String>> labelNames(
      List<String> selectors, Instant start, Instant end, int limit) {
    return limited(limit, sent -> Calls.labelNames(selectors, new Window(start, end), sent));
  }

  /** The values of a label on series that match any of the selectors; an unknown label has none. */
  public Answer<List<String>> labelValues(String label, List<String> selectors) {
    return conversation.ask(Calls.labelValues(label, selectors, Window.ALL, 0));
  }

  @Override
  public Answer<List<String>> labelValues(
      String label, List<String> selectors, Instant start, Instant end) {
    return conversation.ask(Calls.labelValues(label, selectors, new Window(start, end), 0));
  }

  /**
   * The same, at most so many.
   *
   * @throws IllegalArgumentException for a limit that is not positive
   */
  public Answer<List<String>> labelValues(
      String label, List<String> selectors, Instant start, Instant end, int limit) {
    return limited(
        limit, sent -> Calls.labelValues(label, selectors, new Window(start, end), sent));
  }

  /** A question of which part of a call. */
  private interface Limited<T> {
    /** The call with this limit; zero for none. */
    Call<List<T>> with(int limit);
  }

  private <T> Answer<List<T>> limited(int limit, Limited<T> question) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit must be positive, was " + limit);
    }
    return onServer(
        true,
        (once, server) ->
            OptionEffects.limited(
                once.ask(question.with(server.limitsLabels() ? limit : 0)), limit, server));
  }

  /**
   * What targets said about all metric families, by the name under which it was sent. A family that
   * is here but has no series was declared and never used.
   */
  public Answer<Map<String, List<MetricMetadata>>> metadata() {
    return conversation.ask(Calls.metadata(null));
  }

  /**
   * What targets said about one family. OpenMetrics targets send it without the suffix of its
   * series, so {@code requests_total} is looked for under {@code requests} as well.
   */
  @Override
  public Answer<List<Metadata>> metadata(String metric) {
    Conversation once = conversation.once();
    Answer<List<Metadata>> asWritten = family(metric, once);
    String family = Calls.familyOf(metric);
    boolean none =
        asWritten instanceof Answer.Known<List<Metadata>> known && known.value().isEmpty();
    return none && !family.equals(metric) ? family(family, once) : asWritten;
  }

  private static Answer<List<Metadata>> family(String name, Conversation once) {
    return once.ask(Calls.metadata(name))
        .map(
            families ->
                families.getOrDefault(name, List.of()).stream()
                    .map(entry -> new Metadata(entry.type(), entry.help(), entry.unit()))
                    .toList());
  }

  /** Which program answers; not supported by some gateways. */
  public Answer<BuildInfo> buildInfo() {
    return server().buildInfo();
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
    return rules(RuleFilter.ALL);
  }

  /** Those that a filter lets through; in parts where it wants that and the server can. */
  public Answer<List<RuleGroup>> rules(RuleFilter filter) {
    boolean named =
        !filter.rules().isEmpty() || !filter.groups().isEmpty() || !filter.files().isEmpty();
    return onServer(named, (once, server) -> rules(filter, once, server));
  }

  private static Answer<List<RuleGroup>> rules(
      RuleFilter filter, Conversation once, Capabilities server) {
    List<RuleGroup> all = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    String token = "";
    for (int page = 0; page < MAX_PAGES; page++) {
      Answer<ServerCalls.RulePage> answer = once.ask(ServerCalls.rules(filter, token, server));
      if (!(answer instanceof Answer.Known<ServerCalls.RulePage> known)) {
        return answer.map(ServerCalls.RulePage::groups);
      }
      all.addAll(known.value().groups());
      warnings.addAll(known.warnings());
      String next = known.value().next();
      if (next.isEmpty() || next.equals(token)) {
        break;
      }
      token = next;
    }
    return new Answer.Known<>(List.copyOf(all), warnings);
  }

  /** The alerts that are pending or firing. */
  public Answer<List<Alert>> alerts() {
    return conversation.ask(ServerCalls.alerts());
  }

  /** What the server scrapes and what it dropped: Prometheus only, not supported by others. */
  public Answer<List<Target>> scrapeTargets() {
    return conversation.ask(ServerCalls.targets());
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

  /** A question of which the kind of server decides. */
  private interface Deciding<T> {
    T ask(Conversation once, Capabilities server);
  }

  private <T> Answer<T> onServer(boolean differs, Deciding<Answer<T>> question) {
    Conversation once = conversation.once();
    if (!differs) {
      return question.ask(once, Capabilities.NONE);
    }
    Answer<Capabilities> server = profile.capabilities(once);
    return server instanceof Answer.Known<Capabilities> known
        ? question.ask(once, known.value())
        : withoutValue(server);
  }

  private <T> CompletableFuture<Answer<T>> onServerAsync(
      boolean differs, Deciding<CompletableFuture<Answer<T>>> question) {
    Conversation once = conversation.once();
    if (!differs) {
      return question.ask(once, Capabilities.NONE);
    }
    return Conversation.then(
        profile.capabilitiesAsync(once),
        server ->
            server instanceof Answer.Known<Capabilities> known
                ? question.ask(once, known.value())
                : CompletableFuture.completedFuture(withoutValue(server)));
  }

  private static <T> Answer<T> withoutValue(Answer<?> answer) {
    return answer.map(
        value -> {
          throw new IllegalStateException("there is a value");
        });
  }

  @Override
  public void close() {
    conversation.close();
  }

  @Override
  public String toString() {
    return "MimirClient of " + base;
  }
}
