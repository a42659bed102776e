package com.scanium.sightline.finding;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdict on one panel query, with the root causes behind it and the path its data takes. */
public final class PanelVerdict {
  private final ConsumerRef query;
  private final Verdict verdict;
  private final List<Integer> because;
  private final @Nullable String reason;
  private final List<String> paths;
  private final boolean accepted;

  private PanelVerdict(Builder builder) {
    this.query = builder.query;
    this.verdict = builder.verdict;
    this.because = List.copyOf(builder.because);
    this.reason = builder.reason;
    this.paths = List.copyOf(builder.paths);
    this.accepted = builder.accepted;
  }

  /** Starts the verdict on a query. */
  public static Builder of(ConsumerRef query, Verdict verdict) {
    return new Builder(query, verdict);
  }

  /** Which query. */
  public ConsumerRef query() {
    return query;
  }

  /** What can be said of it. */
  public Verdict verdict() {
    return verdict;
  }

  /** Indexes into {@link PipelineReport#rootCauses()}, the most decisive first; may be empty. */
  public List<Integer> because() {
    return because;
  }

  /** Why it could not be judged, or what else the reader should know; often empty. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** From which producer to which store the data goes, one line a selector; may be empty. */
  public List<String> paths() {
    return paths;
  }

  /**
   * Whether the team knows what is behind it: every cause is ignored, switched off or in the
   * baseline. Such a panel makes no pipeline unhealthy.
   */
  public boolean isAccepted() {
    return accepted;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PanelVerdict that
        && query.equals(that.query)
        && verdict == that.verdict
        && because.equals(that.because)
        && Objects.equals(reason, that.reason)
        && paths.equals(that.paths)
        && accepted == that.accepted;
  }

  @Override
  public int hashCode() {
    return Objects.hash(query, verdict, because, reason, paths);
  }

  @Override
  public String toString() {
    return query + ": " + verdict;
  }

  /** Collects the parts of a verdict; not safe for use by several threads. */
  public static final class Builder {
    private final ConsumerRef query;
    private final Verdict verdict;
    private List<Integer> because = List.of();
    private @Nullable String reason;
    private List<String> paths = List.of();
    private boolean accepted;

    private Builder(ConsumerRef query, Verdict verdict) {
      this.query = Objects.requireNonNull(query, "query");
      this.verdict = Objects.requireNonNull(verdict, "verdict");
    }

    /** Indexes of the root causes behind it. */
    public Builder because(List<Integer> rootCauses) {
      this.because = List.copyOf(rootCauses);
      return this;
    }

    /** Why it could not be judged, or what else to know. */
    public Builder reason(String reason) {
      this.reason = Objects.requireNonNull(reason, "reason");
      return this;
    }

    /** The ways its data takes. */
    public Builder paths(List<String> paths) {
      this.paths = List.copyOf(paths);
      return this;
    }

    /** Whether the team knows what is behind it; see {@link PanelVerdict#isAccepted()}. */
    public Builder accepted(boolean accepted) {
      this.accepted = accepted;
      return this;
    }

    /** The verdict. */
    public PanelVerdict build() {
      return new PanelVerdict(this);
    }
  }
}
