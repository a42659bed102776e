package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Coverage;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.ScrapeJob;
import java.util.List;
import java.util.Optional;

/** Counts what was looked at, so that nothing is skipped without a word. */
final class CoverageCount {
  private CoverageCount() {}

  static Coverage of(
      RuleContext facts, List<NotChecked> ofDashboards, List<NotChecked> given, Verdicts verdicts) {
    Coverage.Builder count = Coverage.builder();
    for (Judgement judgement : facts.inference().panels()) {
      one(count, "panels", "panel", judgement, verdicts.notChecked(judgement));
    }
    for (Judgement judgement : facts.inference().variables()) {
      one(count, "variables", "variable", judgement, judgement.notChecked());
    }
    for (Judgement judgement : facts.inference().alerts()) {
      one(count, "alerts", "alert", judgement, judgement.notChecked());
    }
    for (Judgement judgement : facts.inference().recordings()) {
      one(count, "recordings", "recording", judgement, judgement.notChecked());
    }
    for (Judgement judgement : facts.inference().annotations()) {
      one(count, "annotations", "annotation", judgement, judgement.notChecked());
    }
    for (Judgement judgement : facts.inference().links()) {
      one(count, "links", "link", judgement, judgement.notChecked());
    }
    targets(facts, count);
    for (CollectorFact collector : facts.inference().collectors()) {
      List<NotChecked> opaque = collector.collector().notChecked();
      count.checked(
          "components", Math.max(0, collector.collector().componentCount() - opaque.size()));
      opaque.forEach(item -> count.notChecked(area(item), item));
    }
    ofDashboards.forEach(item -> count.notChecked(area(item), item));
    for (AlertRules rules : facts.pipeline().alertRules()) {
      rules.notChecked().forEach(item -> count.notChecked(area(item), item));
    }
    given.forEach(item -> count.notChecked(area(item), item));
    return count.build();
  }

  private static void one(
      Coverage.Builder count,
      String area,
      String kind,
      Judgement judgement,
      Optional<String> notChecked) {
    if (notChecked.isPresent()) {
      count.notChecked(
          area, new NotChecked(kind, judgement.consumer().ref().toString(), notChecked.get()));
    } else {
      count.checked(area, 1);
    }
  }

  private static void targets(RuleContext facts, Coverage.Builder count) {
    for (TargetFact target : facts.inference().targets()) {
      if (target.target().isDiscovered()) {
        continue; // the discovery counts as a whole
      }
      if (target.target().address().isUnknown()) {
        count.notChecked(
            "targets",
            new NotChecked(
                "target",
                target.job().id(),
                target.target().address().unknownBecause().orElse("its address is not known")));
      } else if (target.resolution().isEmpty() && target.target().inProcess().isEmpty()) {
        count.notChecked(
            "targets",
            new NotChecked(
                "target",
                target.job().id() + " " + target.host().orElse("?"),
                "the network around the collector is not known, so its name was not looked up"));
      } else {
        count.checked("targets", 1);
      }
    }
    for (CollectorFact collector : facts.inference().collectors()) {
      for (ScrapeJob job : collector.collector().scrapeJobs()) {
        job.openTargets()
            .ifPresent(
                what -> count.notChecked("targets", new NotChecked("target", job.id(), what)));
      }
    }
  }

  private static String area(NotChecked item) {
    return item.kind() + "s";
  }
}
