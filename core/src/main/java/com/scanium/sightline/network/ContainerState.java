package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * How a container was when it was inspected.
 *
 * @param status Docker's word: {@code running}, {@code exited}, {@code restarting}, {@code
 *     created}, {@code paused}, {@code dead}
 * @param health Docker's word for what the health check says; empty without one
 * @param exitCode the code of the last exit; 0 while it runs for the first time
 * @param detail the engine's own word on an error or the last failed check; often empty
 * @param location where the state is printed
 */
public record ContainerState(
    String status, String health, int exitCode, String detail, SourceLocation location) {
  /** Refuses absent parts. */
  public ContainerState {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(health, "health");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(location, "location");
  }

  /** Whether processes run in it; a paused one answers nobody. */
  public boolean isRunning() {
    return status.equals("running");
  }

  /** Whether it runs, and its health check doesn't say otherwise. */
  public boolean isWell() {
    return isRunning() && !health.equals("unhealthy");
  }

  /** As one clause: {@code exited with code 1}, {@code running, unhealthy}. */
  @Override
  public String toString() {
    String code = exitCode == 0 && !status.equals("exited") ? "" : " with code " + exitCode;
    String words = isRunning() ? status : status + code;
    return words
        + (health.isEmpty() || health.equals("healthy") ? "" : ", " + health)
        + (detail.isEmpty() ? "" : ": " + detail);
  }
}
