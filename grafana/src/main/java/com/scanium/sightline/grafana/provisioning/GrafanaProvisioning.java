package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.internal.FileTree;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.ContainerNeeds;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.LinkQuery;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.port.RecordingRules;
import com.scanium.sightline.port.RuleSubjects;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything below one or more {@code provisioning/} folders: the data sources and alert rules of
 * the port, and dashboard providers. Immutable.
 *
 * <p>Files are told apart by what they hold, not by their folder, so a single file may be given
 * too. A file that doesn't parse is kept with its problems.
 */
public final class GrafanaProvisioning
    implements Datasources, AlertRules, RecordingRules, RuleSubjects, ContainerNeeds, IgnoreSource {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private static final Set<String> IMAGES =
      Set.of("grafana/grafana", "grafana/grafana-oss", "grafana/grafana-enterprise");

  private final List<ProvisioningFile> files;
  private final Map<String, String> environment;
  private final List<Datasource> datasources = new ArrayList<>();
  private final List<ProvisionedDatasource> provisioned = new ArrayList<>();
  private final List<DashboardProvider> providers = new ArrayList<>();
  private final List<AlertRule> rules = new ArrayList<>();
  private final List<PrometheusRule> prometheusRules = new ArrayList<>();
  private final List<ContactPoint> contactPoints = new ArrayList<>();
  private final List<NotificationPolicy> policies = new ArrayList<>();

  private GrafanaProvisioning(List<ProvisioningFile> files, Map<String, String> environment) {
    this.files = List.copyOf(files);
    this.environment = environment;
    files.forEach(this::read);
  }

  private void read(ProvisioningFile file) {
    SourceText source = file.source();
    for (Doc doc : file.section("datasources")) {
      ProvisionedDatasource entry = new ProvisionedDatasource(source, doc, environment);
      provisioned.add(entry);
      DatasourceReader.read(entry, environment).ifPresent(datasources::add);
    }
    for (Doc doc : file.section("providers")) {
      providers.add(new DashboardProvider(source, doc, environment));
    }
    for (Doc doc : file.section("contactPoints")) {
      contactPoints.add(new ContactPoint(source, doc));
    }
    for (Doc doc : file.section("policies")) {
      policies.add(new NotificationPolicy(source, doc));
    }
    for (Doc group : file.section("groups")) {
      String name = group.get("name").flatMap(Doc::asText).orElse("");
      String interval = group.get("interval").flatMap(Doc::asText).orElse("");
      for (Doc rule : group.get("rules").map(Doc::items).orElse(List.of())) {
        if (rule.get("data").isPresent()) {
          rules.add(new AlertRule(source, rule, name, interval));
        } else if (rule.get("expr").isPresent()) {
          prometheusRules.add(new PrometheusRule(source, rule, name, interval));
        }
      }
    }
  }

  /**
   * Reads a folder with all below it, or one file; reported names are relative to the working
   * directory.
   *
   * @throws IOException when the path doesn't exist or can't be read
   */
  public static GrafanaProvisioning load(Path path) throws IOException {
    return load(List.of(path), Path.of(""));
  }

  /**
   * Reads folders and files as one.
   *
   * @param base the folder that reported names are relative to
   * @throws IOException when a path doesn't exist or can't be read
   */
  public static GrafanaProvisioning load(List<Path> paths, Path base) throws IOException {
    List<SourceText> texts = new ArrayList<>();
    for (Path path : paths) {
      texts.addAll(FileTree.read(FileTree.files(path, ENDINGS), base));
    }
    return of(texts);
  }

  /** Provisioning from texts that were read already. */
  public static GrafanaProvisioning of(List<SourceText> texts) {
    return of(texts, Map.of());
  }

  /**
   * Provisioning from texts that were read already.
   *
   * @param environment the variables of Grafana's container that are known; those that its image
   *     sets are known without
   */
  public static GrafanaProvisioning of(List<SourceText> texts, Map<String, String> environment) {
    return new GrafanaProvisioning(
        texts.stream().map(ProvisioningFile::read).toList(), Environments.with(environment));
  }

  /** The same files with further variables of Grafana's container known. */
  public GrafanaProvisioning withEnvironment(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(variables);
    return new GrafanaProvisioning(files, Map.copyOf(all));
  }

  @Override
  public String program() {
    return "Grafana";
  }

  /** None: the image tells which container is Grafana's, whatever it mounts. */
  @Override
  public List<Path> configFiles() {
    return List.of();
  }

  @Override
  public Set<String> images() {
    return IMAGES;
  }

  /** The repositories of Grafana's own images, without tag. */
  public static Set<String> imageNames() {
    return IMAGES;
  }

  @Override
  public List<FileNeed> needs() {
    if (files.stream().noneMatch(ProvisioningFile::isProvisioning)) {
      return List.of();
    }
    List<FileNeed> needs = new ArrayList<>();
    needs.add(
        FileNeed.of(
                FileNeed.Kind.FOLDER,
                "/etc/grafana/provisioning",
                null,
                "Grafana loads none of the provisioning files that were given")
            .movedBy("GF_PATHS_PROVISIONING"));
    for (DashboardProvider provider : providers) {
      if (provider.type().equals("file")) {
        provider
            .loadedFolder()
            .value()
            .map(
                path ->
                    FileNeed.of(
                        FileNeed.Kind.FOLDER,
                        path,
                        provider.location(),
                        "dashboard provider \"" + provider.name() + "\" finds no dashboard there"))
            .ifPresent(needs::add);
      }
    }
    return needs;
  }

  /** The provisioning files, in order of their names. */
  public List<ProvisioningFile> files() {
    return files;
  }

  @Override
  public List<Datasource> all() {
    return List.copyOf(datasources);
  }

  @Override
  public List<LinkQuery> links() {
    return provisioned.stream()
        .flatMap(it -> DatasourceLinks.of(it.source(), it, environment, datasources).stream())
        .toList();
  }

  /** The data sources as the files define them, incomplete ones included. */
  public List<ProvisionedDatasource> provisionedDatasources() {
    return List.copyOf(provisioned);
  }

  /** The folders that dashboards are loaded from. */
  public List<DashboardProvider> providers() {
    return List.copyOf(providers);
  }

  /** The rules that Grafana itself evaluates, in order. */
  public List<AlertRule> rules() {
    return List.copyOf(rules);
  }

  /** Rules in the form of Prometheus, which a store evaluates, in order. */
  public List<PrometheusRule> prometheusRules() {
    return List.copyOf(prometheusRules);
  }

  /** The contact points in order. */
  public List<ContactPoint> contactPoints() {
    return List.copyOf(contactPoints);
  }

  /** The notification policies, one tree for each organization. */
  public List<NotificationPolicy> policies() {
    return List.copyOf(policies);
  }

  @Override
  public List<AlertQuery> queries(Datasources known) {
    List<AlertQuery> queries = new ArrayList<>();
    rules.stream()
        .filter(rule -> !rule.isRecording())
        .forEach(rule -> queries.addAll(AlertQueries.of(rule, known)));
    prometheusRules.stream()
        .filter(rule -> !rule.isRecording())
        .forEach(rule -> queries.add(rule.query()));
    return queries;
  }

  @Override
  public List<Ignore> ignores() {
    return files.stream()
        .flatMap(file -> IgnoreRemarks.inComments(file.source()).stream())
        .toList();
  }

  @Override
  public List<RecordingRule> recordings() {
    List<RecordingRule> recordings = new ArrayList<>();
    rules.forEach(rule -> RecordedQueries.of(rule, this).ifPresent(recordings::add));
    prometheusRules.forEach(rule -> rule.recording().ifPresent(recordings::add));
    return recordings;
  }

  /** No: a store's own rules may come to it in other files. */
  @Override
  public boolean isStoresOwn() {
    return false;
  }

  @Override
  public List<NotChecked> notChecked() {
    List<NotChecked> left = new ArrayList<>();
    rules.stream()
        .filter(rule -> !rule.isRecording())
        .forEach(rule -> AlertQueries.notChecked(rule).ifPresent(left::add));
    for (ProvisioningFile file : files) {
      if (file.root().isPresent() && !file.isProvisioning()) {
        left.add(
            new NotChecked(
                "file", file.source().location().file(), "no section that Grafana provisions"));
      }
    }
    return left;
  }

  @Override
  public List<?> subjects() {
    List<Object> subjects = new ArrayList<>(files);
    subjects.addAll(rules);
    subjects.addAll(providers);
    subjects.addAll(contactPoints);
    subjects.addAll(policies);
    return subjects;
  }
}
