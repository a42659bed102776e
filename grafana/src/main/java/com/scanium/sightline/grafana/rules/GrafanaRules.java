package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about dashboards and provisioning. */
public final class GrafanaRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new DashboardSyntaxRule(),
          new DashboardNotLoadedRule(),
          new QuerySyntaxRule(),
          new QueryLanguageMismatchRule(),
          new DatasourceUnknownRule(),
          new DatasourceTypeMismatchRule(),
          new VariableUndefinedRule(),
          new VariableAllValueRule(),
          new AllLiteralRule(),
          new VariableCycleRule(),
          new RepeatUnknownRule(),
          new RateWindowRule(),
          new FallbackExtraSeriesRule(),
          new UnitMismatchRule(),
          new LegendLabelRule(),
          new ResultTypeRule(),
          new PanelNoTargetRule(),
          new UnknownRefIdRule(),
          new DuplicateUidRule(),
          new DuplicateTitleRule(),
          new DuplicatePanelIdRule(),
          new DuplicateRefIdRule(),
          new UidInvalidRule(),
          new TimeRangeRule(),
          new ProvisioningSyntaxRule(),
          new ProvisioningInterpolationRule(),
          new ThresholdUnitRule(),
          new DatasourceTemplateRule(),
          new PanelDatasourceRule(),
          new JobTemplateRule(),
          new InstanceTemplateRule(),
          new TargetJobRule(),
          new TargetInstanceRule(),
          new FixedWindowRule(),
          new PanelUnitRule(),
          new PanelTitleRule(),
          new PanelDescriptionRule(),
          new CounterAggregatedRule(),
          new EditableRule(),
          new VariableRefreshRule(),
          new DatasourceUrlRule(),
          new DatasourceLinkRule(),
          new VariableDefaultRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public GrafanaRules() {}

  @Override
  public String layer() {
    return "grafana";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
