package com.scanium.sightline.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A finding that explains why consumers show nothing; consequences are folded under it.
 *
 * <p>Where several causes explain the same consumer, the first of them in the report is what to
 * mend first; the consumer may stay empty until the others are mended too.
 */
public final class RootCause {
  /** Whether it is the first cause of anything. */
  public enum Rank {
    /** It is the first cause of something, or stands for itself. */
    PRIMARY,
    /** A cause before it explains all that it explains. */
    SECONDARY;

    /** The word for it in reports. */
    public String word() {
      return this == PRIMARY ? "primary" : "secondary";
    }
  }

  private final Finding finding;
  private final List<Integer> behind;

  private RootCause(Finding finding, List<Integer> behind) {
    this.finding = Objects.requireNonNull(finding, "finding");
    this.behind = List.copyOf(behind);
  }

  /** The primary root cause that a finding is. */
  public static RootCause of(Finding finding) {
    return new RootCause(finding, List.of());
  }

  /**
   * The root causes that findings are, with their ranks.
   *
   * @param findings in the order in which to mend them
   */
  public static List<RootCause> ranked(List<Finding> findings) {
    Map<ConsumerRef, Integer> first = new HashMap<>();
    List<RootCause> causes = new ArrayList<>(findings.size());
    for (int i = 0; i < findings.size(); i++) {
      TreeSet<Integer> before = new TreeSet<>();
      for (ConsumerRef consumer : findings.get(i).affects()) {
        Integer earlier = first.putIfAbsent(consumer, i);
        before.add(earlier == null ? i : earlier);
      }
      boolean isFirst = before.remove(i);
      causes.add(new RootCause(findings.get(i), isFirst ? List.of() : List.copyOf(before)));
    }
    return causes;
  }

  /** What is wrong, where, and how to fix it. */
  public Finding finding() {
    return finding;
  }

  /** The consumers that it explains; short for {@code finding().affects()}. */
  public List<ConsumerRef> affects() {
    return finding.affects();
  }

  /** Whether it is the first cause of anything. */
  public Rank rank() {
    return behind.isEmpty() ? Rank.PRIMARY : Rank.SECONDARY;
  }

  /**
   * The causes before it that explain what it explains: their places among the report's root
   * causes, all before its own; empty for a primary one.
   */
  public List<Integer> behind() {
    return behind;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RootCause that
        && finding.equals(that.finding)
        && behind.equals(that.behind);
  }

  @Override
  public int hashCode() {
    return Objects.hash(finding, behind);
  }

  @Override
  public String toString() {
    return finding.toString();
  }
}
