package com.scanium.sightline.finding;

import java.util.Objects;

/**
 * A finding that is not reported because somebody said so.
 *
 * @param finding the finding, with those whom it is ignored for
 * @param ignore what it is ignored by
 */
public record IgnoredFinding(Finding finding, Ignore ignore) {
  /** Refuses absent parts. */
  public IgnoredFinding {
    Objects.requireNonNull(finding, "finding");
    Objects.requireNonNull(ignore, "ignore");
  }
}
