package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SecretMask;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the rules about the names of targets have in common: place, consequence, replacement. */
final class TargetNames {
  private TargetNames() {}

  /** A finding at the target's address that empties whoever needs the target. */
  static Finding.Builder finding(String rule, TargetFact target, Inference inference) {
    boolean lost = target.reachable() == Match.NEVER;
    Finding.Builder finding =
        Finding.of(rule, lost ? Severity.ERROR : Severity.WARNING)
            .at(target.target().address().location().orElse(target.target().location()))
            .anchor(target.job().id() + " " + target.target().address());
    if (lost) {
      finding.effect(Verdict.NO_DATA).affects(affected(inference, target));
    }
    return finding;
  }

  private static Set<ConsumerRef> affected(Inference inference, TargetFact target) {
    return inference.affectedBy(
        reason -> reason instanceof Reason.TargetUnreachable lost && lost.target() == target);
  }

  /**
   * The names by which the collector reaches the container that the target means, the best first.
   */
  static List<String> stableNames(TargetFact target, Pipeline pipeline) {
    Optional<ContainerService> from = target.collector().service();
    Optional<ContainerService> to = target.service();
    return pipeline
        .network()
        .filter(network -> from.isPresent() && to.isPresent())
        .map(network -> network.stableNames(from.orElseThrow(), to.orElseThrow()))
        .orElse(List.of());
  }

  /** The replacement of the address's host by another. */
  static Fix renamed(TargetFact target, String host, String why) {
    String address = target.target().address().value().orElse("");
    String written = target.host().orElse("");
    String better = host + address.substring(Math.min(written.length(), address.length()));
    return replaced(address, better, why);
  }

  /** The address that leads to what is meant, when that is clear; else the advice. */
  static Fix better(TargetFact target, String otherwise) {
    String address = target.target().address().value().orElse("");
    return target
        .reach()
        .flatMap(Reach::better)
        .map(better -> isProved(target) ? replaced(address, better, "") : advised(better))
        .orElseGet(() -> Fix.of(otherwise));
  }

  private static boolean isProved(TargetFact target) {
    return target.reach().filter(reach -> reach.match() == Match.NEVER).isPresent();
  }

  /** What is not proved is not written into a file by a program. */
  private static Fix advised(String better) {
    return Fix.of("write \"" + better + "\", if that is what is meant");
  }

  /** The replacement of an address; one with a password is not repeated in a report. */
  static Fix replaced(String address, String better, String why) {
    boolean isSecret = !SecretMask.secrets(address).isEmpty();
    return isSecret
        ? Fix.of("write \"" + SecretMask.mask(better) + "\"" + why)
        : Fix.replacing("write \"" + better + "\"" + why, address, better);
  }

  static String quoted(Optional<String> host) {
    return "\"" + SecretMask.mask(host.orElse("?")) + "\"";
  }
}
