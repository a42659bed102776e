package com.scanium.sightline.live;

import com.scanium.sightline.inference.TargetFact;
import java.util.List;
import java.util.Objects;

/**
 * How the targets of one job fare, as the store knows it.
 *
 * @param job the value of the {@code job} label
 * @param state what {@code up} says
 * @param down the {@code instance} labels that are down, sorted
 * @param samples how many samples the last scrapes gave together; negative when not known
 * @param targets the targets of that job in the files
 * @param lastErrors what the store itself says about failed scrapes; only where it scrapes itself
 */
public record JobHealth(
    String job,
    State state,
    List<String> down,
    double samples,
    List<TargetFact> targets,
    List<String> lastErrors) {
  /** Takes copies. */
  public JobHealth {
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(state, "state");
    down = List.copyOf(down);
    targets = List.copyOf(targets);
    lastErrors = List.copyOf(lastErrors);
  }

  /** What {@code up} says about a job. */
  public enum State {
    /** Every target is up. */
    UP,
    /** Some targets are up, some are down. */
    PARTLY,
    /** Every target is down. */
    DOWN,
    /** There is no {@code up} series: nobody scrapes it, or what is scraped does not get here. */
    MISSING,
    /** The store did not answer. */
    UNKNOWN
  }
}
