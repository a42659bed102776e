package com.scanium.sightline.finding;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How serious a team takes findings, in place of what their rules say. Of several that speak of a
 * finding the last one counts.
 *
 * @param scope which findings; one that hits several consumers is meant when all of them are
 * @param level how serious
 */
public record SeverityOverride(FindingScope scope, Level level) {
  /** Refuses absent parts. */
  public SeverityOverride {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(level, "level");
  }

  /**
   * For all findings of some rules.
   *
   * @param rules the id of a rule, or a pattern such as {@code grafana/*}
   * @throws IllegalArgumentException when it is neither
   */
  public static SeverityOverride of(String rules, Level level) {
    return new SeverityOverride(FindingScope.of(rules).build(), level);
  }

  /** How serious findings are taken. */
  public enum Level {
    /** The pipeline is not healthy. */
    ERROR,
    /** Somebody should look at it. */
    WARNING,
    /** Good to know. */
    INFO,
    /** Not reported. */
    OFF;

    /** The level of this name, in any case; empty when there is none. */
    public static Optional<Level> of(String name) {
      for (Level level : values()) {
        if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
          return Optional.of(level);
        }
      }
      return Optional.empty();
    }

    /** The severity; empty for {@link #OFF}. */
    public Optional<Severity> severity() {
      return this == OFF ? Optional.empty() : Optional.of(Severity.valueOf(name()));
    }
  }

  /** Whether a finding is meant. */
  public boolean covers(Finding finding) {
    return scope.coversWhole(finding)
        || (scope.isOfConsumers()
            && !finding.affects().isEmpty()
            && finding.affects().stream().allMatch(consumer -> scope.covers(finding, consumer)));
  }
}
