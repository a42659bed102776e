package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.Interpolator;
import com.scanium.sightline.grafana.template.TemplateScope;
import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the repeats of one dashboard and lays the copies out as Grafana does.
 *
 * <p>Copies side by side begin at the left edge and share the whole width, at most {@code
 * maxPerRow} (4 unless set) in a line; copies below each other keep the panel's column and width. A
 * repeated row brings its panels along. Whatever begins below the end of what has grown moves down
 * by as much. A variable whose values aren't known makes no copies.
 */
final class PanelCopies {
  private static final int USUAL_PER_ROW = 4;

  private final Map<String, TemplateVariable> known;
  private final boolean numbered;
  private final List<PanelCopy> made = new ArrayList<>();
  private final IdentityHashMap<Panel, Integer> counts = new IdentityHashMap<>();
  private long lastId;

  private PanelCopies(Dashboard dashboard, Map<String, TemplateVariable> known) {
    this.known = known;
    this.numbered = dashboard.schema() == Dashboard.Schema.CLASSIC;
    for (Panel panel : dashboard.panels()) {
      lastId = Math.max(lastId, panel.id().orElse(0));
    }
  }

  static List<PanelCopy> of(Dashboard dashboard, Map<String, TemplateVariable> known) {
    PanelCopies copies = new PanelCopies(dashboard, known);
    if (dashboard.schema() == Dashboard.Schema.CLASSIC) {
      copies.classic(dashboard);
    } else {
      copies.v2(dashboard);
    }
    return copies.made;
  }

  /** What has grown on one grid: everything from a line on moves down. */
  private static final class Growth {
    private final Map<Integer, Integer> byLine = new LinkedHashMap<>();

    void from(int line, int by) {
      byLine.merge(line, by, Integer::sum);
    }

    int above(int line) {
      int sum = 0;
      for (Map.Entry<Integer, Integer> each : byLine.entrySet()) {
        sum += each.getKey() <= line ? each.getValue() : 0;
      }
      return sum;
    }

    int total() {
      return byLine.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** A row of the classic schema with the panels that belong to it, or a panel without a row. */
  private record Block(Panel first, List<Panel> inside) {}

  private void classic(Dashboard dashboard) {
    List<Block> blocks = new ArrayList<>();
    @Nullable Block row = null;
    for (Panel panel : dashboard.panels()) {
      if (panel.isSavedCopy()) {
        continue;
      }
      boolean belongs =
          !panel.isRow() && panel.placements().stream().anyMatch(it -> !it.sections().isEmpty());
      if (row != null && belongs) {
        row.inside().add(panel);
        continue;
      }
      Block block = new Block(panel, new ArrayList<>());
      blocks.add(block);
      row = panel.isRow() ? block : null;
    }
    Growth growth = new Growth();
    for (Block block : blocks) {
      if (block.first().isRow()) {
        row(block, growth);
      } else {
        panel(block.first(), first(block.first()), Map.of(), 0, growth);
      }
    }
  }

  private void row(Block block, Growth growth) {
    Panel row = block.first();
    Optional<GridPosition> place = position(first(row));
    int top = place.map(GridPosition::y).orElse(0);
    boolean collapsed = block.inside().stream().allMatch(Panel::isInCollapsedRow);
    int height = 1;
    if (!collapsed) {
      for (Panel panel : block.inside()) {
        height =
            Math.max(
                height, position(first(panel)).map(it -> it.y() + it.height()).orElse(0) - top);
      }
    }
    int shift = growth.above(top);
    int grown = -height;
    for (Map<String, VariableOption> values : copiesFor(repeatOf(row), Map.of())) {
      add(
          row,
          values,
          CopyPosition.of(place.orElse(new GridPosition(0, top, 24, 1)), shift),
          place);
      Growth inside = new Growth();
      for (Panel panel : block.inside()) {
        panel(panel, first(panel), values, shift, inside);
      }
      int taken = height + (collapsed ? 0 : inside.total());
      shift += taken;
      grown += taken;
    }
    growth.from(top + height, grown);
  }

  /** The repeat of a row, which the row panel itself says. */
  private static Optional<Repeat> repeatOf(Panel row) {
    return Repeat.classic(row.doc());
  }

  private void v2(Dashboard dashboard) {
    Map<List<Section>, Growth> grids = new LinkedHashMap<>();
    for (Panel panel : dashboard.panels()) {
      for (Placement placement : panel.placements()) {
        Growth growth = grids.computeIfAbsent(placement.sections(), key -> new Growth());
        List<Map<String, VariableOption>> around = List.of(Map.of());
        for (Section section : placement.sections()) {
          List<Map<String, VariableOption>> further = new ArrayList<>();
          around.forEach(it -> further.addAll(copiesFor(section.repeat(), it)));
          around = further;
        }
        // copies of a row or tab have a grid each, on which the panel stands in the same place
        int before = growth.above(position(placement).map(GridPosition::y).orElse(0));
        for (int i = 0; i < around.size(); i++) {
          Growth own = i == 0 ? growth : new Growth();
          panel(panel, placement, around.get(i), i == 0 ? 0 : before, own);
        }
      }
    }
  }

  private void panel(
      Panel panel,
      Placement placement,
      Map<String, VariableOption> around,
      int shift,
      Growth growth) {
    Optional<GridPosition> place = position(placement);
    List<Map<String, VariableOption>> copies = copiesFor(placement.repeat(), around);
    boolean repeated = placement.repeat().filter(it -> isKnown(it.variable())).isPresent();
    if (place.isEmpty() || !repeated) {
      int down = shift + place.map(it -> growth.above(it.y())).orElse(0);
      copies.forEach(
          values ->
              add(panel, values, place.map(it -> CopyPosition.of(it, down)).orElse(null), place));
      return;
    }
    GridPosition own = place.get();
    Repeat repeat = placement.repeat().get();
    int top = own.y() + shift + growth.above(own.y());
    int perLine =
        repeat.direction() == Repeat.Direction.VERTICAL
            ? 1
            : Math.min(copies.size(), repeat.maxPerRow().orElse(USUAL_PER_ROW));
    boolean wide = repeat.direction() == Repeat.Direction.HORIZONTAL;
    double width = wide ? (double) GridPosition.COLUMNS / perLine : own.width();
    for (int i = 0; i < copies.size(); i++) {
      double x = wide ? (i % perLine) * width : own.x();
      int y = top + (i / perLine) * own.height();
      add(panel, copies.get(i), new CopyPosition(x, y, width, own.height()), place);
    }
    int lines = (copies.size() + perLine - 1) / perLine;
    growth.from(own.y() + own.height(), (lines - 1) * own.height());
  }

  private void add(
      Panel panel,
      Map<String, VariableOption> values,
      @Nullable CopyPosition position,
      Optional<GridPosition> written) {
    int index = counts.merge(panel, 1, Integer::sum) - 1;
    Long id = null;
    if (index == 0) {
      id = panel.id().isPresent() ? Long.valueOf(panel.id().getAsLong()) : null;
    } else if (numbered) {
      id = ++lastId;
    }
    made.add(
        new PanelCopy(
            panel, index, values, title(panel, values), id, written.isEmpty() ? null : position));
  }

  private String title(Panel panel, Map<String, VariableOption> values) {
    TemplateScope.Builder scope = TemplateScope.builder();
    known.values().forEach(scope::variable);
    values.forEach(
        (name, option) ->
            scope.scoped(
                TemplateVariable.builder(name, VariableValue.of(option.value()))
                    .texts(List.of(option.label()))
                    .build()));
    return panel.title().map(it -> Interpolator.display(it, scope.build()).text()).orElse("");
  }

  /** The values of each copy, with those around it; one copy where nothing is repeated. */
  private List<Map<String, VariableOption>> copiesFor(
      Optional<Repeat> repeat, Map<String, VariableOption> around) {
    if (repeat.isEmpty() || !isKnown(repeat.get().variable())) {
      return List.of(around);
    }
    String name = repeat.get().variable();
    VariableOption own = around.get(name);
    TemplateVariable variable = known.get(name);
    List<VariableOption> options =
        own != null
            ? List.of(own) // a row around it repeats for the same variable
            : variable == null ? List.of() : Repeats.selected(variable);
    List<Map<String, VariableOption>> copies = new ArrayList<>();
    for (VariableOption option : options) {
      Map<String, VariableOption> values = new LinkedHashMap<>(around);
      values.put(name, option);
      copies.add(values);
    }
    return copies;
  }

  private boolean isKnown(String variable) {
    TemplateVariable value = known.get(variable);
    return value != null && !Repeats.areUnknown(value);
  }

  private static Placement first(Panel panel) {
    return panel.placements().get(0);
  }

  private static Optional<GridPosition> position(Placement placement) {
    return placement.position();
  }
}
