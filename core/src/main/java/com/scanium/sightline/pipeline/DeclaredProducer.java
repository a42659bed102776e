package com.scanium.sightline.pipeline;

import com.scanium.sightline.regex.Regex;
import java.util.Objects;

/**
 * A writer that the files don't show and that somebody vouches for: it may deliver any series whose
 * metric name matches.
 *
 * @param names the metric names, anchored
 */
public record DeclaredProducer(Regex names) {
  /** Refuses absent parts. */
  public DeclaredProducer {
    Objects.requireNonNull(names, "names");
  }
}
