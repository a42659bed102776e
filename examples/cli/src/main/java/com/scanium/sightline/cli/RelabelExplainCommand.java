package com.scanium.sightline.cli;

import com.scanium.sightline.signal.RelabelExplanation;
import com.scanium.sightline.signal.ShapeExplanation;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Shows what relabel rules do, rule by rule. */
final class RelabelExplainCommand implements Callable<Integer> {
  private static final String CONFIG = "--config";
  private static final String COMPONENT = "--component";
  private static final String LABELS = "--labels";
  private static final String OPEN = "--open";
  private static final String FORMAT = "--format";

  private final Console console;
  private final CommandSpec spec;

  RelabelExplainCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "explain",
            "Shows what relabel rules do to labels, rule by rule: what each one looks at, whether"
                + " it matches, what it changes, and why it does nothing.");
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .arity("1")
            .required(true)
            .type(Path.class)
            .paramLabel("FILE")
            .description(
                "An Alloy configuration; or YAML or JSON: a list of rules, a prometheus.yml, a"
                    + " ServiceMonitor.")
            .build());
    spec.addOption(
        OptionSpec.builder(COMPONENT)
            .arity("1")
            .type(String.class)
            .paramLabel("NAME")
            .description(
                "Only the rules of this component, such as prometheus.relabel.app, of this job, or"
                    + " at this place of the YAML (default: all).")
            .build());
    spec.addOption(
        OptionSpec.builder(LABELS)
            .arity("1")
            .type(String.class)
            .paramLabel("LABELS")
            .description(
                "The labels that go in: JSON or up{job=\"x\"}. In JSON a list holds the possible"
                    + " values, null is any value. Without this option: the targets that the"
                    + " configuration tells, else any labels at all.")
            .build());
    spec.addOption(
        Options.flag(
            OPEN, "Other labels than the given ones are possible; shows what can come out."));
    spec.addOption(Options.word(FORMAT, "FORMAT", Format.TEXT, "text or json"));
  }

  /** How an explanation is printed. */
  enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    Path file = given.matchedOptionValue(CONFIG, Path.of(""));
    @Nullable String component = given.matchedOptionValue(COMPONENT, null);
    @Nullable String labels = given.matchedOptionValue(LABELS, null);
    boolean open = given.hasMatchedOption(OPEN);
    if (open && labels == null) {
      throw new CannotRunException(OPEN + " needs " + LABELS + ": without them all are possible");
    }
    Optional<LabelsArgument> typed =
        Optional.ofNullable(labels).map(text -> LabelsArgument.parse(text, open));
    RelabelRules rules = RelabelRules.read(file);
    rules.problems().forEach(console.err()::println);
    if (rules.lists().isEmpty()) {
      throw new CannotRunException("no relabel rules in " + file);
    }
    List<RelabelRules.Listed> lists = component == null ? rules.lists() : rules.of(component);
    boolean asJson = given.matchedOptionValue(FORMAT, Format.TEXT) == Format.JSON;
    List<Doc> documents = new ArrayList<>();
    String between = "";
    for (RelabelRules.Listed list : lists) {
      for (Explained one : explanations(list, typed)) {
        if (asJson) {
          documents.add(
              list.unknown() == null
                  ? one.json()
                  : one.json().with("unknown", Doc.string(list.unknown())));
        } else {
          console.out().print(between + one.text());
          if (list.unknown() != null) {
            console.out().print("\nnot known from here on: " + list.unknown() + "\n");
          }
          between = "\n";
        }
      }
    }
    if (asJson) {
      Doc all =
          Doc.object().with("version", Doc.number(1)).with("explanations", Doc.array(documents));
      console.out().print(DocWriter.prettyJson(all));
    }
    boolean refused = lists.stream().anyMatch(list -> !list.rules().problems().isEmpty());
    return refused || !rules.problems().isEmpty() ? ExitStatus.NOT_HEALTHY : ExitStatus.OK;
  }

  private record Explained(String text, Doc json) {}

  private static List<Explained> explanations(
      RelabelRules.Listed list, Optional<LabelsArgument> typed) {
    List<Explained> all = new ArrayList<>();
    if (typed.isEmpty() && !list.targets().isEmpty()) {
      list.targets().forEach(target -> all.add(exact(list, target)));
      return all;
    }
    LabelsArgument labels = typed.orElseGet(LabelsArgument::anything);
    Optional<Map<String, String>> exact = labels.exact();
    if (exact.isPresent()) {
      return List.of(exact(list, exact.get()));
    }
    ShapeExplanation explanation = ShapeExplanation.of(list.rules(), labels.shape());
    return List.of(new Explained(explanation.text(), explanation.json()));
  }

  private static Explained exact(RelabelRules.Listed list, Map<String, String> labels) {
    RelabelExplanation explanation = RelabelExplanation.of(list.rules(), labels);
    return new Explained(explanation.text(), explanation.json());
  }
}
