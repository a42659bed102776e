package com.scanium.sightline.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.QueryFlaw;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds log queries that parse lines as what they are not, where the files tell what they are. */
final class ParserMismatchRule implements Rule<Inference> {
  @Override
  public String id() {
    return "loki/parser-mismatch";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  /** The same mistake in one file. */
  private record Use(
      QueryFlaw.ParserMismatch flaw, Set<SourceLocation> places, Set<ConsumerRef> consumers) {}

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    Map<List<Object>, Use> uses = new LinkedHashMap<>();
    for (Judgement judgement : inference.all()) {
      for (QueryFlaw flaw : judgement.flaws()) {
        if (flaw instanceof QueryFlaw.ParserMismatch mismatch) {
          Use use =
              uses.computeIfAbsent(
                  List.of(flaw.location().source(), mismatch.parser(), mismatch.sources()),
                  key -> new Use(mismatch, new TreeSet<>(), new TreeSet<>()));
          use.places().add(flaw.location());
          use.consumers().add(judgement.consumer().ref());
        }
      }
    }
    uses.values().forEach(use -> out.accept(finding(use)));
  }

  private Finding finding(Use use) {
    QueryFlaw.ParserMismatch flaw = use.flaw();
    boolean isLogfmt = flaw.parser().equals("logfmt");
    String formats =
        String.join(" and ", flaw.formats().stream().map(Lines.Format::toString).toList());
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message("| " + flaw.parser() + " reads lines that are " + formats)
            .at(use.places().iterator().next())
            .anchor(flaw.parser() + " " + flaw.sources())
            .evidence("the lines come from " + String.join(", ", flaw.sources()))
            .evidence(
                isLogfmt
                    ? "the parser finds no pairs in them, so it makes no labels"
                    : "each line gets the label __error__, and a metric query fails because of it")
            .affects(use.consumers());
    List<String> rest =
        use.places().stream().skip(1).map(place -> "" + place.line().orElse(0)).distinct().toList();
    if (!rest.isEmpty()) {
      finding.evidence("also at line " + String.join(", ", rest));
    }
    String better =
        flaw.formats().equals(List.of(Lines.Format.PACKED))
            ? "unpack"
            : isLogfmt ? "json" : "logfmt";
    return finding.fix(Fix.of("write | " + better)).build();
  }
}
