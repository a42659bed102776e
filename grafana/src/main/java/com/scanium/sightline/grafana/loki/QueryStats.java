package com.scanium.sightline.grafana.loki;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Loki did for a query. Two of its numbers tell why a query is empty: no line processed means
 * that the selector matches nothing, lines processed and none left means that the pipeline drops
 * them all. Immutable.
 */
public final class QueryStats {
  /** Of an answer without statistics. */
  public static final QueryStats NONE = new QueryStats(0, 0, 0, 0, Duration.ZERO, false);

  private final long linesProcessed;
  private final long linesLeft;
  private final long bytesProcessed;
  private final long entriesReturned;
  private final Duration took;
  private final boolean known;

  private QueryStats(
      long linesProcessed,
      long linesLeft,
      long bytesProcessed,
      long entriesReturned,
      Duration took,
      boolean known) {
    this.linesProcessed = linesProcessed;
    this.linesLeft = linesLeft;
    this.bytesProcessed = bytesProcessed;
    this.entriesReturned = entriesReturned;
    this.took = took;
    this.known = known;
  }

  static QueryStats of(
      long linesProcessed,
      long linesLeft,
      long bytesProcessed,
      long entriesReturned,
      Duration took) {
    return new QueryStats(linesProcessed, linesLeft, bytesProcessed, entriesReturned, took, true);
  }

  /** Whether the server sent any. */
  public boolean isKnown() {
    return known;
  }

  /** Lines of the streams that the selector matches. */
  public long linesProcessed() {
    return linesProcessed;
  }

  /** Lines that the pipeline left. */
  public long linesAfterFilter() {
    return linesLeft;
  }

  /** Bytes, decompressed, that were looked at. */
  public long bytesProcessed() {
    return bytesProcessed;
  }

  /** Lines in the answer. */
  public long entriesReturned() {
    return entriesReturned;
  }

  /** How long the execution took. */
  public Duration took() {
    return took;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueryStats that
        && linesProcessed == that.linesProcessed
        && linesLeft == that.linesLeft
        && bytesProcessed == that.bytesProcessed
        && entriesReturned == that.entriesReturned
        && took.equals(that.took)
        && known == that.known;
  }

  @Override
  public int hashCode() {
    return Objects.hash(linesProcessed, linesLeft, bytesProcessed, entriesReturned, took, known);
  }

  @Override
  public String toString() {
    return known
        ? linesProcessed + " lines processed, " + linesLeft + " left, " + took.toMillis() + " ms"
        : "no statistics";
  }
}
