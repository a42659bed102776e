package com.scanium.sightline.grafana.loki;

import com.scanium.sightline.http.Form;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A LogQL query over a span of time, and how much of its answer is wanted. Immutable. */
public final class LogQuery {
  private final String query;
  private final @Nullable Instant start;
  private final @Nullable Instant end;
  private final int limit;
  private final @Nullable Direction direction;
  private final @Nullable Duration step;
  private final @Nullable Duration interval;

  private LogQuery(
      String query,
      @Nullable Instant start,
      @Nullable Instant end,
      int limit,
      @Nullable Direction direction,
      @Nullable Duration step,
      @Nullable Duration interval) {
    this.query = Objects.requireNonNull(query, "query");
    this.start = start;
    this.end = end;
    this.limit = limit;
    this.direction = direction;
    this.step = step;
    this.interval = interval;
  }

  /** A query over Loki's own span, the last hour, with Loki's own limit of 100 lines. */
  public static LogQuery of(String logQl) {
    return new LogQuery(logQl, null, null, 0, null, null, null);
  }

  /**
   * Over a span of time: the start belongs to it, the end does not.
   *
   * @throws IllegalArgumentException when the end is not after the start
   */
  public LogQuery over(Instant start, Instant end) {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("the end must be after the start: " + start + ", " + end);
    }
    return new LogQuery(query, start, end, limit, direction, step, interval);
  }

  /**
   * At most that many lines over all streams.
   *
   * @throws IllegalArgumentException when it is not positive
   */
  public LogQuery limit(int lines) {
    if (lines < 1) {
      throw new IllegalArgumentException("a limit must be positive, was " + lines);
    }
    return new LogQuery(query, start, end, lines, direction, step, interval);
  }

  /** From which end lines are taken; backward unless set. */
  public LogQuery direction(Direction direction) {
    return new LogQuery(query, start, end, limit, direction, step, interval);
  }

  /**
   * The distance of the points of a metric query.
   *
   * @throws IllegalArgumentException when it is under a millisecond
   */
  public LogQuery step(Duration step) {
    return new LogQuery(query, start, end, limit, direction, positive("step", step), interval);
  }

  /**
   * At most one line for each of these intervals.
   *
   * @throws IllegalArgumentException when it is under a millisecond
   */
  public LogQuery interval(Duration interval) {
    return new LogQuery(query, start, end, limit, direction, step, positive("interval", interval));
  }

  private static Duration positive(String what, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException("a " + what + " must be at least 1 ms, was " + duration);
    }
    return duration;
  }

  /** The query. */
  public String query() {
    return query;
  }

  Form form() {
    Form form = Form.EMPTY.with("query", query);
    form = start == null ? form : form.with("start", nanos(start));
    form = end == null ? form : form.with("end", nanos(end));
    form = limit == 0 ? form : form.with("limit", Integer.toString(limit));
    form = direction == null ? form : form.with("direction", direction.word());
    form = step == null ? form : form.with("step", seconds(step));
    return interval == null ? form : form.with("interval", seconds(interval));
  }

  /** A time as a parameter: nanoseconds since the epoch. */
  static String nanos(Instant at) {
    return BigDecimal.valueOf(at.getEpochSecond())
        .movePointRight(9)
        .add(BigDecimal.valueOf(at.getNano()))
        .toPlainString();
  }

  /** A duration as a parameter: seconds, with three decimals when it is not whole. */
  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  @Override
  public String toString() {
    return query;
  }
}
