package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One dashboard. A view over the file: nothing that isn't modelled is lost. Immutable. */
public final class Dashboard {
  /** Which of Grafana's two schemas a dashboard follows. */
  public enum Schema {
    /** {@code panels} or {@code rows}, with a {@code schemaVersion}. */
    CLASSIC,
    /** {@code elements} and {@code layout}. */
    V2
  }

  private final SourceText source;
  private final Doc file;
  private final Doc doc;
  private final Schema schema;
  private final Envelope envelope;
  private final List<Panel> panels;
  private final List<Variable> variables;
  private final List<Annotation> annotations;
  private final List<Section> sections;
  private final Map<String, Doc> elementReferences;
  private final @Nullable Opening opening;

  private Dashboard(Dashboard from, Opening opening) {
    this.source = from.source;
    this.file = from.file;
    this.doc = from.doc;
    this.schema = from.schema;
    this.envelope = from.envelope;
    this.panels = from.panels;
    this.variables = from.variables;
    this.annotations = from.annotations;
    this.sections = from.sections;
    this.elementReferences = from.elementReferences;
    this.opening = opening;
  }

  private Dashboard(Envelope envelope, Doc doc, LibraryPanels library) {
    this.opening = null;
    this.envelope = envelope;
    this.source = envelope.source();
    this.file = envelope.root();
    this.doc = doc;
    LibraryModels models = new LibraryModels(doc, library);
    if (doc.get("elements").filter(Doc::isObject).isPresent()) {
      schema = Schema.V2;
      V2Layout layout = V2Layout.of(doc);
      panels =
          doc.get("elements").map(Doc::members).orElse(List.of()).stream()
              .map(
                  it ->
                      Panel.v2(
                          it.key(), it.value(), models.of(it.value()), layout.placements(it.key())))
              .toList();
      variables = objects(doc.get("variables")).map(Variable::v2).toList();
      annotations = objects(doc.get("annotations")).map(Annotation::v2).toList();
      sections = List.copyOf(layout.sections());
      elementReferences = layout.references();
    } else {
      schema = Schema.CLASSIC;
      ClassicPanels classic = ClassicPanels.of(doc, models);
      panels = List.copyOf(classic.panels());
      variables = objects(doc.path("templating", "list")).map(Variable::classic).toList();
      annotations = objects(doc.path("annotations", "list")).map(Annotation::classic).toList();
      sections = List.copyOf(classic.sections());
      elementReferences = Map.of();
    }
  }

  /**
   * The dashboard in an envelope.
   *
   * @param doc the dashboard itself
   * @param library what library panels show that the file doesn't hold
   */
  static Dashboard of(Envelope envelope, Doc doc, LibraryPanels library) {
    return new Dashboard(envelope, doc, library);
  }

  /** Starts a dashboard that is written in Java. */
  public static DashboardBuilder builder(String title) {
    return new DashboardBuilder(title);
  }

  private static Stream<Doc> objects(Optional<Doc> list) {
    return list.map(Doc::items).orElse(List.of()).stream().filter(Doc::isObject);
  }

  /** The text that the dashboard was read from. */
  public SourceText source() {
    return source;
  }

  /** The whole file, envelope included. */
  public Doc file() {
    return file;
  }

  /** The dashboard itself, without envelope. */
  public Doc doc() {
    return doc;
  }

  /** Which schema it follows. */
  public Schema schema() {
    return schema;
  }

  /** The uid; empty when the file gives none (Grafana then makes one up). */
  public Optional<String> uid() {
    return doc.get("uid")
        .flatMap(Doc::asString)
        .or(envelope::resourceName)
        .filter(text -> !text.isEmpty());
  }

  /** How reports name the dashboard: its uid, or its file when it has none. */
  public String id() {
    return uid()
        .orElseGet(() -> source.location().file() + envelope.part().map(it -> "#" + it).orElse(""));
  }

  /** The title; empty text when there is none. */
  public String title() {
    return doc.get("title").flatMap(Doc::asString).orElse("");
  }

  /** Every panel in reading order: rows, and panels inside collapsed rows, included. */
  public List<Panel> panels() {
    return panels;
  }

  /** The variables of the whole dashboard in order; those of rows and tabs are theirs. */
  public List<Variable> variables() {
    return variables;
  }

  /** The variables that only rows or tabs see (schema v2), in reading order. */
  public List<Variable> sectionVariables() {
    return sections.stream().flatMap(it -> it.variables().stream()).toList();
  }

  /** The variable of this name: one of the whole dashboard, else the first of a row or tab. */
  public Optional<Variable> variable(String name) {
    return Stream.concat(variables.stream(), sectionVariables().stream())
        .filter(variable -> variable.name().equals(name))
        .findFirst();
  }

  /** The variable of this name that a panel sees: its innermost section's wins. */
  public Optional<Variable> variable(Panel panel, String name) {
    return panel.placements().stream()
        .flatMap(it -> it.variable(name).stream())
        .findFirst()
        .or(() -> variables.stream().filter(it -> it.name().equals(name)).findFirst());
  }

  /**
   * The panels as they are shown once repeats are carried out, rows included, with their places on
   * the grid, in reading order.
   *
   * @param datasources the data sources that there are
   * @param values what the queries behind variables find
   */
  public List<PanelCopy> copies(Datasources datasources, VariableValues values) {
    return List.copyOf(PanelCopies.of(this, KnownVariables.of(this, datasources, values).all()));
  }

  /** The queries whose results are marked on the panels, in order. */
  public List<Annotation> annotations() {
    return annotations;
  }

  /** The rows and tabs in reading order. */
  public List<Section> sections() {
    return sections;
  }

  /** The links at its top. */
  public List<Link> links() {
    return Link.list(doc.get("links"), Link.Place.DASHBOARD);
  }

  /** The elements that a layout of schema v2 names and that don't exist: nothing is shown there. */
  public Map<String, Doc> missingElements() {
    Map<String, Doc> missing = new LinkedHashMap<>(elementReferences);
    panels.forEach(it -> it.element().ifPresent(missing::remove));
    return missing;
  }

  /** The version of the classic schema, also when written as text; empty when not written. */
  public OptionalInt schemaVersion() {
    Optional<Doc> written = doc.get("schemaVersion");
    Optional<Integer> number =
        written
            .flatMap(Doc::asInt)
            .or(
                () ->
                    written
                        .flatMap(Doc::asString)
                        .filter(it -> it.matches("[0-9]{1,6}"))
                        .map(Integer::valueOf));
    return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** The version of the Kubernetes-style resource, such as {@code v2beta1}; empty without one. */
  public Optional<String> apiVersion() {
    return file.get("apiVersion")
        .or(() -> file.path("dashboard", "apiVersion"))
        .flatMap(Doc::asString)
        .map(it -> it.substring(it.lastIndexOf('/') + 1));
  }

  /** The tags in order. */
  public List<String> tags() {
    return doc.get("tags").map(Doc::items).orElse(List.of()).stream()
        .flatMap(it -> it.asString().stream())
        .toList();
  }

  /** Whether users may change it in Grafana; true unless the file says no. */
  public boolean isEditable() {
    return doc.get("editable").flatMap(Doc::asBoolean).orElse(true);
  }

  /**
   * The data sources that the file's envelope puts in the place of {@code ${NAME}}: a {@code
   * GrafanaDashboard} resource names them, and its operator replaces them. Usually none.
   */
  public Map<String, String> inputs() {
    return envelope.inputs();
  }

  /**
   * The dashboard as a link shows it: with the values of variables, the time range and the panel
   * that the link names. The link's uid is not compared with this dashboard's.
   *
   * @param now what relative times of the link count from
   */
  public Dashboard opened(DashboardLink link, Instant now) {
    return new Dashboard(this, new Opening(link, now));
  }

  /** How it was opened; empty when nobody said. */
  Optional<Opening> opening() {
    return Optional.ofNullable(opening);
  }

  /** The link that it was opened by; empty when nobody said. */
  public Optional<DashboardLink> link() {
    return opening().map(Opening::link);
  }

  /** The start of the time range that it opens with; Grafana's own default when unset. */
  public String from() {
    return link().flatMap(DashboardLink::from).or(() -> time("from")).orElse("now-6h");
  }

  /** The end of the time range that it opens with. */
  public String to() {
    return link().flatMap(DashboardLink::to).or(() -> time("to")).orElse("now");
  }

  private Optional<String> time(String key) {
    String section = schema == Schema.V2 ? "timeSettings" : "time";
    return doc.path(section, key).flatMap(Doc::asText).filter(text -> !text.isEmpty());
  }

  /** Whether the file was exported for sharing and asks for data sources when imported. */
  public boolean hasInputs() {
    return doc.get("__inputs").map(Doc::items).filter(items -> !items.isEmpty()).isPresent();
  }

  /** A text of this dashboard together with its place in the file. */
  public EmbeddedText embedded(Doc.Str text) {
    return new EmbeddedText(text.value(), source, envelope.offsets(text));
  }

  /** How reports name a query of a panel; an empty letter names the panel. */
  public ConsumerRef ref(Panel panel, String refId) {
    return PanelQueries.ref(this, panel, refId);
  }

  /** How reports name a variable. */
  public ConsumerRef ref(Variable variable) {
    return ConsumerRef.inDashboard(id()).variable(variable.name()).build();
  }

  /** How reports name an annotation. */
  public ConsumerRef ref(Annotation annotation) {
    return ConsumerRef.inDashboard(id()).annotation(annotation.name()).build();
  }

  /** The place of a range of the file. */
  public SourceLocation location(Span span) {
    return source.location(span);
  }

  /** The place of a panel. */
  public SourceLocation location(Panel panel) {
    return location(panel.span());
  }

  /** The place of a target. */
  public SourceLocation location(Target target) {
    return location(target.span());
  }

  /** The place of a variable. */
  public SourceLocation location(Variable variable) {
    return location(variable.nameSpan());
  }

  /** The place of an annotation. */
  public SourceLocation location(Annotation annotation) {
    return location(annotation.span());
  }

  /** The place of a row or tab. */
  public SourceLocation location(Section section) {
    return location(section.span());
  }

  /**
   * The dashboard itself as JSON that Grafana imports, without its envelope: two spaces a level,
   * the order of the file.
   */
  public String json() {
    return DocWriter.prettyJson(doc);
  }

  /** Whether both come from the same source and say the same. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dashboard that
        && source.source().equals(that.source.source())
        && envelope.part().equals(that.envelope.part())
        && file.sameAs(that.file);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source.source(), envelope.part(), id());
  }

  @Override
  public String toString() {
    return title() + " (" + id() + ")";
  }
}
