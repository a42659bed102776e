package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One query of a panel. A view over the file; immutable. */
public final class Target {
  private final Doc doc;
  private final Doc query;
  private final @Nullable SourceRef datasource;
  private final boolean hidden;

  private Target(Doc doc, Doc query, @Nullable SourceRef datasource, boolean hidden) {
    this.doc = doc;
    this.query = query;
    this.datasource = datasource;
    this.hidden = hidden;
  }

  static Target classic(Doc doc) {
    SourceRef datasource =
        doc.get("datasource").filter(it -> !it.isNull()).map(SourceRef::of).orElse(null);
    boolean hidden = doc.get("hide").flatMap(Doc::asBoolean).orElse(false);
    return new Target(doc, doc, datasource, hidden);
  }

  static Target v2(Doc doc) {
    Doc spec = doc.get("spec").orElse(doc);
    Doc query = spec.get("query").orElse(spec);
    String kind = query.get("kind").flatMap(Doc::asString).orElse(null);
    String group = query.get("group").flatMap(Doc::asString).orElse(null);
    Doc named = query.get("datasource").or(() -> spec.get("datasource")).orElse(null);
    String type = "DataQuery".equals(kind) ? group : kind;
    SourceRef datasource = SourceRef.of(named, type, query.span());
    boolean hidden = spec.get("hidden").flatMap(Doc::asBoolean).orElse(false);
    return new Target(spec, query.get("spec").orElse(query), datasource, hidden);
  }

  /** Everything that the file says about the target. */
  public Doc doc() {
    return doc;
  }

  /** The part that belongs to the data source's plugin. */
  public Doc query() {
    return query;
  }

  /** The letter that names the query within its panel; empty when it has none. */
  public String refId() {
    return doc.get("refId").flatMap(Doc::asString).orElse("");
  }

  /** The target's own data source; empty when the panel's counts. */
  public Optional<SourceRef> datasource() {
    return Optional.ofNullable(datasource);
  }

  /** Whether the query isn't shown; it only runs when expressions of the panel need it. */
  public boolean isHidden() {
    return hidden;
  }

  /** The query's text: {@code expr} of Prometheus and Loki, {@code query} of Tempo and others. */
  public Optional<Doc.Str> text() {
    for (String key : List.of("expr", "query", "expression", "rawSql", "target")) {
      Optional<Doc> value = query.get(key);
      if (value.isPresent() && value.get() instanceof Doc.Str text) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** A text property of the query, such as {@code interval} or {@code legendFormat}. */
  public Optional<String> property(String key) {
    return query.get(key).flatMap(Doc::asText);
  }

  /** Whether a boolean property of the query is set. */
  public boolean is(String key) {
    return query.get(key).flatMap(Doc::asBoolean).orElse(false);
  }

  /**
   * Whether only the present moment is asked for; a query with neither or both of {@code instant}
   * and {@code range} asks for a range.
   */
  public boolean isInstant() {
    return is("instant") && !is("range");
  }

  /** How the series are named in the legend, with {@code {{label}}}; empty when Grafana decides. */
  public Optional<Doc.Str> legendFormat() {
    Optional<Doc> legend = query.get("legendFormat");
    return legend.isPresent() && legend.get() instanceof Doc.Str text && !text.value().isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** How the result is arranged: {@code time_series}, {@code table}, {@code heatmap}. */
  public String format() {
    return query.get("format").flatMap(Doc::asString).orElse("time_series");
  }

  /** Where it is written: its text, else the whole of it. */
  public Span span() {
    return text().map(Doc.Str::span).orElse(doc.span());
  }

  @Override
  public String toString() {
    return refId() + Objects.toString(datasource, "");
  }
}
