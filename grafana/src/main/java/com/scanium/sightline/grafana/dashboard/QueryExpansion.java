package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.AdHocFilter;
import com.scanium.sightline.grafana.template.Interpolated;
import com.scanium.sightline.grafana.template.Interpolator;
import com.scanium.sightline.grafana.template.Intervals;
import com.scanium.sightline.grafana.template.LokiTemplates;
import com.scanium.sightline.grafana.template.PrometheusStep;
import com.scanium.sightline.grafana.template.PrometheusTemplates;
import com.scanium.sightline.grafana.template.TemplateScope;
import com.scanium.sightline.grafana.template.TemplateText;
import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableReference;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.OffsetMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the queries of one dashboard become when their variables are replaced. */
final class QueryExpansion {
  /** How many texts one query may become; further ones add little and cost much. */
  static final int MAX_VARIANTS = 8;

  private static final int UNKNOWN_WIDTH = 500;

  /** How many points Grafana asks for where no panel's width decides. */
  private static final int ANNOTATION_POINTS = 100;

  /** Any time will do: what is sent depends on the length of the range only. */
  private static final Instant END = Instant.ofEpochSecond(1_700_000_000);

  /**
   * A query before its variables are replaced.
   *
   * @param step the windows to put in; empty when they aren't known
   * @param filters what ad hoc variables add to it
   */
  record Query(
      String text,
      QueryLanguage language,
      Optional<PrometheusStep> step,
      List<AdHocFilter> filters) {}

  private final Dashboard dashboard;
  private final Map<String, TemplateVariable> known;
  private final Repeats repeats;
  private final Optional<Duration> range;

  QueryExpansion(Dashboard dashboard, Datasources datasources, VariableValues values) {
    this.dashboard = dashboard;
    this.known = KnownVariables.of(dashboard, datasources, values).all();
    this.repeats = new Repeats(datasources);
    this.range =
        dashboard
            .opening()
            .flatMap(opening -> opening.length(dashboard))
            .or(() -> TimeRanges.between(dashboard.from(), dashboard.to()));
  }

  /** The time range of a panel. */
  Optional<Duration> range(Panel panel) {
    return panel.timeFrom().isPresent() ? panel.timeFrom().flatMap(TimeRanges::span) : range;
  }

  /** A text with the known variables replaced in the default format. */
  String plain(String text) {
    return Interpolator.interpolate(text, scope(known)).text();
  }

  /** The step and windows of a query; empty when range or intervals aren't known. */
  Optional<PrometheusStep> step(Panel panel, Target target, Optional<Datasource> datasource) {
    Optional<Duration> length = range(panel);
    if (length.isEmpty()) {
      return Optional.empty();
    }
    String scrape = scrape(datasource);
    String low = plain(panel.interval().orElse(scrape.isEmpty() ? "15s" : scrape));
    long points = panel.maxDataPoints().orElse(UNKNOWN_WIDTH);
    return interval(length.get(), points, low)
        .flatMap(
            panelInterval ->
                PrometheusStep.of(
                    PrometheusStep.Request.over(length.get())
                        .minStep(plain(target.property("interval").orElse("")))
                        .scrapeInterval(scrape)
                        .interval(panelInterval)
                        .queryInterval(panelInterval)
                        .maxDataPoints(points)
                        .intervalFactor(
                            target
                                .query()
                                .get("intervalFactor")
                                .flatMap(it -> it.asLong())
                                .orElse(0L))
                        .build()));
  }

  /**
   * The step and windows of an annotation's query; empty when range or intervals aren't known.
   *
   * @param minStep the smallest step as written
   */
  Optional<PrometheusStep> annotationStep(String minStep, Optional<Datasource> datasource) {
    if (range.isEmpty()) {
      return Optional.empty();
    }
    String scrape = scrape(datasource);
    return interval(range.get(), ANNOTATION_POINTS, scrape.isEmpty() ? "15s" : scrape)
        .flatMap(
            interval ->
                PrometheusStep.of(
                    PrometheusStep.Request.over(range.get())
                        .minStep(plain(minStep))
                        .scrapeInterval(scrape)
                        .interval(interval)
                        .queryInterval(interval)
                        .maxDataPoints(ANNOTATION_POINTS)
                        .build()));
  }

  private static String scrape(Optional<Datasource> datasource) {
    return datasource.flatMap(Datasource::timeInterval).map(it -> it.toMillis() + "ms").orElse("");
  }

  private static Optional<Duration> interval(Duration length, long points, String low) {
    OptionalDouble interval =
        Intervals.browserInterval(
            (double) length.toMillis(), (double) points, low.replaceFirst("^>=?", ""));
    return interval.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) interval.getAsDouble()));
  }

  /** The texts that a variable's query becomes: as the dashboard opens, then with "All". */
  List<QueryVariant> variants(String text) {
    return variants(new Query(text, QueryLanguage.PROMQL, Optional.empty(), List.of()), known);
  }

  /** The texts that a query outside of panels becomes; ad hoc filters don't reach it. */
  List<QueryVariant> variants(Query query) {
    return variants(query, known);
  }

  /** The texts that a panel's query becomes: one for each copy of a repeated panel. */
  List<QueryVariant> variants(
      Panel panel, SourceRef datasource, Query query, Datasources datasources) {
    Map<String, TemplateVariable> visible = repeats.visible(panel, known);
    List<AdHocFilter> filters =
        query.language() == QueryLanguage.PROMQL
            ? AdHocFilters.of(dashboard, datasource, this::plain, datasources)
            : List.of();
    Query filtered = new Query(query.text(), query.language(), query.step(), filters);
    List<QueryVariant> variants = new ArrayList<>();
    if (isRepeated(panel)) {
      for (Map<String, TemplateVariable> copy : repeats.copies(panel, visible, MAX_VARIANTS)) {
        variants.add(variant(filtered, copy, used(query.text())));
      }
      return variants;
    }
    for (Map<String, TemplateVariable> copy : repeats.copies(panel, visible, MAX_VARIANTS)) {
      for (QueryVariant variant : variants(filtered, copy)) {
        boolean isNew = variants.stream().noneMatch(it -> it.text().equals(variant.text()));
        if (isNew && variants.size() < MAX_VARIANTS) {
          variants.add(variant);
        }
      }
    }
    return variants;
  }

  /** Whether a panel is shown once for each of several values that are known. */
  boolean isRepeated(Panel panel) {
    return repeats.copies(panel, repeats.visible(panel, known), 2).size() > 1;
  }

  private static Set<String> used(String text) {
    Set<String> used = new LinkedHashSet<>();
    for (VariableReference reference : TemplateText.references(text)) {
      used.add(reference.name());
    }
    return used;
  }

  private List<QueryVariant> variants(Query query, Map<String, TemplateVariable> values) {
    Set<String> used = used(query.text());
    List<QueryVariant> variants = new ArrayList<>();
    variants.add(variant(query, values, used));
    for (String name : used) {
      TemplateVariable now = values.get(name);
      Optional<TemplateVariable> all =
          dashboard.link().isPresent() || (now != null && repeats.isCopy(now))
              ? Optional.empty() // what is selected is said
              : dashboard
                  .variable(name)
                  .flatMap(it -> KnownVariables.allSelected(it, Optional.ofNullable(now)));
      if (all.isPresent() && variants.size() < MAX_VARIANTS) {
        Map<String, TemplateVariable> changed = new LinkedHashMap<>(values);
        changed.put(name, all.get());
        variants.add(variant(query, changed, used));
      }
    }
    return variants;
  }

  private QueryVariant variant(
      Query query, Map<String, TemplateVariable> values, Set<String> used) {
    TemplateScope scope = scope(values);
    Interpolated browser =
        switch (query.language()) {
          case PROMQL -> PrometheusTemplates.DEFAULT.query(query.text(), scope, query.filters());
          case LOGQL -> LokiTemplates.query(query.text(), scope);
          default -> Interpolator.interpolate(query.text(), scope);
        };
    Map<String, String> taken = new LinkedHashMap<>();
    for (String name : used) {
      TemplateVariable variable = values.get(name);
      if (variable != null) {
        taken.put(name, describe(variable.value()));
      }
    }
    boolean windows =
        query.language() == QueryLanguage.PROMQL || query.language() == QueryLanguage.LOGQL;
    if (query.step().isEmpty() || !windows) {
      return new QueryVariant(browser.text(), browser.origin(), taken);
    }
    Interpolated server = query.step().get().replaceLocated(browser.text());
    OffsetMap origin = server.origin().andThen(browser.origin());
    return new QueryVariant(server.text(), origin, taken);
  }

  private static String describe(VariableValue value) {
    return value instanceof VariableValue.One one
        ? one.value()
        : value instanceof VariableValue.Many many ? String.join(",", many.values()) : "";
  }

  private TemplateScope scope(Map<String, TemplateVariable> values) {
    TemplateScope.Builder scope = TemplateScope.builder();
    values.values().forEach(scope::variable);
    Instant end = dashboard.opening().flatMap(opening -> opening.end(dashboard)).orElse(END);
    range.ifPresent(length -> scope.timeRange(end.minus(length), end));
    dashboard
        .link()
        .ifPresent(
            link -> {
              scope.url(link.path(), link.query());
              link.timezone().ifPresent(scope::timezone);
            });
    dashboard.uid().ifPresent(uid -> scope.dashboard(dashboard.title(), uid));
    return scope.build();
  }
}
