package com.scanium.sightline.mimir.config;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.port.RecordingRules;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * Rule groups of Prometheus, of Mimir's and Loki's rulers ({@code namespace: [groups]}) and of
 * {@code PrometheusRule} manifests: alert rules are consumers of series, recording rules producers.
 *
 * <p>A file that does not parse, and a rule whose expression does not, is said and stops no other.
 * An expression that is no PromQL and is LogQL belongs to Loki's ruler. Immutable.
 */
public final class RuleFiles implements AlertRules, RecordingRules, IgnoreSource {
  private final List<AlertQuery> alerts;
  private final List<RecordingRule> recordings;
  private final List<NotChecked> left;
  private final List<Ignore> ignores;

  private RuleFiles(
      List<AlertQuery> alerts,
      List<RecordingRule> recordings,
      List<NotChecked> left,
      List<Ignore> ignores) {
    this.ignores = List.copyOf(ignores);
    this.alerts = List.copyOf(alerts);
    this.recordings = List.copyOf(recordings);
    this.left = List.copyOf(left);
  }

  /** The rules of files that were read already. */
  public static RuleFiles of(List<SourceText> files) {
    Reading reading = new Reading();
    files.forEach(reading::file);
    List<Ignore> ignores =
        files.stream().flatMap(file -> IgnoreRemarks.inComments(file).stream()).toList();
    return new RuleFiles(reading.alerts, reading.recordings, reading.left, ignores);
  }

  /** The rules that record, and those that alert, in the order of the files. */
  @Override
  public List<RecordingRule> recordings() {
    return recordings;
  }

  @Override
  public boolean isStoresOwn() {
    return true;
  }

  @Override
  public List<AlertQuery> queries(Datasources datasources) {
    return alerts;
  }

  @Override
  public List<NotChecked> notChecked() {
    return left;
  }

  @Override
  public List<Ignore> ignores() {
    return ignores;
  }

  /** What was read so far. */
  private static final class Reading {
    private final List<AlertQuery> alerts = new ArrayList<>();
    private final List<RecordingRule> recordings = new ArrayList<>();
    private final List<NotChecked> left = new ArrayList<>();

    void file(SourceText source) {
      String name = source.location().file();
      int before = alerts.size() + recordings.size() + left.size();
      for (DocParse part : DocReader.yamlAll(source)) {
        if (!part.isClean()) {
          left.add(
              new NotChecked(
                  "file",
                  source.location(part.problems().get(0).span()).toString(),
                  part.problems().get(0).message()));
        }
        part.root().ifPresent(root -> document(source, root.mergeKeysApplied()));
      }
      if (before == alerts.size() + recordings.size() + left.size()) {
        left.add(new NotChecked("file", name, "it holds no rule"));
      }
    }

    private void document(SourceText source, Doc root) {
      Doc spec = root.get("spec").filter(Doc::isObject).orElse(root);
      String namespace = root.get("namespace").flatMap(Doc::asText).orElse("");
      if (spec.get("groups").isPresent()) {
        groups(source, namespace, spec.get("groups").get());
        return;
      }
      if (root.get("kind").flatMap(Doc::asString).filter("List"::equals).isPresent()) {
        root.get("items").map(Doc::items).orElse(List.of()).forEach(it -> document(source, it));
        return;
      }
      // as the ruler's interface lists them: groups by namespace
      root.members().forEach(member -> groups(source, member.key(), member.value()));
    }

    private void groups(SourceText source, String namespace, Doc groups) {
      for (Doc group : groups.items()) {
        String name = group.get("name").flatMap(Doc::asText).orElse("");
        Group read =
            new Group(
                source,
                name,
                namespace,
                group.get("interval").flatMap(Doc::asText).orElse(""),
                group.get("labels").orElse(group));
        group.get("rules").map(Doc::items).orElse(List.of()).forEach(rule -> rule(read, rule));
      }
    }

    private void rule(Group group, Doc rule) {
      SourceText source = group.source();
      String alert = rule.get("alert").flatMap(Doc::asText).orElse("");
      String metric = rule.get("record").flatMap(Doc::asText).orElse("");
      String title = alert.isEmpty() ? metric : alert;
      String where = source.location(rule.span()).toString();
      if (alert.isEmpty() == metric.isEmpty()) {
        left.add(
            new NotChecked(
                "alert", where, "a rule has either \"alert\" or \"record\", and a name"));
        return;
      }
      if (!(rule.get("expr").orElse(rule) instanceof Doc.Str expr) || expr.value().isBlank()) {
        left.add(new NotChecked("alert", where, "rule \"" + title + "\" has no expression"));
        return;
      }
      PromQlParse parse = PromQl.parse(expr.value());
      boolean isLogQuery = !parse.isOk() && LogQl.parse(expr.value()).errors().isEmpty();
      Question question =
          new Question(
              isLogQuery ? QueryLanguage.LOGQL : QueryLanguage.PROMQL,
              DatasourceRef.of(null, isLogQuery ? "loki" : "prometheus"),
              new EmbeddedText(expr.value(), source, DocReader.offsets(source, expr)),
              List.of(QueryVariant.asWritten(expr.value())));
      SourceLocation at =
          source.location(rule.get("alert").or(() -> rule.get("record")).orElse(rule).span());
      RecordingRule.Builder recording =
          alert.isEmpty()
              ? RecordingRule.recording(group.id(metric), metric, question, at)
              : RecordingRule.alerting(group.id(alert), alert, question, at);
      group.settings(recording);
      rule.get("labels").ifPresent(labels -> recording.labels(source, labels));
      if (!parse.isOk() && !isLogQuery) {
        recording.opaque("its expression does not parse: " + parse.errors().get(0));
        if (!alert.isEmpty()) {
          left.add(
              new NotChecked(
                  "alert",
                  source.location(expr.span()).toString(),
                  "the expression of \"" + title + "\" does not parse: " + parse.errors().get(0)));
        }
      }
      recordings.add(recording.build());
      if (!alert.isEmpty()) {
        alerts.add(new AlertQuery(ConsumerRef.alert(group.id(alert)), question, alert));
      }
    }
  }

  /** What a group says of all its rules. */
  private record Group(
      SourceText source, String name, String namespace, String interval, Doc labels) {
    String id(String rule) {
      return name.isEmpty() ? rule : name + "/" + rule;
    }

    void settings(RecordingRule.Builder rule) {
      String of = namespace.isEmpty() ? "" : " of namespace \"" + namespace + "\"";
      rule.evaluator("rule group \"" + name + "\"" + of);
      if (labels.isObject() && labels.get("rules").isEmpty()) {
        rule.labels(source, labels);
      }
      if (!interval.isEmpty()) {
        rule.interval(interval);
      }
    }
  }
}
