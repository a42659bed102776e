package com.scanium.sightline.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a walk along the signal path has found.
 *
 * <p>Root causes come most important first: what breaks most panels, then the earliest stage. Other
 * findings empty no panel. Deterministic: the same input gives the same report, but for {@link
 * Stats#elapsedMs()}.
 */
public final class PipelineReport {
  private final boolean live;
  private final List<RootCause> rootCauses;
  private final List<Finding> findings;
  private final List<PanelVerdict> panels;
  private final Coverage coverage;
  private final Stats stats;
  private final List<IgnoredFinding> ignored;
  private final @Nullable BaselineMatch baseline;

  private PipelineReport(Builder builder) {
    this.live = builder.live;
    this.rootCauses = List.copyOf(builder.rootCauses);
    this.findings = List.copyOf(builder.findings);
    this.panels = List.copyOf(builder.panels);
    this.coverage = builder.coverage;
    this.stats = new Stats(builder);
    this.ignored = List.copyOf(builder.ignored);
    this.baseline = builder.baseline;
    for (PanelVerdict panel : panels) {
      panel.because().forEach(index -> Objects.checkIndex(index, rootCauses.size()));
    }
  }

  /** Starts a report. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Whether nothing is proved wrong that the team does not know: no root cause and no finding is an
   * error, and no panel's query is refused. What is ignored, and what stands in the baseline, does
   * not count.
   */
  public boolean isHealthy() {
    return allFindings().noneMatch(finding -> finding.severity() == Severity.ERROR)
        && panels.stream()
            .noneMatch(panel -> panel.verdict() == Verdict.QUERY_ERROR && !panel.isAccepted());
  }

  /** Whether servers were asked, or files read only. */
  public boolean isLive() {
    return live;
  }

  /** Why panels show nothing, most important first. */
  public List<RootCause> rootCauses() {
    return rootCauses;
  }

  /** Problems that empty no panel. */
  public List<Finding> findings() {
    return findings;
  }

  /** Findings that somebody said to ignore, sorted as findings are; none of them is above. */
  public List<IgnoredFinding> ignored() {
    return ignored;
  }

  /** What was held against a baseline; empty without one. */
  public Optional<BaselineMatch> baseline() {
    return Optional.ofNullable(baseline);
  }

  /** Root causes and other findings together. */
  public Stream<Finding> allFindings() {
    return Stream.concat(rootCauses.stream().map(RootCause::finding), findings.stream());
  }

  /** One verdict per panel query, sorted by panel. */
  public List<PanelVerdict> panels() {
    return panels;
  }

  /** What was looked at and what was not. */
  public Coverage coverage() {
    return coverage;
  }

  /** Sizes and effort. */
  public Stats stats() {
    return stats;
  }

  /**
   * The share of panel queries that show or can show data among those judged, 0 to 1; empty when
   * nothing was judged.
   */
  public OptionalDouble score() {
    long judged = panels.stream().filter(panel -> panel.verdict() != Verdict.NOT_CHECKED).count();
    long good =
        panels.stream()
            .filter(panel -> panel.verdict() == Verdict.DATA || panel.verdict() == Verdict.POSSIBLE)
            .count();
    return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) good / judged);
  }

  /** The report as text of a format, such as {@code ReportFormats.TEXT}. */
  public String render(ReportFormat format) {
    StringBuilder out = new StringBuilder();
    try {
      format.write(this, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string builder takes everything", e);
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return (isHealthy() ? "healthy" : "not healthy")
        + ": "
        + rootCauses.size()
        + " root causes, "
        + findings.size()
        + " findings, "
        + panels.size()
        + " panel queries";
  }

  /** How large the input was, and what the walk cost. */
  public static final class Stats {
    private final int dashboards;
    private final int panels;
    private final int queries;
    private final int rules;
    private final int requests;
    private final long elapsedMs;

    private Stats(Builder builder) {
      this.dashboards = builder.dashboards;
      this.panels = builder.panelCount;
      this.queries = builder.queries;
      this.rules = builder.rules;
      this.requests = builder.requests;
      this.elapsedMs = builder.elapsedMs;
    }

    /** How many dashboards were read. */
    public int dashboards() {
      return dashboards;
    }

    /** How many panels with at least one query they hold. */
    public int panels() {
      return panels;
    }

    /** How many panel queries were seen. */
    public int queries() {
      return queries;
    }

    /** How many rules ran. */
    public int rules() {
      return rules;
    }

    /** How many requests were sent; 0 for a static walk. */
    public int requests() {
      return requests;
    }

    /** How long the walk took, in milliseconds. */
    public long elapsedMs() {
      return elapsedMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Stats that
          && dashboards == that.dashboards
          && panels == that.panels
          && queries == that.queries
          && rules == that.rules
          && requests == that.requests
          && elapsedMs == that.elapsedMs;
    }

    @Override
    public int hashCode() {
      return Objects.hash(dashboards, panels, queries, rules, requests, elapsedMs);
    }
  }

  /** Collects a report; not safe for use by several threads. */
  public static final class Builder {
    private boolean live;
    private List<RootCause> rootCauses = List.of();
    private List<Finding> findings = List.of();
    private List<PanelVerdict> panels = List.of();
    private Coverage coverage = Coverage.builder().build();
    private int dashboards;
    private int panelCount;
    private int queries;
    private int rules;
    private int requests;
    private long elapsedMs;
    private List<IgnoredFinding> ignored = List.of();
    private @Nullable BaselineMatch baseline;

    private Builder() {}

    /** Says that servers were asked. */
    public Builder live(boolean live) {
      this.live = live;
      return this;
    }

    /** The root causes, most important first. */
    public Builder rootCauses(List<RootCause> rootCauses) {
      this.rootCauses = List.copyOf(rootCauses);
      return this;
    }

    /** The other findings. */
    public Builder findings(List<Finding> findings) {
      this.findings = List.copyOf(findings);
      return this;
    }

    /** The verdicts. */
    public Builder panels(List<PanelVerdict> panels) {
      this.panels = List.copyOf(panels);
      return this;
    }

    /** Findings that are ignored. */
    public Builder ignored(List<IgnoredFinding> ignored) {
      this.ignored = List.copyOf(ignored);
      return this;
    }

    /** What was held against a baseline. */
    public Builder baseline(BaselineMatch baseline) {
      this.baseline = Objects.requireNonNull(baseline, "baseline");
      return this;
    }

    /** What was looked at. */
    public Builder coverage(Coverage coverage) {
      this.coverage = Objects.requireNonNull(coverage, "coverage");
      return this;
    }

    /** How many dashboards, panels with queries, and queries there are. */
    public Builder sizes(int dashboards, int panels, int queries) {
      this.dashboards = dashboards;
      this.panelCount = panels;
      this.queries = queries;
      return this;
    }

    /** How many rules ran, how many requests were sent, and how long it took in milliseconds. */
    public Builder effort(int rules, int requests, long elapsedMs) {
      this.rules = rules;
      this.requests = requests;
      this.elapsedMs = elapsedMs;
      return this;
    }

    /**
     * The report.
     *
     * @throws IndexOutOfBoundsException when a verdict names a root cause that is not there
     */
    public PipelineReport build() {
      return new PipelineReport(this);
    }
  }
}
