package com.scanium.sightline.grafana.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What one query gave: frames, or an error beside the results of others. Immutable. */
public final class DataResult {
  private final int status;
  private final String error;
  private final String errorSource;
  private final List<DataFrame> frames;

  DataResult(int status, String error, String errorSource, List<DataFrame> frames) {
    this.status = status;
    this.error = Objects.requireNonNull(error, "error");
    this.errorSource = Objects.requireNonNull(errorSource, "errorSource");
    this.frames = List.copyOf(frames);
  }

  /** An HTTP status for this query alone; 0 when it is not told. */
  public int status() {
    return status;
  }

  /** Why it failed; empty when it did not. */
  public Optional<String> error() {
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }

  /** {@code downstream} when the store failed, {@code plugin} when Grafana did; may be empty. */
  public String errorSource() {
    return errorSource;
  }

  /** The tables; none means no data. */
  public List<DataFrame> frames() {
    return frames;
  }

  /** Whether no frame has a row: the panel shows no data. */
  public boolean isEmpty() {
    return frames.stream().allMatch(frame -> frame.rows() == 0);
  }

  @Override
  public String toString() {
    return error.isEmpty() ? frames.toString() : "error " + status + ": " + error;
  }
}
