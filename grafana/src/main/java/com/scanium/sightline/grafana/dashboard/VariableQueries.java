package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.grafana.template.LabelFilter;
import com.scanium.sightline.grafana.template.LokiVariableQuery;
import com.scanium.sightline.grafana.template.PrometheusVariableQuery;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.VariableQuery;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the port's queries from the query variables of one dashboard. */
final class VariableQueries {
  private VariableQueries() {}

  static List<VariableQuery> of(Dashboard dashboard, Datasources datasources) {
    QueryExpansion expansion = new QueryExpansion(dashboard, datasources, VariableValues.UNKNOWN);
    List<VariableQuery> made = new ArrayList<>();
    for (Variable variable : dashboard.variables()) {
      Optional<PrometheusVariableQuery> asked = asked(variable);
      DatasourceRef ref = ref(variable, expansion);
      if (language(ref, datasources) == QueryLanguage.LOGQL) {
        ofLogs(dashboard, variable, ref, expansion).ifPresent(made::add);
        continue;
      }
      boolean prometheus = language(ref, datasources) == QueryLanguage.PROMQL;
      if (asked.isEmpty() || !prometheus) {
        continue;
      }
      Optional<EmbeddedText> text = selector(dashboard, variable, asked.get());
      text.ifPresent(
          it ->
              made.add(
                  new VariableQuery(
                      ConsumerRef.inDashboard(dashboard.id()).variable(variable.name()).build(),
                      new Question(QueryLanguage.PROMQL, ref, it, expansion.variants(it.text())),
                      asked.get().label().orElse(null))));
    }
    return made;
  }

  /** The streams whose labels become the options; empty when all are asked for. */
  private static Optional<VariableQuery> ofLogs(
      Dashboard dashboard, Variable variable, DatasourceRef ref, QueryExpansion expansion) {
    Optional<LokiVariableQuery> asked =
        askedOfLogs(variable).filter(it -> !it.selector().isBlank());
    return asked
        .flatMap(it -> embedded(dashboard, variable, it.selector()))
        .map(
            text ->
                new VariableQuery(
                    ConsumerRef.inDashboard(dashboard.id()).variable(variable.name()).build(),
                    new Question(
                        QueryLanguage.LOGQL,
                        ref,
                        text,
                        expansion.variants(
                            new QueryExpansion.Query(
                                text.text(), QueryLanguage.LOGQL, Optional.empty(), List.of()))),
                    asked.get().label()));
  }

  /** What a query variable asks of Loki; empty for other kinds and for what is not understood. */
  static Optional<LokiVariableQuery> askedOfLogs(Variable variable) {
    if (variable.kind() != VariableKind.QUERY) {
      return Optional.empty();
    }
    return variable
        .queryObject()
        .flatMap(LokiVariableQuery::of)
        .or(() -> variable.query().map(Doc.Str::value).flatMap(LokiVariableQuery::parse));
  }

  static List<NotChecked> notChecked(Dashboard dashboard) {
    List<NotChecked> left = new ArrayList<>();
    for (Variable variable : dashboard.variables()) {
      String where = dashboard.id() + " $" + variable.name();
      String type = variable.datasource().flatMap(SourceRef::type).orElse("prometheus");
      boolean isOfLogs =
          Languages.of(type) == QueryLanguage.LOGQL && askedOfLogs(variable).isPresent();
      if (variable.kind() == VariableKind.QUERY
          && Languages.of(type) != QueryLanguage.PROMQL
          && !isOfLogs
          && !type.isEmpty()) {
        left.add(
            new NotChecked(
                "variable", where, "variable queries of " + type + " are not understood"));
      } else if (variable.kind() == VariableKind.UNKNOWN) {
        left.add(new NotChecked("variable", where, "a kind of variable that is not known here"));
      }
    }
    return left;
  }

  private static DatasourceRef ref(Variable variable, QueryExpansion expansion) {
    return variable
        .datasource()
        .map(it -> it.name().map(expansion::plain).map(it::withName).orElse(it))
        .map(SourceRef::toPort)
        .orElse(DatasourceRef.defaultSource());
  }

  private static QueryLanguage language(DatasourceRef ref, Datasources datasources) {
    String type = datasources.resolve(ref).map(Datasource::type).or(ref::type).orElse("prometheus");
    return Languages.of(type);
  }

  /** What a query variable asks of Prometheus; empty for other kinds and for nothing. */
  static Optional<PrometheusVariableQuery> asked(Variable variable) {
    if (variable.kind() != VariableKind.QUERY) {
      return Optional.empty();
    }
    Optional<Doc> object = variable.queryObject();
    Optional<PrometheusVariableQuery.Kind> kind =
        object
            .flatMap(it -> it.get("qryType"))
            .flatMap(Doc::asInt)
            .flatMap(PrometheusVariableQuery.Kind::of)
            .filter(it -> it != PrometheusVariableQuery.Kind.CLASSIC);
    boolean structured =
        object.flatMap(it -> it.get("label").or(() -> it.get("metric"))).isPresent();
    if (kind.isEmpty() || object.isEmpty() || !structured) {
      return variable
          .query()
          .map(Doc.Str::value)
          .filter(it -> !it.isBlank())
          .map(PrometheusVariableQuery::parse);
    }
    Doc query = object.get();
    if (kind.get() == PrometheusVariableQuery.Kind.LABEL_VALUES) {
      List<LabelFilter> filters = new ArrayList<>();
      for (Doc filter : query.get("labelFilters").map(Doc::items).orElse(List.of())) {
        filters.add(
            new LabelFilter(text(filter, "label"), text(filter, "op"), text(filter, "value")));
      }
      return Optional.of(
          PrometheusVariableQuery.labelValues(
              text(query, "metric"),
              filters,
              query.get("label").flatMap(Doc::asText).orElse(null)));
    }
    String argument =
        switch (kind.get()) {
          case LABEL_NAMES -> text(query, "match");
          case METRIC_NAMES -> text(query, "metric");
          case QUERY_RESULT -> text(query, "varQuery");
          default -> text(query, "seriesQuery");
        };
    return Optional.of(PrometheusVariableQuery.of(kind.get(), null, argument));
  }

  private static String text(Doc doc, String key) {
    return doc.get(key).flatMap(Doc::asText).orElse("");
  }

  /** The selector or expression that the values come from, with its place; empty for all series. */
  private static Optional<EmbeddedText> selector(
      Dashboard dashboard, Variable variable, PrometheusVariableQuery asked) {
    Optional<String> text =
        switch (asked.kind()) {
          case LABEL_VALUES -> asked.selector();
          case QUERY_RESULT, SERIES -> asked.text();
          default -> Optional.empty();
        };
    return text.filter(it -> !it.isBlank()).flatMap(it -> embedded(dashboard, variable, it));
  }

  /** A part of a variable's query with its place. */
  private static Optional<EmbeddedText> embedded(
      Dashboard dashboard, Variable variable, String text) {
    Optional<Doc.Str> written = variable.query();
    int start = written.map(it -> it.value().indexOf(text)).orElse(-1);
    if (start >= 0 && written.isPresent()) {
      OffsetMap place = dashboard.embedded(written.get()).offsets();
      return Optional.of(
          new EmbeddedText(text, dashboard.source(), OffsetMap.shifted(start).andThen(place)));
    }
    Span span = variable.body().get("query").orElse(variable.doc()).span();
    OffsetMap whole = OffsetMap.builder().fixed(0, span.start()).build();
    return Optional.of(new EmbeddedText(text, dashboard.source(), whole));
  }
}
