package com.scanium.sightline.signal;

import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.catalog.Origin;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All the series that one producer can make under one name (or under any name of a kind).
 *
 * <p>Per label it says which values are possible. A closed shape has no other labels than the given
 * ones; an open shape may have any others with any value. Immutable.
 */
public final class SeriesShape {
  private final LabelDomain name;
  private final Map<String, LabelDomain> labels;
  private final Map<String, Provenance> provenance;
  private final boolean open;
  private final String family;
  private final MetricType type;
  private final Origin origin;
  private final @Nullable String job;
  private final @Nullable Duration interval;

  private SeriesShape(Builder builder) {
    name = builder.name;
    labels = Collections.unmodifiableMap(new TreeMap<>(builder.labels));
    provenance = Collections.unmodifiableMap(new TreeMap<>(builder.provenance));
    open = builder.open;
    family = builder.family != null ? builder.family : builder.name.single().orElse("");
    type = builder.type;
    origin = builder.origin;
    job = builder.job;
    interval = builder.interval;
  }

  /** Starts a closed shape without labels, scraped, of unknown type. */
  public static Builder builder(String name) {
    return new Builder(LabelDomain.value(name));
  }

  /** Starts a closed shape whose name is one of several, or any that satisfies a condition. */
  public static Builder builder(LabelDomain name) {
    return new Builder(name);
  }

  /** The metric name, or empty when it is not exactly one. */
  public Optional<String> name() {
    return name.single();
  }

  /** The names that are possible. */
  public LabelDomain nameDomain() {
    return name;
  }

  /** The labels that something is known of, sorted by name, without {@code __name__}. */
  public Map<String, LabelDomain> labels() {
    return labels;
  }

  /** What is known of one label; {@code __name__} gives {@link #nameDomain()}. */
  public LabelDomain label(String label) {
    if (label.equals(LabelMatcher.NAME)) {
      return name;
    }
    LabelDomain known = labels.get(label);
    return known != null ? known : open ? LabelDomain.unknown() : LabelDomain.absent();
  }

  /** Whether other labels than the given ones are possible. */
  public boolean isOpen() {
    return open;
  }

  /** Who gave a label its values, or empty when nobody said. */
  public Optional<Provenance> provenance(String label) {
    return Optional.ofNullable(provenance.get(label));
  }

  /** Who gave which label its values, sorted by label. */
  public Map<String, Provenance> provenance() {
    return provenance;
  }

  /** The name of the metric family; equal to the name where there are no suffixes. */
  public String family() {
    return family;
  }

  /** The type of the metric family. */
  public MetricType type() {
    return type;
  }

  /** How the series come into being. */
  public Origin origin() {
    return origin;
  }

  /** The job that made them, or empty when unknown; a relabeled {@code job} label may differ. */
  public Optional<String> job() {
    return Optional.ofNullable(job);
  }

  /** How often a sample comes, or empty when unknown. */
  public Optional<Duration> interval() {
    return Optional.ofNullable(interval);
  }

  /** What is known of the series: all, some perhaps, or none satisfy the matcher. */
  public Match match(LabelMatcher matcher) {
    return label(matcher.name()).match(matcher);
  }

  /** What is known of the series: all, some perhaps, or none satisfy every matcher. */
  public Match match(Collection<LabelMatcher> matchers) {
    Match all = Match.MUST;
    for (LabelMatcher matcher : matchers) {
      all = all.and(match(matcher));
    }
    return all == Match.MAY && narrow(matchers).isEmpty() ? Match.NEVER : all;
  }

  /**
   * The shape of those series that satisfy every matcher.
   *
   * @return empty when it is proved that none does
   */
  public Optional<SeriesShape> narrow(Collection<LabelMatcher> matchers) {
    Builder narrowed = toBuilder();
    for (LabelMatcher matcher : matchers) {
      Optional<LabelDomain> rest = narrowed.get(matcher.name()).narrow(matcher);
      if (rest.isEmpty()) {
        return Optional.empty();
      }
      narrowed.put(matcher.name(), rest.get());
    }
    return Optional.of(narrowed.build());
  }

  /**
   * The smallest shape that covers the series of this one and the other. What both don't agree on
   * (family, type, job, interval) is unknown; provenance stays where both agree.
   */
  public SeriesShape union(SeriesShape other) {
    if (equals(other)) {
      return this;
    }
    Builder both = builder(name.union(other.name));
    both.open = open || other.open;
    TreeMap<String, LabelDomain> all = new TreeMap<>(labels);
    all.putAll(other.labels);
    for (String label : all.keySet()) {
      both.put(label, label(label).union(other.label(label)));
    }
    provenance.forEach(
        (label, from) -> {
          if (from.equals(other.provenance.get(label))) {
            both.provenance.put(label, from);
          }
        });
    both.family = family.equals(other.family) ? family : "";
    both.type = type == other.type ? type : MetricType.UNKNOWN;
    both.origin = origin;
    both.job = job != null && job.equals(other.job) ? job : null;
    both.interval = interval != null && interval.equals(other.interval) ? interval : null;
    return both.build();
  }

  /**
   * Whether the series with these labels may be one of the shape's.
   *
   * @param series label name to value, the metric name under {@code __name__}
   */
  public boolean contains(Map<String, String> series) {
    for (String label : labels.keySet()) {
      if (!label(label).contains(series.getOrDefault(label, ""))) {
        return false;
      }
    }
    boolean others =
        series.entrySet().stream().allMatch(e -> label(e.getKey()).contains(e.getValue()));
    return others && name.contains(series.getOrDefault(LabelMatcher.NAME, ""));
  }

  /** A builder that starts from this shape. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.labels.putAll(labels);
    builder.provenance.putAll(provenance);
    builder.open = open;
    builder.family = family;
    builder.type = type;
    builder.origin = origin;
    builder.job = job;
    builder.interval = interval;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeriesShape that
        && name.equals(that.name)
        && labels.equals(that.labels)
        && provenance.equals(that.provenance)
        && open == that.open
        && family.equals(that.family)
        && type == that.type
        && origin == that.origin
        && Objects.equals(job, that.job)
        && Objects.equals(interval, that.interval);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, labels, open, family, type, origin, job, interval);
  }

  /** Name, labels and their domains, for people; {@code …} marks an open shape. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(name().orElse(name.toString())).append('{');
    labels.forEach((label, domain) -> out.append(label).append('=').append(domain).append(' '));
    return out.append(open ? "…}" : "}").toString();
  }

  /** Collects the parts of a shape; not safe for use by several threads. */
  public static final class Builder {
    private LabelDomain name;
    private final Map<String, LabelDomain> labels = new TreeMap<>();
    private final Map<String, Provenance> provenance = new TreeMap<>();
    private boolean open;
    private @Nullable String family;
    private MetricType type = MetricType.UNKNOWN;
    private Origin origin = Origin.SCRAPE;
    private @Nullable String job;
    private @Nullable Duration interval;

    private Builder(LabelDomain name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    private LabelDomain get(String label) {
      LabelDomain known = label.equals(LabelMatcher.NAME) ? name : labels.get(label);
      return known != null ? known : open ? LabelDomain.unknown() : LabelDomain.absent();
    }

    private void put(String label, LabelDomain domain) {
      if (label.equals(LabelMatcher.NAME)) {
        name = domain;
      } else if (!open && domain instanceof LabelDomain.Absent) {
        labels.remove(label);
      } else {
        labels.put(label, domain);
      }
    }

    /** Another metric name. */
    public Builder name(String name) {
      return name(LabelDomain.value(name));
    }

    /** Other metric names. */
    public Builder name(LabelDomain name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /** What is known of a label; {@code __name__} sets the name. */
    public Builder label(String label, LabelDomain domain) {
      put(label, Objects.requireNonNull(domain, "domain"));
      return this;
    }

    /** What is known of a label, and who gave it its values. */
    public Builder label(String label, LabelDomain domain, Provenance from) {
      provenance.put(label, from);
      return label(label, domain);
    }

    /** A label that each series has with one value; {@code ""} removes it. */
    public Builder label(String label, String value) {
      return label(label, LabelDomain.value(value));
    }

    /** A label that each series has with one value, and who set it; {@code ""} removes it. */
    public Builder label(String label, String value, Provenance from) {
      return label(label, LabelDomain.value(value), from);
    }

    /** Forgets all labels; their provenance too. */
    public Builder clearLabels() {
      labels.clear();
      provenance.clear();
      return this;
    }

    /** Other labels are possible, with any value. */
    public Builder open() {
      this.open = true;
      return this;
    }

    /** No other labels are possible. */
    public Builder closed() {
      this.open = false;
      labels.values().removeIf(domain -> domain instanceof LabelDomain.Absent);
      return this;
    }

    /** The metric family. */
    public Builder family(String family, MetricType type) {
      this.family = Objects.requireNonNull(family, "family");
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /** How the series come into being. */
    public Builder origin(Origin origin) {
      this.origin = Objects.requireNonNull(origin, "origin");
      return this;
    }

    /** The job that makes them. */
    public Builder job(String job) {
      this.job = job;
      return this;
    }

    /** How often a sample comes; positive. */
    public Builder interval(Duration interval) {
      this.interval = interval;
      return this;
    }

    /** The shape. */
    public SeriesShape build() {
      return new SeriesShape(this);
    }
  }
}
