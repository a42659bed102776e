package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a text, or a part of it, as a dashboard: the dashboard, problems, or
 * neither.
 */
public final class DashboardParse {
  private final SourceText source;
  private final @Nullable Dashboard dashboard;
  private final List<Problem> problems;
  private final @Nullable String notDashboard;
  private final String part;

  DashboardParse(
      SourceText source,
      @Nullable Dashboard dashboard,
      List<Problem> problems,
      @Nullable String notDashboard) {
    this(source, dashboard, problems, notDashboard, "");
  }

  private DashboardParse(
      SourceText source,
      @Nullable Dashboard dashboard,
      List<Problem> problems,
      @Nullable String notDashboard,
      String part) {
    this.source = Objects.requireNonNull(source, "source");
    this.dashboard = dashboard;
    this.problems = List.copyOf(problems);
    this.notDashboard = notDashboard;
    this.part = part;
  }

  /** The same, told apart from other dashboards of the text. */
  DashboardParse part(String name) {
    return new DashboardParse(source, dashboard, problems, notDashboard, name);
  }

  /** How reports name it: the file, and for a manifest the resource in it. */
  public String where() {
    return source.location().file() + (part.isEmpty() ? "" : "#" + part);
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
