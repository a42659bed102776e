package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.VariableValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a dashboard shows when it is opened by a link: the values of its variables, its time range,
 * and the queries that are sent. Immutable.
 *
 * <pre>{@code
 * DashboardLink link = DashboardLink.parse("https://grafana.example.org/d/shop/shop?var-job=api");
 * DashboardView view = DashboardView.of(dashboard, link, Instant.now());
 * view.variables();        // $job is "api"
 * view.queries();          // as they are sent for it
 * }</pre>
 */
public final class DashboardView {
  private final Dashboard dashboard;
  private final Opening opening;
  private final List<TemplateVariable> variables;
  private final List<PanelQuery> queries;
  private final List<PanelCopy> panels;

  private DashboardView(
      Dashboard dashboard, Opening opening, Datasources datasources, VariableValues values) {
    this.dashboard = dashboard;
    this.opening = opening;
    this.variables = List.copyOf(KnownVariables.of(dashboard, datasources, values).all().values());
    this.queries = PanelQueries.of(dashboard, datasources, values);
    this.panels = dashboard.copies(datasources, values);
  }

  /**
   * A dashboard as a link shows it, when neither data sources nor options of query variables are
   * known.
   *
   * @param now what relative times count from
   */
  public static DashboardView of(Dashboard dashboard, DashboardLink link, Instant now) {
    return of(dashboard.opened(link, now), Datasources.NONE, VariableValues.UNKNOWN);
  }

  /**
   * A dashboard as it was opened.
   *
   * @param opened what {@link Dashboard#opened} or {@link DashboardSet#opened} gave
   * @param datasources the data sources that there are
   * @param values what the queries behind variables find
   * @throws IllegalArgumentException when the dashboard was not opened by a link
   */
  public static DashboardView of(Dashboard opened, Datasources datasources, VariableValues values) {
    Opening opening =
        opened
            .opening()
            .orElseThrow(() -> new IllegalArgumentException("not opened by a link: " + opened));
    return new DashboardView(
        opened, opening, datasources, Objects.requireNonNull(values, "values"));
  }

  /** The dashboard, opened. */
  public Dashboard dashboard() {
    return dashboard;
  }

  /** The start of the time range as written in the link, else in the dashboard. */
  public String from() {
    return dashboard.from();
  }

  /** The end of the time range as written in the link, else in the dashboard. */
  public String to() {
    return dashboard.to();
  }

  /** When the time range starts; empty when what is written is no time. */
  public Optional<Instant> start() {
    return opening.start(dashboard);
  }

  /** When the time range ends; empty when what is written is no time. */
  public Optional<Instant> end() {
    return opening.end(dashboard);
  }

  /** How long the time range is; empty when it isn't readable, or ends before it starts. */
  public Optional<Duration> range() {
    return opening.length(dashboard);
  }

  /** The variables with their values, in order; those whose values nobody knows are left out. */
  public List<TemplateVariable> variables() {
    return variables;
  }

  /** The names of the variables whose values nobody knows. */
  public List<String> unknownVariables() {
    return dashboard.variables().stream()
        .filter(it -> it.kind() != VariableKind.ADHOC)
        .map(Variable::name)
        .filter(name -> variables.stream().noneMatch(it -> it.name().equals(name)))
        .toList();
  }

  /**
   * The names that the link gives values for and that Grafana does not look at: the dashboard has
   * no such variable, or one that addresses don't set.
   */
  public List<String> ignored() {
    List<String> ignored = new ArrayList<>();
    for (String name : opening.link().variables().keySet()) {
      boolean isSet =
          Stream.concat(dashboard.variables().stream(), dashboard.sectionVariables().stream())
              .anyMatch(it -> it.name().equals(name) && LinkedValues.isSettable(it));
      if (!isSet) {
        ignored.add(name);
      }
    }
    return ignored;
  }

  /** All panels and rows with the copies that repeats make, and their places. */
  public List<PanelCopy> panels() {
    return panels;
  }

  /** The queries of its panels, or of the one panel that the link shows. */
  public List<PanelQuery> queries() {
    return queries;
  }

  @Override
  public String toString() {
    return dashboard + " by " + opening.link();
  }
}
