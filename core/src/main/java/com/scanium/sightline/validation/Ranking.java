package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Finding;
import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * Root causes in the order in which to mend them: errors, which are proved, first; then what breaks
 * most; then what stands earlier on the way of the signal; then place.
 */
final class Ranking implements Comparator<Finding>, Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** The layers on the way from what starts the containers to what draws the panels. */
  private static final List<String> STAGES =
      List.of(
          "compose", "network", "catalog", "alloy", "remote", "mimir", "loki", "tempo", "traffic",
          "grafana", "promql", "logql", "alert");

  @Override
  public int compare(Finding one, Finding other) {
    int bySeverity = one.severity().compareTo(other.severity());
    if (bySeverity != 0) {
      return bySeverity;
    }
    int byReach = Integer.compare(other.affects().size(), one.affects().size());
    if (byReach != 0) {
      return byReach;
    }
    int byStage = Integer.compare(stage(one), stage(other));
    return byStage != 0 ? byStage : one.compareTo(other);
  }

  /** A layer of somebody's own rules comes last. */
  private static int stage(Finding finding) {
    int stage = STAGES.indexOf(finding.layer());
    return stage < 0 ? STAGES.size() : stage;
  }
}
