package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds dashboards that open with a time range that ends before it begins, or that can't be read.
 */
final class TimeRangeRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/time-range";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  private static final Pattern FROM_NOW = Pattern.compile("now-(\\d+)([smhdwMy])");
  private static final Pattern READABLE =
      Pattern.compile(
          "now([-+]\\d+[smhdwMQy])?(/f?[smhdwMQy])?|\\d{10,14}|\\d{4}-\\d\\d-\\d\\d.*|\\d{8}(T\\d{6})?.*|");

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    String section = dashboard.schema() == Dashboard.Schema.V2 ? "timeSettings" : "time";
    for (String key : List.of("from", "to")) {
      Optional<Doc> end = dashboard.doc().path(section, key);
      String text = end.flatMap(Doc::asText).orElse("");
      boolean isTemplate = text.contains("$") || text.contains("{{") || text.contains("[[");
      if (end.isPresent() && !isTemplate && !READABLE.matcher(text.strip()).matches()) {
        out.accept(finding(dashboard, end.get(), "the time \"" + text + "\" can't be read"));
      }
    }
    Matcher from = FROM_NOW.matcher(dashboard.from());
    Matcher to = FROM_NOW.matcher(dashboard.to());
    boolean isBackwards =
        from.matches()
            && to.matches()
            && from.group(2).equals(to.group(2))
            && from.group(1).length() < 10
            && to.group(1).length() < 10
            && Integer.parseInt(from.group(1)) <= Integer.parseInt(to.group(1));
    boolean startsNow = dashboard.from().equals("now") && dashboard.to().equals("now");
    if (isBackwards || startsNow) {
      Doc place = dashboard.doc().path(section, "from").orElse(dashboard.doc());
      String message =
          "the time range from " + dashboard.from() + " to " + dashboard.to() + " is empty";
      List<ConsumerRef> all = new ArrayList<>();
      for (Panel panel : dashboard.panels()) {
        panel.targets().forEach(it -> all.add(dashboard.ref(panel, it.refId())));
      }
      out.accept(
          finding(dashboard, place, message).toBuilder()
              .affects(all)
              .effect(Verdict.NO_DATA)
              .build());
    }
  }

  private Finding finding(Dashboard dashboard, Doc place, String message) {
    return Finding.of(id(), Severity.ERROR)
        .message(message)
        .at(dashboard.location(place.span()))
        .anchor(message)
        .evidence("every panel of the dashboard opens without data")
        .fix(Fix.of("write a range such as now-6h to now"))
        .build();
  }
}
