package com.scanium.sightline.cli;

import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.client.GrafanaClient;
import com.scanium.sightline.grafana.client.RemoteGrafana;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardLink;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.port.Datasources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The dashboards that the commands about dashboards are given: files, or those of a Grafana. */
final class DashboardFiles {
  static final String PROVISIONING = "--provisioning";
  static final String FORMAT = "--format";
  static final String LINK = "--url";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final DashboardSet set;
  private final @Nullable GrafanaProvisioning provisioning;
  private final Datasources datasources;

  private DashboardFiles(
      DashboardSet set, @Nullable GrafanaProvisioning provisioning, Datasources datasources) {
    this.set = set;
    this.provisioning = provisioning;
    this.datasources = datasources;
  }

  /** Adds what all of these commands take: files, and what they belong to. */
  static void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .paramLabel("FILE")
            .description(
                "Dashboards, or folders with dashboards below them; with --grafana those of Grafana"
                    + " when no file is given.")
            .build());
    spec.addOption(
        OptionSpec.builder(PROVISIONING)
            .arity("1")
            .type(Path.class)
            .paramLabel("FILE|DIR")
            .description("Grafana's provisioning: which data sources and alert rules there are.")
            .build());
    spec.addOption(
        Options.text(
            StoreArguments.GRAFANA,
            "URL",
            "A running Grafana: it tells what library panels show and which data sources there are,"
                + " and has the dashboards when no file is given."));
    StoreArguments.grafanaToken(spec);
    spec.addOption(
        Options.text(
            LINK,
            "URL",
            "The address of a dashboard as the browser shows it: only that dashboard is looked at,"
                + " with the values of its variables, the time range and the panel that it names."));
  }

  /** Reads what a command was given. */
  static DashboardFiles read(CommandSpec spec, Console console) throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    List<Path> paths = given.matchedPositionalValue(0, List.of());
    boolean remote = given.hasMatchedOption(StoreArguments.GRAFANA);
    if (paths.isEmpty() && !remote) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: 'FILE' (or --grafana URL)");
    }
    paths.forEach(DashboardFiles::requireExists);
    @Nullable GrafanaProvisioning provisioning = provisioning(given);
    DashboardFiles files =
        remote
            ? fromGrafana(paths, provisioning, given, console)
            : new DashboardFiles(
                DashboardSet.load(paths, Path.of("")),
                provisioning,
                provisioning == null ? Datasources.NONE : provisioning);
    String link = given.matchedOptionValue(LINK, "");
    return link.isBlank() ? files : files.opened(DashboardLink.parse(link));
  }

  private static DashboardFiles fromGrafana(
      List<Path> paths,
      @Nullable GrafanaProvisioning provisioning,
      ParseResult given,
      Console console)
      throws IOException {
    try (GrafanaClient client = StoreArguments.grafana(console, given, TIMEOUT)) {
      RemoteGrafana grafana = RemoteGrafana.of(client);
      DashboardSet set =
          paths.isEmpty()
              ? StoreArguments.answered(console, grafana.dashboards())
              : DashboardSet.load(paths, Path.of(""));
      if (!paths.isEmpty() && set.lacksLibraryPanels()) {
        set = set.with(StoreArguments.answered(console, grafana.libraryPanels()));
      }
      Datasources datasources =
          provisioning != null
              ? provisioning
              : StoreArguments.answered(console, grafana.datasources());
      return new DashboardFiles(set, provisioning, datasources);
    }
  }

  private DashboardFiles opened(DashboardLink link) {
    DashboardSet opened = set.opened(link, Instant.now());
    if (opened.count() == 0) {
      List<String> uids = set.dashboards().stream().map(Dashboard::id).distinct().limit(5).toList();
      String there = uids.isEmpty() ? "" : "; there are: " + String.join(", ", uids);
      throw new CannotRunException(
          "no dashboard is the one of the address (\""
              + Printable.of(link.uid().or(link::slug).orElse(""))
              + "\")"
              + there);
    }
    return new DashboardFiles(opened, provisioning, datasources);
  }

  /** The dashboards, files that aren't any included. */
  DashboardSet set() {
    return set;
  }

  /** What {@code --provisioning} names; null without it. */
  @Nullable GrafanaProvisioning provisioning() {
    return provisioning;
  }

  /** The data sources that are known; none unless files or a Grafana tell. */
  Datasources datasources() {
    return datasources;
  }

  private static @Nullable GrafanaProvisioning provisioning(ParseResult given) throws IOException {
    @Nullable Path path = given.matchedOptionValue(PROVISIONING, null);
    if (path == null) {
      return null;
    }
    requireExists(path);
    return GrafanaProvisioning.load(path);
  }

  private static void requireExists(Path path) {
    if (!Files.exists(path)) {
      throw new CannotRunException("no such file or folder: \"" + path + "\"");
    }
  }

  /** Says what was seen and not read, for the commands that list. */
  static String line(NotChecked item) {
    return item.kind() + " " + item.where() + ": " + item.reason();
  }
}
