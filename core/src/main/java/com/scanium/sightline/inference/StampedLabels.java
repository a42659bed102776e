package com.scanium.sightline.inference;

import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Labels that the running collectors give to all that they write, and that nothing else is known to
 * have: an environment, a cluster, a site.
 *
 * <p>Whoever pushes through a door may bring such a label along with another value, so that a value
 * which no collector gives is suspicious, not impossible.
 */
final class StampedLabels {
  private final Map<String, Stamp> stamps = new TreeMap<>();
  private final Set<String> free = new HashSet<>();

  private StampedLabels() {}

  /** The values of one label and where they are written. */
  private static final class Stamp {
    final Set<String> values = new TreeSet<>();
    final Set<SourceLocation> places = new TreeSet<>();
  }

  /**
   * @param deliveries the ways of series that tell which values some labels have
   */
  static StampedLabels of(
      Collection<CollectorFact> collectors,
      Function<Set<String>, Collection<List<Delivery>>> deliveries) {
    StampedLabels labels = new StampedLabels();
    for (CollectorFact collector : collectors) {
      if (collector.isActive()) {
        collector.collector().writes().stream()
            .filter(write -> write.signal() == Signal.METRICS)
            .forEach(labels::add);
      }
    }
    if (!labels.stamps.isEmpty()) {
      deliveries
          .apply(Set.copyOf(labels.stamps.keySet()))
          .forEach(all -> all.forEach(labels::hold));
    }
    labels.stamps.keySet().removeAll(labels.free);
    return labels;
  }

  private void add(WriteEndpoint write) {
    for (Map.Entry<String, Setting<String>> label : write.externalLabels().entrySet()) {
      Optional<String> value = label.getValue().value();
      if (value.isEmpty()) {
        free.add(label.getKey());
      } else {
        Stamp stamp = stamps.computeIfAbsent(label.getKey(), name -> new Stamp());
        stamp.values.add(value.get());
        label.getValue().location().ifPresent(stamp.places::add);
      }
    }
  }

  /** What is known to be delivered may have further values of a label, or any. */
  private void hold(Delivery delivery) {
    for (Map.Entry<String, LabelDomain> label : delivery.shape().labels().entrySet()) {
      Stamp stamp = stamps.get(label.getKey());
      if (stamp != null) {
        Optional<? extends Collection<String>> values = label.getValue().knownValues();
        values.ifPresentOrElse(stamp.values::addAll, () -> free.add(label.getKey()));
      }
    }
  }

  /** The first matcher that no given value satisfies; empty when all may hold. */
  Optional<Reason> refuted(List<LabelMatcher> matchers) {
    for (LabelMatcher matcher : matchers) {
      Stamp stamp = stamps.get(matcher.name());
      boolean asksForValue = LabelDomain.absent().match(matcher) == Match.NEVER;
      if (stamp != null
          && asksForValue
          && stamp.values.stream()
              .allMatch(value -> LabelDomain.value(value).match(matcher) == Match.NEVER)) {
        return Optional.of(
            new Reason.ValueNeverGiven(
                matcher, new ArrayList<>(stamp.values), new ArrayList<>(stamp.places)));
      }
    }
    return Optional.empty();
  }
}
