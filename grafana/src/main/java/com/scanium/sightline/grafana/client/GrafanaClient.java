package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Api;
import com.scanium.sightline.grafana.internal.Connection;
import com.scanium.sightline.http.BreakerConfig;
import com.scanium.sightline.http.Credentials;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.LimitConfig;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportMetrics;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.text.Doc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks Grafana: health, dashboards, folders, data sources, queries, alert rules, annotations.
 *
 * <p>Every question gives an {@link Answer}; what Grafana refuses is a typed {@link Failure}. Lists
 * are read page by page to their end. Requests run under a deadline; nothing is sent before the
 * first question. Safe for use by several threads. Closing it closes the transport that it made,
 * not one that was handed in.
 *
 * <pre>{@code
 * try (GrafanaClient grafana =
 *         GrafanaClient.builder("https://grafana.example.org").token(token).build();
 *     DatasourceProxy mimir = grafana.datasource("MIMIR")) {
 *   Answer<Health> health = grafana.health();
 *   // MimirClient.builder(mimir.url()).transport(mimir).build() asks Mimir through Grafana
 * }
 * }</pre>
 */
public final class GrafanaClient implements AutoCloseable {
  /** No list is longer; a server that ignores {@code page} does not hold anyone up. */
  private static final int MOST_PAGES = 1000;

  private final Api api;
  private final String namespace;

  private GrafanaClient(Api api, long organization) {
    this.api = api;
    this.namespace = organization <= 1 ? "default" : "org-" + organization;
  }

  /**
   * Starts a client.
   *
   * @param url Grafana's root, with the sub-path that it is served under if there is one
   */
  public static Builder builder(String url) {
    return new Builder(url);
  }

  /** Grafana's root. */
  public String address() {
    return api.base().toString();
  }

  /** How many requests were sent, retries and those of data source proxies included. */
  public int requests() {
    return api.requests();
  }

  /** How Grafana is; needs no credentials. */
  public Answer<Health> health() {
    return api.ask(GrafanaCalls.health());
  }

  /** All that a search finds, page by page. */
  public Answer<List<SearchHit>> search(SearchQuery query) {
    Objects.requireNonNull(query, "query");
    return allPages(
        page -> api.ask(GrafanaCalls.search(query, page)), query.pageSize(), SearchHit::uid);
  }

  /** One page of what a search finds, the first is 1. */
  public Answer<List<SearchHit>> search(SearchQuery query, int page) {
    if (page < 1) {
      throw new IllegalArgumentException("the first page is 1, not " + page);
    }
    return api.ask(GrafanaCalls.search(query, page));
  }

  /** A dashboard; of the newer schema when the older interface cannot show it. */
  public Answer<StoredDashboard> dashboard(String uid) {
    Answer<StoredDashboard> classic = api.ask(GrafanaCalls.dashboard(api.base(), uid));
    boolean newer =
        classic instanceof Answer.Failed<StoredDashboard> failed
            && failed.failure().kind() == Failure.Kind.NOT_SUPPORTED;
    if (!newer) {
      return classic;
    }
    for (String version : List.of("v2", "v2beta1", "v1beta1")) {
      Answer<StoredDashboard> found =
          api.ask(GrafanaCalls.resource(api.base(), version, namespace, uid));
      if (found instanceof Answer.Known<StoredDashboard>) {
        return found;
      }
    }
    return classic;
  }

  /**
   * All dashboards that may be read, a few at a time. One that cannot be read is a warning beside
   * the others; when none can, that is the failure.
   */
  public Answer<List<StoredDashboard>> dashboards() {
    return new DashboardLoader(api).load(search(SearchQuery.DASHBOARDS), this::dashboard);
  }

  /**
   * Creates or updates a dashboard. {@link Failure.Conflict} says that another version is there
   * ({@code OUTDATED}), that its name is taken in the folder, or that a file provides it.
   */
  public Answer<SavedDashboard> save(DashboardChange change) {
    return api.ask(GrafanaCalls.save(change));
  }

  /**
   * Deletes a dashboard.
   *
   * @return Grafana's words about it
   */
  public Answer<String> deleteDashboard(String uid) {
    return api.ask(GrafanaCalls.deleteDashboard(uid));
  }

  /** The folders in the root. */
  public Answer<List<Folder>> folders() {
    return folders("");
  }

  /** The folders directly in a folder, by its uid. */
  public Answer<List<Folder>> folders(String parentUid) {
    return allPages(
        page -> api.ask(GrafanaCalls.folders(parentUid, page)), GrafanaCalls.PAGE, Folder::uid);
  }

  /** A folder. */
  public Answer<Folder> folder(String uid) {
    return api.ask(GrafanaCalls.folder(uid));
  }

  /**
   * Creates a folder.
   *
   * @param uid its uid, or empty for a new one
   * @param parentUid the folder around it, or empty for the root
   */
  public Answer<Folder> createFolder(String uid, String title, String parentUid) {
    Doc body = Doc.object().with("title", Doc.string(title));
    body = uid.isEmpty() ? body : body.with("uid", Doc.string(uid));
    return api.ask(
        GrafanaCalls.createFolder(
            parentUid.isEmpty() ? body : body.with("parentUid", Doc.string(parentUid))));
  }

  /** Renames a folder, unless somebody changed it since it was read with {@link #folder}. */
  public Answer<Folder> renameFolder(Folder folder, String title) {
    return api.ask(GrafanaCalls.renameFolder(folder, title));
  }

  /** Deletes a folder with all that is in it. */
  public Answer<String> deleteFolder(String uid) {
    return api.ask(GrafanaCalls.deleteFolder(uid));
  }

  /** All panels and variables that dashboards share. */
  public Answer<List<LibraryElement>> libraryElements() {
    return allPages(
        page -> api.ask(GrafanaCalls.libraryElements(page)).map(GrafanaCalls.Page::items),
        GrafanaCalls.PAGE,
        LibraryElement::uid);
  }

  /** A panel or variable that dashboards share. */
  public Answer<LibraryElement> libraryElement(String uid) {
    return api.ask(GrafanaCalls.libraryElement(uid));
  }

  /**
   * All data sources. Grafana tells them with their addresses to administrators only; other
   * accounts get what dashboards know of them, without addresses.
   */
  public Answer<List<StoredDatasource>> datasources() {
    Answer<List<StoredDatasource>> all = api.ask(GrafanaCalls.datasources());
    boolean refused =
        all instanceof Answer.Failed<List<StoredDatasource>> failed
            && failed.failure() instanceof Failure.Unauthorized why
            && why.status() == 403;
    if (!refused) {
      return all;
    }
    Answer<List<StoredDatasource>> visible = api.ask(GrafanaCalls.datasourcesOfTheFrontend());
    return visible instanceof Answer.Known<List<StoredDatasource>> ? visible : all;
  }

  /** A data source by its uid. */
  public Answer<StoredDatasource> datasourceByUid(String uid) {
    return api.ask(GrafanaCalls.datasourceByUid(uid));
  }

  /** A data source by its name. */
  public Answer<StoredDatasource> datasourceByName(String name) {
    return api.ask(GrafanaCalls.datasourceByName(name));
  }

  /** What the plugin of a data source finds when it asks its store; not all plugins do. */
  public Answer<DatasourceHealth> datasourceHealth(String uid) {
    return api.ask(GrafanaCalls.datasourceHealth(uid));
  }

  /**
   * The transport through which clients of a store run: Grafana passes their requests on, with the
   * credentials and the tenant that the data source has. Nothing is sent before the first request,
   * which finds out what the name means.
   *
   * @param nameOrUid a data source's name, or its uid
   */
  public DatasourceProxy datasource(String nameOrUid) {
    return new DatasourceProxy(api, nameOrUid);
  }

  /**
   * Runs queries as panels do, and gives what panels get, by {@code refId}. A query that fails has
   * its error among the results, beside those of the others.
   *
   * @throws IllegalArgumentException without a query
   */
  public Answer<Map<String, DataResult>> query(List<DataQuery> queries, Instant from, Instant to) {
    if (queries.isEmpty()) {
      throw new IllegalArgumentException("no query to run");
    }
    return api.ask(GrafanaCalls.query(queries, from, to));
  }

  /** All alert and recording rules, as they are defined. */
  public Answer<List<StoredAlertRule>> alertRules() {
    return api.ask(GrafanaCalls.alertRules());
  }

  /** A rule as it is defined. */
  public Answer<StoredAlertRule> alertRule(String uid) {
    return api.ask(GrafanaCalls.alertRule(uid));
  }

  /** Creates a rule from what {@link StoredAlertRule#doc()} holds. */
  public Answer<StoredAlertRule> createAlertRule(Doc rule) {
    return api.ask(GrafanaCalls.createAlertRule(rule));
  }

  /** Replaces a rule. */
  public Answer<StoredAlertRule> updateAlertRule(String uid, Doc rule) {
    return api.ask(GrafanaCalls.updateAlertRule(uid, rule));
  }

  /** Deletes a rule. */
  public Answer<String> deleteAlertRule(String uid) {
    return api.ask(GrafanaCalls.deleteAlertRule(uid));
  }

  /** All rules as a provisioning file in YAML. */
  public Answer<String> exportAlertRules() {
    return api.ask(GrafanaCalls.exportAlertRules());
  }

  /** How all rules fare. */
  public Answer<List<AlertRuleStatus>> alertRuleStates() {
    return api.ask(GrafanaCalls.alertRuleStates());
  }

  /** The alerts that Grafana's own rules raised. */
  public Answer<List<AlertInstance>> alerts() {
    return api.ask(GrafanaCalls.alerts());
  }

  /**
   * Notes within a span of time that have all of these tags.
   *
   * @param limit at most that many
   */
  public Answer<List<Annotation>> annotations(
      Instant from, Instant to, List<String> tags, int limit) {
    return api.ask(GrafanaCalls.annotations(from, to, tags, limit));
  }

  /**
   * Stores a note.
   *
   * @return its number
   */
  public Answer<Long> annotate(Annotation annotation) {
    return api.ask(GrafanaCalls.annotate(annotation));
  }

  /** Deletes a note. */
  public Answer<String> deleteAnnotation(long id) {
    return api.ask(GrafanaCalls.deleteAnnotation(id));
  }

  /** Reads pages until one is not full or brings nothing new. */
  private static <T> Answer<List<T>> allPages(
      Function<Integer, Answer<List<T>>> ask, int size, Function<T, String> uid) {
    List<T> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Answer<List<T>> answer = ask.apply(page);
      if (!(answer instanceof Answer.Known<List<T>> known)) {
        return answer;
      }
      boolean news = false;
      for (T item : known.value()) {
        if (seen.add(uid.apply(item))) {
          news = true;
          all.add(item);
        }
      }
      if (known.value().size() < size || !news) {
        break;
      }
    }
    return Answer.known(List.copyOf(all));
  }

  @Override
  public void close() {
    api.close();
  }

  @Override
  public String toString() {
    return "GrafanaClient of " + address();
  }

  /** Collects what a client needs; not safe for use by several threads. */
  public static final class Builder {
    private final Connection connection;
    private long organization;

    private Builder(String url) {
      this.connection = new Connection("Grafana", url);
    }

    /** The token of a service account. */
    public Builder token(Secret token) {
      connection.credentials(Credentials.bearer(token), token);
      return this;
    }

    /** A user name and password. */
    public Builder basicAuth(String user, Secret password) {
      connection.basicAuth(user, password);
      return this;
    }

    /**
     * The organization, sent as {@code X-Grafana-Org-Id}; the account's own unless set.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder organization(long id) {
      if (id < 1) {
        throw new IllegalArgumentException("an organization's id is positive, not " + id);
      }
      connection.header("X-Grafana-Org-Id", Long.toString(id));
      this.organization = id;
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

    /** How hard Grafana may be worked; unlimited unless set. */
    public Builder limit(LimitConfig config) {
      connection.limit(config);
      return this;
    }

    /** When to leave Grafana alone; never unless set. */
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
    public GrafanaClient build() {
      return new GrafanaClient(connection.open(new GrafanaFailures()), organization);
    }
  }
}
