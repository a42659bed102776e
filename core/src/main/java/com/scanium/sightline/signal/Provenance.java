package com.scanium.sightline.signal;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gave a label its values.
 *
 * @param stage the stage in the user's words, such as {@code prometheus.scrape.backend}
 * @param place where the stage says so; null when it comes from no file
 */
public record Provenance(String stage, @Nullable SourceLocation place) {
  /** Refuses an absent stage. */
  public Provenance {
    Objects.requireNonNull(stage, "stage");
  }

  /** A stage that comes from no file. */
  public static Provenance of(String stage) {
    return new Provenance(stage, null);
  }

  /** Where the stage says so, or empty. */
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(place);
  }
}
