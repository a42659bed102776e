package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.SelectorJudgement;
import com.scanium.sightline.live.JobHealth;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds what is scraped or declared and gives nothing: no sample at all, or a family never
 * recorded.
 */
final class NoSamplesRule implements Rule<Inference> {
  @Override
  public String id() {
    return "mimir/no-samples";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Reason.NeverRecorded reason : inference.reasons(Reason.NeverRecorded.class)) {
      out.accept(neverRecorded(reason, inference));
    }
    facts.live().ifPresent(live -> live.jobs().forEach(job -> check(job, live, out)));
  }

  private void check(JobHealth job, LiveFacts live, Consumer<Finding> out) {
    boolean alive = job.state() == JobHealth.State.UP || job.state() == JobHealth.State.PARTLY;
    if (alive && job.samples() == 0) {
      out.accept(nothing(job, live));
    }
  }

  /** Stands where it is asked for: the catalog tells the truth, the panel waits in vain. */
  private Finding neverRecorded(Reason.NeverRecorded reason, Inference inference) {
    Optional<MetricFamily> family = reason.catalog().family(reason.family());
    TreeSet<SourceLocation> places = new TreeSet<>();
    for (Judgement judgement : inference.all()) {
      for (SelectorJudgement selector : judgement.selectors()) {
        if (judgement.reasons().contains(reason) && selector.reasons().contains(reason)) {
          places.addAll(selector.places(reason));
        }
      }
    }
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("\"" + reason.family() + "\" is declared, and no code records it")
            .anchor(reason.family())
            .evidence(
                family
                        .flatMap(MetricFamily::location)
                        .map(SourceLocation::toString)
                        .orElse("the catalog")
                    + " says recorded: false, so the family never has a series")
            .effect(Verdict.NO_DATA)
            .affects(inference.affectedBy(reason::equals))
            .fix(Fix.of("call its recorder where the thing happens, or remove the panels"));
    places.stream().findFirst().ifPresent(finding::at);
    family
        .flatMap(MetricFamily::declaredAt)
        .ifPresent(place -> finding.evidence("declared at " + place));
    return finding.build();
  }

  private Finding nothing(JobHealth job, LiveFacts live) {
    Set<ConsumerRef> affected =
        live.affectedBy(
            reason ->
                reason instanceof LiveReason.NoSamples none && none.job().job().equals(job.job()));
    Finding.Builder finding =
        LiveRule.emptying(id(), Severity.ERROR, affected)
            .message("job \"" + job.job() + "\" is up, and its scrapes hold no sample")
            .anchor(job.job())
            .evidence("sum(scrape_samples_scraped{job=\"" + job.job() + "\"}) is 0")
            .fix(
                Fix.of(
                    "look at the page itself: the path may be another one, or the registry empty"));
    job.targets().stream().findFirst().ifPresent(target -> finding.at(target.target().location()));
    return finding.build();
  }
}
