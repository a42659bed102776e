package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Call;
import com.scanium.sightline.grafana.internal.Call.Trait;
import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.grafana.internal.UnexpectedAnswer;
import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Request.Method;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The questions of Grafana's interface. */
final class GrafanaCalls {
  static final int PAGE = 100;

  private GrafanaCalls() {}

  static Call<Health> health() {
    return Call.get(
            "/api/health",
            tree ->
                new Health(
                    Trees.text(Trees.object(tree), "database").equals("ok"),
                    Trees.text(tree, "version"),
                    Trees.text(tree, "commit")))
        .alsoAnsweredBy(503);
  }

  static Call<List<SearchHit>> search(SearchQuery query, int page) {
    return Call.get("/api/search", tree -> list(tree, SearchHit::new)).with(query.form(page));
  }

  static Call<StoredDashboard> dashboard(URI base, String uid) {
    String path = "/api/dashboards/uid/" + Form.encode(uid);
    return dashboardAt(base, path, uid);
  }

  /** As the newer interface gives it, for dashboards that the older one cannot show. */
  static Call<StoredDashboard> resource(URI base, String version, String namespace, String uid) {
    String path =
        "/apis/dashboard.grafana.app/"
            + version
            + "/namespaces/"
            + namespace
            + "/dashboards/"
            + Form.encode(uid);
    return dashboardAt(base, path, uid);
  }

  private static Call<StoredDashboard> dashboardAt(URI base, String path, String uid) {
    return Call.streaming(
        Method.GET,
        path,
        body -> {
          SourceText source = SourceText.of(URI.create(base + path), Trees.text(body));
          Doc root =
              DocReader.json(source)
                  .root()
                  .filter(Doc::isObject)
                  .orElseThrow(() -> new UnexpectedAnswer("it is no JSON object"));
          if (root.get("dashboard").isEmpty() && root.get("spec").isEmpty()) {
            throw new UnexpectedAnswer("it holds no dashboard");
          }
          return new StoredDashboard(source, root, uid);
        });
  }

  static Call<SavedDashboard> save(DashboardChange change) {
    return Call.json(
            Method.POST,
            "/api/dashboards/db",
            tree ->
                new SavedDashboard(
                    Trees.text(Trees.object(tree), "uid"),
                    Trees.number(tree, "version"),
                    Trees.text(tree, "url")))
        .body(change.body());
  }

  static Call<String> deleteDashboard(String uid) {
    return deletion("/api/dashboards/uid/" + Form.encode(uid));
  }

  static Call<List<Folder>> folders(String parent, int page) {
    Form form =
        Form.EMPTY.with("limit", Integer.toString(PAGE)).with("page", Integer.toString(page));
    return Call.get("/api/folders", tree -> list(tree, Folder::new))
        .with(parent.isEmpty() ? form : form.with("parentUid", parent));
  }

  static Call<Folder> folder(String uid) {
    return Call.get("/api/folders/" + Form.encode(uid), tree -> new Folder(Trees.object(tree)));
  }

  static Call<Folder> createFolder(Doc body) {
    return Call.json(Method.POST, "/api/folders", tree -> new Folder(Trees.object(tree)))
        .body(body);
  }

  static Call<Folder> renameFolder(Folder folder, String title) {
    return Call.json(
            Method.PUT,
            "/api/folders/" + Form.encode(folder.uid()),
            tree -> new Folder(Trees.object(tree)))
        .body(
            Doc.object()
                .with("title", Doc.string(title))
                .with("version", Doc.number(folder.version())))
        .trait(Trait.ONCE); // a second one would meet the version that the first one made
  }

  static Call<String> deleteFolder(String uid) {
    return deletion("/api/folders/" + Form.encode(uid));
  }

  /**
   * One page.
   *
   * @param total how many there are in all
   */
  record Page<T>(List<T> items, long total) {}

  static Call<Page<LibraryElement>> libraryElements(int page) {
    return Call.get(
            "/api/library-elements",
            tree -> {
              Doc result = Trees.object(Trees.member(Trees.object(tree), "result"));
              return new Page<>(
                  list(Trees.member(result, "elements"), LibraryElement::new),
                  Trees.number(result, "totalCount"));
            })
        .with(
            Form.EMPTY
                .with("perPage", Integer.toString(PAGE))
                .with("page", Integer.toString(page)));
  }

  static Call<LibraryElement> libraryElement(String uid) {
    return Call.get(
        "/api/library-elements/" + Form.encode(uid),
        tree -> new LibraryElement(Trees.object(Trees.member(Trees.object(tree), "result"))));
  }

  static Call<List<StoredDatasource>> datasources() {
    return Call.get("/api/datasources", tree -> list(tree, StoredDatasource::new));
  }

  /** What every account may see of the data sources that its dashboards use. */
  static Call<List<StoredDatasource>> datasourcesOfTheFrontend() {
    return Call.get(
        "/api/frontend/settings",
        tree -> {
          List<StoredDatasource> all = new ArrayList<>();
          for (Doc.Member member :
              Trees.object(Trees.member(Trees.object(tree), "datasources")).members()) {
            Doc doc = member.value();
            // Grafana's own (mixed, expressions) have no number; an address here is the proxy's
            if (doc.isObject() && Trees.number(doc, "id") > 0) {
              all.add(new StoredDatasource(doc.without("url").without("meta")));
            }
          }
          return List.copyOf(all);
        });
  }

  static Call<StoredDatasource> datasourceByUid(String uid) {
    return datasourceAt("/api/datasources/uid/" + Form.encode(uid));
  }

  static Call<StoredDatasource> datasourceByName(String name) {
    return datasourceAt("/api/datasources/name/" + Form.encode(name));
  }

  private static Call<StoredDatasource> datasourceAt(String path) {
    return Call.get(path, tree -> new StoredDatasource(Trees.object(tree)));
  }

  static Call<DatasourceHealth> datasourceHealth(String uid) {
    return Call.get(
            "/api/datasources/uid/" + Form.encode(uid) + "/health",
            tree -> {
              String status = Trees.text(Trees.object(tree), "status");
              if (status.isEmpty()) {
                throw new UnexpectedAnswer("it has no status");
              }
              return new DatasourceHealth(
                  status.equalsIgnoreCase("OK"), Trees.text(tree, "message"));
            })
        .alsoAnsweredBy(400, 500)
        .trait(Trait.OPTIONAL);
  }

  static Call<Map<String, DataResult>> query(List<DataQuery> queries, Instant from, Instant to) {
    List<Doc> models = queries.stream().map(DataQuery::model).toList();
    Doc body =
        Doc.object()
            .with("from", Doc.string(Long.toString(from.toEpochMilli())))
            .with("to", Doc.string(Long.toString(to.toEpochMilli())))
            .with("queries", Doc.array(models));
    return Call.streaming(Method.POST, "/api/ds/query", FrameReader::read)
        .body(body)
        .trait(Trait.IDEMPOTENT)
        .alsoAnsweredBy(400, 500, 502, 504);
  }

  static Call<List<StoredAlertRule>> alertRules() {
    return Call.get("/api/v1/provisioning/alert-rules", tree -> list(tree, StoredAlertRule::new));
  }

  static Call<StoredAlertRule> alertRule(String uid) {
    return alertRuleBy(Method.GET, "/" + Form.encode(uid));
  }

  static Call<StoredAlertRule> createAlertRule(Doc rule) {
    return alertRuleBy(Method.POST, "").body(rule);
  }

  static Call<StoredAlertRule> updateAlertRule(String uid, Doc rule) {
    return alertRuleBy(Method.PUT, "/" + Form.encode(uid)).body(rule);
  }

  private static Call<StoredAlertRule> alertRuleBy(Method method, String path) {
    return Call.json(
        method,
        "/api/v1/provisioning/alert-rules" + path,
        tree -> new StoredAlertRule(Trees.object(tree)));
  }

  static Call<String> deleteAlertRule(String uid) {
    return deletion("/api/v1/provisioning/alert-rules/" + Form.encode(uid));
  }

  static Call<String> exportAlertRules() {
    return Call.streaming(Method.GET, "/api/v1/provisioning/alert-rules/export", Trees::text)
        .with(Form.EMPTY.with("format", "yaml"))
        .header("Accept", "*/*");
  }

  static Call<List<AlertRuleStatus>> alertRuleStates() {
    return Call.get(
        "/api/prometheus/grafana/api/v1/rules",
        tree -> {
          Doc data = Trees.object(Trees.member(Trees.object(tree), "data"));
          List<AlertRuleStatus> rules = new ArrayList<>();
          for (Doc group : Trees.each(Trees.member(data, "groups"), item -> item)) {
            for (Doc rule : Trees.each(Trees.member(group, "rules"), item -> item)) {
              rules.add(new AlertRuleStatus(group, rule));
            }
          }
          return List.copyOf(rules);
        });
  }

  static Call<List<AlertInstance>> alerts() {
    return Call.get(
        "/api/prometheus/grafana/api/v1/alerts",
        tree ->
            list(
                Trees.member(Trees.object(Trees.member(Trees.object(tree), "data")), "alerts"),
                AlertInstance::new));
  }

  static Call<List<Annotation>> annotations(
      Instant from, Instant to, List<String> tags, int limit) {
    Form form =
        Form.EMPTY
            .with("from", Long.toString(from.toEpochMilli()))
            .with("to", Long.toString(to.toEpochMilli()))
            .with("limit", Integer.toString(limit))
            .withAll("tags", tags);
    return Call.get("/api/annotations", tree -> list(tree, GrafanaCalls::annotation)).with(form);
  }

  private static Annotation annotation(Doc doc) {
    long from = Trees.number(doc, "time");
    long to = Trees.number(doc, "timeEnd");
    return Annotation.stored(
        Trees.number(doc, "id"),
        Instant.ofEpochMilli(from),
        to > from ? Instant.ofEpochMilli(to) : null,
        Trees.text(doc, "text"),
        Trees.strings(Trees.member(doc, "tags")),
        Trees.text(doc, "dashboardUID"),
        Trees.number(doc, "panelId"));
  }

  static Call<Long> annotate(Annotation annotation) {
    Doc body =
        Doc.object()
            .with("time", Doc.number(annotation.from().toEpochMilli()))
            .with("text", Doc.string(annotation.text()))
            .with("tags", Doc.array(annotation.tags().stream().map(Doc::string).toList()));
    if (annotation.to().isPresent()) {
      body = body.with("timeEnd", Doc.number(annotation.to().get().toEpochMilli()));
    }
    if (!annotation.dashboardUid().isEmpty()) {
      body = body.with("dashboardUID", Doc.string(annotation.dashboardUid()));
    }
    if (annotation.panel() != 0) {
      body = body.with("panelId", Doc.number(annotation.panel()));
    }
    return Call.json(
            Method.POST, "/api/annotations", tree -> Trees.number(Trees.object(tree), "id"))
        .body(body);
  }

  static Call<String> deleteAnnotation(long id) {
    return deletion("/api/annotations/" + id);
  }

  /** Grafana's words about it; some deletions have none. */
  private static Call<String> deletion(String path) {
    Call<String> deletion =
        Call.streaming(
            Method.DELETE,
            path,
            body -> {
              String text = Trees.text(body);
              return DocReader.json(SourceText.of("answer", text))
                  .root()
                  .map(tree -> Trees.text(tree, "message"))
                  .orElse("");
            });
    return deletion.goneMeans("");
  }

  private static <T> List<T> list(Doc tree, Call.TreeReader<T> reader) throws IOException {
    return Trees.each(tree, item -> reader.read(Trees.object(item)));
  }
}
