package com.scanium.sightline.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests may still be sent, shared by everyone who sends them. Safe for use by several
 * threads.
 */
public final class RequestBudget {
  private final int limit;
  private final AtomicInteger used = new AtomicInteger();

  private RequestBudget(int limit) {
    this.limit = limit;
  }

  /**
   * A budget of that many requests.
   *
   * @throws IllegalArgumentException when negative
   */
  public static RequestBudget of(int requests) {
    if (requests < 0) {
      throw new IllegalArgumentException("a budget must not be negative, was " + requests);
    }
    return new RequestBudget(requests);
  }

  /** How many it was in the beginning. */
  public int limit() {
    return limit;
  }

  /** How many were sent. */
  public int used() {
    return used.get();
  }

  /** Takes one, unless all are used up. */
  boolean take() {
    int now = used.get();
    while (now < limit) {
      if (used.compareAndSet(now, now + 1)) {
        return true;
      }
      now = used.get();
    }
    return false;
  }

  @Override
  public String toString() {
    return used() + " of " + limit + " requests used";
  }
}
