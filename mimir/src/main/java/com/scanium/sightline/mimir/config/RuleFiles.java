package com.scanium.sightline.mimir.config;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Rule groups of Prometheus, of Mimir's ruler ({@code namespace: [groups]}) and of {@code
 * PrometheusRule} manifests: alert rules are consumers of series, recording rules producers.
 *
 * <p>A file that does not parse, and a rule whose expression does not, is said and stops no other.
 * Immutable.
 */
public final class RuleFiles implements AlertRules, IgnoreSource {
  private final List<AlertQuery> alerts;
  private final List<Recording> recordings;
  private final List<NotChecked> left;
  private final List<Ignore> ignores;

  private RuleFiles(
      List<AlertQuery> alerts,
      List<Recording> recordings,
      List<NotChecked> left,
      List<Ignore> ignores) {
    this.ignores = List.copyOf(ignores);
    this.alerts = List.copyOf(alerts);
    this.recordings = List.copyOf(recordings);
    this.left = List.copyOf(left);
  }

  /**
   * A rule that records series.
   *
   * @param metric the name that it records under
   * @param expr what it evaluates
   */
  public record Recording(String metric, EmbeddedText expr) {}

  /** The rules of files that were read already. */
  public static RuleFiles of(List<SourceText> files) {
    Reading reading = new Reading();
    files.forEach(reading::file);
    List<Ignore> ignores =
        files.stream().flatMap(file -> IgnoreRemarks.inComments(file).stream()).toList();
    return new RuleFiles(reading.alerts, reading.recordings, reading.left, ignores);
  }

  /** The recording rules, in the order of the files. */
  public List<Recording> recordings() {
    return recordings;
  }

  /** The names that recording rules record under, and those of alerts, each once, sorted. */
  public List<String> recordedNames() {
    TreeSet<String> names = new TreeSet<>();
    recordings.forEach(rule -> names.add(rule.metric()));
    if (!alerts.isEmpty()) {
      names.addAll(List.of("ALERTS", "ALERTS_FOR_STATE"));
    }
    return List.copyOf(names);
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
    private final List<Recording> recordings = new ArrayList<>();
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
      if (spec.get("groups").isPresent()) {
        groups(source, spec.get("groups").get());
        return;
      }
      if (root.get("kind").flatMap(Doc::asString).filter("List"::equals).isPresent()) {
        root.get("items").map(Doc::items).orElse(List.of()).forEach(it -> document(source, it));
        return;
      }
      // as the ruler's interface lists them: groups by namespace
      root.members().forEach(member -> groups(source, member.value()));
    }

    private void groups(SourceText source, Doc groups) {
      for (Doc group : groups.items()) {
        String name = group.get("name").flatMap(Doc::asText).orElse("");
        group
            .get("rules")
            .map(Doc::items)
            .orElse(List.of())
            .forEach(rule -> rule(source, name, rule));
      }
    }

    private void rule(SourceText source, String group, Doc rule) {
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
      if (!parse.isOk()) {
        left.add(
            new NotChecked(
                "alert",
                source.location(expr.span()).toString(),
                "the expression of \"" + title + "\" does not parse: " + parse.errors().get(0)));
        if (alert.isEmpty()) {
          return;
        }
      }
      EmbeddedText text = new EmbeddedText(expr.value(), source, DocReader.offsets(source, expr));
      if (alert.isEmpty()) {
        recordings.add(new Recording(metric, text));
        return;
      }
      Question question =
          new Question(
              QueryLanguage.PROMQL,
              DatasourceRef.of(null, "prometheus"),
              text,
              List.of(QueryVariant.asWritten(expr.value())));
      String id = group.isEmpty() ? alert : group + "/" + alert;
      alerts.add(new AlertQuery(ConsumerRef.alert(id), question, alert));
    }
  }
}
