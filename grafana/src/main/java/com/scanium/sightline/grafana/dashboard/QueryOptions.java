package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.grafana.template.Interpolator;
import com.scanium.sightline.grafana.template.LokiTemplates;
import com.scanium.sightline.grafana.template.LokiVariableQuery;
import com.scanium.sightline.grafana.template.PrometheusTemplates;
import com.scanium.sightline.grafana.template.PrometheusVariableQuery;
import com.scanium.sightline.grafana.template.TemplateScope;
import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableOptions;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.port.VariableValues.Found;
import com.scanium.sightline.port.VariableValues.Kind;
import com.scanium.sightline.port.VariableValues.Lookup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a query variable stands for once somebody tells what its query finds. */
final class QueryOptions {
  /** Two results of one series; what depends on value and time differs between them. */
  private static final List<String> SAMPLES = List.of(" 1 1700000000000", " 2.5 1800000000123");

  private static final String DEFAULT_INTERVAL = "15s";

  private QueryOptions() {}

  static Optional<TemplateVariable> of(
      Variable variable,
      Map<String, TemplateVariable> before,
      Datasources datasources,
      VariableValues values) {
    return offered(variable, before, datasources, values)
        .flatMap(it -> selected(variable, it.options(), it.measured()));
  }

  /** The options of a query variable; empty for other kinds, and when nobody knows them. */
  static Optional<List<VariableOption>> options(
      Variable variable,
      Map<String, TemplateVariable> before,
      Datasources datasources,
      VariableValues values) {
    return offered(variable, before, datasources, values).map(Offered::options);
  }

  /**
   * What a variable offers.
   *
   * @param measured whether exactly these options exist, or these at most
   */
  private record Offered(List<VariableOption> options, boolean measured) {}

  private static Optional<Offered> offered(
      Variable variable,
      Map<String, TemplateVariable> before,
      Datasources datasources,
      VariableValues values) {
    if (variable.kind() != VariableKind.QUERY) {
      return Optional.empty();
    }
    TemplateScope.Builder scope = TemplateScope.builder();
    before.values().forEach(scope::variable);
    Optional<Lookup> lookup = lookup(variable, scope.build(), datasources);
    Optional<Found> found = lookup.flatMap(values::find).filter(it -> !it.values().isEmpty());
    if (lookup.isEmpty() || found.isEmpty()) {
      return Optional.empty();
    }
    boolean results = lookup.get().kind() == Kind.QUERY_RESULT && !found.get().isMeasured();
    Optional<List<VariableOption>> options =
        results
            ? independentOfSamples(found.get().values(), variable)
            : options(found.get().values(), variable);
    return options.filter(it -> !it.isEmpty()).map(it -> new Offered(it, found.get().isMeasured()));
  }

  private static Optional<Lookup> lookup(
      Variable variable, TemplateScope scope, Datasources datasources) {
    Optional<PrometheusVariableQuery> asked = VariableQueries.asked(variable);
    DatasourceRef ref =
        variable
            .datasource()
            .map(
                it ->
                    it.name()
                        .map(name -> it.withName(Interpolator.interpolate(name, scope).text()))
                        .orElse(it)
                        .toPort())
            .orElse(DatasourceRef.defaultSource());
    Optional<Datasource> datasource = datasources.resolve(ref);
    String type = datasource.map(Datasource::type).or(ref::type).orElse("prometheus");
    if (Languages.of(type) == QueryLanguage.LOGQL) {
      return VariableQueries.askedOfLogs(variable).flatMap(it -> ofLogs(it, scope, ref));
    }
    if (asked.isEmpty() || Languages.of(type) != QueryLanguage.PROMQL) {
      return Optional.empty();
    }
    PrometheusVariableQuery query = asked.get();
    Kind kind =
        switch (query.kind()) {
          case LABEL_VALUES -> Kind.LABEL_VALUES;
          case LABEL_NAMES -> Kind.LABEL_NAMES;
          case METRIC_NAMES -> Kind.METRIC_NAMES;
          case QUERY_RESULT -> Kind.QUERY_RESULT;
          case SERIES, CLASSIC -> Kind.SERIES;
        };
    String text =
        switch (kind) {
          case LABEL_VALUES -> query.selector().orElse("");
          case LABEL_NAMES ->
              query.text().map(it -> "{__name__=~\".*" + it + ".*\"}").orElse("{__name__=~\".+\"}");
          default -> query.text().orElse("");
        };
    String interval =
        datasource
            .flatMap(Datasource::timeInterval)
            .map(it -> it.toSeconds() + "s")
            .orElse(DEFAULT_INTERVAL);
    PrometheusTemplates templates = PrometheusTemplates.DEFAULT;
    String sent = templates.variableQuery(text, scope, interval).text();
    String label = query.label().map(it -> Interpolator.interpolate(it, scope).text()).orElse("");
    boolean complete = !label.contains("$") && (kind == Kind.LABEL_VALUES || !sent.contains("$"));
    return complete ? Optional.of(new Lookup(kind, sent, label, ref)) : Optional.empty();
  }

  private static Optional<Lookup> ofLogs(
      LokiVariableQuery asked, TemplateScope scope, DatasourceRef ref) {
    String selector = LokiTemplates.query(asked.selector(), scope).text();
    String label = Interpolator.interpolate(asked.label(), scope).text();
    Kind kind =
        asked.kind() == LokiVariableQuery.Kind.LABEL_VALUES
            ? Kind.STREAM_LABEL_VALUES
            : Kind.STREAM_LABEL_NAMES;
    boolean complete = !label.contains("$") && !selector.contains("$");
    return complete ? Optional.of(new Lookup(kind, selector, label, ref)) : Optional.empty();
  }

  private static Optional<List<VariableOption>> options(
      Collection<String> values, Variable variable) {
    VariableOptions options = VariableOptions.of(values, variable.regex(), variable.sort());
    return options.certainty() == VariableOptions.Certainty.EXACT
        ? Optional.of(options.options())
        : Optional.empty();
  }

  /** The options when they are the same whatever the values and the times of the series are. */
  private static Optional<List<VariableOption>> independentOfSamples(
      List<String> series, Variable variable) {
    Optional<List<VariableOption>> first = Optional.empty();
    for (String sample : SAMPLES) {
      Optional<List<VariableOption>> options =
          options(series.stream().map(it -> it + sample).toList(), variable);
      if (options.isEmpty() || (first.isPresent() && !first.equals(options))) {
        return Optional.empty();
      }
      first = options;
    }
    return first;
  }

  /**
   * What is selected when the dashboard opens: what was saved and is still offered, else the first.
   *
   * @param measured whether exactly these options exist, or these at most
   */
  private static Optional<TemplateVariable> selected(
      Variable variable, List<VariableOption> options, boolean measured) {
    Optional<VariableValue> saved = variable.current();
    TemplateVariable now =
        KnownVariables.build(variable, saved.orElse(VariableValue.of("")), options);
    if (now.isAllSelected() && variable.includesAll()) {
      return Optional.of(now);
    }
    List<String> chosen =
        saved.isPresent() && saved.get() instanceof VariableValue.Many many
            ? many.values()
            : saved.isPresent() && saved.get() instanceof VariableValue.One one
                ? List.of(one.value())
                : List.of();
    List<String> offered =
        chosen.stream()
            .filter(it -> options.stream().anyMatch(option -> option.value().equals(it)))
            .toList();
    if (!offered.isEmpty() && (measured || offered.size() == chosen.size())) {
      VariableValue value =
          variable.isMulti() ? VariableValue.of(offered) : VariableValue.of(offered.get(0));
      return Optional.of(KnownVariables.build(variable, value, options));
    }
    if (!measured && options.size() > 1) {
      return Optional.empty();
    }
    String first = options.get(0).value();
    VariableValue value =
        variable.isMulti() ? VariableValue.of(List.of(first)) : VariableValue.of(first);
    return Optional.of(KnownVariables.build(variable, value, options));
  }
}
