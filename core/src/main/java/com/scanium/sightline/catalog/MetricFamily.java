package com.scanium.sightline.catalog;

import com.scanium.sightline.text.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric that a backend can expose: its name, type and labels, and what a snapshot shows of it.
 *
 * <p>The name is the one that queries use: a counter's ends in {@code _total} where its series do,
 * a histogram's and a summary's is the name without suffix. Immutable.
 */
public final class MetricFamily {
  private final String name;
  private final MetricType type;
  private final @Nullable String help;
  private final @Nullable String unit;
  private final Set<String> labels;
  private final boolean labelsKnown;
  private final Map<String, Set<String>> labelValues;
  private final List<String> buckets;
  private final Origin origin;
  private final boolean recorded;
  private final boolean created;
  private final @Nullable String otlpName;
  private final @Nullable String declaredAt;
  private final SeriesSeen seriesSeen;
  private final List<ExposedSample> samples;
  private final Map<String, String> extra;
  private final @Nullable SourceLocation location;

  private MetricFamily(Builder builder) {
    name = builder.name;
    type = builder.type;
    help = builder.help;
    unit = builder.unit;
    labels = Collections.unmodifiableSet(new LinkedHashSet<>(builder.labels));
    labelsKnown = builder.labelsKnown;
    Map<String, Set<String>> values = new LinkedHashMap<>();
    builder.labelValues.forEach(
        (label, all) -> values.put(label, Collections.unmodifiableSet(new LinkedHashSet<>(all))));
    labelValues = Collections.unmodifiableMap(values);
    buckets = List.copyOf(builder.buckets);
    origin = builder.origin;
    recorded = builder.recorded;
    created = builder.created;
    otlpName = builder.otlpName;
    declaredAt = builder.declaredAt;
    seriesSeen = builder.seriesSeen;
    samples = List.copyOf(builder.samples);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
    location = builder.location;
  }

  /** Starts a family; scraped, recorded and with known (no) labels unless told otherwise. */
  public static Builder builder(String name, MetricType type) {
    return new Builder(name, type);
  }

  /** The name that queries use, without the suffixes of histograms and summaries. */
  public String name() {
    return name;
  }

  /** The type. */
  public MetricType type() {
    return type;
  }

  /** The help text, or empty when there is none. */
  public Optional<String> help() {
    return Optional.ofNullable(help);
  }

  /** The unit as declared ({@code seconds}, {@code milliseconds}), or empty when there is none. */
  public Optional<String> unit() {
    return Optional.ofNullable(unit);
  }

  /** The names of its own labels, without {@code le}, {@code quantile} and those of the scrape. */
  public Set<String> labels() {
    return labels;
  }

  /**
   * Whether {@link #labels()} is the whole truth. False for a family that a snapshot declares
   * without showing a series: it may have any labels.
   */
  public boolean isLabelsKnown() {
    return labelsKnown;
  }

  /**
   * For some labels all the values that are possible; a label that is missing here may have any.
   */
  public Map<String, Set<String>> labelValues() {
    return labelValues;
  }

  /**
   * The upper bounds of a histogram's buckets or the quantiles of a summary, as written, without
   * {@code +Inf}; empty when unknown.
   */
  public List<String> buckets() {
    return buckets;
  }

  /** How its series come into being. */
  public Origin origin() {
    return origin;
  }

  /** False when it is declared but no code path records it: a labelled one never has a series. */
  public boolean isRecorded() {
    return recorded;
  }

  /** Whether the exposition also has {@code _created} series. */
  public boolean hasCreated() {
    return created;
  }

  /** The instrument's name before it was translated, or empty when unknown or not from OTLP. */
  public Optional<String> otlpName() {
    return Optional.ofNullable(otlpName);
  }

  /** Where the program declares it, as the catalog says, or empty. */
  public Optional<String> declaredAt() {
    return Optional.ofNullable(declaredAt);
  }

  /** What a snapshot shows of it. */
  public SeriesSeen seriesSeen() {
    return seriesSeen;
  }

  /** The samples of the snapshot, in its order; empty when there are none or no snapshot. */
  public List<ExposedSample> samples() {
    return samples;
  }

  /** The fields of a declared catalog that Sightline doesn't know, as text. */
  public Map<String, String> extra() {
    return extra;
  }

  /** Where the catalog or snapshot speaks of it, or empty when it was made in code. */
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(location);
  }

  /** A builder that starts from this family. */
  public Builder toBuilder() {
    Builder builder = new Builder(name, type);
    builder.help = help;
    builder.unit = unit;
    builder.labels.addAll(labels);
    builder.labelsKnown = labelsKnown;
    builder.labelValues.putAll(labelValues);
    builder.buckets = buckets;
    builder.origin = origin;
    builder.recorded = recorded;
    builder.created = created;
    builder.otlpName = otlpName;
    builder.declaredAt = declaredAt;
    builder.seriesSeen = seriesSeen;
    builder.samples = samples;
    builder.extra.putAll(extra);
    builder.location = location;
    return builder;
  }

  private List<@Nullable Object> parts() {
    return java.util.Arrays.asList(
        name,
        type,
        help,
        unit,
        labels,
        labelsKnown,
        labelValues,
        buckets,
        origin,
        recorded,
        created,
        otlpName,
        declaredAt,
        seriesSeen,
        samples,
        extra,
        location);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricFamily that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, labels, seriesSeen);
  }

  /** Name, type and labels, for people. */
  @Override
  public String toString() {
    return name + " " + type.label() + (labelsKnown ? " " + labels : " [?]");
  }

  /** Collects the parts of a family; not safe for use by several threads. */
  public static final class Builder {
    private String name;
    private MetricType type;
    private @Nullable String help;
    private @Nullable String unit;
    private final Set<String> labels = new LinkedHashSet<>();
    private boolean labelsKnown = true;
    private final Map<String, Set<String>> labelValues = new LinkedHashMap<>();
    private List<String> buckets = List.of();
    private Origin origin = Origin.SCRAPE;
    private boolean recorded = true;
    private boolean created;
    private @Nullable String otlpName;
    private @Nullable String declaredAt;
    private SeriesSeen seriesSeen = SeriesSeen.UNKNOWN;
    private List<ExposedSample> samples = List.of();
    private final Map<String, String> extra = new LinkedHashMap<>();
    private @Nullable SourceLocation location;

    private Builder(String name, MetricType type) {
      this.name = Objects.requireNonNull(name, "name");
      this.type = Objects.requireNonNull(type, "type");
    }

    /** Another name. */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Another type. */
    public Builder type(MetricType type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /** The help text. */
    public Builder help(String help) {
      this.help = help;
      return this;
    }

    /** The unit. */
    public Builder unit(String unit) {
      this.unit = unit;
      return this;
    }

    /** Adds label names. */
    public Builder labels(Iterable<String> names) {
      names.forEach(labels::add);
      return this;
    }

    /** Adds label names. */
    public Builder labels(String... names) {
      return labels(List.of(names));
    }

    /** Says that the family may have other labels than the given ones. */
    public Builder labelsUnknown() {
      this.labelsKnown = false;
      return this;
    }

    /** Says that the given labels are all. */
    public Builder labelsKnown() {
      this.labelsKnown = true;
      return this;
    }

    /** All the values that a label can have; the label is added when it is missing. */
    public Builder labelValues(String label, Set<String> values) {
      labels.add(label);
      labelValues.put(label, values);
      return this;
    }

    /** The bounds of the buckets or the quantiles, as written. */
    public Builder buckets(List<String> bounds) {
      this.buckets = bounds;
      return this;
    }

    /** How its series come into being. */
    public Builder origin(Origin origin) {
      this.origin = Objects.requireNonNull(origin, "origin");
      return this;
    }

    /** Says that no code path records it. */
    public Builder notRecorded() {
      this.recorded = false;
      return this;
    }

    /** Says that the exposition also has {@code _created} series. */
    public Builder created() {
      this.created = true;
      return this;
    }

    /** The instrument's name before it was translated. */
    public Builder otlpName(String otlpName) {
      this.otlpName = otlpName;
      return this;
    }

    /** Where the program declares it. */
    public Builder declaredAt(String declaredAt) {
      this.declaredAt = declaredAt;
      return this;
    }

    /** What a snapshot shows of it, and the samples themselves. */
    public Builder seen(SeriesSeen seen, List<ExposedSample> samples) {
      this.seriesSeen = Objects.requireNonNull(seen, "seen");
      this.samples = samples;
      return this;
    }

    /** A field that Sightline doesn't know, as text. */
    public Builder extra(String field, String value) {
      extra.put(field, value);
      return this;
    }

    /** Where the catalog or snapshot speaks of it. */
    public Builder location(SourceLocation location) {
      this.location = location;
      return this;
    }

    /** The family. */
    public MetricFamily build() {
      return new MetricFamily(this);
    }
  }
}
