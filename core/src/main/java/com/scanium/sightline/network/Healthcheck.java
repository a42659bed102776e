package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Objects;

/**
 * A container's health check.
 *
 * @param test the words: {@code CMD} or {@code CMD-SHELL} first, as Docker stores them; none when
 *     only timings are given
 * @param isDisabled whether it is switched off ({@code disable: true} or {@code NONE})
 * @param location where the test is written
 */
public record Healthcheck(List<LocatedText> test, boolean isDisabled, SourceLocation location) {
  /** Copies the words. */
  public Healthcheck {
    test = List.copyOf(test);
    Objects.requireNonNull(location, "location");
  }
}
