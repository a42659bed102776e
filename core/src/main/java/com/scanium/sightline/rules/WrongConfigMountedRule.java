package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Alternative;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds collectors that run with one configuration while another, which nothing mounts, has what
 * panels miss.
 */
final class WrongConfigMountedRule implements Rule<Inference> {
  @Override
  public String id() {
    return "compose/wrong-config-mounted";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    inference
        .alternatives()
        .forEach(alternative -> out.accept(finding(alternative, inference, facts)));
  }

  private Finding finding(Alternative alternative, Inference inference, RuleContext facts) {
    CollectorFact running = alternative.running();
    TargetFact better = alternative.target();
    String used = running.collector().name();
    String unused = alternative.unmounted().collector().name();
    Reason missed = new Reason.NotScraped(alternative.catalog());
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(
                used
                    + " is mounted, which does not scrape "
                    + CatalogNames.of(alternative.catalog())
                    + "; "
                    + unused
                    + " does")
            .anchor(used + " " + unused)
            .evidence(
                better.job().location()
                    + ": "
                    + better.job().id()
                    + " scrapes "
                    + better.target().address())
            .evidence(used + " is " + running.because())
            .effect(Verdict.NO_DATA)
            .affects(inference.affectedBy(missed::equals));
    mount(running, facts).ifPresent(finding::at);
    return finding
        .fix(Fix.of("mount " + unused + ", or move what is missing into " + used))
        .build();
  }

  private static Optional<SourceLocation> mount(CollectorFact running, RuleContext facts) {
    NetworkTopology network = facts.pipeline().network().orElse(NetworkTopology.EMPTY);
    List<MountUse> uses =
        running.collector().files().stream()
            .flatMap(file -> network.mountsOf(file).stream())
            .filter(use -> Optional.of(use.service()).equals(running.service()))
            .toList();
    return uses.stream().findFirst().map(use -> use.mount().location());
  }
}
