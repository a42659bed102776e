package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds alert rules whose condition, or an expression, names an entry that the rule doesn't have,
 * or that needs itself: such a rule only ever errs.
 */
final class ExpressionReferenceRule implements Rule<AlertRule> {
  @Override
  public String id() {
    return "alert/expression-reference";
  }

  @Override
  public Class<AlertRule> subject() {
    return AlertRule.class;
  }

  @Override
  public void check(AlertRule rule, RuleContext facts, Consumer<Finding> out) {
    List<String> letters = rule.nodes().stream().map(AlertRule.Node::refId).toList();
    boolean recording = rule.doc().get("record").isPresent();
    if (!recording && !letters.contains(rule.condition())) {
      String message =
          rule.condition().isEmpty()
              ? "the rule \"" + rule.title() + "\" names no condition"
              : "the condition \"" + rule.condition() + "\" is none of the rule's entries";
      out.accept(
          finding(message, letters)
              .at(rule.location(rule.doc().get("condition").orElse(titleOf(rule)).span()))
              .anchor(rule.id() + "condition")
              .build());
    }
    for (AlertRule.Node node : rule.nodes()) {
      for (AlertRule.Reference reference : node.references()) {
        if (!letters.contains(reference.refId())) {
          out.accept(
              finding(
                      "expression "
                          + node.refId()
                          + " uses \""
                          + reference.refId()
                          + "\", which is none of the rule's entries",
                      letters)
                  .at(rule.location(reference.span()))
                  .anchor(rule.id() + node.refId() + reference.refId())
                  .build());
        }
      }
      if (needsItself(rule, node)) {
        out.accept(
            finding("expression " + node.refId() + " needs its own result", letters)
                .at(rule.location(node.doc().get("refId").orElse(node.doc()).span()))
                .anchor(rule.id() + node.refId())
                .build());
      }
    }
  }

  private static Doc titleOf(AlertRule rule) {
    return rule.doc().get("title").orElse(rule.doc());
  }

  private static boolean needsItself(AlertRule rule, AlertRule.Node start) {
    Set<String> seen = new HashSet<>();
    List<AlertRule.Node> open = new ArrayList<>(List.of(start));
    while (!open.isEmpty()) {
      for (AlertRule.Reference reference : open.remove(0).references()) {
        if (reference.refId().equals(start.refId())) {
          return true;
        }
        if (seen.add(reference.refId())) {
          rule.node(reference.refId()).ifPresent(open::add);
        }
      }
    }
    return false;
  }

  private Finding.Builder finding(String message, List<String> letters) {
    return Finding.of(id(), Severity.ERROR)
        .message(message)
        .evidence("the rule has " + (letters.isEmpty() ? "no entries" : String.join(", ", letters)))
        .fix(Fix.of("name one of the rule's entries"));
  }
}
