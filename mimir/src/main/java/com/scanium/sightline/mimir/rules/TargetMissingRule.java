package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.live.JobHealth;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds jobs without any {@code up}: nobody scrapes them, or what is scraped does not get here.
 *
 * <p>When no job at all is there, that has one cause and is one finding; so are the jobs that no
 * panel needs.
 */
final class TargetMissingRule extends LiveRule {
  TargetMissingRule() {
    super("mimir/target-missing");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    List<JobHealth> missing =
        live.jobs().stream().filter(job -> job.state() == JobHealth.State.MISSING).toList();
    if (missing.size() > 1 && missing.size() == live.jobs().size()) {
      out.accept(nothingAtAll(missing, live, facts));
      return;
    }
    List<JobHealth> unneeded = new ArrayList<>();
    for (JobHealth job : missing) {
      if (affectedBy(List.of(job), live).isEmpty()) {
        unneeded.add(job);
      } else {
        out.accept(missing(List.of(job), live, facts));
      }
    }
    if (!unneeded.isEmpty()) {
      out.accept(missing(unneeded, live, facts));
    }
  }

  private Finding nothingAtAll(List<JobHealth> jobs, LiveFacts live, RuleContext facts) {
    return start(jobs, live)
        .message("none of the " + jobs.size() + " jobs of these files is in the store")
        .anchor("all jobs")
        .evidence("no up series for " + named(jobs))
        .evidence(suspectTenant(facts))
        .fix(Fix.of("look at the write path and the tenant before the targets"))
        .build();
  }

  private Finding missing(List<JobHealth> jobs, LiveFacts live, RuleContext facts) {
    String what =
        jobs.size() == 1
            ? "job " + named(jobs) + " is not in the store: it has no up series at all"
            : jobs.size() + " jobs are not in the store: they have no up series at all";
    Finding.Builder finding =
        start(jobs, live)
            .message(what)
            .anchor(named(jobs))
            .evidence(
                "a scrape that fails still stores up = 0, so nobody scrapes this or the write does"
                    + " not arrive")
            .fix(
                Fix.of(
                    "look whether the collector that runs has this target, and whether its write"
                        + " keeps up"));
    if (jobs.size() > 1) {
      finding.evidence("no up series for " + named(jobs));
    }
    if (jobs.size() == live.jobs().size()) {
      finding.evidence(suspectTenant(facts));
    }
    return finding.build();
  }

  private Finding.Builder start(List<JobHealth> jobs, LiveFacts live) {
    Finding.Builder finding = emptying(Severity.ERROR, affectedBy(jobs, live));
    jobs.stream()
        .flatMap(job -> job.targets().stream())
        .findFirst()
        .ifPresent(target -> finding.at(target.target().location()));
    return finding;
  }

  private static Set<ConsumerRef> affectedBy(List<JobHealth> jobs, LiveFacts live) {
    Set<String> names = jobs.stream().map(JobHealth::job).collect(Collectors.toSet());
    return live.affectedBy(
        reason ->
            reason instanceof LiveReason.TargetMissing missing
                && names.contains(missing.job().job()));
  }

  private static String named(List<JobHealth> jobs) {
    return jobs.stream().map(job -> '"' + job.job() + '"').collect(Collectors.joining(", "));
  }

  private static String suspectTenant(RuleContext facts) {
    String tenant =
        facts.pipeline().store().map(SeriesStore::tenant).map(Object::toString).orElse("?");
    return "asked as tenant " + tenant + "; a wrong tenant is an empty one";
  }
}
