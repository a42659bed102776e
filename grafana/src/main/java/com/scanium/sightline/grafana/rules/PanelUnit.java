package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The unit that a panel shows its numbers in. */
final class PanelUnit {
  private PanelUnit() {}

  /** The property that sets it for all fields, in each of Grafana's ways; empty when none does. */
  static Optional<Doc.Str> of(Panel panel) {
    List<Optional<Doc>> places = new ArrayList<>();
    places.add(config(panel).flatMap(it -> it.path("defaults", "unit")));
    if (panel.type().equals("graph")) {
      places.add(
          panel.body().get("yaxes").map(Doc::items).orElse(List.of()).stream()
              .findFirst()
              .flatMap(it -> it.get("format")));
    }
    if (panel.type().equals("singlestat")) {
      places.add(panel.body().get("format"));
    }
    for (Optional<Doc> place : places) {
      if (place.isPresent() && place.get() instanceof Doc.Str text && !text.value().isEmpty()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** The settings of the panel's fields. */
  static Optional<Doc> config(Panel panel) {
    return panel
        .body()
        .get("fieldConfig")
        .or(() -> panel.body().path("vizConfig", "spec", "fieldConfig"));
  }

  /** Whether some fields have a unit of their own. */
  static boolean hasOverrides(Panel panel) {
    boolean overridden =
        config(panel).flatMap(it -> it.get("overrides")).map(Doc::items).orElse(List.of()).stream()
            .flatMap(it -> it.get("properties").map(Doc::items).orElse(List.of()).stream())
            .anyMatch(it -> it.get("id").flatMap(Doc::asString).orElse("").equals("unit"));
    boolean onTheRight =
        panel.body().get("seriesOverrides").filter(it -> !it.items().isEmpty()).isPresent();
    return overridden || onTheRight;
  }

  /** Whether the panel changes what the queries gave. */
  static boolean isTransformed(Panel panel) {
    return panel.body().get("transformations").filter(it -> !it.items().isEmpty()).isPresent()
        || panel
            .body()
            .path("data", "spec", "transformations")
            .filter(it -> !it.items().isEmpty())
            .isPresent();
  }
}
