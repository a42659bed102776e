package com.scanium.sightline.network;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One value of a Compose file with its variables replaced. Unlike a {@link Doc} it knows its file,
 * so that nodes of several files can be merged into one tree. Immutable.
 */
final class ComposeNode {
  enum Kind {
    MAP,
    LIST,
    TEXT,
    NULL
  }

  /** The file a node came from, and the folder that its relative paths start in. */
  record Origin(SourceText source, Path folder) {}

  private final Kind kind;
  private final Origin origin;
  private final Span span;
  private final Span keySpan;
  private final String tag;
  private final String text;
  private final boolean known;
  private final Map<String, ComposeNode> members;
  private final List<ComposeNode> items;

  private ComposeNode(
      Kind kind,
      Origin origin,
      Span span,
      Span keySpan,
      String tag,
      String text,
      boolean known,
      Map<String, ComposeNode> members,
      List<ComposeNode> items) {
    this.kind = kind;
    this.origin = origin;
    this.span = span;
    this.keySpan = keySpan;
    this.tag = tag;
    this.text = text;
    this.known = known;
    this.members = members;
    this.items = items;
  }

  /** The tree of a document, merge keys carried out and variables replaced. */
  static ComposeNode of(
      DocParse parse,
      Doc root,
      Origin origin,
      Interpolation variables,
      Consumer<TopologyProblem> problems) {
    return new Conversion(parse, origin, variables, problems).node(root.mergeKeysApplied(), null);
  }

  private record Conversion(
      DocParse parse, Origin origin, Interpolation variables, Consumer<TopologyProblem> problems) {
    ComposeNode node(Doc doc, @Nullable Span key) {
      Span keySpan = key == null ? doc.span() : key;
      String tag = parse.tagOf(doc).orElse("");
      Map<String, ComposeNode> members = new LinkedHashMap<>();
      List<ComposeNode> items = new ArrayList<>();
      Kind kind = Kind.NULL;
      String text = "";
      boolean known = true;
      if (doc.isObject()) {
        kind = Kind.MAP;
        doc.members()
            .forEach(member -> members.put(member.key(), node(member.value(), member.keySpan())));
      } else if (doc.isArray()) {
        kind = Kind.LIST;
        doc.items().forEach(item -> items.add(node(item, null)));
      } else if (!doc.isNull()) {
        kind = Kind.TEXT;
        Interpolation.Result result = variables.apply(doc.asText().orElse(""));
        text = result.text();
        known = result.isKnown();
        if (result.problem() != null) {
          problems.accept(
              new TopologyProblem(origin.source().location(doc.span()), result.problem()));
        }
      }
      return new ComposeNode(kind, origin, doc.span(), keySpan, tag, text, known, members, items);
    }
  }

  Kind kind() {
    return kind;
  }

  boolean isMap() {
    return kind == Kind.MAP;
  }

  boolean isList() {
    return kind == Kind.LIST;
  }

  boolean isText() {
    return kind == Kind.TEXT;
  }

  Origin origin() {
    return origin;
  }

  /** Compose's {@code !reset} or {@code !override}; empty for none. */
  String tag() {
    return tag;
  }

  String text() {
    return text;
  }

  boolean isKnown() {
    return known;
  }

  Map<String, ComposeNode> members() {
    return Collections.unmodifiableMap(members);
  }

  List<ComposeNode> items() {
    return items;
  }

  Optional<ComposeNode> get(String... path) {
    ComposeNode at = this;
    for (String key : path) {
      ComposeNode below = at.members.get(key);
      if (below == null) {
        return Optional.empty();
      }
      at = below;
    }
    return Optional.of(at);
  }

  SourceLocation location() {
    return origin.source().location(span);
  }

  SourceLocation keyLocation() {
    return origin.source().location(keySpan);
  }

  /** The text with its place; empty when this is no single value. */
  Optional<LocatedText> located() {
    return isText() ? Optional.of(new LocatedText(text, known, location())) : Optional.empty();
  }

  /** The texts of a list, or of a single value as a list of one. */
  List<LocatedText> texts() {
    return (isList() ? items : List.of(this))
        .stream().flatMap(item -> item.located().stream()).toList();
  }

  ComposeNode withText(String newText) {
    return new ComposeNode(
        Kind.TEXT, origin, span, keySpan, "", newText, known, Map.of(), List.of());
  }

  ComposeNode withMembers(Map<String, ComposeNode> newMembers) {
    return new ComposeNode(Kind.MAP, origin, span, keySpan, "", "", true, newMembers, List.of());
  }

  ComposeNode withItems(List<ComposeNode> newItems) {
    return new ComposeNode(
        Kind.LIST, origin, span, keySpan, "", "", true, Map.of(), List.copyOf(newItems));
  }

  ComposeNode asNull() {
    return new ComposeNode(Kind.NULL, origin, span, keySpan, "", "", true, Map.of(), List.of());
  }

  @Override
  public String toString() {
    return kind == Kind.TEXT ? text : kind + "@" + location();
  }
}
