package com.scanium.sightline.cli;

import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.dashboard.DashboardParse;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The files that the commands about dashboards are given. */
final class DashboardFiles {
  static final String PROVISIONING = "--provisioning";
  static final String FORMAT = "--format";

  private DashboardFiles() {}

  /** Adds what all of these commands take: files, and the provisioning that they belong to. */
  static void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .paramLabel("FILE")
            .description("Dashboards, or folders with dashboards (*.json) below them.")
            .build());
    spec.addOption(
        OptionSpec.builder(PROVISIONING)
            .arity("1")
            .type(Path.class)
            .paramLabel("FILE|DIR")
            .description("Grafana's provisioning: which data sources and alert rules there are.")
            .build());
  }

  /** The dashboards of the files that a command was given, those that aren't any included. */
  static DashboardSet load(ParseResult given) throws IOException {
    List<Path> paths = given.matchedPositionalValue(0, List.of());
    for (Path path : paths) {
      requireExists(path);
    }
    return DashboardSet.load(paths, Path.of(""));
  }

  /** What {@code --provisioning} names; null without it. */
  static @Nullable GrafanaProvisioning provisioning(ParseResult given) throws IOException {
    @Nullable Path path = given.matchedOptionValue(PROVISIONING, null);
    if (path == null) {
      return null;
    }
    requireExists(path);
    return GrafanaProvisioning.load(path);
  }

  /** The data sources that {@code --provisioning} names; none without it. */
  static Datasources datasources(@Nullable GrafanaProvisioning provisioning) {
    return provisioning == null ? Datasources.NONE : provisioning;
  }

  private static void requireExists(Path path) {
    if (!Files.exists(path)) {
      throw new CannotRunException("no such file or folder: \"" + path + "\"");
    }
  }

  /**
   * Says of each file that gives no dashboard why not, one line each.
   *
   * @return {@link ExitStatus#NOT_HEALTHY} when one of them should have given one
   */
  static int tellBad(DashboardSet set, Console console) {
    int status = ExitStatus.OK;
    for (DashboardParse file : set.files()) {
      if (file.dashboard().isPresent()) {
        continue;
      }
      status = ExitStatus.NOT_HEALTHY;
      SourceLocation whole = file.source().location();
      if (file.problems().isEmpty()) {
        console
            .err()
            .println(whole.file() + ": " + file.notDashboard().orElse("holds no dashboard"));
      } else {
        Problem first = file.problems().get(0);
        console.err().println(file.source().location(first.span()) + ": " + first.message());
      }
    }
    return status;
  }

  /** Says what was seen and not read, for the commands that list. */
  static String line(NotChecked item) {
    return item.kind() + " " + item.where() + ": " + item.reason();
  }
}
