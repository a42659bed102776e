package com.scanium.sightline.examples.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what another process will do sooner or later, by asking again and again. */
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /** The first answer that is there; fails when none comes in time. */
  static <T> T value(String what, Duration limit, Supplier<Optional<T>> ask) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> answer = ask.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      pause();
    }
  }

  /** Returns once the condition holds; fails when it does not in time. */
  static void until(String what, Duration limit, Supplier<Boolean> condition) {
    value(what, limit, () -> condition.get() ? Optional.of(true) : Optional.empty());
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
