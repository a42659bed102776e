package com.scanium.sightline.catalog;

import com.scanium.sightline.text.SourceLocation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where a declared catalog says that the metrics are exposed. Each part is empty when the catalog
 * doesn't say. Immutable.
 */
public final class CatalogEndpoint {
  private final @Nullable String path;
  private final int port;
  private final @Nullable String scheme;
  private final @Nullable Boolean plainHttpScrapeAllowed;
  private final Map<String, String> extra;
  private final SourceLocation location;

  CatalogEndpoint(
      @Nullable String path,
      int port,
      @Nullable String scheme,
      @Nullable Boolean plainHttpScrapeAllowed,
      Map<String, String> extra,
      SourceLocation location) {
    this.path = path;
    this.port = port;
    this.scheme = scheme;
    this.plainHttpScrapeAllowed = plainHttpScrapeAllowed;
    this.extra = Map.copyOf(extra);
    this.location = location;
  }

  /** The path, such as {@code /metrics}. */
  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** The port, 1 to 65535. */
  public OptionalInt port() {
    return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
  }

  /** {@code http} or {@code https}. */
  public Optional<String> scheme() {
    return Optional.ofNullable(scheme);
  }

  /** Whether the backend answers a scrape over plain HTTP; false means that it refuses it. */
  public Optional<Boolean> plainHttpScrapeAllowed() {
    return Optional.ofNullable(plainHttpScrapeAllowed);
  }

  /** The fields that Sightline doesn't know, as text. */
  public Map<String, String> extra() {
    return extra;
  }

  /** Where the catalog says so. */
  public SourceLocation location() {
    return location;
  }

  @Override
  public String toString() {
    return scheme().orElse("?") + "://…:" + (port > 0 ? port : "?") + path().orElse("/?");
  }
}
