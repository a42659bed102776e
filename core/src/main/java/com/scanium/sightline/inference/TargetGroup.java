package com.scanium.sightline.inference;

import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.signal.LabelDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Targets of one job that differ in their {@code instance} only: what becomes of the series of one
 * becomes of those of all. Hundreds of them then cost as much as one.
 */
final class TargetGroup {
  /** Up to so many targets are followed one by one, so that evidence names each. */
  private static final int MANY = 64;

  /** So many instances are a crowd: each query would carry their list about. */
  private static final int MANY_VALUES = 16;

  private static final String INSTANCE = "instance";

  private final TargetFact first;
  private final @Nullable LabelDomain instances;

  private TargetGroup(TargetFact first, @Nullable LabelDomain instances) {
    this.first = Objects.requireNonNull(first, "first");
    this.instances = instances;
  }

  private record Likeness(
      Optional<String> scheme, Optional<String> path, boolean open, Map<String, String> labels) {}

  /**
   * Groups targets, in the order of their first ones.
   *
   * @param stack how many targets there are in all
   * @param alone those that must stay alone, because something is true of them only
   */
  static List<TargetGroup> of(List<TargetFact> targets, int stack, Predicate<TargetFact> alone) {
    List<List<TargetFact>> groups = new ArrayList<>();
    IdentityHashMap<ScrapeJob, Map<Likeness, List<TargetFact>>> byJob = new IdentityHashMap<>();
    for (TargetFact target : targets) {
      Optional<Likeness> likeness =
          stack <= MANY || alone.test(target) ? Optional.empty() : likeness(target.target());
      if (likeness.isEmpty()) {
        groups.add(List.of(target));
        continue;
      }
      Map<Likeness, List<TargetFact>> ofJob =
          byJob.computeIfAbsent(target.job(), key -> new LinkedHashMap<>());
      List<TargetFact> group = ofJob.get(likeness.get());
      if (group == null) {
        group = new ArrayList<>();
        ofJob.put(likeness.get(), group);
        groups.add(group);
      }
      group.add(target);
    }
    return groups.stream().map(TargetGroup::of).toList();
  }

  private static TargetGroup of(List<TargetFact> group) {
    Collection<String> instances =
        group.stream().flatMap(target -> instance(target.target()).stream()).toList();
    return new TargetGroup(
        group.get(0),
        group.size() == 1
            ? null
            : group.size() > MANY_VALUES ? LabelDomain.any() : LabelDomain.oneOf(instances));
  }

  private static Optional<String> instance(ScrapeTarget target) {
    return Optional.ofNullable(target.labels().get(INSTANCE)).flatMap(Setting::value);
  }

  /** What targets must have in common; empty when something of a target is not known. */
  private static Optional<Likeness> likeness(ScrapeTarget target) {
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, Setting<String>> label : target.labels().entrySet()) {
      if (label.getValue().value().isEmpty()) {
        return Optional.empty();
      }
      labels.put(label.getKey(), label.getValue().value().get());
    }
    if (labels.remove(INSTANCE) == null || target.isDiscovered()) {
      return Optional.empty();
    }
    return Optional.of(
        new Likeness(
            target.scheme().value(), target.metricsPath().value(), target.isOpen(), labels));
  }

  /** One of them. */
  TargetFact first() {
    return first;
  }

  /** What a label of the targets may be. */
  LabelDomain domain(String label, Setting<String> setting) {
    return instances != null && label.equals(INSTANCE)
        ? instances
        : setting.value().map(LabelDomain::value).orElse(LabelDomain.unknown());
  }
}
