package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row or a tab: a titled part of a dashboard that holds panels. Immutable. */
public final class Section {
  /** How a section shows itself. */
  public enum Kind {
    /** One below the other; can be collapsed. */
    ROW,
    /** One at a time. */
    TAB
  }

  private final Kind kind;
  private final Doc doc;
  private final Doc body;
  private final @Nullable Repeat repeat;
  private final List<Variable> variables;

  private Section(Kind kind, Doc doc, Doc body, @Nullable Repeat repeat, List<Variable> variables) {
    this.kind = kind;
    this.doc = Objects.requireNonNull(doc, "doc");
    this.body = Objects.requireNonNull(body, "body");
    this.repeat = repeat;
    this.variables = List.copyOf(variables);
  }

  /** A row panel, or an entry of the old {@code rows}. */
  static Section classic(Doc doc) {
    return new Section(Kind.ROW, doc, doc, Repeat.classic(doc).orElse(null), List.of());
  }

  static Section v2(Kind kind, Doc doc) {
    Doc spec = doc.get("spec").orElse(doc);
    List<Variable> variables =
        spec.get("variables").map(Doc::items).orElse(List.of()).stream()
            .filter(Doc::isObject)
            .map(Variable::v2)
            .toList();
    return new Section(kind, doc, spec, Repeat.v2(spec).orElse(null), variables);
  }

  /** Whether it is a row or a tab. */
  public Kind kind() {
    return kind;
  }

  /** Everything that the file says about it. */
  public Doc doc() {
    return doc;
  }

  /** The title; empty text when it has none. */
  public String title() {
    return body.get("title").flatMap(Doc::asString).orElse("");
  }

  /** Whether it opens closed: the queries of its panels wait until the row is opened. */
  public boolean isCollapsed() {
    return body.get("collapsed")
        .or(() -> body.get("collapse"))
        .flatMap(Doc::asBoolean)
        .orElse(false);
  }

  /** Whether rules about variables, data or the time range decide if it is shown. */
  public boolean isConditional() {
    return body.get("conditionalRendering").filter(Doc::isObject).isPresent();
  }

  /** The variable that it is repeated for. */
  public Optional<Repeat> repeat() {
    return Optional.ofNullable(repeat);
  }

  /** The variables that only its panels see (schema v2), in order. */
  public List<Variable> variables() {
    return variables;
  }

  /** Where it is written. */
  public Span span() {
    return body.get("title").orElse(doc).span();
  }

  @Override
  public String toString() {
    return (kind == Kind.ROW ? "row " : "tab ") + title();
  }
}
