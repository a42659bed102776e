package com.scanium.sightline.mimir.model;

import com.scanium.sightline.promql.PromQl;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The label set of a series, the metric name under {@code __name__}. Sorted by name. Immutable. */
public final class Labels implements Comparable<Labels> {
  /** No label. */
  public static final Labels EMPTY = new Labels(new String[0]);

  private static final String NAME = "__name__";

  /** Names and values in turn. */
  private final String[] pairs;

  private Labels(String[] pairs) {
    this.pairs = pairs;
  }

  /** These labels; one with an empty value is none. */
  public static Labels of(Map<String, String> labels) {
    TreeMap<String, String> sorted = new TreeMap<>(labels);
    sorted.values().removeIf(String::isEmpty);
    if (sorted.isEmpty()) {
      return EMPTY;
    }
    String[] pairs = new String[sorted.size() * 2];
    int i = 0;
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      pairs[i++] = label.getKey();
      pairs[i++] = label.getValue();
    }
    return new Labels(pairs);
  }

  /**
   * Labels from names and values in turn; quickest when the names are sorted.
   *
   * @throws IllegalArgumentException for an odd number of texts
   */
  public static Labels ofPairs(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a name without a value");
    }
    boolean plain = true;
    for (int i = 0; i < namesAndValues.length; i += 2) {
      boolean ordered = i == 0 || namesAndValues[i - 2].compareTo(namesAndValues[i]) < 0;
      plain &= ordered && !namesAndValues[i + 1].isEmpty();
    }
    if (plain) {
      return namesAndValues.length == 0 ? EMPTY : new Labels(namesAndValues.clone());
    }
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(map);
  }

  /** The value of a label; empty when the series does not have it. */
  public Optional<String> get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return Optional.of(pairs[i + 1]);
      }
    }
    return Optional.empty();
  }

  /** The metric name; empty for most results of operators and functions. */
  public Optional<String> metricName() {
    return get(NAME);
  }

  /** How many labels there are. */
  public int size() {
    return pairs.length / 2;
  }

  /** Calls back with each name and value in the order of names. */
  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < pairs.length; i += 2) {
      action.accept(pairs[i], pairs[i + 1]);
    }
  }

  /** The labels as a sorted map of its own. */
  public Map<String, String> asMap() {
    Map<String, String> map = new TreeMap<>();
    forEach(map::put);
    return map;
  }

  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels that && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  /** In the notation of PromQL, for instance {@code up{job="backend"}}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(metricName().orElse(""));
    String separator = "{";
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equals(NAME)) {
        out.append(separator).append(PromQl.labelName(pairs[i])).append('=');
        out.append(PromQl.quote(pairs[i + 1]));
        separator = ", ";
      }
    }
    if (separator.equals(", ")) {
      return out.append('}').toString();
    }
    return out.length() == 0 ? "{}" : out.toString();
  }
}
