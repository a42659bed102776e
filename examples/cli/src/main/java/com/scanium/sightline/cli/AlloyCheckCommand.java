package com.scanium.sightline.cli;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.check.AlloyCheck;
import com.scanium.sightline.alloy.check.CheckOptions;
import com.scanium.sightline.alloy.check.Defect;
import com.scanium.sightline.alloy.check.Folding;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.report.ReportFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Checks configurations on their own, without the pipeline around them. */
final class AlloyCheckCommand implements Callable<Integer> {
  private static final String STABILITY = "--stability";
  private static final String COMMUNITY = "--community";
  private static final String TOLERATE = "--tolerate-unknown";
  private static final String RELEASE = "--alloy-version";
  private static final String FORMAT = "--format";
  private static final String COLOR = "--color";
  private static final String FAIL_ON = "--fail-on";

  private final Console console;
  private final CommandSpec spec;

  AlloyCheckCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "check",
            "Checks configurations of Alloy: each file is one, and so is a folder with all its"
                + " *.alloy files.");
    AlloyPaths.describe(spec);
    spec.addOption(
        Options.word(
            STABILITY,
            "LEVEL",
            Level.GENERAL_AVAILABILITY,
            "What Alloy's --stability.level is: general-availability, public-preview or"
                + " experimental"));
    spec.addOption(Options.flag(COMMUNITY, "Community components are enabled where Alloy runs."));
    spec.addOption(
        Options.flag(
            TOLERATE,
            "Take components that Sightline doesn't know as they are, whatever they hold."));
    spec.addOption(
        Options.text(
            RELEASE,
            "VERSION",
            "The release of Alloy, such as 1.5.0; for one that the facts don't cover, what rests on"
                + " them is a warning."));
    spec.addOption(
        Options.word(FORMAT, "FORMAT", OutputFormat.TEXT, "How to print it: text or json"));
    spec.addOption(
        Options.word(COLOR, "WHEN", ColorMode.AUTO, "Colour the text: auto, always or never"));
    spec.addOption(
        Options.word(FAIL_ON, "WHAT", FailOn.ERROR, "Exit 1 on: error, warning, or empty"));
  }

  /** Alloy's stability levels. */
  private enum Level {
    GENERAL_AVAILABILITY(Catalogue.Stability.GENERAL_AVAILABILITY),
    PUBLIC_PREVIEW(Catalogue.Stability.PUBLIC_PREVIEW),
    EXPERIMENTAL(Catalogue.Stability.EXPERIMENTAL);

    private final Catalogue.Stability stability;

    Level(Catalogue.Stability stability) {
      this.stability = stability;
    }
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    CheckOptions options = options(given);
    @Nullable String release = given.matchedOptionValue(RELEASE, null);
    List<Finding> findings = new ArrayList<>();
    for (Path path : AlloyPaths.of(given)) {
      AlloyConfig config = AlloyConfig.load(path);
      Folding.of(AlloyCheck.check(config.sources(), options)).stream()
          .map(defect -> defect.finding(severity(defect, release)))
          .forEach(findings::add);
    }
    PipelineReport report = PipelineReport.builder().findings(findings).build();
    boolean colored = given.matchedOptionValue(COLOR, ColorMode.AUTO).isOn(console);
    if (given.matchedOptionValue(FORMAT, OutputFormat.TEXT) == OutputFormat.JSON) {
      ReportFormats.JSON.write(report, console.out());
    } else {
      (colored ? ReportFormats.FINDINGS_ANSI : ReportFormats.FINDINGS).write(report, console.out());
    }
    boolean failed = given.matchedOptionValue(FAIL_ON, FailOn.ERROR).isMetBy(report);
    return failed ? ExitStatus.NOT_HEALTHY : ExitStatus.OK;
  }

  private static CheckOptions options(ParseResult given) {
    CheckOptions.Builder options =
        CheckOptions.builder()
            .minStability(
                given.matchedOptionValue(STABILITY, Level.GENERAL_AVAILABILITY).stability);
    if (given.hasMatchedOption(COMMUNITY)) {
      options.allowCommunity();
    }
    if (given.hasMatchedOption(TOLERATE)) {
      options.tolerateUnknown();
    }
    if (given.hasMatchedOption(RELEASE)) {
      options.acceptOlderReleases();
    }
    return options.build();
  }

  private static Severity severity(Defect defect, @Nullable String release) {
    return release == null ? defect.severity() : defect.severity(Catalogue.builtIn(), release);
  }
}
