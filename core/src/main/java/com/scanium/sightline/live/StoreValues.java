package com.scanium.sightline.live;

import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.regex.Regex;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What variables find in the store at the moment; each lookup is sent once. What the store refuses
 * or can't answer is not known.
 */
final class StoreValues implements VariableValues {
  private final SeriesStore store;
  private final Instant from;
  private final Instant to;
  private final Map<Lookup, Optional<Found>> known = new HashMap<>();

  StoreValues(SeriesStore store, Instant now, Duration range) {
    this.store = store;
    this.from = now.minus(range);
    this.to = now;
  }

  @Override
  public Optional<Found> find(Lookup lookup) {
    boolean isOfLogs =
        lookup.kind() == Kind.STREAM_LABEL_VALUES || lookup.kind() == Kind.STREAM_LABEL_NAMES;
    if (isOfLogs) {
      return Optional.empty(); // another store has them
    }
    Optional<Found> answer = known.get(lookup);
    if (answer == null) {
      answer = ask(lookup).toOptional().map(values -> new Found(values, true));
      known.put(lookup, answer);
    }
    return answer;
  }

  private Answer<List<String>> ask(Lookup lookup) {
    List<String> selector = lookup.query().isBlank() ? List.of() : List.of(lookup.query());
    return switch (lookup.kind()) {
      case LABEL_VALUES -> store.labelValues(lookup.label(), selector, from, to);
      case METRIC_NAMES ->
          store
              .labelValues("__name__", List.of(), from, to)
              .map(names -> matching(names, lookup.query()));
      case LABEL_NAMES -> store.series(lookup.query(), from, to).map(StoreValues::names);
      case SERIES ->
          store
              .series(lookup.query(), from, to)
              .map(all -> all.stream().map(StoreValues::text).toList());
      case STREAM_LABEL_VALUES, STREAM_LABEL_NAMES ->
          throw new IllegalArgumentException("a store of series has no streams: " + lookup);
      case QUERY_RESULT ->
          store
              .instant(lookup.query(), to)
              .map(all -> all.stream().map(StoreValues::text).toList());
    };
  }

  private static List<String> matching(List<String> names, String pattern) {
    // Grafana asks for {__name__=~"pattern"}, and the store wants all of a name to match
    Optional<Regex> regex = Regex.anchored(pattern).regex();
    return names.stream().filter(name -> regex.isPresent() && regex.get().matches(name)).toList();
  }

  private static List<String> names(List<Map<String, String>> series) {
    TreeSet<String> names = new TreeSet<>();
    series.forEach(labels -> names.addAll(labels.keySet()));
    return List.copyOf(names);
  }

  private static String text(Map<String, String> labels) {
    Map<String, String> sorted = new TreeMap<>(labels);
    String name = sorted.getOrDefault("__name__", "");
    sorted.remove("__name__");
    List<String> pairs = new ArrayList<>();
    sorted.forEach((label, value) -> pairs.add(label + "=\"" + value + "\""));
    return VariableValues.text(name, pairs);
  }

  /** As the dashboard server writes it: the series, the value, the time in milliseconds. */
  private static String text(SeriesStore.Sample sample) {
    return text(sample.labels()) + " " + number(sample.value()) + " " + sample.at().toEpochMilli();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
