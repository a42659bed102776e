package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds alert rules that compare a whole curve: only one number for each series can be alerted on.
 */
final class AlertRangeNotReducedRule implements Rule<AlertRule> {
  @Override
  public String id() {
    return "alert/range-not-reduced";
  }

  @Override
  public Class<AlertRule> subject() {
    return AlertRule.class;
  }

  @Override
  public void check(AlertRule rule, RuleContext facts, Consumer<Finding> out) {
    Optional<AlertRule.Node> deciding = rule.node(rule.condition());
    if (deciding.isEmpty()) {
      return;
    }
    Optional<AlertRule.Node> curve = curve(rule, deciding.get(), 0);
    if (curve.isPresent()) {
      AlertRule.Node node = curve.get();
      Doc place = node.query().map(Doc.class::cast).orElse(node.doc());
      out.accept(
          Finding.of(id(), Severity.ERROR)
              .message(
                  "the alert \""
                      + rule.title()
                      + "\" compares a curve: "
                      + node.refId()
                      + " is a range query and nothing reduces it")
              .at(rule.source().location(place.span()))
              .anchor(rule.id() + node.refId())
              .evidence(
                  "Grafana answers \"looks like time series data, only reduced data can be alerted"
                      + " on\"")
              .affects(List.of(ConsumerRef.alert(rule.id())))
              .fix(Fix.of("make it an instant query, or put a reduce expression between"))
              .build());
    }
  }

  /** The range query whose answer reaches a node without having been reduced. */
  private static Optional<AlertRule.Node> curve(AlertRule rule, AlertRule.Node node, int depth) {
    if (!node.isExpression()) {
      return AlertInputs.isRange(node) ? Optional.of(node) : Optional.empty();
    }
    boolean passesOn = List.of("math", "threshold", "resample").contains(node.expressionType());
    if (!passesOn || depth > 20) {
      return Optional.empty();
    }
    return AlertInputs.wanted(node).stream()
        .flatMap(it -> rule.node(it).stream())
        .filter(it -> it != node)
        .flatMap(it -> curve(rule, it, depth + 1).stream())
        .findFirst();
  }
}
