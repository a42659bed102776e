package com.scanium.sightline.finding;

import java.util.List;

/**
 * How the problems of now compare with those that a team started from.
 *
 * @param known problems that stand in the baseline, sorted as findings are; they are not reported
 *     again
 * @param gone entries whose problems have disappeared, with how many of them: the baseline can
 *     shrink
 */
public record BaselineMatch(List<Finding> known, List<Baseline.Entry> gone) {
  /** Takes copies. */
  public BaselineMatch {
    known = List.copyOf(known);
    gone = List.copyOf(gone);
  }
}
