package com.scanium.sightline.mimir.model;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a tenant by the server's names, for instance {@code max_global_series_per_user}. A
 * limit of zero is none. Immutable.
 */
public final class TenantLimits {
  private final Map<String, Double> limits;

  private TenantLimits(Map<String, Double> limits) {
    this.limits = new TreeMap<>(limits);
  }

  /** Limits by name. */
  public static TenantLimits of(Map<String, Double> limits) {
    return new TenantLimits(limits);
  }

  /** A limit; empty when this server does not tell it. */
  public OptionalDouble get(String name) {
    Double limit = limits.get(name);
    return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  /** All limits by name. */
  public Map<String, Double> asMap() {
    return Map.copyOf(limits);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TenantLimits that && limits.equals(that.limits);
  }

  @Override
  public int hashCode() {
    return Objects.hash(limits);
  }

  @Override
  public String toString() {
    return limits.toString();
  }
}
