package com.scanium.sightline.http.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time as decorators see it: what it is, and how to let some of it pass. */
public interface Pacer {
  /** The clock and the sleep of this machine. */
  Pacer SYSTEM =
      new Pacer() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }

        @Override
        public void later(Duration pause, Runnable work) {
          CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS).execute(work);
        }
      };

  /** The present. */
  Instant now();

  /**
   * Lets that time pass on this thread.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  void sleep(Duration pause) throws InterruptedException;

  /** Lets that time pass and then does the work, on another thread. */
  void later(Duration pause, Runnable work);
}
