package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.collector.DockerLogTargets;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds sources of logs that read nothing, because their targets name no container. */
final class NoStreamRule implements Rule<CollectorFact> {
  @Override
  public String id() {
    return "loki/no-stream";
  }

  @Override
  public Class<CollectorFact> subject() {
    return CollectorFact.class;
  }

  @Override
  public void check(CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    if (!(collector.collector() instanceof AlloyConfig config)) {
      return;
    }
    for (Component component : config.graph().components().values()) {
      DockerLogTargets targets = DockerLogTargets.of(component, config.graph());
      if (!targets.skipped().isEmpty()) {
        out.accept(finding(component, targets, collector));
      }
    }
  }

  private Finding finding(Component component, DockerLogTargets targets, CollectorFact collector) {
    int count = targets.skipped().size();
    Finding.Builder finding =
        Finding.of(id(), targets.areAll() ? Severity.ERROR : Severity.WARNING)
            .message(
                targets.areAll()
                    ? component.id() + " reads no log: no target says which container it is"
                    : component.id()
                        + " passes over targets that don't say which container they are")
            .at(targets.skipped().get(0))
            .anchor(component.id())
            .evidence(
                (count == 1 ? "1 target lacks" : count + " targets lack")
                    + " the label "
                    + DockerLogTargets.CONTAINER_ID
                    + ", which only discovery.docker sets")
            .evidence("Alloy passes over such a target with a line in its debug log")
            .fix(Fix.of("take the targets from a discovery.docker, filtered by discovery.relabel"));
    if (collector.isActive() && targets.areAll()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }
}
