package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.OffsetMap;
import java.util.Objects;

/**
 * A text after its variables were replaced.
 *
 * @param text the new text
 * @param origin leads from offsets in the new text to offsets in the one that was written
 */
public record Interpolated(String text, OffsetMap origin) {
  /** Refuses absent parts. */
  public Interpolated {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(origin, "origin");
  }
}
