package com.scanium.sightline.alloy.component;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something in a configuration that Alloy refuses.
 *
 * @param rule the id of the rule that reports it
 * @param basis what the proof rests on
 * @param location where it is
 * @param message what is wrong, in one line
 * @param evidence further facts, one a line
 * @param fixOrNull what to do, null when nothing sensible can be said
 */
public record Defect(
    String rule,
    Basis basis,
    SourceLocation location,
    String message,
    List<String> evidence,
    @Nullable Fix fixOrNull) {
  /** Takes a copy of the evidence. */
  public Defect {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(message, "message");
    evidence = List.copyOf(evidence);
  }

  /** What a proof rests on. */
  public enum Basis {
    /** The files alone: every release of Alloy refuses it. */
    FILES,
    /**
     * The files alone, of which some may be missing: they may belong to a folder that is loaded.
     */
    PARTIAL_FILES,
    /** The catalogue: those releases refuse it that the catalogue covers. */
    CATALOGUE
  }

  /**
   * How bad it is for one release.
   *
   * @param version the release of Alloy in use, null when it is not known
   */
  public Severity severity(Catalogue catalogue, @Nullable String version) {
    boolean isProved =
        switch (basis) {
          case FILES -> true;
          case PARTIAL_FILES -> false;
          case CATALOGUE -> version != null && catalogue.covers(version);
        };
    return isProved ? Severity.ERROR : Severity.WARNING;
  }

  /** The defect as a finding of a rule. */
  public Finding finding(Severity severity) {
    Finding.Builder finding = Finding.of(rule, severity).message(message).at(location);
    evidence.forEach(finding::evidence);
    if (fixOrNull != null) {
      finding.fix(fixOrNull);
    }
    return finding.build();
  }
}
