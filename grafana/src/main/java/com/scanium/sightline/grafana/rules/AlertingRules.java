package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about Grafana-managed alert rules and what becomes of their alerts. */
public final class AlertingRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new AlertFallbackRule(),
          new ContactPointRule(),
          new ExpressionReferenceRule(),
          new NoScrapeHealthRule(),
          new NotificationPolicyRule(),
          new AlertNeverFiresRule(),
          new AlertRangeNotReducedRule(),
          new AlertDatasourceUnknownRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public AlertingRules() {}

  @Override
  public String layer() {
    return "alert";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
