package com.scanium.sightline.mimir.model;

import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a store says it stored of a write. Immutable.
 *
 * <p>Only receivers of remote write 2.0 count. An older Mimir answers 200 to a write of that
 * protocol, counts nothing and stores nothing: {@link #isLost()}.
 */
public final class WriteReceipt {
  private final Protocol protocol;
  private final @Nullable Long samples;
  private final @Nullable Long histograms;
  private final @Nullable Long exemplars;

  private WriteReceipt(
      Protocol protocol,
      @Nullable Long samples,
      @Nullable Long histograms,
      @Nullable Long exemplars) {
    this.protocol = Objects.requireNonNull(protocol, "protocol");
    this.samples = samples;
    this.histograms = histograms;
    this.exemplars = exemplars;
  }

  /** How a write was sent. */
  public enum Protocol {
    /** Remote write 1.0. */
    REMOTE_WRITE_1,
    /** Remote write 2.0. */
    REMOTE_WRITE_2,
    /** OTLP over HTTP. */
    OTLP
  }

  /** A receipt; a null count is one that the store did not give. */
  public static WriteReceipt of(
      Protocol protocol,
      @Nullable Long samples,
      @Nullable Long histograms,
      @Nullable Long exemplars) {
    return new WriteReceipt(protocol, samples, histograms, exemplars);
  }

  /** How it was sent. */
  public Protocol protocol() {
    return protocol;
  }

  /** How many float samples were stored; empty when the store does not count. */
  public OptionalLong samples() {
    return count(samples);
  }

  /** How many native histograms were stored; empty when the store does not count. */
  public OptionalLong histograms() {
    return count(histograms);
  }

  /** How many exemplars were stored; empty when the store does not count. */
  public OptionalLong exemplars() {
    return count(exemplars);
  }

  private static OptionalLong count(@Nullable Long count) {
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** Whether the store took it for a success but stored nothing. */
  public boolean isLost() {
    return protocol == Protocol.REMOTE_WRITE_2 && samples == null && histograms == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WriteReceipt that
        && protocol == that.protocol
        && Objects.equals(samples, that.samples)
        && Objects.equals(histograms, that.histograms)
        && Objects.equals(exemplars, that.exemplars);
  }

  @Override
  public int hashCode() {
    return Objects.hash(protocol, samples, histograms, exemplars);
  }

  @Override
  public String toString() {
    return protocol + (samples == null ? "" : " " + samples + " samples");
  }
}
