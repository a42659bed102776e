package com.scanium.sightline.mimir.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Prometheus scrapes, or dropped before scraping. Other stores do not scrape and have none.
 */
public final class Target {
  private final String pool;
  private final String url;
  private final String health;
  private final String lastError;
  private final Labels labels;
  private final Map<String, String> discovered;

  private Target(
      String pool,
      String url,
      String health,
      String lastError,
      Labels labels,
      Map<String, String> discovered) {
    this.pool = Objects.requireNonNull(pool, "pool");
    this.url = Objects.requireNonNull(url, "url");
    this.health = Objects.requireNonNull(health, "health");
    this.lastError = Objects.requireNonNull(lastError, "lastError");
    this.labels = Objects.requireNonNull(labels, "labels");
    this.discovered = Map.copyOf(discovered);
  }

  /** An active target. */
  public static Target active(
      String pool,
      String url,
      String health,
      String lastError,
      Labels labels,
      Map<String, String> discovered) {
    return new Target(pool, url, health, lastError, labels, discovered);
  }

  /** A target that relabeling dropped. */
  public static Target dropped(Map<String, String> discovered) {
    return new Target("", "", "", "", Labels.EMPTY, discovered);
  }

  /** Whether relabeling dropped it before it was ever scraped. */
  public boolean isDropped() {
    return url.isEmpty();
  }

  /** The scrape job that it belongs to; empty when dropped. */
  public String pool() {
    return pool;
  }

  /** What is scraped; empty when dropped. */
  public String url() {
    return url;
  }

  /** {@code up}, {@code down} or {@code unknown}; empty when dropped. */
  public String health() {
    return health;
  }

  /** Why the last scrape failed; empty when it did not. */
  public Optional<String> lastError() {
    return lastError.isEmpty() ? Optional.empty() : Optional.of(lastError);
  }

  /** The labels that its series get. */
  public Labels labels() {
    return labels;
  }

  /** The labels before relabeling. */
  public Map<String, String> discovered() {
    return discovered;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target that
        && pool.equals(that.pool)
        && url.equals(that.url)
        && health.equals(that.health)
        && lastError.equals(that.lastError)
        && labels.equals(that.labels)
        && discovered.equals(that.discovered);
  }

  @Override
  public int hashCode() {
    return Objects.hash(pool, url, health, lastError, labels, discovered);
  }

  @Override
  public String toString() {
    return isDropped() ? "dropped " + discovered : url + " " + health;
  }
}
