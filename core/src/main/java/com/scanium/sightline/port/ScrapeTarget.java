package com.scanium.sightline.port;

import com.scanium.sightline.text.SourceLocation;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One target of a scrape, as it is when the collector starts to scrape it. */
public final class ScrapeTarget {
  private final Setting<String> address;
  private final Setting<String> scheme;
  private final Setting<String> metricsPath;
  private final SortedMap<String, Setting<String>> parameters;
  private final SortedMap<String, Setting<String>> labels;
  private final boolean open;
  private final boolean discovered;
  private final @Nullable String inProcess;
  private final SourceLocation location;

  private ScrapeTarget(Builder builder) {
    this.address = builder.address;
    this.scheme = builder.scheme;
    this.metricsPath = builder.metricsPath;
    this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(builder.labels));
    this.parameters = Collections.unmodifiableSortedMap(new TreeMap<>(builder.parameters));
    this.open = builder.open;
    this.discovered = builder.discovered;
    this.inProcess = builder.inProcess;
    this.location = builder.location;
  }

  /** Starts a target. */
  public static Builder at(SourceLocation location) {
    return new Builder(location);
  }

  /** {@code host:port}; the port may be left out, then the scheme's default counts. */
  public Setting<String> address() {
    return address;
  }

  /** {@code http} or {@code https}. */
  public Setting<String> scheme() {
    return scheme;
  }

  /** The path that is asked, with its leading slash. */
  public Setting<String> metricsPath() {
    return metricsPath;
  }

  /**
   * The labels that every series of the target gets, {@code job} and {@code instance} included,
   * meta labels left out; sorted.
   */
  public Map<String, Setting<String>> labels() {
    return labels;
  }

  /** The first value of each URL parameter, by name; sorted. */
  public Map<String, Setting<String>> parameters() {
    return parameters;
  }

  /**
   * Whether the collector finds the target by itself: nobody wrote its address, so a target that
   * does not answer is no mistake in a file.
   */
  public boolean isDiscovered() {
    return discovered;
  }

  /** Whether further labels with any value are possible. */
  public boolean isOpen() {
    return open;
  }

  /**
   * The product inside the collector's own process that answers, such as {@code node_exporter};
   * empty for a target across the network.
   */
  public Optional<String> inProcess() {
    return Optional.ofNullable(inProcess);
  }

  /** Where the target is written: its address when that is known, else the whole. */
  public SourceLocation location() {
    return location;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScrapeTarget that
        && address.equals(that.address)
        && scheme.equals(that.scheme)
        && metricsPath.equals(that.metricsPath)
        && parameters.equals(that.parameters)
        && labels.equals(that.labels)
        && discovered == that.discovered
        && open == that.open
        && Objects.equals(inProcess, that.inProcess)
        && location.equals(that.location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, labels, location);
  }

  @Override
  public String toString() {
    return address + " " + labels;
  }

  /** Collects the parts of a target; not safe for use by several threads. */
  public static final class Builder {
    private final SourceLocation location;
    private Setting<String> address = Setting.unset();
    private Setting<String> scheme = Setting.byDefault("http");
    private Setting<String> metricsPath = Setting.byDefault("/metrics");
    private final Map<String, Setting<String>> labels = new TreeMap<>();
    private final Map<String, Setting<String>> parameters = new TreeMap<>();
    private boolean open;
    private boolean discovered;
    private @Nullable String inProcess;

    private Builder(SourceLocation location) {
      this.location = Objects.requireNonNull(location, "location");
    }

    /** {@code host:port}. */
    public Builder address(Setting<String> address) {
      this.address = Objects.requireNonNull(address, "address");
      return this;
    }

    /** {@code http} (the default) or {@code https}. */
    public Builder scheme(Setting<String> scheme) {
      this.scheme = Objects.requireNonNull(scheme, "scheme");
      return this;
    }

    /** The path that is asked; {@code /metrics} unless set. */
    public Builder metricsPath(Setting<String> path) {
      this.metricsPath = Objects.requireNonNull(path, "path");
      return this;
    }

    /** A label of every series of the target. */
    public Builder label(String name, Setting<String> value) {
      this.labels.put(name, value);
      return this;
    }

    /** The first value of a URL parameter. */
    public Builder parameter(String name, Setting<String> value) {
      this.parameters.put(name, value);
      return this;
    }

    /** Says that the collector finds the target by itself. */
    public Builder discovered(boolean discovered) {
      this.discovered = discovered;
      return this;
    }

    /** Says that further labels are possible. */
    public Builder open(boolean open) {
      this.open = open;
      return this;
    }

    /** The product inside the collector's process that answers. */
    public Builder inProcess(String product) {
      this.inProcess = Objects.requireNonNull(product, "product");
      return this;
    }

    /** The target. */
    public ScrapeTarget build() {
      return new ScrapeTarget(this);
    }
  }
}
