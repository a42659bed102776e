package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.StreamAlternative;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is asked of log streams in vain, without what another configuration explains that lies
 * beside the mounted one.
 */
final class StreamUses {
  private final Inference inference;
  private final Set<String> explained = new TreeSet<>();

  StreamUses(Inference inference) {
    this.inference = inference;
    for (StreamAlternative alternative : inference.streamAlternatives()) {
      explained.addAll(alternative.labels());
    }
  }

  List<Uses.Use<Reason.StreamImpossible>> proved() {
    return unexplained(Uses.of(inference, Reason.StreamImpossible.class, StreamUses::key));
  }

  List<Uses.Use<Reason.StreamImpossible>> suspected() {
    return unexplained(Uses.suspicions(inference, Reason.StreamImpossible.class, StreamUses::key));
  }

  private static String key(Reason.StreamImpossible reason) {
    return (reason.isAbsent() ? reason.matcher().name() : reason.matcher().toString())
        + " "
        + reason.sources();
  }

  private List<Uses.Use<Reason.StreamImpossible>> unexplained(
      List<Uses.Use<Reason.StreamImpossible>> uses) {
    List<Uses.Use<Reason.StreamImpossible>> left = new ArrayList<>();
    for (Uses.Use<Reason.StreamImpossible> use : uses) {
      if (!explained.contains(use.reason().matcher().name())) {
        left.add(use);
      }
    }
    return left;
  }

  /** How bad it is: less where somebody may claim it whom the files show. */
  static Severity severity(Reason.StreamImpossible reason, boolean isProved) {
    if (isProved) {
      return Severity.ERROR;
    }
    return reason.claimants().isEmpty() ? Severity.WARNING : Severity.INFO;
  }

  /** Who else could make it good, for the evidence. */
  static Optional<String> exceptions(Reason.StreamImpossible reason, boolean isProved) {
    if (isProved) {
      return Optional.empty();
    }
    return Optional.of(
        reason.claimants().isEmpty()
            ? "only a sender that sets the collector's own hints could have it, through "
                + String.join(", ", reason.doors())
            : "only what the logs say of themselves could have it, through "
                + String.join(", ", reason.claimants()));
  }
}
