package com.scanium.sightline.grafana.template;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The step and the windows that Grafana's server chooses for one Prometheus query.
 *
 * <p>As {@code promlib/models/query.go} computes them: the step is at least the target's "Min
 * step", the panel's interval or the data source's scrape interval, and at most 11000 points;
 * {@code $__rate_interval} is the larger of four scrape intervals and interval plus one scrape.
 */
public final class PrometheusStep {
  /** How many points a server allows per series. */
  private static final long SAFE_POINTS = 11_000;

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final Set<String> VARIABLE_STEPS =
      Set.of(
          "$__interval",
          "$__interval_ms",
          "$__rate_interval",
          "$__rate_interval_ms",
          "${__interval}",
          "${__interval_ms}",
          "${__rate_interval}",
          "${__rate_interval_ms}");

  private final long stepNanos;
  private final long rateNanos;
  private final long rangeMs;

  private PrometheusStep(long stepNanos, long rateNanos, long rangeMs) {
    this.stepNanos = stepNanos;
    this.rateNanos = rateNanos;
    this.rangeMs = rangeMs;
  }

  /**
   * Computes step and windows.
   *
   * @param request what the browser sends beside the expression
   * @return empty when an interval text is not one
   */
  public static Optional<PrometheusStep> of(Request request) {
    String minStep = request.minStep();
    String own = VARIABLE_STEPS.contains(minStep) ? "" : minStep;
    OptionalLong minimum = minimum(own, request);
    if (minimum.isEmpty()) {
      return Optional.empty();
    }
    long rangeNanos = request.range().toNanos();
    long points = request.maxDataPoints() == 0 ? 1500 : request.maxDataPoints();
    long wanted = rangeNanos / points;
    long calculated =
        wanted < minimum.getAsLong() ? minimum.getAsLong() : Intervals.serverRound(wanted);
    long adjusted = Math.max(calculated, Intervals.serverRound(rangeNanos / SAFE_POINTS));
    boolean isRate = minStep.equals("$__rate_interval") || minStep.equals("${__rate_interval}");
    long step =
        isRate
            ? rateInterval(adjusted, request.scrapeInterval())
            : adjusted * Math.max(1, request.intervalFactor());
    long rate = step;
    if (!isRate) {
      String scrape =
          minStep.equals("$__interval") || minStep.equals("${__interval}")
              ? GoDuration.print(step)
              : minStep.isEmpty() ? request.scrapeInterval() : minStep;
      rate = rateInterval(request.queryInterval().toNanos(), scrape);
    }
    return Optional.of(new PrometheusStep(step, rate, request.range().toMillis()));
  }

  private static OptionalLong minimum(String own, Request request) {
    if (!own.isEmpty() && !own.equals("0s")) {
      return Intervals.serverNanos(own);
    }
    if (!request.interval().isZero()) {
      return OptionalLong.of(request.interval().toNanos());
    }
    return request.scrapeInterval().isEmpty()
        ? OptionalLong.of(15 * SECOND)
        : Intervals.serverNanos(request.scrapeInterval());
  }

  private static long rateInterval(long interval, String scrapeInterval) {
    OptionalLong scrape =
        scrapeInterval.isEmpty()
            ? OptionalLong.of(15 * SECOND)
            : Intervals.serverNanos(scrapeInterval);
    // the server gives 0 where the text is no interval
    return scrape.isEmpty() ? 0 : Math.max(interval + scrape.getAsLong(), 4 * scrape.getAsLong());
  }

  /** The query's step. */
  public Duration step() {
    return Duration.ofNanos(stepNanos);
  }

  /** The window that {@code $__rate_interval} stands for. */
  public Duration rateInterval() {
    return Duration.ofNanos(rateNanos);
  }

  /** The window that {@code $__interval} stands for; its text is cut off to one unit. */
  public String intervalText() {
    return Intervals.serverText(stepNanos);
  }

  /**
   * Replaces Grafana's own names in an expression, in this order: the longer names first, since
   * {@code $__interval} begins {@code $__interval_ms}.
   */
  public String replace(String expr) {
    String text = expr;
    for (String pattern : new String[] {"$%s", "${%s}"}) {
      text =
          text.replace(pattern.replace("%s", "__interval_ms"), millis(stepNanos))
              .replace(pattern.replace("%s", "__interval"), intervalText())
              .replace(pattern.replace("%s", "__range_ms"), Long.toString(rangeMs))
              .replace(pattern.replace("%s", "__range_s"), Long.toString(rangeSeconds()))
              .replace(pattern.replace("%s", "__range"), rangeSeconds() + "s")
              .replace(pattern.replace("%s", "__rate_interval_ms"), millis(rateNanos))
              .replace(pattern.replace("%s", "__rate_interval"), GoDuration.print(rateNanos));
    }
    return text;
  }

  /** The text of one of Grafana's own names; empty for any other name. */
  public Optional<String> builtIn(String name) {
    String replaced = name.startsWith("__") ? replace("$" + name) : "$";
    return replaced.startsWith("$") ? Optional.empty() : Optional.of(replaced);
  }

  /**
   * Replaces Grafana's own names in an expression and keeps the places: {@code $name} and {@code
   * ${name}} without a format, which is all that the server knows.
   */
  public Interpolated replaceLocated(String expr) {
    return Interpolator.replace(expr, this::replacement);
  }

  private @Nullable String replacement(VariableReference reference) {
    boolean plain = reference.format().isEmpty() && reference.path().isEmpty();
    return plain && reference.syntax() != VariableReference.Syntax.BRACKETS
        ? builtIn(reference.name()).orElse(null)
        : null;
  }

  private long rangeSeconds() {
    return Math.round(rangeMs / 1000.0);
  }

  private static String millis(long nanos) {
    return Long.toString(nanos / MILLI);
  }

  /**
   * The start or end of the range as the server sends it: floored to a multiple of the step.
   *
   * @param utcOffset the dashboard's zone; zero for UTC
   */
  public Instant aligned(Instant at, Duration utcOffset) {
    double offset = (double) utcOffset.toNanos();
    double nanos = at.getEpochSecond() * (double) SECOND + at.getNano();
    double step = (double) stepNanos;
    long floored = (long) (Math.floor((nanos + offset) / step) * step - offset);
    return Instant.ofEpochSecond(Math.floorDiv(floored, SECOND), Math.floorMod(floored, SECOND));
  }

  /** What the browser sends beside the expression. Immutable. */
  public static final class Request {
    private final String minStep;
    private final String scrapeInterval;
    private final Duration interval;
    private final Duration queryInterval;
    private final Duration range;
    private final long maxDataPoints;
    private final long intervalFactor;

    private Request(Builder builder) {
      this.minStep = builder.minStep;
      this.scrapeInterval = builder.scrapeInterval;
      this.interval = builder.interval;
      this.queryInterval = builder.queryInterval;
      this.range = builder.range;
      this.maxDataPoints = builder.maxDataPoints;
      this.intervalFactor = builder.intervalFactor;
    }

    /** Starts a request over this time range. */
    public static Builder over(Duration range) {
      return new Builder(range);
    }

    String minStep() {
      return minStep;
    }

    String scrapeInterval() {
      return scrapeInterval;
    }

    Duration interval() {
      return interval;
    }

    Duration queryInterval() {
      return queryInterval;
    }

    Duration range() {
      return range;
    }

    long maxDataPoints() {
      return maxDataPoints;
    }

    long intervalFactor() {
      return intervalFactor;
    }

    /** Collects the parts of a request; not safe for use by several threads. */
    public static final class Builder {
      private final Duration range;
      private String minStep = "";
      private String scrapeInterval = "";
      private Duration interval = Duration.ZERO;
      private Duration queryInterval = Duration.ZERO;
      private long maxDataPoints;
      private long intervalFactor;

      private Builder(Duration range) {
        this.range = range;
      }

      /** The target's "Min step" as written; empty when unset. */
      public Builder minStep(String minStep) {
        this.minStep = minStep;
        return this;
      }

      /** The data source's {@code timeInterval} as written; empty when unset (then 15 s). */
      public Builder scrapeInterval(String scrapeInterval) {
        this.scrapeInterval = scrapeInterval;
        return this;
      }

      /** The panel's interval as the browser computed it; zero when unset. */
      public Builder interval(Duration interval) {
        this.interval = interval;
        return this;
      }

      /** The interval of the request's envelope; the same as the panel's in practice. */
      public Builder queryInterval(Duration queryInterval) {
        this.queryInterval = queryInterval;
        return this;
      }

      /** The number of points; 0 when unset (then 1500). */
      public Builder maxDataPoints(long maxDataPoints) {
        this.maxDataPoints = maxDataPoints;
        return this;
      }

      /** The deprecated "resolution"; 0 when unset. */
      public Builder intervalFactor(long intervalFactor) {
        this.intervalFactor = intervalFactor;
        return this;
      }

      /** The request. */
      public Request build() {
        return new Request(this);
      }
    }
  }
}
