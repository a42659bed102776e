package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
  private final @Nullable String resourceName;
  private final List<Panel> panels;
  private final List<Variable> variables;

  Dashboard(
      SourceText source,
      Doc file,
      Doc doc,
      Schema schema,
      @Nullable String resourceName,
      List<Panel> panels,
      List<Variable> variables) {
    this.source = Objects.requireNonNull(source, "source");
    this.file = Objects.requireNonNull(file, "file");
    this.doc = Objects.requireNonNull(doc, "doc");
    this.schema = Objects.requireNonNull(schema, "schema");
    this.resourceName = resourceName;
    this.panels = List.copyOf(panels);
    this.variables = List.copyOf(variables);
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
        .or(() -> Optional.ofNullable(resourceName))
        .filter(text -> !text.isEmpty());
  }

  /** How reports name the dashboard: its uid, or its file when it has none. */
  public String id() {
    return uid().orElseGet(() -> source.location().file());
  }

  /** The title; empty text when there is none. */
  public String title() {
    return doc.get("title").flatMap(Doc::asString).orElse("");
  }

  /** Every panel in reading order: rows, and panels inside collapsed rows, included. */
  public List<Panel> panels() {
    return panels;
  }

  /** The variables in order. */
  public List<Variable> variables() {
    return variables;
  }

  /** The variable of this name. */
  public Optional<Variable> variable(String name) {
    return variables.stream().filter(variable -> variable.name().equals(name)).findFirst();
  }

  /** The start of the time range that it opens with; Grafana's own default when unset. */
  public String from() {
    return time("from").orElse("now-6h");
  }

  /** The end of the time range that it opens with. */
  public String to() {
    return time("to").orElse("now");
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
    return new EmbeddedText(text.value(), source, DocReader.offsets(source, text));
  }

  /** How reports name a query of a panel; an empty letter names the panel. */
  public ConsumerRef ref(Panel panel, String refId) {
    return PanelQueries.ref(this, panel, refId);
  }

  /** How reports name a variable. */
  public ConsumerRef ref(Variable variable) {
    return ConsumerRef.inDashboard(id()).variable(variable.name()).build();
  }

  /** The place of a range of the file. */
  public SourceLocation location(Span span) {
    return source.location(span);
  }

  @Override
  public String toString() {
    return title() + " (" + id() + ")";
  }
}
