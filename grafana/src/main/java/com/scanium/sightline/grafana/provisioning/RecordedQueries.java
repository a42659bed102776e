package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.text.Doc;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the port's recording rules of those that Grafana evaluates itself: {@code record: {metric,
 * from}}.
 *
 * <p>A rule records the entry named by {@code from}. Reductions of one query keep its labels, so
 * they are followed to it; what formulas compute is not.
 *
 * @see <a
 *     href="https://grafana.com/docs/grafana/latest/alerting/alerting-rules/create-recording-rules/">Grafana:
 *     recording rules</a>
 */
final class RecordedQueries {
  /** Expressions whose results have the labels of the one entry that they work on. */
  private static final Set<String> KEEP_LABELS = Set.of("reduce", "resample", "threshold");

  private static final int DEEPEST = 20;

  private RecordedQueries() {}

  /** What a rule records; empty when it alerts, or has no metric, or no query at all. */
  static Optional<RecordingRule> of(AlertRule rule, Datasources datasources) {
    String metric = rule.doc().path("record", "metric").flatMap(Doc::asText).orElse("");
    List<AlertQuery> queries = AlertQueries.of(rule, datasources);
    if (metric.isEmpty() || queries.isEmpty()) {
      return Optional.empty();
    }
    String from = rule.doc().path("record", "from").flatMap(Doc::asText).orElse("");
    Optional<AlertRule.Node> recorded = rule.node(from);
    for (int i = 0; i < DEEPEST && recorded.filter(RecordedQueries::keepsLabels).isPresent(); i++) {
      List<AlertRule.Reference> inputs = recorded.get().references();
      recorded = inputs.size() == 1 ? rule.node(inputs.get(0).refId()) : Optional.empty();
    }
    Optional<AlertQuery> query =
        recorded
            .flatMap(AlertRule.Node::query)
            .flatMap(
                text ->
                    queries.stream()
                        .filter(one -> one.text().text().equals(text.value()))
                        .findFirst());
    RecordingRule.Builder recording =
        RecordingRule.recording(
            rule.id(), metric, query.orElse(queries.get(0)).question(), rule.location());
    recording.evaluator("Grafana's rule group \"" + rule.group() + "\"");
    rule.doc().get("labels").ifPresent(labels -> recording.labels(rule.source(), labels));
    if (!rule.interval().isEmpty()) {
      recording.interval(rule.interval());
    }
    if (query.isEmpty()) {
      recording.opaque("it is computed by expressions");
    } else if (query.get().language() != QueryLanguage.PROMQL) {
      recording.opaque("it is computed from a query in another language than PromQL");
    }
    return Optional.of(recording.build());
  }

  private static boolean keepsLabels(AlertRule.Node node) {
    return node.isExpression() && KEEP_LABELS.contains(node.expressionType());
  }
}
