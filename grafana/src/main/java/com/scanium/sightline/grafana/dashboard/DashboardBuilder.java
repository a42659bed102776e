package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a dashboard of the classic schema in Java; not safe for use by several threads.
 *
 * <p>{@link Dashboard#json()} of the result is what Grafana imports or loads from a file. Panels
 * get ids, letters for their targets and places where none are given, from left to right.
 */
public final class DashboardBuilder {
  /** The newest schema that Grafana 10 and 11 know; later versions migrate it. */
  private static final int SCHEMA_VERSION = 39;

  private static final int ROW_HEIGHT = 1;

  /** A panel, or a row with the panels that it hides. */
  private record Item(PanelBuilder panel, boolean row, List<PanelBuilder> inside) {}

  private final String title;
  private final List<Item> items = new ArrayList<>();
  private final List<VariableBuilder> variables = new ArrayList<>();
  private final List<Doc> annotations = new ArrayList<>();
  private final List<Doc> links = new ArrayList<>();
  private Doc json;

  DashboardBuilder(String title) {
    this.title = Objects.requireNonNull(title, "title");
    this.json =
        Doc.object()
            .with("title", Doc.string(title))
            .with("tags", Doc.array())
            .with("timezone", Doc.string("browser"))
            .with("editable", Doc.bool(true))
            .with("graphTooltip", Doc.number(0))
            .with("refresh", Doc.string(""))
            .with("schemaVersion", Doc.number(SCHEMA_VERSION))
            .with(
                "time",
                Doc.object().with("from", Doc.string("now-6h")).with("to", Doc.string("now")))
            .with("timepicker", Doc.object());
  }

  /** What other files and URLs call it by; at most 40 letters, digits, {@code -} and {@code _}. */
  public DashboardBuilder uid(String uid) {
    // it stands first, where people look for it
    Doc made = Doc.object().with("uid", Doc.string(uid));
    for (Doc.Member member : json.without("uid").members()) {
      made = made.with(member.key(), member.value());
    }
    json = made;
    return this;
  }

  /** What it is for. */
  public DashboardBuilder description(String text) {
    return property("description", Doc.string(text));
  }

  /** The tags that it is found by. */
  public DashboardBuilder tags(List<String> tags) {
    return property("tags", Json.strings(tags));
  }

  /** The time range that it opens with, such as {@code now-1h} to {@code now}. */
  public DashboardBuilder time(String from, String to) {
    return property("time", Doc.object().with("from", Doc.string(from)).with("to", Doc.string(to)));
  }

  /** How often it asks again, such as {@code 30s}. */
  public DashboardBuilder refresh(String interval) {
    return property("refresh", Doc.string(interval));
  }

  /** Forbids changes in Grafana. */
  public DashboardBuilder readOnly() {
    return property("editable", Doc.bool(false));
  }

  /** Adds a variable; a variable may use those before it. */
  public DashboardBuilder variable(VariableBuilder variable) {
    variables.add(Objects.requireNonNull(variable, "variable"));
    return this;
  }

  /** Adds an annotation: a PromQL query whose results are marked on the panels. */
  public DashboardBuilder annotation(
      String name, VariableBuilder.DatasourceUid source, String expr) {
    annotations.add(
        Doc.object()
            .with("name", Doc.string(name))
            .with("enable", Doc.bool(true))
            .with("iconColor", Doc.string("red"))
            .with("datasource", Json.datasource(source.type(), source.uid()))
            .with("expr", Doc.string(expr)));
    return this;
  }

  /** Adds a link at the top. */
  public DashboardBuilder link(String text, String url) {
    links.add(Json.link(text, url).with("type", Doc.string("link")));
    return this;
  }

  /** Adds a panel, below a row when one was added before. */
  public DashboardBuilder panel(PanelBuilder panel) {
    items.add(new Item(panel, false, List.of()));
    return this;
  }

  /** Adds an open row; the panels that follow belong to it. */
  public DashboardBuilder row(String text) {
    return row(PanelBuilder.of("row", text), false, List.of());
  }

  /** Adds an open row that is repeated for each selected value of a variable. */
  public DashboardBuilder repeatedRow(String text, String variable) {
    PanelBuilder row = PanelBuilder.of("row", text).property("repeat", Doc.string(variable));
    return row(row, false, List.of());
  }

  /** Adds a closed row with its panels. */
  public DashboardBuilder collapsedRow(String text, List<PanelBuilder> panels) {
    return row(PanelBuilder.of("row", text), true, panels);
  }

  private DashboardBuilder row(PanelBuilder row, boolean collapsed, List<PanelBuilder> inside) {
    items.add(new Item(row.property("collapsed", Doc.bool(collapsed)), true, List.copyOf(inside)));
    return this;
  }

  /** Any other property of the dashboard. */
  public DashboardBuilder property(String key, Doc value) {
    json = json.with(key, value);
    return this;
  }

  /**
   * The dashboard, as if read from a file named by its uid, else {@code dashboard.json}.
   *
   * @throws IllegalStateException when it has no title, or names or ids are given twice; the
   *     message says all that is wrong
   */
  public Dashboard build() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "the dashboard can't be built: " + String.join("; ", problems));
    }
    Doc made =
        json.with("links", Doc.array(links))
            .with("annotations", Doc.object().with("list", Doc.array(annotations)))
            .with(
                "templating",
                Doc.object()
                    .with(
                        "list", Doc.array(variables.stream().map(VariableBuilder::json).toList())))
            .with("panels", Doc.array(new Flow().panels()));
    String name = made.get("uid").flatMap(Doc::asString).orElse("dashboard") + ".json";
    return DashboardReader.read(SourceText.of(name, DocWriter.prettyJson(made)))
        .dashboard()
        .orElseThrow(() -> new IllegalStateException("a built dashboard can always be read"));
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (title.isBlank()) {
      problems.add("it has no title");
    }
    json.get("uid")
        .flatMap(Doc::asString)
        .filter(it -> !it.matches("[a-zA-Z0-9_-]{1,40}"))
        .ifPresent(it -> problems.add("\"" + it + "\" is no uid"));
    Set<String> names = new HashSet<>();
    for (VariableBuilder variable : variables) {
      if (!variable.name().matches("\\w+")) {
        problems.add("\"" + variable.name() + "\" is no name of a variable");
      }
      if (!names.add(variable.name())) {
        problems.add("there are two variables \"" + variable.name() + "\"");
      }
    }
    Set<Integer> ids = new HashSet<>();
    for (PanelBuilder panel : allPanels()) {
      panel.check(problems);
      panel
          .givenId()
          .filter(it -> !ids.add(it))
          .ifPresent(it -> problems.add("there are two panels with id " + it));
    }
    return problems;
  }

  private List<PanelBuilder> allPanels() {
    List<PanelBuilder> all = new ArrayList<>();
    for (Item item : items) {
      all.add(item.panel());
      all.addAll(item.inside());
    }
    return all;
  }

  /** Gives ids and places, in the order of reading. */
  private final class Flow {
    private final Set<Integer> taken = new HashSet<>();
    private int nextId = 1;
    private int x;
    private int y;
    private int lineHeight;

    Flow() {
      allPanels().forEach(it -> it.givenId().ifPresent(taken::add));
    }

    List<Doc> panels() {
      List<Doc> made = new ArrayList<>();
      for (Item item : items) {
        if (!item.row()) {
          made.add(placed(item.panel()));
          continue;
        }
        newLine();
        GridPosition place = new GridPosition(0, y, GridPosition.COLUMNS, ROW_HEIGHT);
        Doc row = item.panel().json(id(item.panel()), place);
        y += ROW_HEIGHT;
        made.add(row.with("panels", Doc.array(item.inside().stream().map(this::placed).toList())));
        newLine();
      }
      return made;
    }

    private Doc placed(PanelBuilder panel) {
      int id = id(panel);
      if (panel.position().isPresent()) {
        GridPosition place = panel.position().get();
        y = Math.max(y, place.y());
        return panel.json(id, place);
      }
      if (x + panel.width() > GridPosition.COLUMNS) {
        newLine();
      }
      GridPosition place = new GridPosition(x, y, panel.width(), panel.height());
      x += panel.width();
      lineHeight = Math.max(lineHeight, panel.height());
      return panel.json(id, place);
    }

    private void newLine() {
      x = 0;
      y += lineHeight;
      lineHeight = 0;
    }

    private int id(PanelBuilder panel) {
      if (panel.givenId().isPresent()) {
        return panel.givenId().get();
      }
      while (!taken.add(nextId)) {
        nextId++;
      }
      return nextId;
    }
  }
}
