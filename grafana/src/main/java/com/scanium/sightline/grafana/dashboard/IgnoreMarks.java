package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.finding.FindingScope;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a dashboard says of findings about it: in its tags, its description, its panels' ones. */
final class IgnoreMarks {
  private static final String SIGN = "sightline:ignore";

  private IgnoreMarks() {}

  static List<Ignore> of(Dashboard dashboard) {
    List<Ignore> found = new ArrayList<>();
    Function<String, FindingScope> whole =
        rule ->
            FindingScope.of(rule)
                .dashboard(dashboard.id())
                .within(dashboard.location(dashboard.doc().span()))
                .build();
    for (Doc tag : dashboard.doc().get("tags").map(Doc::items).orElse(List.of())) {
      said(Optional.of(tag))
          .ifPresent(
              text ->
                  found.addAll(IgnoreRemarks.inTag(text, dashboard.location(tag.span()), whole)));
    }
    described(dashboard, dashboard.doc().get("description"), whole, found);
    for (Panel panel : dashboard.panels()) {
      Optional<Doc> description =
          panel.doc().get("description").or(() -> panel.doc().path("spec", "description"));
      described(dashboard, description, rule -> scope(dashboard, panel, rule), found);
    }
    return found;
  }

  private static FindingScope scope(Dashboard dashboard, Panel panel, String rule) {
    FindingScope.Builder scope =
        FindingScope.of(rule).within(dashboard.location(panel.doc().span()));
    // a panel without id can't be told apart by name: what stands in it is meant
    panel.id().ifPresent(id -> scope.dashboard(dashboard.id()).panel(id));
    return scope.build();
  }

  private static void described(
      Dashboard dashboard,
      Optional<Doc> description,
      Function<String, FindingScope> scope,
      List<Ignore> into) {
    said(description)
        .ifPresent(
            text ->
                into.addAll(
                    IgnoreRemarks.inText(
                        text, dashboard.location(description.orElseThrow().span()), scope)));
  }

  private static Optional<String> said(Optional<Doc> doc) {
    return doc.flatMap(Doc::asString).filter(text -> text.contains(SIGN));
  }
}
