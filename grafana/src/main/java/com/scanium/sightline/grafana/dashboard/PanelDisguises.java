package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a panel does with a query's result that hides what is there, one clause each.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/panels-visualizations/">Grafana: panels</a>
 */
final class PanelDisguises {
  private static final Pattern PLAIN_NAMES = Pattern.compile("/?\\^?\\(?([\\w|:. -]*)\\)?\\$?/?");

  private final Panel panel;
  private final String refId;
  private final List<String> found = new ArrayList<>();

  private PanelDisguises(Panel panel, Target target) {
    this.panel = panel;
    this.refId = target.refId();
  }

  static List<String> of(Panel panel, Target target) {
    PanelDisguises disguises = new PanelDisguises(panel, target);
    disguises.noValue();
    panel.transformations().stream()
        .filter(step -> !step.isDisabled())
        .forEach(disguises::transformation);
    disguises.overrides();
    panel
        .timeShift()
        .ifPresent(
            shift -> disguises.found.add("the panel shows what was there " + shift + " ago"));
    return List.copyOf(disguises.found);
  }

  private void noValue() {
    panel
        .fieldConfig()
        .path("defaults", "noValue")
        .flatMap(Doc::asText)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> found.add("the panel shows \"" + text + "\" in place of nothing"));
  }

  private void transformation(Transformation step) {
    Doc options = step.options();
    switch (step.id()) {
      case "filterByRefId", "filterFramesByRefId" -> filteredByRefId(options);
      case "filterByValue" -> found.add("a transformation drops rows by their values");
      default -> {}
    }
    if (!step.keepsOnly().isEmpty()) {
      found.add("a transformation keeps only the fields " + String.join(", ", step.keepsOnly()));
    }
    if (!step.drops().isEmpty()) {
      found.add("a transformation drops the fields " + String.join(", ", step.drops()));
    }
  }

  private void filteredByRefId(Doc options) {
    Optional<List<String>> kept = names(options.get("include"));
    Optional<List<String>> dropped = names(options.get("exclude"));
    boolean drops =
        kept.filter(names -> !names.contains(refId)).isPresent()
            || dropped.filter(names -> names.contains(refId)).isPresent();
    if (drops) {
      found.add("a transformation drops the result of query " + refId);
    }
  }

  /** The names that a simple expression such as {@code A|B} lists; empty for any other. */
  private static Optional<List<String>> names(Optional<Doc> pattern) {
    return pattern
        .flatMap(doc -> doc.get("options").or(() -> Optional.of(doc)))
        .flatMap(Doc::asString)
        .filter(text -> !text.isEmpty())
        .map(PLAIN_NAMES::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> Arrays.asList(matcher.group(1).split("\\|", -1)));
  }

  /** {@code custom.hideFrom} of an override that speaks of this query, or of fields by name. */
  private void overrides() {
    for (Doc override : panel.fieldConfig().get("overrides").map(Doc::items).orElse(List.of())) {
      boolean hides =
          override.get("properties").map(Doc::items).orElse(List.of()).stream()
              .filter(
                  property ->
                      property
                          .get("id")
                          .flatMap(Doc::asString)
                          .filter(id -> id.equals("custom.hideFrom") || id.equals("custom.hidden"))
                          .isPresent())
              .anyMatch(PanelDisguises::isHidden);
      String matcher = override.path("matcher", "id").flatMap(Doc::asString).orElse("");
      String of = override.path("matcher", "options").flatMap(Doc::asString).orElse("");
      if (hides && matcher.equals("byFrameRefID")) {
        if (of.equals(refId)) {
          found.add("an override hides the result of query " + refId);
        }
      } else if (hides) {
        found.add("an override hides " + (of.isEmpty() ? "fields" : "the fields of " + of));
      }
    }
  }

  private static boolean isHidden(Doc property) {
    Optional<Doc> value = property.get("value");
    return value.flatMap(Doc::asBoolean).orElse(false)
        || value.flatMap(it -> it.get("viz")).flatMap(Doc::asBoolean).orElse(false);
  }
}
