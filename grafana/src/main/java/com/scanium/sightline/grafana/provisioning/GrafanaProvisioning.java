package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.internal.FileTree;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.RuleSubjects;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything below one or more {@code provisioning/} folders: the data sources and alert rules of
 * the port, and dashboard providers. Immutable.
 *
 * <p>Files are told apart by what they hold, not by their folder, so a single file may be given
 * too. A file that doesn't parse is kept with its problems.
 */
public final class GrafanaProvisioning implements Datasources, AlertRules, RuleSubjects {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private final List<ProvisioningFile> files;
  private final List<Datasource> datasources;
  private final List<DashboardProvider> providers;
  private final List<AlertRule> rules;

  private GrafanaProvisioning(List<ProvisioningFile> files) {
    this.files = List.copyOf(files);
    List<Datasource> sources = new ArrayList<>();
    List<DashboardProvider> folders = new ArrayList<>();
    List<AlertRule> alerts = new ArrayList<>();
    for (ProvisioningFile file : files) {
      for (Doc doc : file.section("datasources")) {
        DatasourceReader.read(file.source(), doc).ifPresent(sources::add);
      }
      for (Doc doc : file.section("providers")) {
        folders.add(new DashboardProvider(file.source(), doc));
      }
      for (Doc group : file.section("groups")) {
        String name = group.get("name").flatMap(Doc::asText).orElse("");
        for (Doc rule : group.get("rules").map(Doc::items).orElse(List.of())) {
          if (rule.get("data").isPresent()) {
            alerts.add(new AlertRule(file.source(), rule, name));
          }
        }
      }
    }
    this.datasources = List.copyOf(sources);
    this.providers = List.copyOf(folders);
    this.rules = List.copyOf(alerts);
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
    return new GrafanaProvisioning(texts.stream().map(ProvisioningFile::read).toList());
  }

  /** The files, in order of their names. */
  public List<ProvisioningFile> files() {
    return files;
  }

  @Override
  public List<Datasource> all() {
    return datasources;
  }

  /** The folders that dashboards are loaded from. */
  public List<DashboardProvider> providers() {
    return providers;
  }

  /** The alert rules in order. */
  public List<AlertRule> rules() {
    return rules;
  }

  @Override
  public List<AlertQuery> queries(Datasources known) {
    List<AlertQuery> queries = new ArrayList<>();
    rules.forEach(rule -> queries.addAll(AlertQueries.of(rule, known)));
    return queries;
  }

  @Override
  public List<NotChecked> notChecked() {
    List<NotChecked> left = new ArrayList<>();
    rules.forEach(rule -> AlertQueries.notChecked(rule).ifPresent(left::add));
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
    return subjects;
  }
}
