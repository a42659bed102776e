package com.scanium.sightline.live;

import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.port.QueryConsumer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a query showed when it was run. */
public final class Measure {
  private final QueryConsumer consumer;
  private final Verdict verdict;
  private final List<LiveReason> reasons;
  private final @Nullable String remark;

  Measure(
      QueryConsumer consumer, Verdict verdict, List<LiveReason> reasons, @Nullable String remark) {
    this.consumer = Objects.requireNonNull(consumer, "consumer");
    this.verdict = Objects.requireNonNull(verdict, "verdict");
    this.reasons = List.copyOf(reasons);
    this.remark = remark;
  }

  /** Who asks. */
  public QueryConsumer consumer() {
    return consumer;
  }

  /** What it showed; {@link Verdict#NOT_CHECKED} when it was not run. */
  public Verdict verdict() {
    return verdict;
  }

  /** Why it showed nothing, or zeros only; empty when it showed data or nothing explains it. */
  public List<LiveReason> reasons() {
    return reasons;
  }

  /** Why it was not run, or the store's own words. */
  public Optional<String> remark() {
    return Optional.ofNullable(remark);
  }

  @Override
  public String toString() {
    return consumer.ref() + ": " + verdict + " " + reasons;
  }
}
