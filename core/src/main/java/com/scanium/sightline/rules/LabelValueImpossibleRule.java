package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds selectors that need a value which the label never has. */
final class LabelValueImpossibleRule implements Rule<Inference> {
  @Override
  public String id() {
    return "catalog/label-value-impossible";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  /** A collector that refuses its configuration has gaps, and its scrapes are not all known. */
  private static boolean isGap(Reason.MatcherImpossible reason, Inference inference) {
    return (reason.metric().equals("up") || reason.metric().startsWith("scrape_"))
        && inference.collectors().stream()
            .anyMatch(collector -> collector.isActive() && !collector.refusals().isEmpty());
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Uses.Use<Reason.MatcherImpossible> use :
        Uses.of(
            inference,
            Reason.MatcherImpossible.class,
            reason -> reason.metric() + " " + reason.matcher())) {
      if (use.reason().labels().contains(use.reason().matcher().name())
          && !isGap(use.reason(), inference)) {
        out.accept(impossible(use));
      }
    }
    for (Uses.Use<Reason.ValueNeverGiven> use :
        Uses.suspicions(
            inference, Reason.ValueNeverGiven.class, reason -> reason.matcher().toString())) {
      out.accept(suspicious(use));
    }
  }

  /** A stranger may push series with this value, so it stays a warning. */
  private Finding suspicious(Uses.Use<Reason.ValueNeverGiven> use) {
    LabelMatcher matcher = use.reason().matcher();
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message(
                "nothing that was read gives series "
                    + matcher
                    + ": \""
                    + matcher.name()
                    + "\" is given as "
                    + String.join(", ", use.reason().values()))
            .at(use.first())
            .anchor(matcher.toString());
    use.reason().setAt().forEach(place -> finding.evidence("the value is given at " + place));
    use.others().ifPresent(finding::evidence);
    return finding
        .fix(
            Fix.of(
                "ask for "
                    + String.join(" or ", use.reason().values())
                    + ", or give the data the value that is meant"))
        .build();
  }

  private Finding impossible(Uses.Use<Reason.MatcherImpossible> use) {
    Reason.MatcherImpossible reason = use.reason();
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("no series of \"" + reason.metric() + "\" has " + reason.matcher())
            .at(use.first())
            .anchor(reason.metric() + " " + reason.matcher())
            .affects(use.consumers());
    if (!reason.values().isEmpty()) {
      finding.evidence(
          "values that \""
              + reason.matcher().name()
              + "\" has: "
              + String.join(", ", reason.values()));
    }
    reason.setAt().forEach(place -> finding.evidence("the value is set at " + place));
    use.others().ifPresent(finding::evidence);
    finding.fix(fix(use));
    if (use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }

  private static Fix fix(Uses.Use<Reason.MatcherImpossible> use) {
    Reason.MatcherImpossible reason = use.reason();
    String written = reason.matcher().value();
    if (reason.values().isEmpty()) {
      return Fix.of("ask for a value that the label can have");
    }
    boolean equal =
        reason.matcher().toString().equals(reason.matcher().name() + "=\"" + written + "\"");
    if (equal && isBound(reason.matcher().name()) && number(written).isPresent()) {
      boolean otherSpelling =
          reason.values().stream().anyMatch(value -> number(value).equals(number(written)));
      String whole = written.replaceFirst("\\.0+$", "");
      if (otherSpelling && whole.matches("[0-9]+")) {
        // both spellings: the one before Prometheus 3 and the one from then on
        String both = reason.matcher().name() + "=~\"" + whole + "(\\\\.0)?\"";
        return use.rewriting(
            "write " + both, selector -> Uses.matcher(selector, reason).map(it -> it.span()), both);
      }
    }
    Optional<String> slip = equal ? Spelling.slip(written, reason.values()) : Optional.empty();
    return slip.map(
            value ->
                use.rewriting(
                    "write \"" + value + "\"",
                    selector -> Uses.matcher(selector, reason).map(it -> it.value().span()),
                    value))
        .orElseGet(
            () ->
                Fix.of(
                    Spelling.nearest(written, reason.values())
                        .map(value -> "write \"" + value + "\" if that is what is meant")
                        .orElse(
                            "ask for a value that exists: " + String.join(", ", reason.values()))));
  }

  /** Labels whose values are numbers, spelled one way or another. */
  private static boolean isBound(String label) {
    return label.equals("le") || label.equals("quantile");
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text).stripTrailingZeros());
    } catch (NumberFormatException e) {
      return Optional.empty(); // +Inf, or no number
    }
  }
}
