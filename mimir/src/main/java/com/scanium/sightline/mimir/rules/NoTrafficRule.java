package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.live.JobHealth;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what is wired up and not used: families that a healthy target declares and that have no
 * series yet, and series that are there and stay at zero.
 */
final class NoTrafficRule extends LiveRule {
  NoTrafficRule() {
    super("mimir/no-traffic");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    Map<String, List<LiveReason.NoTraffic>> byJob = new LinkedHashMap<>();
    for (LiveReason.NoTraffic none : live.reasons(LiveReason.NoTraffic.class)) {
      byJob.computeIfAbsent(none.job().job(), job -> new ArrayList<>()).add(none);
    }
    byJob.values().forEach(families -> out.accept(unused(families, live)));
    List<LiveReason.StaysZero> zeros = live.reasons(LiveReason.StaysZero.class);
    if (!zeros.isEmpty()) {
      out.accept(zero(zeros, live, facts));
    }
  }

  private Finding unused(List<LiveReason.NoTraffic> reasons, LiveFacts live) {
    JobHealth job = reasons.get(0).job();
    Set<ConsumerRef> affected =
        live.affectedBy(
            reason ->
                reason instanceof LiveReason.NoTraffic none && none.job().job().equals(job.job()));
    List<MetricFamily> families =
        reasons.stream()
            .map(LiveReason.NoTraffic::family)
            .distinct()
            .sorted(Comparator.comparing(MetricFamily::name))
            .toList();
    String what =
        families.size() == 1
            ? "\"" + families.get(0).name() + "\" has no series yet"
            : families.size() + " metrics have no series yet";
    Finding.Builder finding =
        emptying(Severity.WARNING, affected)
            .message(what + ": no traffic since job \"" + job.job() + "\" started")
            .anchor(job.job())
            .evidence("up{job=\"" + job.job() + "\"} is 1, so the path to the store works")
            .fix(
                Fix.of(
                    "use the application once, or initialise the label values that are known at"
                        + " start"));
    families.forEach(family -> finding.evidence("declared, without a series: " + family.name()));
    families.stream()
        .flatMap(family -> family.location().stream())
        .findFirst()
        .ifPresent(finding::at);
    return finding.build();
  }

  private Finding zero(List<LiveReason.StaysZero> reasons, LiveFacts live, RuleContext facts) {
    Set<ConsumerRef> affected = live.affectedBy(reason -> reason instanceof LiveReason.StaysZero);
    List<String> metrics = reasons.stream().map(LiveReason.StaysZero::metric).sorted().toList();
    String what =
        metrics.size() == 1
            ? "\"" + metrics.get(0) + "\" is in the store and"
            : metrics.size() + " metrics are in the store and";
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .effect(Verdict.ZERO)
            .affects(affected)
            .message(what + " did not move: no traffic within the dashboard's time")
            .anchor("zero")
            .fix(Fix.of("use the application, or look at a time in which it was used"));
    metrics.forEach(metric -> finding.evidence("shows zeros only: " + metric));
    metrics.stream()
        .flatMap(metric -> place(facts, affected, metric).stream())
        .findFirst()
        .ifPresent(finding::at);
    return finding.build();
  }
}
