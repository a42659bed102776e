package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A query whose results are marked on the panels. A view over the file; immutable. */
public final class Annotation {
  private final Doc doc;
  private final Doc body;
  private final Doc query;
  private final @Nullable SourceRef datasource;

  private Annotation(Doc doc, Doc body, Doc query, @Nullable SourceRef datasource) {
    this.doc = Objects.requireNonNull(doc, "doc");
    this.body = body;
    this.query = query;
    this.datasource = datasource;
  }

  static Annotation classic(Doc doc) {
    SourceRef datasource =
        doc.get("datasource").filter(it -> !it.isNull()).map(SourceRef::of).orElse(null);
    return new Annotation(
        doc, doc, doc.get("target").filter(Doc::isObject).orElse(doc), datasource);
  }

  static Annotation v2(Doc doc) {
    Doc spec = doc.get("spec").orElse(doc);
    Doc query = spec.get("query").filter(Doc::isObject).orElse(Doc.object().at(spec.span()));
    String kind = query.get("kind").flatMap(Doc::asString).orElse(null);
    String group = query.get("group").flatMap(Doc::asString).orElse(null);
    Doc named = query.get("datasource").or(() -> spec.get("datasource")).orElse(null);
    SourceRef datasource = SourceRef.of(named, "DataQuery".equals(kind) ? group : kind, doc.span());
    return new Annotation(doc, spec, query.get("spec").orElse(query), datasource);
  }

  /** Everything that the file says about the annotation. */
  public Doc doc() {
    return doc;
  }

  /** The part that belongs to the data source's plugin. */
  public Doc query() {
    return query;
  }

  /** The name; empty text when it has none. */
  public String name() {
    return body.get("name").flatMap(Doc::asString).orElse("");
  }

  /** The data source that it asks; empty for the default one. */
  public Optional<SourceRef> datasource() {
    return Optional.ofNullable(datasource);
  }

  /** Whether it is asked when the dashboard opens. */
  public boolean isEnabled() {
    return body.get("enable").flatMap(Doc::asBoolean).orElse(false);
  }

  /** Whether its switch is hidden from viewers. */
  public boolean isHidden() {
    return body.get("hide").flatMap(Doc::asBoolean).orElse(false);
  }

  /** Whether it is Grafana's own list of annotations and alerts. */
  public boolean isBuiltIn() {
    Optional<Doc> builtIn = body.get("builtIn");
    return builtIn.flatMap(Doc::asInt).orElse(0) == 1
        || builtIn.flatMap(Doc::asBoolean).orElse(false);
  }

  /** The query's text; empty when it has none. */
  public Optional<Doc.Str> text() {
    for (Doc part : List.of(query, body)) {
      for (String key : List.of("expr", "query", "rawSql", "rawQuery", "target")) {
        Optional<Doc> value = part.get(key);
        if (value.isPresent() && value.get() instanceof Doc.Str text) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }

  /** Where it is written: its name, or the whole of it. */
  public Span span() {
    return body.get("name").orElse(doc).span();
  }

  @Override
  public String toString() {
    return "annotation " + name();
  }
}
