package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks the layout of schema v2, whose grids, auto grids, rows and tabs nest in any way, and notes
 * where each element is shown.
 */
final class V2Layout {
  private final Map<String, List<Placement>> placements = new LinkedHashMap<>();
  private final Map<String, Doc> references = new LinkedHashMap<>();
  private final List<Section> sections = new ArrayList<>();

  private V2Layout() {}

  static V2Layout of(Doc spec) {
    V2Layout layout = new V2Layout();
    spec.get("layout").ifPresent(it -> layout.walk(it, List.of()));
    return layout;
  }

  /** Where an element is shown. */
  List<Placement> placements(String element) {
    return placements.getOrDefault(element, List.of());
  }

  /** The references in order of their first use, with the names that they give. */
  Map<String, Doc> references() {
    return references;
  }

  /** All rows and tabs in reading order. */
  List<Section> sections() {
    return sections;
  }

  // the reader bounds how deep a file can nest, so that this ends
  private void walk(Doc layout, List<Section> around) {
    Doc spec = layout.get("spec").orElse(layout);
    for (Doc row : items(spec, "rows")) {
      enter(Section.v2(Section.Kind.ROW, row), around);
    }
    for (Doc tab : items(spec, "tabs")) {
      enter(Section.v2(Section.Kind.TAB, tab), around);
    }
    for (Doc item : items(spec, "items")) {
      place(layout, item, around);
    }
  }

  private void enter(Section section, List<Section> around) {
    sections.add(section);
    List<Section> inside = new ArrayList<>(around);
    inside.add(section);
    Doc spec = section.doc().get("spec").orElse(section.doc());
    spec.get("layout").ifPresent(it -> walk(it, inside));
  }

  private void place(Doc layout, Doc item, List<Section> around) {
    Doc spec = item.get("spec").orElse(item);
    // rows of a grid layout, as v2alpha1 wrote them
    if (item.get("kind").flatMap(Doc::asString).orElse("").equals("GridLayoutRow")) {
      Section row = Section.v2(Section.Kind.ROW, item);
      sections.add(row);
      List<Section> inside = new ArrayList<>(around);
      inside.add(row);
      items(spec, "elements").forEach(it -> place(layout, it, inside));
      return;
    }
    Optional<Doc> name = spec.path("element", "name");
    Optional<String> element = name.flatMap(Doc::asString);
    if (element.isEmpty() || name.isEmpty()) {
      return;
    }
    boolean grid = layout.get("kind").flatMap(Doc::asString).orElse("").equals("GridLayout");
    boolean conditional = spec.get("conditionalRendering").filter(Doc::isObject).isPresent();
    references.putIfAbsent(element.get(), name.get());
    placements
        .computeIfAbsent(element.get(), key -> new ArrayList<>())
        .add(
            new Placement(
                around,
                grid ? GridPosition.v2(spec) : null,
                Repeat.v2(spec).orElse(null),
                conditional));
  }

  private static List<Doc> items(Doc spec, String key) {
    return spec.get(key).map(Doc::items).orElse(List.of()).stream().filter(Doc::isObject).toList();
  }
}
