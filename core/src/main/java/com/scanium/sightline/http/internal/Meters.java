package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.Request;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;

/** What decorators tell of themselves; nothing of a metrics library appears here. */
public interface Meters {
  /** Listens to nobody. */
  Meters NONE =
      new Meters() {
        @Override
        public String client() {
          return "http";
        }

        @Override
        public Runnable watch(Retry retry) {
          return () -> {};
        }

        @Override
        public Runnable watch(CircuitBreaker breaker) {
          return () -> {};
        }

        @Override
        public Runnable watch(RateLimiter limiter) {
          return () -> {};
        }

        @Override
        public void sent(Request.Method method, int status, String outcome, long nanos) {}
      };

  /** Whose figures they are. */
  String client();

  /** Shows its figures until the result is run. */
  Runnable watch(Retry retry);

  /** Shows its figures until the result is run. */
  Runnable watch(CircuitBreaker breaker);

  /** Shows its figures until the result is run. */
  Runnable watch(RateLimiter limiter);

  /**
   * One request is over.
   *
   * @param status 0 when no answer began
   * @param nanos from sending until the answer was read
   */
  void sent(Request.Method method, int status, String outcome, long nanos);
}
