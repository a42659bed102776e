package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds dashboards that people can change in the browser: the next deployment undoes it. */
final class EditableRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/editable";
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
    Optional<Doc> editable = dashboard.doc().get("editable");
    if (editable.flatMap(Doc::asBoolean).orElse(true)) {
      boolean isWritten = editable.isPresent();
      out.accept(
          Finding.of(id(), Severity.WARNING)
              .message("the dashboard can be edited in the browser")
              .at(
                  dashboard.location(
                      editable
                          .or(() -> dashboard.doc().get("title"))
                          .orElse(dashboard.doc())
                          .span()))
              .anchor("editable")
              .evidence("a dashboard from a file loses what was changed there")
              .fix(
                  isWritten
                      ? Fix.replacing("write \"editable\": false", "true", "false")
                      : Fix.of("write \"editable\": false"))
              .build());
    }
  }
}
