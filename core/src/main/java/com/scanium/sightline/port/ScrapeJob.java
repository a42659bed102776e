package com.scanium.sightline.port;

import com.scanium.sightline.text.SourceLocation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One scrape configuration of a collector: whom it asks, how often, and where the series go. */
public final class ScrapeJob {
  private final String id;
  private final SourceLocation location;
  private final List<ScrapeTarget> targets;
  private final @Nullable String openTargets;
  private final Setting<Duration> interval;
  private final Setting<Duration> timeout;
  private final Setting<Boolean> honorLabels;
  private final Setting<Boolean> honorTimestamps;
  private final Setting<Boolean> extraMetrics;
  private final Setting<Long> sampleLimit;
  private final Setting<Boolean> nativeHistograms;
  private final List<DeliveryPath> paths;

  private ScrapeJob(Builder builder) {
    this.id = builder.id;
    this.location = builder.location;
    this.targets = List.copyOf(builder.targets);
    this.openTargets = builder.openTargets;
    this.interval = builder.interval;
    this.timeout = builder.timeout;
    this.honorLabels = builder.honorLabels;
    this.honorTimestamps = builder.honorTimestamps;
    this.extraMetrics = builder.extraMetrics;
    this.sampleLimit = builder.sampleLimit;
    this.nativeHistograms = builder.nativeHistograms;
    this.paths = List.copyOf(builder.paths);
  }

  /**
   * Starts a job.
   *
   * @param id the component, such as {@code prometheus.scrape.backend}
   * @param location its head
   */
  public static Builder of(String id, SourceLocation location) {
    return new Builder(id, location);
  }

  /** The component. */
  public String id() {
    return id;
  }

  /** Its head. */
  public SourceLocation location() {
    return location;
  }

  /** The targets that the files tell, in their order. */
  public List<ScrapeTarget> targets() {
    return targets;
  }

  /** What finds further targets at run time, unknown to the files; empty when nothing does. */
  public Optional<String> openTargets() {
    return Optional.ofNullable(openTargets);
  }

  /** How often; positive. */
  public Setting<Duration> interval() {
    return interval;
  }

  /** How long one scrape may take; positive. */
  public Setting<Duration> timeout() {
    return timeout;
  }

  /** Whether a time stamp that the target exposes is taken instead of the time of the scrape. */
  public Setting<Boolean> honorTimestamps() {
    return honorTimestamps;
  }

  /** Whether further series are made of each scrape: its timeout, its limit, its size. */
  public Setting<Boolean> extraMetrics() {
    return extraMetrics;
  }

  /** How many samples one scrape may bring before all of it is thrown away; 0 for any number. */
  public Setting<Long> sampleLimit() {
    return sampleLimit;
  }

  /** Whether a label that the target exposes wins over the target's own label of that name. */
  public Setting<Boolean> honorLabels() {
    return honorLabels;
  }

  /** Whether native histograms are asked for. */
  public Setting<Boolean> nativeHistograms() {
    return nativeHistograms;
  }

  /** Where the series go; empty when they go nowhere. */
  public List<DeliveryPath> paths() {
    return paths;
  }

  @Override
  public String toString() {
    return id + " " + targets;
  }

  /** Collects the parts of a job; not safe for use by several threads. */
  public static final class Builder {
    private final String id;
    private final SourceLocation location;
    private List<ScrapeTarget> targets = List.of();
    private @Nullable String openTargets;
    private Setting<Duration> interval = Setting.unset();
    private Setting<Duration> timeout = Setting.unset();
    private Setting<Boolean> honorLabels = Setting.byDefault(false);
    private Setting<Boolean> honorTimestamps = Setting.byDefault(true);
    private Setting<Boolean> extraMetrics = Setting.byDefault(false);
    private Setting<Long> sampleLimit = Setting.byDefault(0L);
    private Setting<Boolean> nativeHistograms = Setting.byDefault(false);
    private List<DeliveryPath> paths = List.of();

    private Builder(String id, SourceLocation location) {
      this.id = Objects.requireNonNull(id, "id");
      this.location = Objects.requireNonNull(location, "location");
    }

    /** The targets that the files tell. */
    public Builder targets(List<ScrapeTarget> targets) {
      this.targets = List.copyOf(targets);
      return this;
    }

    /** What finds further targets at run time. */
    public Builder openTargets(String what) {
      this.openTargets = Objects.requireNonNull(what, "what");
      return this;
    }

    /** How often. */
    public Builder interval(Setting<Duration> interval) {
      this.interval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /** How long one scrape may take. */
    public Builder timeout(Setting<Duration> timeout) {
      this.timeout = Objects.requireNonNull(timeout, "timeout");
      return this;
    }

    /** Whether exposed time stamps are taken; true unless set. */
    public Builder honorTimestamps(Setting<Boolean> honorTimestamps) {
      this.honorTimestamps = Objects.requireNonNull(honorTimestamps, "honorTimestamps");
      return this;
    }

    /** Whether further series are made of each scrape; false unless set. */
    public Builder extraMetrics(Setting<Boolean> extraMetrics) {
      this.extraMetrics = Objects.requireNonNull(extraMetrics, "extraMetrics");
      return this;
    }

    /** How many samples one scrape may bring; 0, any number, unless set. */
    public Builder sampleLimit(Setting<Long> sampleLimit) {
      this.sampleLimit = Objects.requireNonNull(sampleLimit, "sampleLimit");
      return this;
    }

    /** Whether exposed labels win; false unless set. */
    public Builder honorLabels(Setting<Boolean> honorLabels) {
      this.honorLabels = Objects.requireNonNull(honorLabels, "honorLabels");
      return this;
    }

    /** Whether native histograms are asked for; false unless set. */
    public Builder nativeHistograms(Setting<Boolean> nativeHistograms) {
      this.nativeHistograms = Objects.requireNonNull(nativeHistograms, "nativeHistograms");
      return this;
    }

    /** Where the series go. */
    public Builder paths(List<DeliveryPath> paths) {
      this.paths = List.copyOf(paths);
      return this;
    }

    /** The job. */
    public ScrapeJob build() {
      return new ScrapeJob(this);
    }
  }
}
