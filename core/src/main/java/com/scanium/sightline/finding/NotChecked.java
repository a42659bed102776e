package com.scanium.sightline.finding;

import java.util.Objects;

/**
 * One thing that was seen and not judged.
 *
 * @param kind which sort of thing: {@code panel}, {@code target}, {@code variable}, {@code
 *     component}, {@code file}, {@code key}, …
 * @param where its name or place, as a reader finds it
 * @param reason why, and what would make it possible
 */
public record NotChecked(String kind, String where, String reason)
    implements Comparable<NotChecked> {
  /** Refuses absent parts. */
  public NotChecked {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public int compareTo(NotChecked other) {
    int byKind = kind.compareTo(other.kind);
    int byWhere = byKind != 0 ? byKind : where.compareTo(other.where);
    return byWhere != 0 ? byWhere : reason.compareTo(other.reason);
  }
}
