package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Variable;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds query variables that are not asked again when the time range changes. */
final class VariableRefreshRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/variable-refresh";
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
    for (Variable variable : dashboard.variables()) {
      Optional<Doc> refresh = variable.body().get("refresh");
      boolean onTimeRange =
          refresh.flatMap(Doc::asInt).filter(it -> it == 2).isPresent()
              || refresh.flatMap(Doc::asString).filter("onTimeRangeChanged"::equals).isPresent();
      if (variable.kind() == VariableKind.QUERY && !onTimeRange) {
        boolean isNumber = refresh.flatMap(Doc::asInt).isPresent();
        out.accept(
            Finding.of(id(), Severity.WARNING)
                .message(
                    "the values of $"
                        + variable.name()
                        + " are not asked again with another time range")
                .at(dashboard.location(refresh.map(Doc::span).orElse(variable.nameSpan())))
                .anchor(variable.name())
                .affects(List.of(dashboard.ref(variable)))
                .fix(
                    isNumber
                        ? Fix.replacing(
                            "write \"refresh\": 2", refresh.flatMap(Doc::asText).orElse(""), "2")
                        : Fix.of("let it refresh on time range change (\"refresh\": 2)"))
                .build());
      }
    }
  }
}
