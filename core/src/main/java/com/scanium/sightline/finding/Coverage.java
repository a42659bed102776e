package com.scanium.sightline.finding;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at: for panels, targets, variables, components and files alike how many were
 * seen, how many were judged, and which were not, with the reason. Nothing is skipped without a
 * word.
 */
public final class Coverage {
  private final SortedMap<String, Count> counts;

  private Coverage(SortedMap<String, Count> counts) {
    this.counts = counts;
  }

  /** Starts a count. */
  public static Builder builder() {
    return new Builder();
  }

  /** The counts by area ({@code panels}, {@code targets}, …), sorted by area; not modifiable. */
  public Map<String, Count> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** The count of one area; zero when nothing of it was seen. */
  public Count of(String area) {
    return counts.getOrDefault(area, new Count(0, 0, List.of()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Coverage that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }

  /**
   * The count of one area.
   *
   * @param seen how many there are, 0 or more
   * @param checked how many of them were judged
   * @param notChecked those that were not, sorted
   */
  public record Count(int seen, int checked, List<NotChecked> notChecked) {
    /** Takes a copy of the list. */
    public Count {
      notChecked = List.copyOf(notChecked);
    }
  }

  /** Counts; not safe for use by several threads. */
  public static final class Builder {
    private final TreeMap<String, int[]> numbers = new TreeMap<>();
    private final TreeMap<String, TreeSet<NotChecked>> left = new TreeMap<>();

    private Builder() {}

    /** Counts things of an area that were seen and judged. */
    public Builder checked(String area, int howMany) {
      int[] number = number(area);
      number[0] += howMany;
      number[1] += howMany;
      return this;
    }

    /** Counts one thing of an area that was seen and not judged. */
    public Builder notChecked(String area, NotChecked what) {
      number(area)[0]++;
      left.computeIfAbsent(area, key -> new TreeSet<>()).add(Objects.requireNonNull(what, "what"));
      return this;
    }

    private int[] number(String area) {
      return numbers.computeIfAbsent(Objects.requireNonNull(area, "area"), key -> new int[2]);
    }

    /** The counts. */
    public Coverage build() {
      TreeMap<String, Count> counts = new TreeMap<>();
      numbers.forEach(
          (area, number) ->
              counts.put(
                  area,
                  new Count(
                      number[0],
                      number[1],
                      List.copyOf(left.getOrDefault(area, new TreeSet<>())))));
      return new Coverage(counts);
    }
  }
}
