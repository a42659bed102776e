package com.scanium.sightline.cli;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.ReportFormat;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.report.ReportFormats;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Checks dashboards on their own, without the pipeline behind them. */
final class DashboardsLintCommand implements Callable<Integer> {
  private static final String PROFILE = "--profile";
  private static final String ONLY = "--only";
  private static final String WITHOUT = "--without";
  private static final String CATALOG = "--catalog";
  private static final String FAIL_ON = "--fail-on";
  private static final String COLOR = "--color";
  private static final String EXIT_ZERO = "--exit-zero";

  private final Console console;
  private final CommandSpec spec;

  DashboardsLintCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this, "lint", "Checks dashboards on their own, without the pipeline behind them.");
    DashboardFiles.describe(spec);
    spec.addOption(
        Options.word(
            PROFILE,
            "PROFILE",
            Policy.Profile.CORRECTNESS,
            "Which rules: correctness (what can empty or falsify a panel) or style (conventions"
                + " too)"));
    spec.addOption(rules(ONLY, "Run only this rule; may be repeated."));
    spec.addOption(rules(WITHOUT, "Leave this rule out; may be repeated."));
    spec.addOption(
        OptionSpec.builder(CATALOG)
            .arity("1")
            .type(Path.class)
            .paramLabel("FILE")
            .description("What a backend exposes: units, types and labels come from there.")
            .build());
    spec.addOption(
        Options.word(
            DashboardFiles.FORMAT, "FORMAT", OutputFormat.TEXT, "How to print it: text or json"));
    spec.addOption(
        Options.word(COLOR, "WHEN", ColorMode.AUTO, "Colour the text: auto, always or never"));
    spec.addOption(
        Options.word(
            FAIL_ON,
            "WHAT",
            FailOn.ERROR,
            "Exit 1 on: error, warning, or empty (a panel without data)"));
    BaselineOptions.describe(spec);
    spec.addOption(Options.flag(EXIT_ZERO, "Exit 0 whatever is found."));
  }

  CommandSpec spec() {
    return spec;
  }

  private static OptionSpec rules(String name, String description) {
    return OptionSpec.builder(name)
        .arity("1")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",")
        .paramLabel("RULE")
        .description(description)
        .build();
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    PipelineReport report = report(given);
    if (BaselineOptions.write(given, report, console)) {
      return ExitStatus.OK;
    }
    boolean colored = given.matchedOptionValue(COLOR, ColorMode.AUTO).isOn(console);
    if (given.matchedOptionValue(DashboardFiles.FORMAT, OutputFormat.TEXT) == OutputFormat.JSON) {
      ReportFormats.JSON.write(report, console.out());
    } else {
      ReportFormat text = colored ? ReportFormats.FINDINGS_ANSI : ReportFormats.FINDINGS;
      BaselineOptions.format(given, text).write(report, console.out());
    }
    boolean failed = given.matchedOptionValue(FAIL_ON, FailOn.ERROR).isMetBy(report);
    return failed && !given.hasMatchedOption(EXIT_ZERO) ? ExitStatus.NOT_HEALTHY : ExitStatus.OK;
  }

  private PipelineReport report(ParseResult given) throws IOException {
    Policy.Profile profile = given.matchedOptionValue(PROFILE, Policy.Profile.CORRECTNESS);
    DashboardFiles files = DashboardFiles.read(spec, console);
    PipelineValidator.Builder builder =
        PipelineValidator.builder()
            .dashboards(files.set())
            .datasources(files.datasources())
            .policy(Policy.DEFAULT.withProfile(profile));
    @Nullable GrafanaProvisioning provisioning = files.provisioning();
    if (provisioning != null) {
      builder.alertRules(provisioning);
    }
    @Nullable Path catalog = given.matchedOptionValue(CATALOG, null);
    if (catalog != null) {
      builder.catalog(catalog(catalog));
    }
    BaselineOptions.read(given).ifPresent(builder::baseline);
    for (String rule : switchedOff(given)) {
      builder.severity(SeverityOverride.of(rule, SeverityOverride.Level.OFF));
    }
    try (PipelineValidator validator = builder.build()) {
      return validator.validate();
    }
  }

  private MetricCatalog catalog(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CannotRunException("no such file: \"" + file + "\"");
    }
    MetricCatalog catalog = MetricCatalogs.read(file);
    catalog.problems().forEach(console.err()::println);
    return catalog;
  }

  private static Set<String> switchedOff(ParseResult given) {
    Set<String> all =
        RuleSets.onPath().stream()
            .flatMap(rules -> rules.rules().stream())
            .map(Rule::id)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> only = given.matchedOptionValue(ONLY, List.of());
    List<String> without = given.matchedOptionValue(WITHOUT, List.of());
    List<String> named = new ArrayList<>(only);
    named.addAll(without);
    for (String rule : named) {
      if (!all.contains(rule)) {
        throw new CannotRunException(
            "there is no rule \""
                + rule
                + "\""
                + Spelling.nearest(rule, all).map(it -> "; did you mean " + it + "?").orElse(""));
      }
    }
    Set<String> off = new TreeSet<>(only.isEmpty() ? List.of() : all);
    off.removeAll(Set.copyOf(only));
    off.addAll(without);
    return off;
  }
}
