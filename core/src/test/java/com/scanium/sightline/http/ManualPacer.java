package com.scanium.sightline.http;

import com.scanium.sightline.http.internal.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only when somebody wants to wait, and then at once. */
final class ManualPacer implements Pacer {
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  /** What was waited for, in its order. */
  List<Duration> pauses() {
    return pauses;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration pause) {
    pauses.add(pause);
    now = now.plus(pause);
  }

  @Override
  public void later(Duration pause, Runnable work) {
    sleep(pause);
    work.run();
  }
}
