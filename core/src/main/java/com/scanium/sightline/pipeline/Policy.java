package com.scanium.sightline.pipeline;

import java.util.Objects;

/**
 * The conventions of a team that turn a fragile thing into a wrong one.
 *
 * @param targetNames which names scrape targets may use
 * @param profile which rules run
 */
public record Policy(TargetNames targetNames, Profile profile) {
  /** Every name that resolves is fine; correctness rules run. */
  public static final Policy DEFAULT = new Policy(TargetNames.ANY, Profile.CORRECTNESS);

  /** Refuses absent parts. */
  public Policy {
    Objects.requireNonNull(targetNames, "targetNames");
    Objects.requireNonNull(profile, "profile");
  }

  /** Which names scrape targets may use. */
  public enum TargetNames {
    /** Every name that resolves. */
    ANY,
    /**
     * Service names and aliases only: a host that is just a container name counts as unresolved.
     */
    ALIAS
  }

  /** Which rules run. */
  public enum Profile {
    /** Only what can empty or falsify a panel. */
    CORRECTNESS,
    /** Conventions of well-kept dashboards too. */
    STYLE;

    /** Whether rules of another profile run under this one: those of correctness always do. */
    public boolean runs(Profile other) {
      return other == CORRECTNESS || this == STYLE;
    }
  }

  /** The same with other target names. */
  public Policy withTargetNames(TargetNames names) {
    return new Policy(names, profile);
  }

  /** The same with another profile. */
  public Policy withProfile(Profile other) {
    return new Policy(targetNames, other);
  }
}
