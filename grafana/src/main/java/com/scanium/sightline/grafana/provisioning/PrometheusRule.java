package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule in the form of Prometheus, which Mimir or Prometheus evaluates: {@code alert} or {@code
 * record} with an {@code expr}. A view over the file; immutable.
 */
public final class PrometheusRule {
  private final SourceText source;
  private final Doc doc;
  private final String group;
  private final String interval;

  PrometheusRule(SourceText source, Doc doc, String group, String interval) {
    this.interval = Objects.requireNonNull(interval, "interval");
    this.source = Objects.requireNonNull(source, "source");
    this.doc = Objects.requireNonNull(doc, "doc");
    this.group = Objects.requireNonNull(group, "group");
  }

  /** Everything that the file says about the rule. */
  public Doc doc() {
    return doc;
  }

  /** The name of its group. */
  public String group() {
    return group;
  }

  /** The alert's name, or the metric that it records; empty text when it has none. */
  public String name() {
    return doc.get("alert").or(() -> doc.get("record")).flatMap(Doc::asText).orElse("");
  }

  /** Whether it records a metric instead of raising an alert. */
  public boolean isRecording() {
    return doc.get("record").isPresent();
  }

  /** The expression; empty when it isn't a text. */
  public Optional<Doc.Str> expr() {
    Optional<Doc> expr = doc.get("expr");
    return expr.isPresent() && expr.get() instanceof Doc.Str text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** What it asks of the default store. */
  AlertQuery query() {
    return new AlertQuery(ConsumerRef.alert(id()), question(), name());
  }

  /** What it leaves in the store; empty when it has no name. */
  Optional<RecordingRule> recording() {
    if (name().isEmpty()) {
      return Optional.empty();
    }
    RecordingRule.Builder rule =
        isRecording()
            ? RecordingRule.recording(id(), name(), question(), location())
            : RecordingRule.alerting(id(), name(), question(), location());
    rule.evaluator("rule group \"" + group + "\"");
    doc.get("labels").ifPresent(labels -> rule.labels(source, labels));
    if (!interval.isEmpty()) {
      rule.interval(interval);
    }
    String text = expr().map(Doc.Str::value).orElse("");
    if (!PromQl.parse(text).isOk()) {
      rule.opaque("its expression is no PromQL");
    }
    return Optional.of(rule.build());
  }

  private String id() {
    return group + "/" + name();
  }

  private Question question() {
    String text = expr().map(Doc.Str::value).orElse("");
    EmbeddedText written =
        new EmbeddedText(
            text,
            source,
            expr()
                .map(it -> DocReader.offsets(source, it))
                .orElseGet(() -> OffsetMap.shifted(doc.span().start())));
    return new Question(
        QueryLanguage.PROMQL,
        DatasourceRef.defaultSource(),
        written,
        List.of(QueryVariant.asWritten(text)));
  }

  /** Where the rule is defined. */
  public SourceLocation location() {
    return source.location(doc.get("alert").or(() -> doc.get("record")).orElse(doc).span());
  }

  @Override
  public String toString() {
    return group + "/" + name();
  }
}
