package com.scanium.sightline.finding;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a finding: a sentence and, when it is certain, exact changes.
 *
 * <p>{@link Finding#edits()} tells the exact changes in files, wherever the fix keeps them.
 */
public final class Fix {
  private final String summary;
  private final @Nullable Replacement replacement;
  private final List<Edit> edits;
  private final List<NewFile> files;

  private Fix(
      String summary, @Nullable Replacement replacement, List<Edit> edits, List<NewFile> files) {
    this.summary = Objects.requireNonNull(summary, "summary");
    this.replacement = replacement;
    this.edits = List.copyOf(edits);
    this.files = List.copyOf(files);
  }

  /** A fix in words only. */
  public static Fix of(String summary) {
    return new Fix(summary, null, List.of(), List.of());
  }

  /** A fix that a tool can apply at the finding's location. */
  public static Fix replacing(String summary, String from, String to) {
    return new Fix(summary, new Replacement(from, to), List.of(), List.of());
  }

  /** A fix that changes other places than the finding's own, all of them or none. */
  public static Fix editing(String summary, List<Edit> edits) {
    return new Fix(summary, null, edits, List.of());
  }

  /** A fix that adds documents. */
  public static Fix adding(String summary, List<NewFile> files) {
    return new Fix(summary, null, List.of(), files);
  }

  /** What to do, as one clause in the imperative. */
  public String summary() {
    return summary;
  }

  /** The exact change at the finding's location; empty when it is elsewhere or needs a person. */
  public Optional<Replacement> replacement() {
    return Optional.ofNullable(replacement);
  }

  /** The exact changes at other places; most fixes have none. */
  public List<Edit> edits() {
    return edits;
  }

  /** The documents to add; most fixes have none. */
  public List<NewFile> files() {
    return files;
  }

  /** Whether a tool can apply it. */
  public boolean isExact() {
    return replacement != null || !edits.isEmpty() || !files.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fix that
        && summary.equals(that.summary)
        && Objects.equals(replacement, that.replacement)
        && edits.equals(that.edits)
        && files.equals(that.files);
  }

  @Override
  public int hashCode() {
    return Objects.hash(summary, replacement, edits, files);
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
