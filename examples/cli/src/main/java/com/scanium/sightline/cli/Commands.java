package com.scanium.sightline.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command itself: what it can do. */
final class Commands {
  private Commands() {}

  private static CommandSpec root() {
    CommandSpec spec =
        Options.group(
            "sightline",
            "Answers \"why is this Grafana panel empty?\" along the whole signal path.");
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .arity("0")
            .versionHelp(true)
            .description("Print the version.")
            .build());
    spec.versionProvider(() -> new String[] {"sightline " + version()});
    Map<String, String> statuses = new LinkedHashMap<>();
    statuses.put("0", "healthy, or done");
    statuses.put("1", "not healthy");
    statuses.put("2", "could not run: wrong options, or no configuration to read");
    spec.usageMessage().exitCodeListHeading("%nExit status:%n").exitCodeList(statuses);
    return spec;
  }

  /**
   * The parser for some arguments.
   *
   * @param arguments when the first one names a command, only that one is described: each costs
   *     time
   */
  static CommandLine forArguments(Console console, Validation validation, String... arguments) {
    Map<String, Supplier<CommandSpec>> all = new LinkedHashMap<>();
    all.put("check", () -> new CheckCommand(console, validation).spec());
    all.put("fix", () -> new FixCommand(console, validation).spec());
    all.put("rules", () -> new RulesCommand(console, validation).spec());
    all.put("query", () -> new QueryCommand(console).spec());
    all.put("query-range", () -> new QueryRangeCommand(console).spec());
    all.put("labels", () -> new LabelsCommand(console).spec());
    all.put("series", () -> new SeriesCommand(console).spec());
    all.put("cardinality", () -> new CardinalityCommand(console).spec());
    all.put("promql", () -> promql(console));
    all.put("alloy", () -> alloy(console));
    all.put("relabel", () -> relabel(console));
    all.put("dashboards", () -> dashboards(console));
    all.put("vectors", () -> new VectorsCommand(console, VectorKinds.ALL).spec());
    CommandSpec root = root();
    String first = arguments.length == 0 ? "" : arguments[0];
    if (all.containsKey(first)) {
      all.keySet().retainAll(Set.of(first));
    }
    all.forEach((name, command) -> root.addSubcommand(name, command.get()));
    return new CommandLine(root);
  }

  private static CommandSpec promql(Console console) {
    CommandSpec spec =
        Options.group(
            "promql",
            "Formats and explains PromQL queries; variables of dashboards may stand in them.");
    spec.addSubcommand("fmt", new PromQlFmtCommand(console).spec());
    spec.addSubcommand("explain", new PromQlExplainCommand(console).spec());
    return spec;
  }

  private static CommandSpec alloy(Console console) {
    CommandSpec spec =
        Options.group("alloy", "Checks, draws and formats configurations of Grafana Alloy.");
    spec.addSubcommand("check", new AlloyCheckCommand(console).spec());
    spec.addSubcommand("graph", new AlloyGraphCommand(console).spec());
    spec.addSubcommand("fmt", new AlloyFmtCommand(console).spec());
    return spec;
  }

  private static CommandSpec relabel(Console console) {
    CommandSpec spec =
        Options.group(
            "relabel", "Explains relabel rules: of Alloy, of Prometheus, of Kubernetes monitors.");
    spec.addSubcommand("explain", new RelabelExplainCommand(console).spec());
    return spec;
  }

  private static CommandSpec dashboards(Console console) {
    CommandSpec spec = Options.group("dashboards", "Checks and lists Grafana dashboards.");
    spec.addSubcommand("lint", new DashboardsLintCommand(console).spec());
    spec.addSubcommand("list", new DashboardsListCommand(console).spec());
    spec.addSubcommand("queries", new DashboardsQueriesCommand(console).spec());
    spec.addSubcommand("metrics", new DashboardsMetricsCommand(console).spec());
    return spec;
  }

  /** The version that the build wrote into the jar. */
  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
