package com.scanium.sightline.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.QueryFlaw;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.promql.analysis.TypeMisuse;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds queries that use a metric in a way that its type doesn't allow. */
final class TypeMisuseRule implements Rule<Inference> {
  @Override
  public String id() {
    return "catalog/type-misuse";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    Map<QueryFlaw.TypeMisused, Set<ConsumerRef>> found = new LinkedHashMap<>();
    // a variable asks for the labels of series, whatever their values are
    List<Judgement> judgements = new ArrayList<>(inference.panels());
    judgements.addAll(inference.alerts());
    judgements.addAll(inference.recordings());
    for (Judgement judgement : judgements) {
      for (QueryFlaw flaw : judgement.flaws()) {
        if (flaw instanceof QueryFlaw.TypeMisused misused && !isStored(judgement, misused)) {
          found.computeIfAbsent(misused, key -> new TreeSet<>()).add(judgement.consumer().ref());
        }
      }
    }
    found.forEach((misused, consumers) -> out.accept(finding(misused, consumers)));
    for (Uses.Use<Reason.WithoutBuckets> use :
        Uses.ofParts(inference, Reason.WithoutBuckets.class, Reason.WithoutBuckets::part)) {
      out.accept(withoutBuckets(use));
    }
  }

  /** A counter that a rule stores may become a rate behind it. */
  private static boolean isStored(Judgement judgement, QueryFlaw.TypeMisused misused) {
    return misused.kind() == TypeMisuse.Kind.COUNTER_WITHOUT_RATE
        && judgement.consumer() instanceof RecordingRule;
  }

  /** The same mistake where it is the whole query: then the panel is empty. */
  private Finding withoutBuckets(Uses.Use<Reason.WithoutBuckets> use) {
    Reason.WithoutBuckets reason = use.reason();
    TypeMisuse.Kind kind =
        reason.lost() == Reason.Lost.ON_THE_WAY
            ? TypeMisuse.Kind.QUANTILE_WITHOUT_LE
            : TypeMisuse.Kind.QUANTILE_ON_NON_BUCKET;
    QueryFlaw.TypeMisused misused =
        new QueryFlaw.TypeMisused(
            kind, String.join("\", \"", reason.metrics()), reason.part(), use.first());
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(message(misused))
            .at(misused.location())
            .anchor(misused.kind() + " " + misused.part())
            .evidence("in " + misused.part())
            .affects(use.consumers())
            .fix(exact(misused));
    use.others().ifPresent(finding::evidence);
    if (use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }

  private Finding finding(QueryFlaw.TypeMisused misused, Set<ConsumerRef> consumers) {
    // a counter's own value is now and then what somebody wants to see
    boolean taste = misused.kind() == TypeMisuse.Kind.COUNTER_WITHOUT_RATE;
    return Finding.of(id(), taste ? Severity.INFO : Severity.WARNING)
        .message(message(misused))
        .at(misused.location())
        .anchor(misused.kind() + " " + misused.part())
        .evidence("in " + misused.part())
        .affects(consumers)
        .fix(exact(misused))
        .build();
  }

  private static String message(QueryFlaw.TypeMisused misused) {
    String metric = '"' + misused.metric() + '"';
    return switch (misused.kind()) {
      case RATE_ON_GAUGE -> metric + " is a gauge: a rate takes each fall for a restart";
      case DELTA_ON_COUNTER -> metric + " is a counter: a restart looks like a fall here";
      case COUNTER_WITHOUT_RATE -> metric + " is a counter, shown without a rate";
      case QUANTILE_WITHOUT_LE ->
          "the aggregation of " + metric + " removes \"le\", so the quantile is empty";
      case QUANTILE_ON_NON_BUCKET -> metric + " has no buckets, so the quantile is empty";
      case RATE_OF_AGGREGATION ->
          "rate of a sum of " + metric + ": the restart of one process looks like one of all";
    };
  }

  private static Fix exact(QueryFlaw.TypeMisused misused) {
    return misused.kind() == TypeMisuse.Kind.QUANTILE_WITHOUT_LE
        ? KeptBuckets.fix(fix(misused), misused)
        : Fix.of(fix(misused));
  }

  private static String fix(QueryFlaw.TypeMisused misused) {
    return switch (misused.kind()) {
      case RATE_ON_GAUGE -> "use delta() or deriv(), or show the gauge itself";
      case DELTA_ON_COUNTER -> "use increase() or rate()";
      case COUNTER_WITHOUT_RATE -> "wrap it in rate() or increase()";
      case QUANTILE_WITHOUT_LE -> "add \"le\" to the labels that the aggregation keeps";
      case QUANTILE_ON_NON_BUCKET -> "use the series that end in _bucket";
      case RATE_OF_AGGREGATION -> "take the rate first, then the sum";
    };
  }
}
