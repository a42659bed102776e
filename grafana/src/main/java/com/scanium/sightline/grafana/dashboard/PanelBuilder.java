package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a panel in Java; not safe for use by several threads. */
public final class PanelBuilder {
  private static final int DEFAULT_WIDTH = 12;
  private static final int DEFAULT_HEIGHT = 8;

  private final String title;
  private final List<TargetBuilder> targets = new ArrayList<>();
  private final List<Doc> transformations = new ArrayList<>();
  private final List<Doc> links = new ArrayList<>();
  private final List<Doc> dataLinks = new ArrayList<>();
  private Doc json;
  private Doc defaults = Doc.object();
  private Doc options = Doc.object();
  private int width = DEFAULT_WIDTH;
  private int height = DEFAULT_HEIGHT;
  private @Nullable GridPosition position;
  private final List<Doc> overrides = new ArrayList<>();
  private final List<Doc> thresholds = new ArrayList<>();
  private boolean isLibrary;

  private PanelBuilder(String type, String title) {
    this.title = Objects.requireNonNull(title, "title");
    this.json =
        Doc.object()
            .with("type", Doc.string(Objects.requireNonNull(type, "type")))
            .with("title", Doc.string(title));
  }

  /** A panel of any plugin, such as {@code heatmap} or {@code grafana-polystat-panel}. */
  public static PanelBuilder of(String type, String title) {
    return new PanelBuilder(type, title);
  }

  /** A graph over time. */
  public static PanelBuilder timeseries(String title) {
    return of("timeseries", title);
  }

  /** One number, or one per series. */
  public static PanelBuilder stat(String title) {
    return of("stat", title);
  }

  /** A dial. */
  public static PanelBuilder gauge(String title) {
    return of("gauge", title);
  }

  /** A table. */
  public static PanelBuilder table(String title) {
    return of("table", title);
  }

  /** A bar for each value. */
  public static PanelBuilder barGauge(String title) {
    return of("bargauge", title);
  }

  /** Bars by category. */
  public static PanelBuilder barChart(String title) {
    return of("barchart", title);
  }

  /** A pie. */
  public static PanelBuilder pieChart(String title) {
    return of("piechart", title);
  }

  /** Buckets of a histogram over time. */
  public static PanelBuilder heatmap(String title) {
    return of("heatmap", title);
  }

  /** How often values occur. */
  public static PanelBuilder histogram(String title) {
    return of("histogram", title);
  }

  /** States over time, equal ones joined. */
  public static PanelBuilder stateTimeline(String title) {
    return of("state-timeline", title);
  }

  /** States over time, one box for each point. */
  public static PanelBuilder statusHistory(String title) {
    return of("status-history", title);
  }

  /** One trace. */
  public static PanelBuilder traces(String title) {
    return of("traces", title);
  }

  /**
   * A panel of the library: what it shows is kept in Grafana.
   *
   * @param uid the library element's uid
   * @param name its name
   */
  public static PanelBuilder library(String title, String uid, String name) {
    PanelBuilder panel = of("", title);
    panel.json =
        Doc.object()
            .with("title", Doc.string(title))
            .with(
                "libraryPanel",
                Doc.object().with("uid", Doc.string(uid)).with("name", Doc.string(name)));
    panel.isLibrary = true;
    return panel;
  }

  /** Log lines. */
  public static PanelBuilder logs(String title) {
    return of("logs", title);
  }

  /** A text in Markdown, without queries. */
  public static PanelBuilder text(String title, String markdown) {
    return of("text", title)
        .option("mode", Doc.string("markdown"))
        .option("content", Doc.string(markdown));
  }

  /** The numeric id; ids are given in order when unset. */
  public PanelBuilder id(int id) {
    return property("id", Doc.number(id));
  }

  /** What the reader sees behind the panel's question mark. */
  public PanelBuilder description(String text) {
    return property("description", Doc.string(text));
  }

  /** The data source of targets without their own; {@code mixed} and {@code -- Mixed --} too. */
  public PanelBuilder datasource(String type, String uid) {
    return property("datasource", Json.datasource(type, uid));
  }

  /** Adds a query. */
  public PanelBuilder target(TargetBuilder target) {
    targets.add(Objects.requireNonNull(target, "target"));
    return this;
  }

  /** The unit of its values, such as {@code reqps}, {@code s} or {@code bytes}. */
  public PanelBuilder unit(String unit) {
    defaults = defaults.with("unit", Doc.string(unit));
    return this;
  }

  /** How many digits stand behind the point; Grafana decides when unset. */
  public PanelBuilder decimals(int digits) {
    return field("decimals", Doc.number(digits));
  }

  /** The smallest value of axis or dial; the data decide when unset. */
  public PanelBuilder min(double value) {
    return field("min", number(value));
  }

  /** The largest value of axis or dial. */
  public PanelBuilder max(double value) {
    return field("max", number(value));
  }

  /** The text that stands where there is no value; it hides that there is none. */
  public PanelBuilder noValue(String text) {
    return field("noValue", Doc.string(text));
  }

  /** The colour below all thresholds, such as {@code green}. */
  public PanelBuilder baseColor(String color) {
    thresholds.add(0, step(Doc.nothing(), color));
    return this;
  }

  /** The colour from a value on; to be given in rising order. */
  public PanelBuilder threshold(double from, String color) {
    thresholds.add(step(number(from), color));
    return this;
  }

  private static Doc step(Doc from, String color) {
    return Doc.object().with("color", Doc.string(color)).with("value", from);
  }

  /** Whole numbers without a point, as Grafana writes them. */
  private static Doc number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Doc.number((long) value) : Doc.number(value);
  }

  /**
   * A setting of one field only.
   *
   * @param field its name as shown, the legend
   * @param property what is set, such as {@code unit} or {@code custom.hideFrom}
   */
  public PanelBuilder override(String field, String property, Doc value) {
    overrides.add(
        Doc.object()
            .with(
                "matcher",
                Doc.object().with("id", Doc.string("byName")).with("options", Doc.string(field)))
            .with(
                "properties",
                Doc.array(
                    List.of(Doc.object().with("id", Doc.string(property)).with("value", value)))));
    return this;
  }

  /** Any other setting of all fields, such as {@code min} or {@code noValue}. */
  public PanelBuilder field(String key, Doc value) {
    defaults = defaults.with(key, value);
    return this;
  }

  /** A setting of the plugin that draws it. */
  public PanelBuilder option(String key, Doc value) {
    options = options.with(key, value);
    return this;
  }

  /** The smallest interval, such as {@code 1m}. */
  public PanelBuilder minInterval(String interval) {
    return property("interval", Doc.string(interval));
  }

  /** How many points to ask for. */
  public PanelBuilder maxDataPoints(int points) {
    return property("maxDataPoints", Doc.number(points));
  }

  /** Shows it once for each selected value of a variable. */
  public PanelBuilder repeat(String variable, Repeat.Direction direction) {
    String way = direction == Repeat.Direction.VERTICAL ? "v" : "h";
    return property("repeat", Doc.string(variable)).property("repeatDirection", Doc.string(way));
  }

  /** How many copies of a repeated panel stand side by side at most. */
  public PanelBuilder maxPerRow(int copies) {
    return property("maxPerRow", Doc.number(copies));
  }

  /** A time range of its own, such as {@code 1h}. */
  public PanelBuilder timeFrom(String range) {
    return property("timeFrom", Doc.string(range));
  }

  /** How far into the past it looks, such as {@code 1d}. */
  public PanelBuilder timeShift(String shift) {
    return property("timeShift", Doc.string(shift));
  }

  /** Shows it without a background of its own. */
  public PanelBuilder transparent() {
    return property("transparent", Doc.bool(true));
  }

  /** A step between its queries and what it shows. */
  public PanelBuilder transformation(String id, Doc settings) {
    transformations.add(Doc.object().with("id", Doc.string(id)).with("options", settings));
    return this;
  }

  /** A link at its title. */
  public PanelBuilder link(String text, String url) {
    links.add(Json.link(text, url));
    return this;
  }

  /** A link at its values, which may hold {@code ${__field.labels.x}}. */
  public PanelBuilder dataLink(String text, String url) {
    dataLinks.add(Json.link(text, url));
    return this;
  }

  /** Its size, where the dashboard decides about its place. */
  public PanelBuilder size(int columns, int lines) {
    width = columns;
    height = lines;
    return this;
  }

  /** Its place; the dashboard finds one when unset. */
  public PanelBuilder at(GridPosition place) {
    position = Objects.requireNonNull(place, "place");
    return this;
  }

  /** Any other property of the panel. */
  public PanelBuilder property(String key, Doc value) {
    json = json.with(key, value);
    return this;
  }

  Optional<Integer> givenId() {
    return json.get("id").flatMap(Doc::asInt);
  }

  Optional<GridPosition> position() {
    return Optional.ofNullable(position);
  }

  int width() {
    return Math.max(1, Math.min(width, GridPosition.COLUMNS));
  }

  int height() {
    return Math.max(1, height);
  }

  /** What is wrong with it, in words. */
  void check(List<String> problems) {
    Set<String> letters = new HashSet<>();
    for (TargetBuilder target : targets) {
      target
          .letter()
          .filter(it -> !letters.add(it))
          .ifPresent(it -> problems.add("panel \"" + title + "\" has two targets " + it));
    }
  }

  Doc json(int id, GridPosition place) {
    Doc panel =
        json.with("id", Doc.number(givenId().orElse(id)))
            .with(
                "gridPos",
                Doc.object()
                    .with("h", Doc.number(place.height()))
                    .with("w", Doc.number(place.width()))
                    .with("x", Doc.number(place.x()))
                    .with("y", Doc.number(place.y())));
    if (isLibrary) {
      return panel;
    }
    Doc fields = dataLinks.isEmpty() ? defaults : defaults.with("links", Doc.array(dataLinks));
    if (!thresholds.isEmpty()) {
      fields =
          fields.with(
              "thresholds",
              Doc.object()
                  .with("mode", Doc.string("absolute"))
                  .with("steps", Doc.array(thresholds)));
    }
    panel =
        panel.with(
            "fieldConfig",
            Doc.object().with("defaults", fields).with("overrides", Doc.array(overrides)));
    panel = panel.with("options", options);
    if (!targets.isEmpty()) {
      panel = panel.with("targets", Doc.array(targetsJson()));
    }
    if (!transformations.isEmpty()) {
      panel = panel.with("transformations", Doc.array(transformations));
    }
    return links.isEmpty() ? panel : panel.with("links", Doc.array(links));
  }

  private List<Doc> targetsJson() {
    Set<String> given = new HashSet<>();
    targets.forEach(it -> it.letter().ifPresent(given::add));
    List<Doc> made = new ArrayList<>();
    int next = 0;
    for (TargetBuilder target : targets) {
      while (target.letter().isEmpty() && given.contains(letter(next))) {
        next++;
      }
      made.add(target.json(letter(next)));
      next += target.letter().isEmpty() ? 1 : 0;
    }
    return made;
  }

  /** A to Z, then AA, AB, …, as Grafana's editor counts. */
  private static String letter(int index) {
    String last = String.valueOf((char) ('A' + index % 26));
    return index < 26 ? last : letter(index / 26 - 1) + last;
  }
}
