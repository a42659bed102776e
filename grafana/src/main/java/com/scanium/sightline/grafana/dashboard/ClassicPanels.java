package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the panels of the classic schema: the flat list with row panels (whose panels follow them,
 * or lie inside when the row is collapsed) and the {@code rows} of old versions. What a file holds
 * decides, not its {@code schemaVersion}, which generators often get wrong.
 */
final class ClassicPanels {
  private final LibraryModels library;
  private final List<Panel> panels = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  private ClassicPanels(LibraryModels library) {
    this.library = library;
  }

  static ClassicPanels of(Doc dashboard, LibraryModels library) {
    ClassicPanels found = new ClassicPanels(library);
    found.flat(dashboard);
    for (Doc row : objects(dashboard.get("rows"))) {
      Section section = Section.classic(row);
      found.sections.add(section);
      objects(row.get("panels")).forEach(it -> found.add(it, List.of(section)));
    }
    return found;
  }

  /** Every panel in reading order, row panels included. */
  List<Panel> panels() {
    return panels;
  }

  /** The rows in reading order. */
  List<Section> sections() {
    return sections;
  }

  private void flat(Doc dashboard) {
    List<Section> around = List.of();
    for (Doc panel : objects(dashboard.get("panels"))) {
      boolean row = panel.get("type").flatMap(Doc::asString).orElse("").equals("row");
      add(panel, row ? List.of() : around);
      List<Section> inside = around;
      if (row) {
        Section section = Section.classic(panel);
        sections.add(section);
        around = section.isCollapsed() ? List.of() : List.of(section);
        inside = List.of(section);
      }
      nested(panel, inside);
    }
  }

  // the reader bounds how deep a file can nest, so that this ends
  private void nested(Doc panel, List<Section> around) {
    for (Doc inner : objects(panel.get("panels"))) {
      add(inner, around);
      nested(inner, around);
    }
  }

  private void add(Doc panel, List<Section> around) {
    Placement placement =
        new Placement(
            around,
            GridPosition.classic(panel).orElse(null),
            isRow(panel) ? null : Repeat.classic(panel).orElse(null),
            false);
    panels.add(Panel.classic(panel, library.of(panel), placement));
  }

  private static boolean isRow(Doc panel) {
    return panel.get("type").flatMap(Doc::asString).orElse("").equals("row");
  }

  private static List<Doc> objects(Optional<Doc> list) {
    return list.map(Doc::items).orElse(List.of()).stream().filter(Doc::isObject).toList();
  }
}
