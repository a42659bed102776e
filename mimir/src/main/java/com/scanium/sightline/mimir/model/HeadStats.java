package com.scanium.sightline.mimir.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a Prometheus holds in memory, largest first in each list. Immutable. */
public final class HeadStats {
  private final Map<String, Long> head;
  private final Map<String, List<Entry>> lists;

  private HeadStats(Map<String, Long> head, Map<String, List<Entry>> lists) {
    this.head = new TreeMap<>(head);
    this.lists = new TreeMap<>(lists);
  }

  /** Figures by name and lists by name. */
  public static HeadStats of(Map<String, Long> head, Map<String, List<Entry>> lists) {
    return new HeadStats(head, lists);
  }

  /**
   * A line of a list.
   *
   * @param name a metric, a label or a pair of label and value
   * @param value the count or number of bytes
   */
  public record Entry(String name, long value) {
    /** Refuses an absent name. */
    public Entry {
      Objects.requireNonNull(name, "name");
    }
  }

  /** How many series are in memory. */
  public long series() {
    return head.getOrDefault("numSeries", 0L);
  }

  /** All figures by the server's names. */
  public Map<String, Long> head() {
    return Map.copyOf(head);
  }

  /** The metrics with most series. */
  public List<Entry> seriesByMetric() {
    return lists.getOrDefault("seriesCountByMetricName", List.of());
  }

  /** The labels with most values. */
  public List<Entry> valuesByLabel() {
    return lists.getOrDefault("labelValueCountByLabelName", List.of());
  }

  /** The labels that take most memory, in bytes. */
  public List<Entry> bytesByLabel() {
    return lists.getOrDefault("memoryInBytesByLabelName", List.of());
  }

  /** The pairs of label and value with most series, as {@code name=value}. */
  public List<Entry> seriesByPair() {
    return lists.getOrDefault("seriesCountByLabelValuePair", List.of());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeadStats that && head.equals(that.head) && lists.equals(that.lists);
  }

  @Override
  public int hashCode() {
    return Objects.hash(head, lists);
  }

  @Override
  public String toString() {
    return head.toString();
  }
}
