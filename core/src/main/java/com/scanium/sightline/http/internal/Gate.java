package com.scanium.sightline.http.internal;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets a number of holders in at a time and the others in the order in which they came. */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
  private int free;

  Gate(int permits) {
    this.free = permits;
  }

  /** A future that completes when the caller is in; who cancels it must not leave. */
  CompletableFuture<Void> enter() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    lock.lock();
    try {
      if (free == 0) {
        waiting.add(turn);
        return turn;
      }
      free--;
    } finally {
      lock.unlock();
    }
    turn.complete(null);
    return turn;
  }

  /** Gives the place to the next who still waits. */
  void leave() {
    while (true) {
      CompletableFuture<Void> next = next();
      if (next == null || next.complete(null)) {
        return;
      }
    }
  }

  private @Nullable CompletableFuture<Void> next() {
    lock.lock();
    try {
      CompletableFuture<Void> next = waiting.poll();
      if (next == null) {
        free++;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }
}
