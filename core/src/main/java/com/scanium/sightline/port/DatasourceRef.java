package com.scanium.sightline.port;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a query names its data source: by uid or name, by type, by a variable, or not at all. */
public final class DatasourceRef {
  private static final DatasourceRef DEFAULT = new DatasourceRef(null, null);

  private final @Nullable String name;
  private final @Nullable String type;

  private DatasourceRef(@Nullable String name, @Nullable String type) {
    this.name = name;
    this.type = type;
  }

  /** The default data source: the query names none. */
  public static DatasourceRef defaultSource() {
    return DEFAULT;
  }

  /**
   * A named data source.
   *
   * @param name its uid or, in older dashboards, its name; variables already replaced where known
   * @param type the plugin's type as written beside it, or null
   */
  public static DatasourceRef of(@Nullable String name, @Nullable String type) {
    return name == null && type == null ? DEFAULT : new DatasourceRef(name, type);
  }

  /** The uid or name as written; empty for the default data source. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** The type as written; empty when not written. */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DatasourceRef that
        && Objects.equals(name, that.name)
        && Objects.equals(type, that.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type);
  }

  @Override
  public String toString() {
    return (name == null ? "default" : name) + (type == null ? "" : " (" + type + ")");
  }
}
