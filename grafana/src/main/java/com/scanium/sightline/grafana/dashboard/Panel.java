package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One panel, a row included. A view over the file; immutable. */
public final class Panel {
  private static final Set<String> WITHOUT_QUERIES =
      Set.of(
          "text",
          "row",
          "news",
          "dashlist",
          "alertlist",
          "alertGroups",
          "annolist",
          "gettingstarted",
          "welcome",
          "pluginlist",
          "logo",
          "debug",
          "live");

  private final Doc doc;
  private final Doc body;
  private final @Nullable String element;
  private final String type;
  private final @Nullable SourceRef datasource;
  private final List<Target> targets;
  private final List<Transformation> transformations;
  private final Doc queryOptions;
  private final boolean library;
  private final List<Placement> placements;

  private Panel(Parts parts, List<Placement> placements) {
    this.doc = parts.doc;
    this.body = parts.body;
    this.element = parts.element;
    this.type = parts.type;
    this.datasource = parts.datasource;
    this.targets = List.copyOf(parts.targets);
    this.transformations = List.copyOf(parts.transformations);
    this.queryOptions = parts.queryOptions;
    this.library = parts.library;
    this.placements = List.copyOf(placements);
  }

  /** What is read from either schema. */
  private static final class Parts {
    private final Doc doc;
    private Doc body;
    private Doc queryOptions;
    private @Nullable String element;
    private String type = "";
    private @Nullable SourceRef datasource;
    private List<Target> targets = List.of();
    private List<Transformation> transformations = List.of();
    private boolean library;

    Parts(Doc doc) {
      this.doc = doc;
      this.body = doc;
      this.queryOptions = doc;
    }

    void classicBody(Doc model) {
      body = model;
      queryOptions = model;
      type = model.get("type").flatMap(Doc::asString).orElse("");
      datasource =
          model.get("datasource").filter(it -> !it.isNull()).map(SourceRef::of).orElse(null);
      targets = objects(model.get("targets")).map(Target::classic).toList();
      transformations = objects(model.get("transformations")).map(Transformation::classic).toList();
    }

    void v2Body(Doc spec) {
      body = spec;
      Doc viz = spec.get("vizConfig").orElse(Doc.object());
      String kind = viz.get("kind").flatMap(Doc::asString).orElse("");
      String group = viz.get("group").flatMap(Doc::asString).orElse("");
      Doc data = spec.path("data", "spec").orElse(Doc.object());
      queryOptions = data.get("queryOptions").orElse(Doc.object());
      type = kind.equals("VizConfig") ? group : kind;
      targets = objects(data.get("queries")).map(Target::v2).toList();
      transformations = objects(data.get("transformations")).map(Transformation::v2).toList();
    }

    private static Stream<Doc> objects(Optional<Doc> list) {
      return list.map(Doc::items).orElse(List.of()).stream().filter(Doc::isObject);
    }
  }

  /**
   * A panel of the classic schema.
   *
   * @param model what a library panel shows, or null when it isn't in the file
   */
  static Panel classic(Doc doc, @Nullable Doc model, Placement placement) {
    boolean library = doc.get("libraryPanel").filter(Doc::isObject).isPresent();
    Parts parts = new Parts(doc);
    parts.classicBody(library && model != null ? model : doc);
    // an answer of the API holds the whole panel beside the reference, a saved file doesn't
    boolean whole =
        !parts.targets.isEmpty()
            || WITHOUT_QUERIES.contains(parts.type)
            || doc.get("options").isPresent();
    parts.library = library && model == null && !whole;
    return new Panel(parts, List.of(placement));
  }

  /**
   * An element of schema v2.
   *
   * @param model what a library panel shows, of either schema, or null when it isn't known
   * @param placements where layouts show it; none when no layout names it
   */
  static Panel v2(String element, Doc doc, @Nullable Doc model, List<Placement> placements) {
    Parts parts = new Parts(doc);
    parts.element = element;
    if (!doc.get("kind").flatMap(Doc::asString).orElse("").equals("LibraryPanel")) {
      parts.v2Body(doc.get("spec").orElse(doc));
    } else if (model == null) {
      parts.v2Body(doc.get("spec").orElse(doc));
      parts.library = true;
    } else if (model.get("vizConfig").isPresent()) {
      parts.v2Body(model);
    } else {
      parts.classicBody(model);
    }
    return new Panel(parts, placements);
  }

  /** Everything that the file says about the panel. */
  public Doc doc() {
    return doc;
  }

  /** What the panel shows: the library panel's model when the file holds it, else the panel. */
  public Doc body() {
    return body;
  }

  /** The numeric id; empty when the file gives none. */
  public OptionalLong id() {
    return doc.get("id")
        .or(() -> doc.path("spec", "id"))
        .or(() -> body.get("id"))
        .flatMap(Doc::asLong)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** The key among the elements of schema v2; empty in the classic schema. */
  public Optional<String> element() {
    return Optional.ofNullable(element);
  }

  /** The title, or empty when the panel has none (texts often have none). */
  public Optional<String> title() {
    return doc.get("title")
        .or(() -> doc.path("spec", "title"))
        .filter(it -> it.asString().filter(text -> !text.isEmpty()).isPresent())
        .or(() -> body.get("title"))
        .flatMap(Doc::asString)
        .filter(text -> !text.isEmpty());
  }

  /** The plugin that draws it, such as {@code timeseries}; empty text when unknown. */
  public String type() {
    return type;
  }

  /** Whether it is a row. */
  public boolean isRow() {
    return type.equals("row");
  }

  /** Whether its type shows data that queries bring; rows, texts and lists don't. */
  public boolean showsQueries() {
    return !WITHOUT_QUERIES.contains(type);
  }

  /** Whether it is a library panel whose model isn't in the file. */
  public boolean isLibraryWithoutModel() {
    return library;
  }

  /** The library panel's name or uid, if it is one. */
  public Optional<String> libraryName() {
    return libraryRef()
        .flatMap(it -> it.get("name").or(() -> it.get("uid")))
        .flatMap(Doc::asString);
  }

  /** The library panel's uid, if it is one. */
  public Optional<String> libraryUid() {
    return libraryRef().flatMap(it -> it.get("uid")).flatMap(Doc::asString);
  }

  private Optional<Doc> libraryRef() {
    return doc.get("libraryPanel")
        .or(() -> doc.path("spec", "libraryPanel"))
        .or(() -> body.get("libraryPanel"))
        .filter(Doc::isObject);
  }

  /** Whether it lies inside a collapsed row, whose queries wait until the row is opened. */
  public boolean isInCollapsedRow() {
    return !placements.isEmpty() && placements.stream().allMatch(Placement::isCollapsed);
  }

  /**
   * Where it is shown: once in the classic schema; in schema v2 as often as layouts name it, so not
   * at all when none does.
   */
  public List<Placement> placements() {
    return placements;
  }

  /** Whether some layout shows it; an element of schema v2 that none names is never seen. */
  public boolean isShown() {
    return !placements.isEmpty();
  }

  /** What the panel and the sections around it are repeated for, outermost first. */
  public List<Repeat> repeats() {
    return placements.stream().flatMap(it -> it.repeats().stream()).distinct().toList();
  }

  /**
   * Whether it is a copy that an old version of Grafana saved beside the panel it repeats; opening
   * the dashboard throws it away and makes the copies anew.
   */
  public boolean isSavedCopy() {
    return doc.get("repeatPanelId").filter(it -> !it.isNull()).isPresent()
        || doc.get("repeatedByRow").flatMap(Doc::asBoolean).orElse(false);
  }

  /** The data source that targets without their own use; empty for the default one. */
  public Optional<SourceRef> datasource() {
    return Optional.ofNullable(datasource);
  }

  /** The data source that a target asks: its own, else the panel's, else the default one. */
  public SourceRef datasourceOf(Target target) {
    return target
        .datasource()
        .or(() -> datasource().filter(it -> !it.isMixed()))
        .orElseGet(() -> SourceRef.of(null, null, target.doc().span()));
  }

  /** The queries in order, hidden ones included. */
  public List<Target> targets() {
    return targets;
  }

  /** The target of this letter. */
  public Optional<Target> target(String refId) {
    return targets.stream().filter(it -> it.refId().equals(refId)).findFirst();
  }

  /** The steps between the queries and what is shown, switched-off ones included, in order. */
  public List<Transformation> transformations() {
    return transformations;
  }

  /** The settings of fields: {@code defaults} and {@code overrides}; an empty object when unset. */
  public Doc fieldConfig() {
    return body.get("fieldConfig")
        .or(() -> body.path("vizConfig", "spec", "fieldConfig"))
        .filter(Doc::isObject)
        .orElseGet(() -> Doc.object().at(doc.span()));
  }

  /** The settings of the plugin that draws it; an empty object when unset. */
  public Doc options() {
    return body.get("options")
        .or(() -> body.path("vizConfig", "spec", "options"))
        .filter(Doc::isObject)
        .orElseGet(() -> Doc.object().at(doc.span()));
  }

  /** The links of its title, then those of its fields, overrides included. */
  public List<Link> links() {
    List<Link> links = new ArrayList<>(Link.list(body.get("links"), Link.Place.PANEL));
    links.addAll(Link.ofFields(fieldConfig()));
    return links;
  }

  /** The smallest interval as written, possibly a variable; empty when unset. */
  public Optional<String> interval() {
    return queryOptions.get("interval").flatMap(Doc::asText).filter(text -> !text.isEmpty());
  }

  /** The number of points to ask for; empty when the panel's width decides. */
  public OptionalLong maxDataPoints() {
    Optional<Doc> value = queryOptions.get("maxDataPoints");
    Optional<Long> number = value.flatMap(Doc::asLong);
    if (number.isEmpty()) {
      number =
          value
              .flatMap(Doc::asString)
              .filter(text -> text.matches("[0-9]{1,9}"))
              .map(Long::valueOf);
    }
    return number.filter(it -> it > 0).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** The panel's own time range, such as {@code 1h}; empty when the dashboard's counts. */
  public Optional<String> timeFrom() {
    return queryOptions.get("timeFrom").flatMap(Doc::asString).filter(text -> !text.isEmpty());
  }

  /** The shift of its time range into the past, such as {@code 1d}; empty when there is none. */
  public Optional<String> timeShift() {
    return queryOptions.get("timeShift").flatMap(Doc::asString).filter(text -> !text.isEmpty());
  }

  /** Where it is written: its title, else the whole of it. */
  public Span span() {
    return doc.get("title").or(() -> doc.path("spec", "title")).orElse(doc).span();
  }

  @Override
  public String toString() {
    return type + " " + title().orElse("");
  }
}
