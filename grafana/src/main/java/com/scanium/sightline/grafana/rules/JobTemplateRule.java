package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds dashboards over scraped series without a variable for the job. */
final class JobTemplateRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/job-template";
  }

  @Override
  public Policy.Profile profile() {
    return Policy.Profile.STYLE;
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    LabelTemplate.checkVariable(id(), "job", dashboard, out);
  }
}
