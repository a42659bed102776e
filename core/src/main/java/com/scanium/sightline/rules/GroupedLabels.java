package com.scanium.sightline.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.QueryFlaw;
import com.scanium.sightline.promql.analysis.LabelUse;
import com.scanium.sightline.text.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds queries that group by a label which none of their series has: all fall into one. */
final class GroupedLabels {
  private GroupedLabels() {}

  static void check(String rule, Inference inference, Consumer<Finding> out) {
    Map<QueryFlaw.LabelLacking, Set<ConsumerRef>> found = new LinkedHashMap<>();
    for (Judgement judgement : inference.all()) {
      for (QueryFlaw flaw : judgement.flaws()) {
        if (flaw instanceof QueryFlaw.LabelLacking lacking) {
          found.computeIfAbsent(lacking, key -> new TreeSet<>()).add(judgement.consumer().ref());
        }
      }
    }
    found.forEach((lacking, consumers) -> out.accept(finding(rule, lacking, consumers)));
  }

  private static Finding finding(
      String rule, QueryFlaw.LabelLacking lacking, Set<ConsumerRef> consumers) {
    String metrics =
        lacking.metrics().isEmpty() ? "the grouped series" : String.join(", ", lacking.metrics());
    boolean groups = lacking.role() == LabelUse.Role.BY;
    Optional<String> nearest = Spelling.nearest(lacking.label(), lacking.labels());
    return Finding.of(rule, Severity.WARNING)
        .message(
            groups
                ? "grouped by \"" + lacking.label() + "\", which no series of " + metrics + " has"
                : "\""
                    + lacking.label()
                    + "\" is taken over, which no series of "
                    + metrics
                    + " has")
        .at(lacking.location())
        .anchor(metrics + " " + lacking.role() + " " + lacking.label())
        .evidence(
            groups
                ? "series without the label fall into one group: the panel shows one unnamed curve"
                : "the result lacks the label")
        .evidence(
            "labels they have when stored: "
                + (lacking.labels().isEmpty() ? "none" : String.join(", ", lacking.labels())))
        .affects(consumers)
        .fix(
            Spelling.slip(lacking.label(), lacking.labels())
                .filter(name -> isWritten(lacking))
                .map(name -> Fix.replacing("use the label \"" + name + "\"", lacking.label(), name))
                .orElseGet(
                    () ->
                        Fix.of(
                            nearest
                                .map(
                                    name ->
                                        "use the label \"" + name + "\" if that is what is meant")
                                .orElse(
                                    "use a label that the metric has, or a metric that has the"
                                        + " label"))))
        .build();
  }

  /** Whether the label stands at its place just so: neither escaped nor made by a variable. */
  private static boolean isWritten(QueryFlaw.LabelLacking lacking) {
    int column = lacking.location().column().orElse(0) - 1;
    return column >= 0
        && lacking
            .location()
            .lineText()
            .filter(line -> line.startsWith(lacking.label(), column))
            .isPresent();
  }
}
