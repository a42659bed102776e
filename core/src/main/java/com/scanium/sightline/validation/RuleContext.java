package com.scanium.sightline.validation;

import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.pipeline.Versions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rules may know: the parts, what was inferred from them, and what was measured. */
public final class RuleContext {
  private final Pipeline pipeline;
  private final Inference inference;
  private final @Nullable LiveFacts live;

  /**
   * The facts of one validation.
   *
   * @param live what was measured, or null for a walk over files alone
   */
  public RuleContext(Pipeline pipeline, Inference inference, @Nullable LiveFacts live) {
    this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
    this.inference = Objects.requireNonNull(inference, "inference");
    this.live = live;
  }

  /** All parts. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /** What follows from the files. */
  public Inference inference() {
    return inference;
  }

  /** What was measured; empty for a walk over files alone. */
  public Optional<LiveFacts> live() {
    return Optional.ofNullable(live);
  }

  /** Short for {@code pipeline().policy()}. */
  public Policy policy() {
    return pipeline.policy();
  }

  /** Short for {@code pipeline().versions()}. */
  public Versions versions() {
    return pipeline.versions();
  }
}
