package com.scanium.sightline.cli;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.alloy.graph.Paths;
import com.scanium.sightline.text.Spelling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Draws the components of one configuration and what goes from one to the other. */
final class AlloyGraphCommand implements Callable<Integer> {
  private static final String FORMAT = "--format";
  private static final String FROM = "--from";

  private final Console console;
  private final CommandSpec spec;

  AlloyGraphCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this, "graph", "Draws the components of one configuration and what goes between them.");
    AlloyPaths.describe(spec);
    spec.addOption(
        Options.word(FORMAT, "FORMAT", Format.MERMAID, "How to draw it: mermaid or dot"));
    spec.addOption(
        Options.text(
            FROM,
            "ID",
            "List the paths from this component instead, such as prometheus.scrape.a."));
  }

  private enum Format {
    MERMAID,
    DOT
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    List<Path> paths = AlloyPaths.of(given);
    if (paths.size() > 1) {
      throw new CannotRunException("a graph is drawn of one file or folder at a time");
    }
    AlloyConfig config = AlloyConfig.load(paths.get(0));
    config
        .syntaxFindings()
        .forEach(
            finding ->
                console
                    .err()
                    .println(
                        finding.location().map(at -> at + ": ").orElse("") + finding.message()));
    ComponentGraph graph = config.graph();
    @Nullable String from = given.matchedOptionValue(FROM, null);
    if (from != null) {
      paths(graph, from);
    } else {
      boolean isDot = given.matchedOptionValue(FORMAT, Format.MERMAID) == Format.DOT;
      console.out().print(isDot ? graph.toDot() : graph.toMermaid());
    }
    List<List<String>> cycles = graph.cycles();
    cycles.forEach(cycle -> console.err().println("cycle: " + String.join(", ", cycle)));
    boolean isSound = cycles.isEmpty() && config.syntaxFindings().isEmpty();
    return isSound ? ExitStatus.OK : ExitStatus.NOT_HEALTHY;
  }

  private void paths(ComponentGraph graph, String from) {
    if (graph.component(from).isEmpty()) {
      throw new CannotRunException(
          "there is no component \""
              + from
              + "\""
              + Spelling.nearest(from, graph.components().keySet())
                  .map(near -> "; did you mean \"" + near + "\"?")
                  .orElse(""));
    }
    Paths found = graph.pathsFrom(from);
    found.paths().forEach(path -> console.out().println(path));
    if (found.paths().isEmpty()) {
      console.out().println("nothing leads on from " + from);
    }
    if (!found.isComplete()) {
      console.err().println("only the first " + Paths.MOST + " paths are listed");
    }
  }
}
