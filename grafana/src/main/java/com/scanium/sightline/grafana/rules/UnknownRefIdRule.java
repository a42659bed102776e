package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds expressions, filters and overrides that name a query which the panel doesn't have. */
final class UnknownRefIdRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/unknown-ref-id";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  private static final Pattern LETTER = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    for (Panel panel : dashboard.panels()) {
      Set<String> letters = new TreeSet<>();
      panel.targets().forEach(it -> letters.add(it.refId()));
      if (letters.contains("")) {
        continue; // Grafana gives such queries the next free letter when it loads them
      }
      for (Target target : panel.targets()) {
        if (panel.datasourceOf(target).isExpression() && !target.isHidden()) {
          for (String wanted : wanted(target)) {
            if (!letters.contains(wanted) && dashboard.variable(wanted).isEmpty()) {
              out.accept(expression(dashboard, panel, target, wanted, letters));
            }
          }
        }
      }
      overrides(panel, letters)
          .ifPresent(it -> out.accept(override(dashboard, panel, it, letters)));
    }
  }

  /** The letters that an expression works on. */
  private static Set<String> wanted(Target target) {
    Set<String> letters = new TreeSet<>();
    String type = target.property("type").orElse("");
    String expression = target.property("expression").orElse("");
    if (type.equals("math")) {
      Matcher matcher = LETTER.matcher(expression);
      while (matcher.find()) {
        letters.add(matcher.group(1));
      }
    } else if (type.equals("reduce") || type.equals("resample") || type.equals("threshold")) {
      String letter = expression.replaceAll("[${}]", "").strip();
      if (!letter.isEmpty()) {
        letters.add(letter);
      }
    } else if (type.equals("classic_conditions")) {
      for (Doc condition : target.query().get("conditions").map(Doc::items).orElse(List.of())) {
        condition.path("query", "params").map(Doc::items).orElse(List.of()).stream()
            .limit(1)
            .forEach(it -> it.asText().ifPresent(letters::add));
      }
    }
    return letters;
  }

  /** The matcher of the first override that is about a query which isn't there. */
  private static Optional<Doc> overrides(Panel panel, Set<String> letters) {
    if (panel.targets().isEmpty()) {
      return Optional.empty();
    }
    Optional<Doc> config =
        panel
            .body()
            .get("fieldConfig")
            .or(() -> panel.body().path("vizConfig", "spec", "fieldConfig"));
    return config.flatMap(it -> it.get("overrides")).map(Doc::items).orElse(List.of()).stream()
        .map(it -> it.get("matcher").orElse(it))
        .filter(it -> it.get("id").flatMap(Doc::asString).orElse("").equals("byFrameRefID"))
        .flatMap(it -> it.get("options").stream())
        .filter(it -> it.asString().filter(letter -> !letters.contains(letter)).isPresent())
        .findFirst();
  }

  private Finding expression(
      Dashboard dashboard, Panel panel, Target target, String wanted, Set<String> letters) {
    Doc place =
        target
            .query()
            .get("expression")
            .or(() -> target.query().get("conditions"))
            .orElse(target.doc());
    return Finding.of(id(), Severity.ERROR)
        .message(
            "the expression "
                + target.refId()
                + " works on "
                + wanted
                + ", which the panel has not")
        .at(dashboard.location(place.span()))
        .anchor(panel.id() + target.refId() + wanted)
        .evidence("its queries: " + String.join(", ", letters))
        .affects(List.of(dashboard.ref(panel, target.refId())))
        .effect(Verdict.QUERY_ERROR)
        .fix(Fix.of("name a query of the panel"))
        .build();
  }

  private Finding override(Dashboard dashboard, Panel panel, Doc options, Set<String> letters) {
    String wanted = options.asString().orElse("");
    return Finding.of(id(), Severity.INFO)
        .message("an override is about the query " + wanted + ", which the panel has not")
        .at(dashboard.location(options.span()))
        .anchor(panel.id() + "override" + wanted)
        .evidence("its queries: " + String.join(", ", letters))
        .affects(List.of(dashboard.ref(panel, "")))
        .fix(Fix.of("name a query of the panel, or remove the override"))
        .build();
  }
}
