package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
  private final Doc queryOptions;
  private final boolean library;
  private final boolean nested;

  private Panel(
      Doc doc,
      Doc body,
      @Nullable String element,
      String type,
      @Nullable SourceRef datasource,
      List<Target> targets,
      Doc queryOptions,
      boolean library,
      boolean nested) {
    this.doc = doc;
    this.body = body;
    this.element = element;
    this.type = type;
    this.datasource = datasource;
    this.targets = List.copyOf(targets);
    this.queryOptions = queryOptions;
    this.library = library;
    this.nested = nested;
  }

  /**
   * A panel of the classic schema.
   *
   * @param model what a library panel shows, or null when it isn't in the file
   * @param nested whether it lies inside a collapsed row
   */
  static Panel classic(Doc doc, @Nullable Doc model, boolean nested) {
    boolean library = doc.get("libraryPanel").filter(Doc::isObject).isPresent();
    Doc body = library && model != null ? model : doc;
    SourceRef datasource =
        body.get("datasource").filter(it -> !it.isNull()).map(SourceRef::of).orElse(null);
    List<Target> targets =
        body.get("targets").stream()
            .flatMap(it -> it.items().stream())
            .filter(Doc::isObject)
            .map(Target::classic)
            .toList();
    String type = body.get("type").flatMap(Doc::asString).orElse("");
    boolean missing = library && model == null && targets.isEmpty();
    return new Panel(doc, body, null, type, datasource, targets, body, missing, nested);
  }

  /** An element of schema v2. */
  static Panel v2(String element, Doc doc) {
    Doc spec = doc.get("spec").orElse(doc);
    boolean library = doc.get("kind").flatMap(Doc::asString).orElse("").equals("LibraryPanel");
    Doc viz = spec.get("vizConfig").orElse(Doc.object());
    String kind = viz.get("kind").flatMap(Doc::asString).orElse("");
    String group = viz.get("group").flatMap(Doc::asString).orElse("");
    Doc data = spec.path("data", "spec").orElse(Doc.object());
    List<Target> targets =
        data.get("queries").stream()
            .flatMap(it -> it.items().stream())
            .filter(Doc::isObject)
            .map(Target::v2)
            .toList();
    Doc options = data.get("queryOptions").orElse(Doc.object());
    String type = kind.equals("VizConfig") ? group : kind;
    return new Panel(doc, spec, element, type, null, targets, options, library, false);
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
    return body.get("title")
        .or(() -> doc.get("title"))
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
    Optional<Doc> named = doc.get("libraryPanel").or(() -> body.get("libraryPanel"));
    return named.flatMap(it -> it.get("name").or(() -> it.get("uid"))).flatMap(Doc::asString);
  }

  /** Whether it lies inside a collapsed row, whose queries wait until the row is opened. */
  public boolean isInCollapsedRow() {
    return nested;
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

  @Override
  public String toString() {
    return type + " " + title().orElse("");
  }
}
