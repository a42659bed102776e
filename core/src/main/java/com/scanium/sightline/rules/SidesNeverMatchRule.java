package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds operators whose two sides never match, so that nothing comes out. */
final class SidesNeverMatchRule implements Rule<Inference> {
  @Override
  public String id() {
    return "promql/sides-never-match";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Uses.Use<Reason.SidesNeverMatch> use :
        Uses.ofParts(
            inference,
            Reason.SidesNeverMatch.class,
            reason -> reason.left().part() + reason.operator() + reason.right().part())) {
      out.accept(finding(use));
    }
  }

  private Finding finding(Uses.Use<Reason.SidesNeverMatch> use) {
    Reason.SidesNeverMatch reason = use.reason();
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(reason.summary())
            .at(use.first())
            .anchor(reason.label() + " " + reason.left().part() + " " + reason.right().part())
            .evidence(side("left", reason.left(), reason.label()))
            .evidence(side("right", reason.right(), reason.label()))
            .affects(use.consumers())
            .fix(Fix.of(fix(reason)));
    use.others().ifPresent(finding::evidence);
    if (use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }

  private static String side(String which, Reason.Side side, String label) {
    String has =
        !side.hasLabel()
            ? "never has \"" + label + "\""
            : side.values().isEmpty()
                ? "has \"" + label + "\""
                : "has \"" + label + "\" = " + String.join(", ", side.values());
    return "the " + which + " side " + has + ": " + side.part();
  }

  private static String fix(Reason.SidesNeverMatch reason) {
    String common = reason.common().isEmpty() ? "" : "on (" + labels(reason.common()) + ")";
    if (reason.listed()) {
      return common.isEmpty()
          ? "match on labels that both sides have"
          : "match " + common + ", which both sides have";
    }
    if (!reason.oneSided()) {
      return common.isEmpty()
          ? "give both sides the same values, by label_replace for instance"
          : "match " + common + ", or give both sides the same values";
    }
    String group =
        reason.operator().isSet() ? "" : reason.left().hasLabel() ? " group_left" : " group_right";
    String matching =
        common.isEmpty() ? "ignoring (" + labels(List.of(reason.label())) + ")" : common;
    return "write \"" + reason.operator().symbol() + " " + matching + group + "\"";
  }

  private static String labels(List<String> names) {
    return String.join(", ", names.stream().map(PromQl::labelName).toList());
  }
}
