package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Catalogue.Stability;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.SourceLocation;
import java.util.Locale;
import java.util.Optional;

/** Refuses what Alloy has only with a flag. */
final class Gate {
  static final String RULE = "alloy/stability";

  private Gate() {}

  /** What is wrong with the use of an entry of the catalogue; empty when it may be used. */
  static Optional<Defect> closed(
      Catalogue.Entry entry, CheckOptions options, SourceLocation at, String called) {
    if (entry.isCommunity()) {
      return options.allowsCommunity()
          ? Optional.empty()
          : Optional.of(
              defect(options, at)
                  .message(called + " is a community component")
                  .fix("start Alloy with --feature.community-components.enabled")
                  .build());
    }
    return closed(entry.stability(), options, at, called);
  }

  /** What is wrong with the use of something that is this stable. */
  static Optional<Defect> closed(
      Stability stability, CheckOptions options, SourceLocation at, String called) {
    Stability level = options.minStability().orElse(Stability.GENERAL_AVAILABILITY);
    if (stability == Stability.UNKNOWN || stability.compareTo(level) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        defect(options, at)
            .message(called + " is " + word(stability) + ", below " + word(level))
            .fix("start Alloy with --stability.level=" + word(stability))
            .build());
  }

  /** A refusal; without knowledge of how Alloy is started, a hint. */
  private static Defect.Builder defect(CheckOptions options, SourceLocation at) {
    boolean isKnown = options.minStability().isPresent();
    return Defect.of(RULE, isKnown ? Phase.VALIDATE : Phase.ADVICE, at)
        .severity(isKnown ? Severity.ERROR : Severity.INFO)
        .basis(Defect.Basis.CATALOGUE);
  }

  /** A level as Alloy's flag spells it. */
  static String word(Stability stability) {
    return stability.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
