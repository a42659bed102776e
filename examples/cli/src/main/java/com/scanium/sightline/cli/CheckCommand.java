package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Checks one pipeline and prints the report. */
final class CheckCommand implements Callable<Integer> {
  /** The configuration that a folder is expected to hold. */
  static final String CONFIGURATION = "sightline.yaml";

  private static final String STATIC = "--static";
  private static final String LIVE = "--live";
  private static final String DATASOURCE = "--grafana-datasource";
  private static final String LINK = "--url";
  private static final String FORMAT = "--format";
  private static final String COLOR = "--color";
  private static final String FAIL_ON = "--fail-on";
  private static final String EXIT_ZERO = "--exit-zero";

  private final Console console;
  private final Validation validation;
  private final CommandSpec spec;

  CheckCommand(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
    this.spec =
        Options.command(
            this, "check", "Checks a pipeline: which panels can show data, and why others cannot.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..1")
            .type(Path.class)
            .paramLabel("FILE|DIR")
            .description("A sightline.yaml, or the folder that holds one (default: .).")
            .build());
    spec.addOption(Options.flag(STATIC, "Read files only, open no connection (the default)."));
    spec.addOption(Options.flag(LIVE, "Ask the store and the other servers too."));
    spec.addOption(
        Options.text(
            StoreArguments.GRAFANA,
            "URL",
            "Read dashboards, data sources and alert rules from this Grafana too, and ask the stores"
                + " through it; needs --live. Without FILE it alone is checked."));
    StoreArguments.grafanaToken(spec);
    NetworkArguments.describeForGrafana(spec);
    spec.addOption(
        Options.text(
            DATASOURCE,
            "NAME|UID",
            "The data source of Grafana that leads to the store (default: its default one)."));
    spec.addOption(
        Options.text(
            LINK,
            "URL",
            "The address of a dashboard as the browser shows it: only that dashboard is checked,"
                + " with the values of its variables, the time range and the panel that it names."));
    spec.addOption(
        Options.word(FORMAT, "FORMAT", OutputFormat.TEXT, "How to print the report: text or json"));
    spec.addOption(
        Options.word(COLOR, "WHEN", ColorMode.AUTO, "Colour the text: auto, always or never"));
    spec.addOption(
        Options.word(
            FAIL_ON,
            "WHAT",
            FailOn.ERROR,
            "Exit 1 on: error (the report is not healthy), warning (or a warning), empty (or a panel"
                + " without data)"));
    BaselineOptions.describe(spec);
    spec.addOption(Options.flag(EXIT_ZERO, "Exit 0 whatever the report says."));
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    boolean live = given.hasMatchedOption(LIVE);
    if (live && given.hasMatchedOption(STATIC)) {
      throw new ParameterException(spec.commandLine(), "--static and --live exclude each other");
    }
    Optional<Doc> grafana = grafana(given, live);
    boolean remoteAlone = grafana.isPresent() && !given.hasMatchedPositional(0);
    @Nullable Path configuration =
        remoteAlone ? null : configuration(given.matchedPositionalValue(0, Path.of(".")));
    Walk walk = live ? Walk.LIVE : Walk.STATIC;
    PipelineReport report =
        Progress.during(
            console,
            "checking " + (configuration == null ? "Grafana" : configuration),
            () -> validation.check(configuration, keys(grafana, given), walk));
    if (BaselineOptions.write(given, report, console)) {
      return ExitStatus.OK;
    }
    boolean colored = given.matchedOptionValue(COLOR, ColorMode.AUTO).isOn(console);
    BaselineOptions.format(given, given.matchedOptionValue(FORMAT, OutputFormat.TEXT).on(colored))
        .write(report, console.out());
    boolean failed = given.matchedOptionValue(FAIL_ON, FailOn.ERROR).isMetBy(report);
    return failed && !given.hasMatchedOption(EXIT_ZERO) ? ExitStatus.NOT_HEALTHY : ExitStatus.OK;
  }

  /** The keys of the configuration that the options stand for; null without them. */
  private static @Nullable SourceText keys(Optional<Doc> grafana, ParseResult given) {
    Doc keys = Doc.object();
    if (grafana.isPresent()) {
      keys = keys.with("grafana", grafana.get());
    }
    if (BaselineOptions.read(given).isPresent()) { // says in one line what is wrong with it
      Path baseline = BaselineOptions.file(given).orElseThrow().toAbsolutePath();
      keys = keys.with("baseline", Doc.string(baseline.toString()));
    }
    String link = given.matchedOptionValue(LINK, "");
    keys = link.isBlank() ? keys : keys.with("link", Doc.string(link.strip()));
    return keys.members().isEmpty() ? null : SourceText.of("command line", DocWriter.json(keys));
  }

  /** The key of the configuration that the options about Grafana stand for. */
  private Optional<Doc> grafana(ParseResult given, boolean live) {
    NetworkArguments network = new NetworkArguments(console, given);
    String url = given.matchedOptionValue(StoreArguments.GRAFANA, "");
    if (url.isEmpty()) {
      List<String> options =
          new ArrayList<>(
              List.of(
                  StoreArguments.GRAFANA_TOKEN_ENV, StoreArguments.GRAFANA_TOKEN_FILE, DATASOURCE));
      options.addAll(network.given());
      for (String option : options) {
        if (given.hasMatchedOption(option)) {
          throw new ParameterException(spec.commandLine(), option + " needs --grafana");
        }
      }
      return Optional.empty();
    }
    if (!live) {
      throw new ParameterException(spec.commandLine(), "--grafana needs --live");
    }
    Doc key = Doc.object().with("url", Doc.string(url));
    String variable = given.matchedOptionValue(StoreArguments.GRAFANA_TOKEN_ENV, "");
    String file = given.matchedOptionValue(StoreArguments.GRAFANA_TOKEN_FILE, "");
    String datasource = given.matchedOptionValue(DATASOURCE, "");
    if (!variable.isEmpty() && !file.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--grafana-token-env and --grafana-token-file exclude each other");
    }
    key = variable.isEmpty() ? key : key.with("tokenEnv", Doc.string(variable));
    // relative to where the command runs, not to the configuration
    key =
        file.isEmpty()
            ? key
            : key.with("tokenFile", Doc.string(Path.of(file).toAbsolutePath().toString()));
    key = datasource.isEmpty() ? key : key.with("datasource", Doc.string(datasource));
    return Optional.of(network.addTo(key, spec));
  }

  /** The configuration that a file or folder stands for. */
  static Path configuration(Path where) {
    if (Files.isDirectory(where)) {
      Path inside = where.resolve(CONFIGURATION).normalize();
      if (!Files.exists(inside)) {
        throw new CannotRunException(
            "no " + CONFIGURATION + " in folder \"" + where + "\"; it says which files to check");
      }
      return inside;
    }
    if (!Files.exists(where)) {
      throw new CannotRunException("no such file or folder: \"" + where + "\"");
    }
    return where;
  }
}
