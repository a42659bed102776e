package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.promql.analysis.ValueRange;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds alert rules whose threshold no value can cross: they never fire. */
final class AlertNeverFiresRule implements Rule<AlertRule> {
  private static final Map<String, String> WORDS =
      Map.of(
          "gt", "above",
          "gte", "at or above",
          "lt", "below",
          "lte", "at or below",
          "eq", "equal to",
          "within_range", "between",
          "outside_range", "outside of");

  @Override
  public String id() {
    return "alert/never-fires";
  }

  @Override
  public Class<AlertRule> subject() {
    return AlertRule.class;
  }

  @Override
  public void check(AlertRule rule, RuleContext facts, Consumer<Finding> out) {
    Optional<AlertRule.Node> deciding = rule.node(rule.condition());
    if (deciding.isEmpty() || !deciding.get().isExpression()) {
      return;
    }
    AlertRule.Node node = deciding.get();
    List<Doc> conditions = node.model().get("conditions").map(Doc::items).orElse(List.of());
    boolean isClassic = node.expressionType().equals("classic_conditions");
    if (!isClassic && !node.expressionType().equals("threshold")) {
      return;
    }
    Optional<Doc> impossible = Optional.empty();
    boolean all = !conditions.isEmpty();
    for (Doc condition : conditions) {
      ValueRange values = values(rule, node, condition, isClassic, facts);
      Optional<Doc> evaluator = condition.get("evaluator").filter(it -> isNever(it, values));
      all &= evaluator.isPresent();
      impossible = impossible.or(() -> evaluator);
    }
    boolean anyOf =
        conditions.stream()
            .skip(1)
            .anyMatch(
                it ->
                    it.path("operator", "type").flatMap(Doc::asString).orElse("and").equals("or"));
    if (impossible.isPresent() && (all || !anyOf)) {
      ValueRange values = values(rule, node, conditions.get(0), isClassic, facts);
      out.accept(finding(rule, impossible.get(), values));
    }
  }

  private static ValueRange values(
      AlertRule rule, AlertRule.Node node, Doc condition, boolean isClassic, RuleContext facts) {
    if (!isClassic) {
      return AlertInputs.wanted(node).stream()
          .findFirst()
          .flatMap(rule::node)
          .filter(it -> it != node)
          .map(it -> AlertInputs.range(rule, it, facts, 0))
          .orElse(ValueRange.ANY);
    }
    String letter =
        condition.path("query", "params").map(Doc::items).orElse(List.of()).stream()
            .findFirst()
            .flatMap(Doc::asText)
            .orElse("");
    String reducer = condition.path("reducer", "type").flatMap(Doc::asString).orElse("");
    return rule.node(letter)
        .filter(it -> it != node)
        .map(it -> AlertInputs.reduced(reducer, AlertInputs.range(rule, it, facts, 0)))
        .orElse(ValueRange.ANY);
  }

  private static boolean isNever(Doc evaluator, ValueRange values) {
    List<Double> params = new ArrayList<>();
    for (Doc param : evaluator.get("params").map(Doc::items).orElse(List.of())) {
      param.asDouble().ifPresent(params::add);
    }
    if (params.isEmpty()) {
      return false;
    }
    double first = params.get(0);
    double second = params.size() > 1 ? params.get(1) : first;
    return switch (evaluator.get("type").flatMap(Doc::asString).orElse("")) {
      case "gt" -> values.high() <= first;
      case "gte" -> values.high() < first;
      case "lt" -> values.low() >= first;
      case "lte" -> values.low() > first;
      case "eq" -> values.high() < first || values.low() > first;
      case "within_range" ->
          params.size() > 1
              && (values.high() <= Math.min(first, second)
                  || values.low() >= Math.max(first, second));
      case "outside_range" ->
          params.size() > 1
              && values.low() >= Math.min(first, second)
              && values.high() <= Math.max(first, second);
      default -> false;
    };
  }

  private Finding finding(AlertRule rule, Doc evaluator, ValueRange values) {
    String type = evaluator.get("type").flatMap(Doc::asString).orElse("");
    List<String> params =
        evaluator.get("params").map(Doc::items).orElse(List.of()).stream()
            .map(it -> it.asText().orElse("?"))
            .toList();
    // an alert on missing data fires all the same
    boolean missingFires =
        rule.doc().get("noDataState").flatMap(Doc::asString).orElse("").equals("Alerting");
    return Finding.of(id(), missingFires ? Severity.WARNING : Severity.ERROR)
        .message(
            "the alert \""
                + rule.title()
                + "\" can never fire: no value is "
                + WORDS.getOrDefault(type, type)
                + " "
                + String.join(" and ", params))
        .at(rule.source().location(evaluator.span()))
        .anchor(rule.id())
        .evidence("the values lie between " + values.low() + " and " + values.high())
        .affects(List.of(ConsumerRef.alert(rule.id())))
        .fix(Fix.of("compare with a value that occurs, or ask for absent(…)"))
        .build();
  }
}
