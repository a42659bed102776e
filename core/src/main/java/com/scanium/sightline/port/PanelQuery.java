package com.scanium.sightline.port;

import com.scanium.sightline.finding.ConsumerRef;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One query of one panel. */
public final class PanelQuery implements QueryConsumer {
  private final ConsumerRef ref;
  private final Question question;
  private final boolean instant;
  private final boolean hidden;
  private final boolean repeated;
  private final @Nullable Duration step;
  private final @Nullable Duration range;
  private final long maxDataPoints;
  private final @Nullable Duration scrapeInterval;
  private final @Nullable String notChecked;
  private final @Nullable ConsumerRef inheritsFrom;
  private final List<String> disguises;

  private PanelQuery(Builder builder) {
    this.ref = builder.ref;
    this.question = builder.question;
    this.instant = builder.instant;
    this.hidden = builder.hidden;
    this.repeated = builder.repeated;
    this.step = builder.step;
    this.range = builder.range;
    this.maxDataPoints = builder.maxDataPoints;
    this.scrapeInterval = builder.scrapeInterval;
    this.notChecked = builder.notChecked;
    this.inheritsFrom = builder.inheritsFrom;
    this.disguises = List.copyOf(builder.disguises);
  }

  /** Starts a query. */
  public static Builder of(ConsumerRef ref, Question question) {
    return new Builder(ref, question);
  }

  @Override
  public ConsumerRef ref() {
    return ref;
  }

  @Override
  public Question question() {
    return question;
  }

  /** Whether only the present moment is asked for, not a time range. */
  public boolean isInstant() {
    return instant;
  }

  /** Whether the query runs without being shown (it may feed an expression). */
  public boolean isHidden() {
    return hidden;
  }

  /**
   * Whether the panel is shown once for each variant, side by side: it is empty only when all of
   * them are.
   */
  public boolean isRepeated() {
    return repeated;
  }

  /** The resolution of a range query; empty when it cannot be computed. */
  public Optional<Duration> step() {
    return Optional.ofNullable(step);
  }

  /** The time range that the dashboard opens with; empty when it cannot be computed. */
  public Optional<Duration> range() {
    return Optional.ofNullable(range);
  }

  /** How many points are asked for; empty when the panel's width decides. */
  public OptionalLong maxDataPoints() {
    return maxDataPoints > 0 ? OptionalLong.of(maxDataPoints) : OptionalLong.empty();
  }

  /** The interval that the data source is told its series are scraped at; empty when not told. */
  public Optional<Duration> scrapeInterval() {
    return Optional.ofNullable(scrapeInterval);
  }

  /** Why this query cannot be judged (a library panel without its model, …); empty when it can. */
  public Optional<String> notChecked() {
    return Optional.ofNullable(notChecked);
  }

  /** The query whose result this one shows (a panel that reuses another's); empty otherwise. */
  public Optional<ConsumerRef> inheritsFrom() {
    return Optional.ofNullable(inheritsFrom);
  }

  /**
   * What the panel makes of the result that hides what is there, one clause each: a text in place
   * of nothing, a transformation that drops the field, a shifted time.
   */
  public List<String> disguises() {
    return disguises;
  }

  /** A builder that starts from this query. */
  public Builder toBuilder() {
    Builder builder = new Builder(ref, question);
    builder.instant = instant;
    builder.hidden = hidden;
    builder.repeated = repeated;
    builder.step = step;
    builder.range = range;
    builder.maxDataPoints = maxDataPoints;
    builder.scrapeInterval = scrapeInterval;
    builder.notChecked = notChecked;
    builder.inheritsFrom = inheritsFrom;
    builder.disguises = disguises;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PanelQuery that
        && ref.equals(that.ref)
        && question.equals(that.question)
        && instant == that.instant
        && hidden == that.hidden
        && repeated == that.repeated
        && Objects.equals(step, that.step)
        && Objects.equals(range, that.range)
        && maxDataPoints == that.maxDataPoints
        && Objects.equals(scrapeInterval, that.scrapeInterval)
        && Objects.equals(notChecked, that.notChecked)
        && Objects.equals(inheritsFrom, that.inheritsFrom)
        && disguises.equals(that.disguises);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ref, question);
  }

  @Override
  public String toString() {
    return ref + ": " + question.text().text();
  }

  /** Collects the parts of a query; not safe for use by several threads. */
  public static final class Builder {
    private final ConsumerRef ref;
    private final Question question;
    private boolean instant;
    private boolean hidden;
    private boolean repeated;
    private @Nullable Duration step;
    private @Nullable Duration range;
    private long maxDataPoints;
    private @Nullable Duration scrapeInterval;
    private @Nullable String notChecked;
    private @Nullable ConsumerRef inheritsFrom;
    private List<String> disguises = List.of();

    private Builder(ConsumerRef ref, Question question) {
      this.ref = Objects.requireNonNull(ref, "ref");
      this.question = Objects.requireNonNull(question, "question");
    }

    /** Says that only the present moment is asked for. */
    public Builder instant(boolean instant) {
      this.instant = instant;
      return this;
    }

    /** Says that the query runs without being shown. */
    public Builder hidden(boolean hidden) {
      this.hidden = hidden;
      return this;
    }

    /** Says that each variant is a copy of its own. */
    public Builder repeated(boolean repeated) {
      this.repeated = repeated;
      return this;
    }

    /** The resolution, positive. */
    public Builder step(Duration step) {
      this.step = Objects.requireNonNull(step, "step");
      return this;
    }

    /** The dashboard's time range, positive. */
    public Builder range(Duration range) {
      this.range = Objects.requireNonNull(range, "range");
      return this;
    }

    /** How many points are asked for, positive. */
    public Builder maxDataPoints(long points) {
      this.maxDataPoints = points;
      return this;
    }

    /** The data source's scrape interval, positive. */
    public Builder scrapeInterval(Duration interval) {
      this.scrapeInterval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /** Why it cannot be judged. */
    public Builder notChecked(String reason) {
      this.notChecked = Objects.requireNonNull(reason, "reason");
      return this;
    }

    /** The query whose result this one shows. */
    public Builder inheritsFrom(ConsumerRef other) {
      this.inheritsFrom = Objects.requireNonNull(other, "other");
      return this;
    }

    /** What the panel hides of the result, one clause each. */
    public Builder disguises(List<String> disguises) {
      this.disguises = List.copyOf(disguises);
      return this;
    }

    /** The query. */
    public PanelQuery build() {
      return new PanelQuery(this);
    }
  }
}
