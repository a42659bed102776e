package com.scanium.sightline.port;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose series a write stores or a query sees, as far as the configuration tells.
 *
 * <p>Several tenants joined with {@code |} are a federated query ({@code X-Scope-OrgID: a|b}).
 */
public final class Tenant {
  private static final Tenant NONE = new Tenant("", false);
  private static final Tenant UNKNOWN = new Tenant("", true);

  private final String id;
  private final boolean unknown;

  private Tenant(String id, boolean unknown) {
    this.id = id;
    this.unknown = unknown;
  }

  /** No tenant header is sent. */
  public static Tenant none() {
    return NONE;
  }

  /** A tenant header is sent, or may be, and the files don't tell its value. */
  public static Tenant unknown() {
    return UNKNOWN;
  }

  /** This tenant; an empty text is {@link #none()}. */
  public static Tenant of(String id) {
    return id.isEmpty() ? NONE : new Tenant(Objects.requireNonNull(id, "id"), false);
  }

  /** Whether the files don't tell. */
  public boolean isUnknown() {
    return unknown;
  }

  /** Whether no header is sent. */
  public boolean isNone() {
    return !unknown && id.isEmpty();
  }

  /** The tenants by name, sorted; empty when there is none or it is unknown. */
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>(Arrays.asList(id.split("\\|")));
    ids.remove("");
    return ids;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tenant that && id.equals(that.id) && unknown == that.unknown;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, unknown);
  }

  /** The id, {@code anonymous} when no header is sent, {@code ?} when unknown. */
  @Override
  public String toString() {
    return unknown ? "?" : id.isEmpty() ? "anonymous" : id;
  }
}
