package com.scanium.sightline.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A line on standard error that shows that long work goes on, and that is gone afterwards.
 *
 * <p>Nothing appears when nobody watches, or when the work is done before anyone wonders.
 */
final class Progress {
  private static final Duration PATIENCE = Duration.ofMillis(700);
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Console console;
  private final String what;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread thread;

  private Progress(Console console, String what) {
    this.console = console;
    this.what = what;
    this.thread = new Thread(this::show, "sightline-progress");
    thread.setDaemon(true);
  }

  /** Does a piece of work, and shows that it goes on when it takes long. */
  static <T> T during(Console console, String what, Supplier<T> work) {
    if (!console.errIsTerminal()) {
      return work.get();
    }
    Progress progress = new Progress(console, what);
    progress.thread.start();
    try {
      return work.get();
    } finally {
      progress.end();
    }
  }

  private void show() {
    long started = System.nanoTime();
    try {
      if (done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      do {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
        console.err().print(CLEAR_LINE + what + " … " + seconds + " s");
        console.err().flush();
      } while (!done.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    console.err().print(CLEAR_LINE);
    console.err().flush();
  }

  private void end() {
    done.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
