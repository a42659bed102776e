package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.promql.analysis.ValueRange;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the nodes of an alert rule work on. */
final class AlertInputs {
  private static final Pattern LETTER = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

  private AlertInputs() {}

  /** The letters that an expression names; none for queries. */
  static Set<String> wanted(AlertRule.Node node) {
    Set<String> letters = new TreeSet<>();
    if (!node.isExpression()) {
      return letters;
    }
    switch (node.expressionType()) {
      case "math" -> {
        Matcher matcher = LETTER.matcher(node.expression());
        while (matcher.find()) {
          letters.add(matcher.group(1));
        }
      }
      case "reduce", "resample", "threshold" -> {
        String letter = node.expression().replaceAll("[${}]", "").strip();
        if (!letter.isEmpty()) {
          letters.add(letter);
        }
      }
      case "classic_conditions" -> {
        for (Doc condition : node.model().get("conditions").map(Doc::items).orElse(List.of())) {
          condition.path("query", "params").map(Doc::items).orElse(List.of()).stream()
              .limit(1)
              .forEach(it -> it.asText().ifPresent(letters::add));
        }
      }
      default -> {
        // SQL and whatever comes later names its inputs in ways that are not known here
      }
    }
    return letters;
  }

  /** Whether a query asks for a range of time, so that its answer has many points. */
  static boolean isRange(AlertRule.Node node) {
    if (node.isExpression() || node.query().isEmpty()) {
      return false;
    }
    Doc model = node.model();
    boolean instant = model.get("instant").flatMap(Doc::asBoolean).orElse(false);
    String type = model.get("queryType").flatMap(Doc::asString).orElse("");
    return !instant && !type.equals("instant");
  }

  /** Between which values what a node gives lies. */
  static ValueRange range(AlertRule rule, AlertRule.Node node, RuleContext facts, int depth) {
    if (depth > 20) {
      return ValueRange.ANY;
    }
    if (!node.isExpression()) {
      return query(rule, node, facts).map(it -> ValueRange.of(it.expr())).orElse(ValueRange.ANY);
    }
    Optional<AlertRule.Node> input =
        wanted(node).stream().findFirst().flatMap(rule::node).filter(it -> it != node);
    if (node.expressionType().equals("reduce") && input.isPresent()) {
      String reducer = node.model().get("reducer").flatMap(Doc::asString).orElse("");
      return reduced(reducer, range(rule, input.get(), facts, depth + 1));
    }
    return ValueRange.ANY;
  }

  /** Between which values a reduction of values of a range lies. */
  static ValueRange reduced(String reducer, ValueRange values) {
    return switch (reducer) {
      case "mean", "avg", "min", "max", "last", "median" -> values;
      case "sum" ->
          values.low() >= 0
              ? new ValueRange(values.low(), Double.POSITIVE_INFINITY)
              : ValueRange.ANY;
      default -> ValueRange.ANY;
    };
  }

  private static Optional<SentQuery> query(AlertRule rule, AlertRule.Node node, RuleContext facts) {
    String text = node.query().map(Doc.Str::value).orElse("");
    return facts.inference().alerts().stream()
        .map(Judgement::consumer)
        .filter(it -> it.ref().equals(ConsumerRef.alert(rule.id())))
        .filter(it -> it.text().text().equals(text))
        .findFirst()
        .flatMap(SentQuery::of);
  }
}
