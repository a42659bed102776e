package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds alert rules whose data source isn't provisioned. */
final class AlertDatasourceUnknownRule implements Rule<AlertRule> {
  @Override
  public String id() {
    return "alert/datasource-unknown";
  }

  @Override
  public Class<AlertRule> subject() {
    return AlertRule.class;
  }

  @Override
  public void check(AlertRule rule, RuleContext facts, Consumer<Finding> out) {
    List<Datasource> known = facts.pipeline().datasources().all();
    for (AlertRule.Node node : rule.nodes()) {
      String uid = node.datasourceUid();
      String type = node.model().path("datasource", "type").flatMap(Doc::asString).orElse("");
      List<String> ofType =
          known.stream()
              .filter(it -> type.isEmpty() || it.type().equals(type))
              .map(Datasource::uid)
              .toList();
      boolean isKnown = known.stream().anyMatch(it -> it.uid().equals(uid));
      if (!uid.isEmpty()
          && !uid.contains("$")
          && !node.isExpression()
          && !ofType.isEmpty()
          && !isKnown) {
        out.accept(finding(rule, node, ofType));
      }
    }
  }

  private Finding finding(AlertRule rule, AlertRule.Node node, List<String> ofType) {
    Doc place = node.doc().get("datasourceUid").orElse(node.doc());
    String uid = node.datasourceUid();
    return Finding.of(id(), Severity.ERROR)
        .message(
            "the alert \""
                + rule.title()
                + "\" asks a data source \""
                + uid
                + "\" that is not provisioned")
        .at(rule.source().location(place.span()))
        .anchor(rule.id() + uid)
        .evidence("provisioned of that type: " + String.join(", ", ofType))
        .affects(List.of(ConsumerRef.alert(rule.id())))
        .effect(Verdict.QUERY_ERROR)
        .fix(
            Spelling.nearest(uid, ofType)
                .or(() -> ofType.size() == 1 ? ofType.stream().findFirst() : Optional.empty())
                .map(
                    it ->
                        Replacements.within(
                            rule.source(), place.span(), "write the uid \"" + it + "\"", uid, it))
                .orElse(Fix.of("write the uid of a data source that is provisioned")))
        .build();
  }
}
