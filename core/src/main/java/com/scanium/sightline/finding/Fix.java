package com.scanium.sightline.finding;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do about a finding: a sentence and, when it is certain, an exact replacement. */
public final class Fix {
  private final String summary;
  private final @Nullable Replacement replacement;

  private Fix(String summary, @Nullable Replacement replacement) {
    this.summary = Objects.requireNonNull(summary, "summary");
    this.replacement = replacement;
  }

  /** A fix in words only. */
  public static Fix of(String summary) {
    return new Fix(summary, null);
  }

  /** A fix that a tool can apply at the finding's location. */
  public static Fix replacing(String summary, String from, String to) {
    return new Fix(summary, new Replacement(from, to));
  }

  /** What to do, as one clause in the imperative. */
  public String summary() {
    return summary;
  }

  /** The exact change at the finding's location; empty when the fix needs a person. */
  public Optional<Replacement> replacement() {
    return Optional.ofNullable(replacement);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fix that
        && summary.equals(that.summary)
        && Objects.equals(replacement, that.replacement);
  }

  @Override
  public int hashCode() {
    return Objects.hash(summary, replacement);
  }

  @Override
  public String toString() {
    return summary;
  }

  /**
   * An exact change of text.
   *
   * @param from the characters that stand at the finding's location now
   * @param to the characters to write instead
   */
  public record Replacement(String from, String to) {
    /** Refuses absent parts. */
    public Replacement {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }
  }
}
