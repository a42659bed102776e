package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.grafana.template.Interpolated;
import com.scanium.sightline.grafana.template.PrometheusStep;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the port's queries from alert rules. */
final class AlertQueries {
  /** What Grafana's scheduler asks with when the model says nothing. */
  private static final long DEFAULT_INTERVAL_MS = 1000;

  private static final long DEFAULT_POINTS = 43_200;

  private AlertQueries() {}

  static List<AlertQuery> of(AlertRule rule, Datasources datasources) {
    List<AlertQuery> queries = new ArrayList<>();
    for (AlertRule.Node node : rule.nodes()) {
      Optional<Doc.Str> text = node.query().filter(it -> !it.value().isBlank());
      if (text.isPresent()) {
        Question question = question(rule, node, text.get(), datasources);
        queries.add(new AlertQuery(ConsumerRef.alert(rule.id()), question, rule.title()));
      }
    }
    return queries;
  }

  static Optional<NotChecked> notChecked(AlertRule rule) {
    boolean asks = rule.nodes().stream().anyMatch(node -> node.query().isPresent());
    return asks
        ? Optional.empty()
        : Optional.of(
            new NotChecked("alert", rule.id(), "the rule has no query in a language known here"));
  }

  private static Question question(
      AlertRule rule, AlertRule.Node node, Doc.Str text, Datasources datasources) {
    EmbeddedText written =
        new EmbeddedText(text.value(), rule.source(), DocReader.offsets(rule.source(), text));
    DatasourceRef ref =
        DatasourceRef.of(
            node.datasourceUid().isEmpty() ? null : node.datasourceUid(),
            node.model().path("datasource", "type").flatMap(Doc::asString).orElse(null));
    Optional<Datasource> datasource = datasources.resolve(ref);
    String type = datasource.map(Datasource::type).or(ref::type).orElse("");
    QueryLanguage language = Languages.of(type);
    Expansion expansion = Expansion.of(text.value());
    // a "$name" that isn't doubled may be an environment variable: the text stays as written
    String expanded = expansion.isKnown() ? expansion.text() : text.value();
    QueryVariant plain =
        expansion.isKnown()
            ? new QueryVariant(expanded, expansion.origin(), Map.of())
            : QueryVariant.asWritten(expanded);
    QueryVariant variant =
        step(node, datasource)
            .map(step -> step.replaceLocated(expanded))
            .map(
                (Interpolated it) ->
                    new QueryVariant(
                        it.text(), it.origin().andThen(plain.offsets()), Map.<String, String>of()))
            .orElse(plain);
    return new Question(language, ref, written, List.of(variant));
  }

  private static Optional<PrometheusStep> step(
      AlertRule.Node node, Optional<Datasource> datasource) {
    Optional<Long> from = node.doc().path("relativeTimeRange", "from").flatMap(Doc::asLong);
    long to = node.doc().path("relativeTimeRange", "to").flatMap(Doc::asLong).orElse(0L);
    if (from.isEmpty() || from.get() <= to) {
      return Optional.empty();
    }
    Duration interval =
        Duration.ofMillis(
            node.model().get("intervalMs").flatMap(Doc::asLong).orElse(DEFAULT_INTERVAL_MS));
    String scrape =
        datasource.flatMap(Datasource::timeInterval).map(it -> it.toMillis() + "ms").orElse("");
    return PrometheusStep.of(
        PrometheusStep.Request.over(Duration.ofSeconds(from.get() - to))
            .scrapeInterval(scrape)
            .interval(interval)
            .queryInterval(interval)
            .maxDataPoints(
                node.model().get("maxDataPoints").flatMap(Doc::asLong).orElse(DEFAULT_POINTS))
            .build());
  }
}
