package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of reading one text as a dashboard: the dashboard, problems, or neither. */
public final class DashboardParse {
  private final SourceText source;
  private final @Nullable Dashboard dashboard;
  private final List<Problem> problems;
  private final @Nullable String notDashboard;

  DashboardParse(
      SourceText source,
      @Nullable Dashboard dashboard,
      List<Problem> problems,
      @Nullable String notDashboard) {
    this.source = Objects.requireNonNull(source, "source");
    this.dashboard = dashboard;
    this.problems = List.copyOf(problems);
    this.notDashboard = notDashboard;
  }

  /** The text that was read. */
  public SourceText source() {
    return source;
  }

  /** The dashboard; empty after a syntax error and for other content. */
  public Optional<Dashboard> dashboard() {
    return Optional.ofNullable(dashboard);
  }

  /** What is wrong with the text, in source order. */
  public List<Problem> problems() {
    return problems;
  }

  /** Why the content is no dashboard that can be read, though nothing is wrong with the text. */
  public Optional<String> notDashboard() {
    return Optional.ofNullable(notDashboard);
  }
}
