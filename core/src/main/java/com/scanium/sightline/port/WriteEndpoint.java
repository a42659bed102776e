package com.scanium.sightline.port;

import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a collector delivers: one endpoint of a remote write, a log write, an OTLP exporter. */
public final class WriteEndpoint {
  private final String id;
  private final SourceLocation location;
  private final Signal signal;
  private final Protocol protocol;
  private final Setting<String> url;
  private final Tenant tenant;
  private final SortedMap<String, Setting<String>> externalLabels;
  private final List<Stage> stages;

  private WriteEndpoint(Builder builder) {
    this.id = builder.id;
    this.location = builder.location;
    this.signal = builder.signal;
    this.protocol = builder.protocol;
    this.url = builder.url;
    this.tenant = builder.tenant;
    this.externalLabels = Collections.unmodifiableSortedMap(new TreeMap<>(builder.externalLabels));
    this.stages = List.copyOf(builder.stages);
  }

  /** How the endpoint is spoken to. */
  public enum Protocol {
    /** Prometheus remote write. */
    REMOTE_WRITE,
    /** Loki's push interface. */
    LOKI_PUSH,
    /** OTLP over HTTP or gRPC. */
    OTLP,
    /** Something else. */
    OTHER
  }

  /**
   * Starts an endpoint.
   *
   * @param id the component it belongs to, such as {@code prometheus.remote_write.default}
   */
  public static Builder of(String id, Signal signal, Protocol protocol, SourceLocation location) {
    return new Builder(id, signal, protocol, location);
  }

  /** The component it belongs to. */
  public String id() {
    return id;
  }

  /** Where it is written. */
  public SourceLocation location() {
    return location;
  }

  /** What it carries. */
  public Signal signal() {
    return signal;
  }

  /** How it is spoken to. */
  public Protocol protocol() {
    return protocol;
  }

  /** Where it writes to. */
  public Setting<String> url() {
    return url;
  }

  /** As which tenant. */
  public Tenant tenant() {
    return tenant;
  }

  /** Labels that every series without a label of that name gets; sorted. */
  public Map<String, Setting<String>> externalLabels() {
    return externalLabels;
  }

  /** What happens to series after the external labels are added (write relabeling), in order. */
  public List<Stage> stages() {
    return stages;
  }

  /** The shape with the external labels where its series lack them. */
  public SeriesShape withExternalLabels(SeriesShape shape) {
    SeriesShape.Builder builder = shape.toBuilder();
    for (Map.Entry<String, Setting<String>> entry : externalLabels.entrySet()) {
      String label = entry.getKey();
      LabelDomain before = shape.label(label);
      LabelDomain external =
          entry.getValue().value().map(LabelDomain::value).orElse(LabelDomain.unknown());
      Provenance from = new Provenance(id, entry.getValue().location().orElse(null));
      if (before instanceof LabelDomain.Absent) {
        builder.label(label, external, from);
      } else if (before.contains("")) {
        builder.label(label, before.present().union(external));
      }
    }
    return builder.build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WriteEndpoint that
        && id.equals(that.id)
        && location.equals(that.location)
        && signal == that.signal
        && protocol == that.protocol
        && url.equals(that.url)
        && tenant.equals(that.tenant)
        && externalLabels.equals(that.externalLabels)
        && stages.equals(that.stages);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, location);
  }

  @Override
  public String toString() {
    return id + " -> " + url;
  }

  /** Collects the parts of an endpoint; not safe for use by several threads. */
  public static final class Builder {
    private final String id;
    private final SourceLocation location;
    private final Signal signal;
    private final Protocol protocol;
    private Setting<String> url = Setting.unset();
    private Tenant tenant = Tenant.none();
    private final Map<String, Setting<String>> externalLabels = new TreeMap<>();
    private List<Stage> stages = List.of();

    private Builder(String id, Signal signal, Protocol protocol, SourceLocation location) {
      this.id = Objects.requireNonNull(id, "id");
      this.signal = Objects.requireNonNull(signal, "signal");
      this.protocol = Objects.requireNonNull(protocol, "protocol");
      this.location = Objects.requireNonNull(location, "location");
    }

    /** Where it writes to. */
    public Builder url(Setting<String> url) {
      this.url = Objects.requireNonNull(url, "url");
      return this;
    }

    /** As which tenant; none unless set. */
    public Builder tenant(Tenant tenant) {
      this.tenant = Objects.requireNonNull(tenant, "tenant");
      return this;
    }

    /** A label for series that lack it. */
    public Builder externalLabel(String name, Setting<String> value) {
      this.externalLabels.put(name, value);
      return this;
    }

    /** The stages behind the external labels. */
    public Builder stages(List<Stage> stages) {
      this.stages = List.copyOf(stages);
      return this;
    }

    /** The endpoint. */
    public WriteEndpoint build() {
      return new WriteEndpoint(this);
    }
  }
}
