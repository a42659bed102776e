package com.scanium.sightline.grafana.client;

import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.LibraryPanels;
import com.scanium.sightline.grafana.loki.LokiClient;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.StoreOpener;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.PipelineValidator;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The parts of a pipeline that a running Grafana knows: dashboards with their library panels, data
 * sources, alert rules, and the stores behind its data sources.
 *
 * <p>What Grafana does not tell is said as not checked, and proves nothing. Nothing is kept open
 * but the client, which stays the caller's.
 */
public final class RemoteGrafana {
  private final GrafanaClient grafana;

  private RemoteGrafana(GrafanaClient grafana) {
    this.grafana = grafana;
  }

  /** The parts that this client can ask for; nothing is sent yet. */
  public static RemoteGrafana of(GrafanaClient grafana) {
    return new RemoteGrafana(grafana);
  }

  /** Which of Grafana's data sources lead to the stores that are asked. */
  public enum Stores {
    /** The default one of its type, or the only one. */
    OF_THE_DEFAULT_DATASOURCES,
    /** None: the store is asked directly, or not at all. */
    NONE
  }

  /**
   * Asks for everything and adds it to a validator.
   *
   * @param stores whether the stores behind the data sources are asked too
   * @param store the name or uid of the data source of series; empty for the default one
   * @param logs the name or uid of the data source of logs; empty for the default one
   */
  public void contribute(PipelineValidator.Builder into, Stores stores, String store, String logs) {
    dashboards(into);
    Answer<List<StoredDatasource>> sources = grafana.datasources();
    List<SourceText> texts = new ArrayList<>();
    told(sources, "data sources", into).ifPresent(all -> texts.add(datasourceText(all)));
    told(grafana.alertRules(), "alert rules", into).ifPresent(all -> texts.add(alertText(all)));
    if (!texts.isEmpty()) {
      into.provisioning(GrafanaProvisioning.of(texts));
    }
    if (stores == Stores.OF_THE_DEFAULT_DATASOURCES) {
      List<StoredDatasource> known = sources.toOptional().orElse(List.of());
      series(known, store, into);
      logs(known, logs, into);
    }
  }

  private void series(List<StoredDatasource> known, String wanted, PipelineValidator.Builder into) {
    for (StoreOpener opener :
        ServiceLoader.load(StoreOpener.class, StoreOpener.class.getClassLoader())) {
      Optional<StoredDatasource> chosen =
          chosen(known.stream().filter(it -> opener.opens(it.type())).toList(), wanted);
      if (chosen.isPresent() || !wanted.isEmpty()) {
        DatasourceProxy proxy =
            grafana.datasource(chosen.map(StoredDatasource::uid).orElse(wanted));
        SeriesStore store = opener.open(proxy.url(), proxy);
        into.store(store).owned(store);
        chosen.ifPresent(it -> into.storeDatasource(it.uid()));
        known.stream()
            .filter(it -> opener.opens(it.type()) && chosen.isPresent())
            .filter(it -> !it.uid().equals(chosen.get().uid()))
            .forEach(
                it -> {
                  DatasourceProxy further = grafana.datasource(it.uid());
                  SeriesStore other = opener.open(further.url(), further);
                  into.datasourceStore(it.uid(), other).owned(other);
                });
        return;
      }
    }
    into.notChecked(
        new NotChecked(
            "store",
            grafana.address(),
            "which data source leads to the store? None of a known type is the default or the only"
                + " one; name it as \"datasource\""));
  }

  private void logs(List<StoredDatasource> known, String wanted, PipelineValidator.Builder into) {
    List<StoredDatasource> lokis = known.stream().filter(it -> it.type().equals("loki")).toList();
    Optional<StoredDatasource> chosen = chosen(lokis, wanted);
    if (chosen.isPresent() || !wanted.isEmpty()) {
      LokiClient loki = loki(chosen.map(StoredDatasource::uid).orElse(wanted));
      into.logs(loki).owned(loki);
      chosen.ifPresent(it -> into.logsDatasource(it.uid()));
    }
    for (StoredDatasource each : lokis) {
      if (chosen.isPresent() && !each.uid().equals(chosen.get().uid())) {
        LokiClient further = loki(each.uid());
        into.datasourceLogs(each.uid(), further).owned(further);
      }
    }
  }

  private LokiClient loki(String uid) {
    DatasourceProxy proxy = grafana.datasource(uid);
    return LokiClient.builder(proxy.url()).uncached().transport(proxy).build();
  }

  /** The one that is named, else the default one, else the only one. */
  private static Optional<StoredDatasource> chosen(List<StoredDatasource> all, String wanted) {
    if (!wanted.isEmpty()) {
      return all.stream()
          .filter(it -> it.name().equals(wanted) || it.uid().equals(wanted))
          .findFirst();
    }
    Optional<StoredDatasource> byDefault =
        all.stream().filter(StoredDatasource::isDefault).findFirst();
    return byDefault.isPresent() || all.size() != 1 ? byDefault : Optional.of(all.get(0));
  }

  /**
   * All dashboards, library panels included; what cannot be read of them is a warning of the
   * answer.
   */
  public Answer<DashboardSet> dashboards() {
    Answer<List<StoredDashboard>> all = grafana.dashboards();
    boolean shared =
        all.toOptional().orElse(List.of()).stream().anyMatch(RemoteGrafana::hasLibraryPanels);
    if (!shared) {
      return all.map(it -> set(it, List.of()));
    }
    Answer<List<LibraryElement>> elements = grafana.libraryElements();
    return all.map(it -> set(it, elements.toOptional().orElse(List.of())));
  }

  /** What all library panels show. */
  public Answer<LibraryPanels> libraryPanels() {
    return grafana.libraryElements().map(RemoteGrafana::panels);
  }

  /** The data sources, as if they were provisioned from files. */
  public Answer<GrafanaProvisioning> datasources() {
    return grafana.datasources().map(all -> GrafanaProvisioning.of(List.of(datasourceText(all))));
  }

  private static LibraryPanels panels(List<LibraryElement> elements) {
    return LibraryPanels.of(
        Doc.array(
            elements.stream()
                .<Doc>map(
                    it ->
                        Doc.object()
                            .with("uid", Doc.string(it.uid()))
                            .with("model", it.model().at(Doc.NOWHERE)))
                .toList()));
  }

  private void dashboards(PipelineValidator.Builder into) {
    Optional<List<StoredDashboard>> all = told(grafana.dashboards(), "dashboards", into);
    if (all.isEmpty()) {
      return;
    }
    boolean shared = all.get().stream().anyMatch(RemoteGrafana::hasLibraryPanels);
    Optional<List<LibraryElement>> elements =
        shared ? told(grafana.libraryElements(), "library panels", into) : Optional.empty();
    into.dashboards(set(all.get(), elements.orElse(List.of())));
  }

  private static DashboardSet set(List<StoredDashboard> dashboards, List<LibraryElement> elements) {
    return DashboardSet.of(
        dashboards.stream()
            .map(
                it ->
                    !elements.isEmpty() && hasLibraryPanels(it)
                        ? withElements(it, elements)
                        : it.source())
            .toList());
  }

  /**
   * Adds dashboards of files to a validator, their library panels from Grafana.
   *
   * @param local the dashboards of the files
   */
  public void contribute(DashboardSet local, PipelineValidator.Builder into) {
    Optional<LibraryPanels> library =
        local.lacksLibraryPanels()
            ? told(libraryPanels(), "library panels", into)
            : Optional.empty();
    into.dashboards(library.map(local::with).orElse(local));
  }

  private static boolean hasLibraryPanels(StoredDashboard dashboard) {
    return dashboard.source().text().contains("\"libraryPanel\"");
  }

  /** As an export has it: the shared panels stand beside the dashboard's own. */
  private static SourceText withElements(StoredDashboard dashboard, List<LibraryElement> elements) {
    Map<String, Doc> models = new LinkedHashMap<>();
    elements.forEach(
        it -> models.put(it.uid(), Doc.object().with("model", it.model().at(Doc.NOWHERE))));
    Doc own = dashboard.doc().with("__elements", Doc.object(models));
    return SourceText.of(
        dashboard.source().source(), DocWriter.json(Doc.object().with("dashboard", own)));
  }

  private SourceText datasourceText(List<StoredDatasource> all) {
    List<Doc> docs = new ArrayList<>();
    for (StoredDatasource one : all) {
      docs.add(literal(one.doc()));
    }
    return file("/api/datasources", "datasources", docs);
  }

  /** The rules in the layout of a provisioning file, each in its group. */
  private SourceText alertText(List<StoredAlertRule> all) {
    Map<String, List<Doc>> rules = new LinkedHashMap<>();
    Map<String, Doc> groups = new LinkedHashMap<>();
    for (StoredAlertRule one : all) {
      String key = one.folderUid() + "/" + one.group();
      groups.putIfAbsent(
          key,
          Doc.object()
              .with("name", Doc.string(one.group()))
              .with("folder", Doc.string(one.folderUid())));
      rules.computeIfAbsent(key, it -> new ArrayList<>()).add(literal(one.doc()));
    }
    List<Doc> docs = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            docs.add(group.with("rules", Doc.array(rules.getOrDefault(key, List.of())))));
    return file("/api/v1/provisioning/alert-rules", "groups", docs);
  }

  private SourceText file(String path, String section, List<Doc> items) {
    Doc root = Doc.object().with("apiVersion", Doc.number(1L)).with(section, Doc.array(items));
    return SourceText.of(URI.create(grafana.address() + path), DocWriter.prettyJson(root));
  }

  /** The tree with its dollars doubled: a file would have variables of the environment there. */
  private static Doc literal(Doc doc) {
    if (doc.isObject()) {
      Doc copy = Doc.object();
      for (Doc.Member member : doc.members()) {
        copy = copy.with(member.key(), literal(member.value()));
      }
      return copy;
    }
    if (doc.isArray()) {
      return Doc.array(doc.items().stream().map(RemoteGrafana::literal).toList());
    }
    return doc.asString()
        .<Doc>map(text -> Doc.string(text.replace("$", "$$")))
        .orElseGet(() -> doc.at(Doc.NOWHERE));
  }

  /** What Grafana told; what it did not tell is said. */
  private <T> Optional<T> told(Answer<T> answer, String what, PipelineValidator.Builder into) {
    String where = what + " of " + grafana.address();
    if (answer instanceof Answer.Failed<T> failed) {
      into.notChecked(new NotChecked("server", where, failed.failure().message()));
    } else if (answer instanceof Answer.NotAsked<T> notAsked) {
      into.notChecked(new NotChecked("server", where, notAsked.reason()));
    } else if (answer instanceof Answer.Known<T> known) {
      known.warnings().forEach(it -> into.notChecked(new NotChecked("server", where, it)));
    }
    return answer.toOptional();
  }
}
