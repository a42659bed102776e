package com.scanium.sightline.port;

import com.scanium.sightline.text.SourceLocation;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data source of the dashboard server: where queries go, and as whom. */
public final class Datasource {
  private final String uid;
  private final String name;
  private final String type;
  private final Setting<String> url;
  private final Tenant tenant;
  private final @Nullable Duration timeInterval;
  private final boolean isDefault;
  private final SourceLocation location;

  private Datasource(Builder builder) {
    this.uid = builder.uid;
    this.name = builder.name;
    this.type = builder.type;
    this.url = builder.url;
    this.tenant = builder.tenant;
    this.timeInterval = builder.timeInterval;
    this.isDefault = builder.isDefault;
    this.location = builder.location;
  }

  /**
   * Starts a data source.
   *
   * @param uid its uid, or its name when it has none
   * @param name its name
   * @param type the plugin's type, such as {@code prometheus}
   */
  public static Builder of(String uid, String name, String type, SourceLocation location) {
    return new Builder(uid, name, type, location);
  }

  /** The uid, or the name when it has none. */
  public String uid() {
    return uid;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The plugin's type, such as {@code prometheus} or {@code loki}. */
  public String type() {
    return type;
  }

  /** Where queries go. */
  public Setting<String> url() {
    return url;
  }

  /** As which tenant. */
  public Tenant tenant() {
    return tenant;
  }

  /** The scrape interval that it is told; empty when not told, then products assume their own. */
  public Optional<Duration> timeInterval() {
    return Optional.ofNullable(timeInterval);
  }

  /** Whether queries that name no data source go here. */
  public boolean isDefault() {
    return isDefault;
  }

  /** Where it is defined. */
  public SourceLocation location() {
    return location;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Datasource that
        && uid.equals(that.uid)
        && name.equals(that.name)
        && type.equals(that.type)
        && url.equals(that.url)
        && tenant.equals(that.tenant)
        && Objects.equals(timeInterval, that.timeInterval)
        && isDefault == that.isDefault
        && location.equals(that.location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(uid, name, type, location);
  }

  @Override
  public String toString() {
    return name + " (" + type + ", " + uid + ")";
  }

  /** Collects the parts of a data source; not safe for use by several threads. */
  public static final class Builder {
    private final String uid;
    private final String name;
    private final String type;
    private final SourceLocation location;
    private Setting<String> url = Setting.unset();
    private Tenant tenant = Tenant.none();
    private @Nullable Duration timeInterval;
    private boolean isDefault;

    private Builder(String uid, String name, String type, SourceLocation location) {
      this.uid = Objects.requireNonNull(uid, "uid");
      this.name = Objects.requireNonNull(name, "name");
      this.type = Objects.requireNonNull(type, "type");
      this.location = Objects.requireNonNull(location, "location");
    }

    /** Where queries go. */
    public Builder url(Setting<String> url) {
      this.url = Objects.requireNonNull(url, "url");
      return this;
    }

    /** As which tenant; none unless set. */
    public Builder tenant(Tenant tenant) {
      this.tenant = Objects.requireNonNull(tenant, "tenant");
      return this;
    }

    /** The scrape interval that it is told, positive. */
    public Builder timeInterval(Duration interval) {
      this.timeInterval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /** Says that queries without a data source go here. */
    public Builder isDefault(boolean isDefault) {
      this.isDefault = isDefault;
      return this;
    }

    /** The data source. */
    public Datasource build() {
      return new Datasource(this);
    }
  }
}
