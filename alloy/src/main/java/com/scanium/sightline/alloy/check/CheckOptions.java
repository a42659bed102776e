package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.component.Catalogue.Stability;
import com.scanium.sightline.alloy.eval.Environment;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a configuration is checked. Immutable. */
public final class CheckOptions {
  /**
   * As {@code alloy validate} without flags: general availability only, no community components,
   * and all files are there.
   */
  public static final CheckOptions DEFAULT = builder().build();

  private final @Nullable Stability minStability;
  private final boolean community;
  private final boolean opaque;
  private final boolean partial;
  private final boolean older;
  private final Environment environment;

  private CheckOptions(Builder builder) {
    this.minStability = builder.minStability;
    this.community = builder.community;
    this.opaque = builder.opaque;
    this.partial = builder.partial;
    this.older = builder.older;
    this.environment = builder.environment;
  }

  /** Starts options; what is not set is as in {@link #DEFAULT}. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.minStability = minStability;
    builder.community = community;
    builder.opaque = opaque;
    builder.partial = partial;
    builder.older = older;
    builder.environment = environment;
    return builder;
  }

  /** What {@code --stability.level} is; empty when it is not known, and nothing is refused then. */
  public Optional<Stability> minStability() {
    return Optional.ofNullable(minStability);
  }

  /** Whether community components may be used. */
  public boolean allowsCommunity() {
    return community;
  }

  /** Whether a component that the catalogue doesn't have may hold anything. */
  public boolean toleratesUnknown() {
    return opaque;
  }

  /** Whether files of the instance may be missing, so that a reference may lead into one. */
  public boolean isPartial() {
    return partial;
  }

  /** Whether what older releases of 1.x had is fine too. */
  public boolean acceptsOlderReleases() {
    return older;
  }

  /** What is known of the environment that Alloy runs in. */
  public Environment environment() {
    return environment;
  }

  /** Collects options; not safe for use by several threads. */
  public static final class Builder {
    private @Nullable Stability minStability = Stability.GENERAL_AVAILABILITY;
    private boolean community;
    private boolean opaque;
    private boolean partial;
    private boolean older;
    private Environment environment = Environment.UNKNOWN;

    private Builder() {}

    /**
     * What {@code --stability.level} is.
     *
     * @throws IllegalArgumentException for {@link Stability#UNKNOWN}, which is no such level
     */
    public Builder minStability(Stability level) {
      if (Objects.requireNonNull(level, "level") == Stability.UNKNOWN) {
        throw new IllegalArgumentException("no stability level: " + level);
      }
      this.minStability = level;
      return this;
    }

    /** The stability level is not known: nothing is refused because of it. */
    public Builder unknownStability() {
      this.minStability = null;
      return this;
    }

    /** Community components may be used. */
    public Builder allowCommunity() {
      this.community = true;
      return this;
    }

    /** A component that the catalogue doesn't have may hold anything, and exports what it likes. */
    public Builder tolerateUnknown() {
      this.opaque = true;
      return this;
    }

    /** Files of the instance may be missing. */
    public Builder partial() {
      this.partial = true;
      return this;
    }

    /** What older releases of 1.x had is fine too. */
    public Builder acceptOlderReleases() {
      this.older = true;
      return this;
    }

    /** Sets what is known of the environment that Alloy runs in. */
    public Builder environment(Environment known) {
      this.environment = Objects.requireNonNull(known, "known");
      return this;
    }

    /** The options. */
    public CheckOptions build() {
      return new CheckOptions(this);
    }
  }
}
