package com.scanium.sightline.cli;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.fix.FileChange;
import com.scanium.sightline.fix.FixFolder;
import com.scanium.sightline.fix.FixPlan;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.text.Spelling;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Shows the exact fixes of a check as a unified diff, or makes them.
 *
 * <p>The diff alone goes to standard output, so that it can be piped into {@code patch -p1} or
 * {@code git apply}; what it is for and what is left out goes to standard error.
 */
final class FixCommand implements Callable<Integer> {
  private static final String APPLY = "--apply";
  private static final String DRY_RUN = "--dry-run";
  private static final String NO_DRY_RUN = "--no-dry-run";
  private static final String RULE = "--rule";
  private static final String OF = "--of";
  private static final String GENERATE = "--generate";
  private static final String OUTSIDE = "--outside";
  private static final String COLOR = "--color";
  private static final String ALL = "all";
  private static final Set<String> KINDS = new TreeSet<>(List.of("grafana", "mimir", "panel"));

  private final Console console;
  private final Validation validation;
  private final CommandSpec spec;

  FixCommand(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
    this.spec =
        Options.command(
            this,
            "fix",
            "Shows the exact fixes of a check as a unified diff, or makes them with --apply.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..1")
            .type(Path.class)
            .paramLabel("FILE|DIR")
            .description("A sightline.yaml, or the folder that holds one (default: .).")
            .build());
    spec.addOption(
        Options.flag(
            DRY_RUN,
            "Change nothing and print the diff, for patch -p1 or git apply (the default)."));
    spec.addOption(
        Options.flag(
            APPLY, "Write the files, check again and say what remains; --no-dry-run too."));
    spec.addOption(Options.flag(NO_DRY_RUN, "The same as --apply."));
    spec.addOption(Options.texts(RULE, "RULE", "Only the fixes of this rule; may be repeated."));
    spec.addOption(
        Options.word(
            OF,
            "WHAT",
            Part.ALL,
            "The fixes of: all, causes (what empties panels) or findings (the rest)"));
    spec.addOption(
        Options.texts(
            GENERATE,
            "KIND",
            "Which missing documents to add where there is a choice: grafana, mimir (alert rules),"
                + " panel, or all; may be repeated (default: what fits the files that are there)."));
    spec.addOption(Options.flag(OUTSIDE, "Change files outside the folder of sightline.yaml too."));
    spec.addOption(
        Options.word(COLOR, "WHEN", ColorMode.AUTO, "Colour the diff: auto, always or never"));
  }

  /** Whose fixes are wanted. */
  private enum Part {
    ALL,
    CAUSES,
    FINDINGS;

    Stream<Finding> in(PipelineReport report) {
      return switch (this) {
        case ALL -> report.allFindings();
        case CAUSES -> report.rootCauses().stream().map(RootCause::finding);
        case FINDINGS -> report.findings().stream();
      };
    }
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    ParseResult given = spec.commandLine().getParseResult();
    boolean apply = given.hasMatchedOption(APPLY) || given.hasMatchedOption(NO_DRY_RUN);
    if (apply && given.hasMatchedOption(DRY_RUN)) {
      throw new ParameterException(spec.commandLine(), "--dry-run and --apply exclude each other");
    }
    Set<String> kinds = kinds(given);
    List<String> rules = rules(given);
    Path configuration = CheckCommand.configuration(given.matchedPositionalValue(0, Path.of(".")));
    Instant begun = Instant.now();
    PipelineReport report = check(configuration);
    List<Finding> wanted =
        given
            .matchedOptionValue(OF, Part.ALL)
            .in(report)
            .filter(finding -> rules.isEmpty() || rules.contains(finding.rule()))
            .toList();
    FixFolder folder = folder(given, configuration, begun);
    FixPlan plan = FixPlan.of(wanted, folder, kinds);
    console.err().println(headline(wanted, plan));
    plan.leftOut().forEach(this::leftOut);
    if (!apply) {
      print(plan, given.matchedOptionValue(COLOR, ColorMode.AUTO).isOn(console));
      return ExitStatus.OK;
    }
    boolean written = write(plan, folder);
    return written ? checkAgain(configuration, report, plan) : ExitStatus.NOT_HEALTHY;
  }

  private PipelineReport check(Path configuration) {
    return Progress.during(
        console,
        "checking " + configuration,
        () -> validation.check(configuration, null, Walk.STATIC));
  }

  private static FixFolder folder(ParseResult given, Path configuration, Instant begun) {
    Path base =
        Objects.requireNonNull(configuration.toAbsolutePath().getParent(), "a file has a folder");
    return new FixFolder(
        base,
        begun,
        given.hasMatchedOption(OUTSIDE) ? FixFolder.Reach.ANYWHERE : FixFolder.Reach.INSIDE);
  }

  private Set<String> kinds(ParseResult given) {
    Set<String> kinds = new TreeSet<>();
    for (String kind : given.<List<String>>matchedOptionValue(GENERATE, List.of())) {
      if (kind.equals(ALL)) {
        kinds.addAll(KINDS);
      } else if (KINDS.contains(kind)) {
        kinds.add(kind);
      } else {
        throw new ParameterException(
            spec.commandLine(),
            GENERATE + ": \"" + kind + "\" is none of: " + String.join(", ", KINDS) + ", all");
      }
    }
    return kinds;
  }

  private List<String> rules(ParseResult given) {
    List<String> rules = given.matchedOptionValue(RULE, List.of());
    List<String> known = rules.isEmpty() ? List.of() : validation.rules();
    for (String rule : rules) {
      if (!known.contains(rule)) {
        throw new CannotRunException(
            "there is no rule \""
                + rule
                + "\""
                + Spelling.nearest(rule, known).map(it -> "; did you mean " + it + "?").orElse(""));
      }
    }
    return rules;
  }

  private static String headline(List<Finding> wanted, FixPlan plan) {
    long mended = plan.changes().stream().flatMap(it -> it.mends().stream()).distinct().count();
    long inWords = wanted.stream().filter(it -> it.fix().filter(Fix::isExact).isEmpty()).count();
    return (mended == 0 ? "no exact fix" : count(mended, "exact fix"))
        + (plan.changes().isEmpty() ? "" : " in " + count(plan.changes().size(), "file"))
        + (inWords == 0 ? "" : "; " + count(inWords, "finding") + " without one (see check)");
  }

  private void leftOut(FixPlan.LeftOut one) {
    Finding finding = one.finding();
    console
        .err()
        .println(
            "left out: "
                + finding.rule()
                + finding.location().map(at -> " " + at).orElse("")
                + ": "
                + one.reason());
  }

  private void print(FixPlan plan, boolean colored) {
    for (FileChange change : plan.changes()) {
      for (Finding finding : change.mends()) {
        console
            .err()
            .println(
                change.file()
                    + ": "
                    + finding.rule()
                    + ": "
                    + finding.fix().map(Fix::summary).orElse(""));
      }
      if (!change.isDiffExact()) {
        console
            .err()
            .println(
                change.file()
                    + ": its diff leaves out secrets or bytes that are no text; use --apply");
      }
      String diff = change.diff();
      console.out().print(colored ? colored(diff) : diff);
    }
    console.out().flush();
    if (!plan.changes().isEmpty()) {
      console.err().println("nothing is changed yet; --apply writes it");
    }
  }

  private static String colored(String diff) {
    return diff.lines()
            .map(
                line -> {
                  boolean header = line.startsWith("---") || line.startsWith("+++");
                  String color =
                      header
                          ? "\u001b[1m"
                          : line.startsWith("+")
                              ? "\u001b[32m"
                              : line.startsWith("-")
                                  ? "\u001b[31m"
                                  : line.startsWith("@@") ? "\u001b[36m" : "";
                  return color.isEmpty() ? line : color + line + "\u001b[0m";
                })
            .collect(Collectors.joining("\n"))
        + (diff.isEmpty() ? "" : "\n");
  }

  /** Whether all that was planned is written. */
  private boolean write(FixPlan plan, FixFolder folder) {
    boolean all = true;
    for (FileChange change : plan.changes()) {
      Optional<String> refused = folder.write(change);
      if (refused.isPresent()) {
        console.err().println("not written: " + refused.get());
        all = false;
      } else {
        String rules =
            change.mends().stream().map(Finding::rule).distinct().collect(Collectors.joining(", "));
        console
            .out()
            .println((change.isNew() ? "added " : "changed ") + change.file() + ": " + rules);
      }
    }
    return all;
  }

  private int checkAgain(Path configuration, PipelineReport before, FixPlan plan) {
    PipelineReport after = check(configuration);
    List<Finding> left = after.allFindings().toList();
    List<Finding> mended = new ArrayList<>();
    Set<String> leftNames =
        left.stream().map(Finding::fingerprint).collect(Collectors.toCollection(TreeSet::new));
    Set<String> namesBefore =
        before
            .allFindings()
            .map(Finding::fingerprint)
            .collect(Collectors.toCollection(TreeSet::new));
    before
        .allFindings()
        .filter(finding -> !leftNames.contains(finding.fingerprint()))
        .forEach(mended::add);
    console
        .out()
        .println("checked again: " + count(mended.size(), "finding") + " gone, " + remaining(left));
    for (Map.Entry<String, Long> rule : byRule(left).entrySet()) {
      console
          .out()
          .println(
              "  " + rule.getKey() + (rule.getValue() > 1 ? " (" + rule.getValue() + ")" : ""));
    }
    for (Finding finding : left) {
      if (!namesBefore.contains(finding.fingerprint())) {
        console.out().println("  now seen: " + finding);
      }
    }
    plan.changes().stream()
        .filter(FileChange::isNew)
        .filter(it -> it.mends().stream().anyMatch(f -> leftNames.contains(f.fingerprint())))
        .forEach(
            it ->
                console
                    .out()
                    .println(
                        it.file()
                            + " is not read yet: name it in sightline.yaml beside the others of its kind"));
    long more = left.stream().filter(it -> it.fix().filter(Fix::isExact).isPresent()).count();
    if (more > 0) {
      console
          .out()
          .println(count(more, "exact fix") + " left; run \"sightline fix\" again to see more");
    }
    return after.isHealthy() ? ExitStatus.OK : ExitStatus.NOT_HEALTHY;
  }

  private static String remaining(List<Finding> left) {
    if (left.isEmpty()) {
      return "nothing remains";
    }
    Map<String, Long> bySeverity = new LinkedHashMap<>();
    left.stream().sorted().forEach(it -> bySeverity.merge(it.severity().word(), 1L, Long::sum));
    return bySeverity.entrySet().stream()
            .map(it -> it.getValue() + " " + it.getKey() + (it.getValue() > 1 ? "s" : ""))
            .collect(Collectors.joining(", "))
        + (left.size() == 1 ? " remains" : " remain");
  }

  private static Map<String, Long> byRule(List<Finding> findings) {
    Map<String, Long> rules = new LinkedHashMap<>();
    findings.stream()
        .sorted()
        .forEach(it -> rules.merge(it.severity().word() + " " + it.rule(), 1L, Long::sum));
    return rules;
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : noun.endsWith("x") ? "es" : "s");
  }
}
