package com.scanium.sightline.finding;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A finding that explains why consumers show nothing; consequences are folded under it. */
public final class RootCause {
  private final Finding finding;

  private RootCause(Finding finding) {
    this.finding = Objects.requireNonNull(finding, "finding");
  }

  /** The root cause that a finding is. */
  public static RootCause of(Finding finding) {
    return new RootCause(finding);
  }

  /** What is wrong, where, and how to fix it. */
  public Finding finding() {
    return finding;
  }

  /** The consumers that it explains; short for {@code finding().affects()}. */
  public List<ConsumerRef> affects() {
    return finding.affects();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RootCause that && finding.equals(that.finding);
  }

  @Override
  public int hashCode() {
    return finding.hashCode();
  }

  @Override
  public String toString() {
    return finding.toString();
  }
}
