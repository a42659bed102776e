package com.scanium.sightline.inference;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration that no container mounts, and that gives log streams what queries ask for and the
 * mounted one gives to none.
 *
 * @param running what the container runs instead
 * @param unmounted the other configuration
 * @param missed what is asked for in vain, one condition or label each, with where the other
 *     configuration gives it; sorted
 * @param labels the names of these labels
 * @param consumers who asks for it
 */
public record StreamAlternative(
    CollectorFact running,
    CollectorFact unmounted,
    SortedMap<String, Set<SourceLocation>> missed,
    Set<String> labels,
    Set<ConsumerRef> consumers) {
  /** Takes copies. */
  public StreamAlternative {
    Objects.requireNonNull(running, "running");
    Objects.requireNonNull(unmounted, "unmounted");
    missed = Collections.unmodifiableSortedMap(new TreeMap<>(missed));
    labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    consumers = Collections.unmodifiableSet(new TreeSet<>(consumers));
  }

  /** The alternatives to each running collector that would help a query. */
  static List<StreamAlternative> of(
      Pipeline pipeline, Placement placement, Streams running, List<Judgement> judgements) {
    List<StreamAlternative> found = new ArrayList<>();
    for (CollectorFact unmounted : placement.collectors()) {
      List<CollectorFact> active =
          placement.collectors().stream()
              .filter(CollectorFact::isActive)
              .filter(other -> other.service().equals(unmounted.service()))
              .toList();
      if (!unmounted.isActive() && active.size() == 1) {
        Streams other = Streams.of(unmounted, pipeline, placement);
        Search search = new Search(new StreamJudge(running), new StreamJudge(other), other);
        judgements.forEach(search::look);
        if (!search.consumers.isEmpty()) {
          found.add(
              new StreamAlternative(
                  active.get(0), unmounted, search.missed, search.labels, search.consumers));
        }
      }
    }
    return found;
  }

  /** What one other configuration would give. */
  private static final class Search {
    private final StreamJudge running;
    private final StreamJudge other;
    private final Streams streams;
    private final SortedMap<String, Set<SourceLocation>> missed = new TreeMap<>();
    private final Set<String> labels = new TreeSet<>();
    private final Set<ConsumerRef> consumers = new TreeSet<>();

    Search(StreamJudge running, StreamJudge other, Streams streams) {
      this.running = running;
      this.other = other;
      this.streams = streams;
    }

    void look(Judgement judgement) {
      for (SelectorJudgement selector : judgement.selectors()) {
        List<Reason> all = new ArrayList<>(selector.reasons());
        all.addAll(selector.suspicions());
        for (Reason reason : all) {
          if (reason instanceof Reason.StreamImpossible impossible) {
            look(judgement, impossible);
          }
        }
      }
    }

    /** The other configuration must give the whole of it, the running one not even the label. */
    private void look(Judgement judgement, Reason.StreamImpossible reason) {
      List<LabelMatcher> asked = reason.asked();
      boolean isGiven = reason.isAbsent() || other.isGiven(reason.matcher());
      if (!isGiven || running.isPlausible(reason.matcher()) || !other.isPlausible(asked)) {
        return;
      }
      for (LabelMatcher matcher : asked) {
        if (!running.isPlausible(matcher)) {
          labels.add(matcher.name());
          missed
              .computeIfAbsent(
                  reason.isAbsent() ? "the label \"" + matcher.name() + "\"" : matcher.toString(),
                  key -> new TreeSet<>())
              .addAll(places(matcher));
        }
      }
      consumers.add(judgement.consumer().ref());
    }

    private Set<SourceLocation> places(LabelMatcher matcher) {
      Map<String, SourceLocation> places = new TreeMap<>();
      for (StreamDelivery one : streams.all()) {
        if (one.fits(List.of(matcher))) {
          one.stream()
              .provenance(matcher.name())
              .flatMap(from -> from.location())
              .ifPresent(place -> places.put(place.toString(), place));
        }
      }
      return new TreeSet<>(places.values());
    }
  }
}
