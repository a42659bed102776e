package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A step between a panel's queries and what it shows. A view over the file; immutable.
 *
 * <p>Steps that rename or drop fields decide what overrides, links and "reduce" options find, and
 * can empty a panel whose queries bring data.
 */
public final class Transformation {
  private static final Set<String> DROPPING =
      Set.of(
          "filterByRefId",
          "filterByValue",
          "filterFieldsByName",
          "filterFields",
          "filterFrames",
          "filterFramesByRefId",
          "groupBy",
          "groupToNestedTable",
          "joinByField",
          "limit",
          "organize",
          "reduce",
          "seriesToColumns",
          "configFromData",
          "rowsToFields");

  private final Doc doc;
  private final String id;
  private final Doc body;

  private Transformation(Doc doc, String id, Doc body) {
    this.doc = Objects.requireNonNull(doc, "doc");
    this.id = id;
    this.body = body;
  }

  static Transformation classic(Doc doc) {
    return new Transformation(doc, doc.get("id").flatMap(Doc::asString).orElse(""), doc);
  }

  /** Of v2alpha1 and v2beta1 ({@code kind} is the id) and of v2 ({@code group} is). */
  static Transformation v2(Doc doc) {
    Doc spec = doc.get("spec").filter(Doc::isObject).orElse(doc);
    String id =
        doc.get("group")
            .or(() -> spec.get("id"))
            .or(() -> doc.get("kind"))
            .flatMap(Doc::asString)
            .orElse("");
    return new Transformation(doc, id, spec);
  }

  /** Everything that the file says about the step. */
  public Doc doc() {
    return doc;
  }

  /** Which transformation it is, such as {@code organize}; empty text when unknown. */
  public String id() {
    return id;
  }

  /** Whether it is switched off. */
  public boolean isDisabled() {
    return body.get("disabled").flatMap(Doc::asBoolean).orElse(false);
  }

  /** Its settings; an empty object when it has none. */
  public Doc options() {
    return body.get("options").filter(Doc::isObject).orElseGet(() -> Doc.object().at(doc.span()));
  }

  /** Whether it can drop fields, rows or whole frames. */
  public boolean canDrop() {
    return !isDisabled() && DROPPING.contains(id);
  }

  /** The fields that it gives another name, by their old one; empty names mean no change. */
  public Map<String, String> renames() {
    Map<String, String> renames = new LinkedHashMap<>();
    for (Doc.Member member : options().get("renameByName").map(Doc::members).orElse(List.of())) {
      member
          .value()
          .asString()
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> renames.put(member.key(), text));
    }
    return renames;
  }

  /** The pattern and its replacement when names are changed by a regular expression. */
  public Optional<Map.Entry<String, String>> renamePattern() {
    return id.equals("renameByRegex")
        ? options()
            .get("regex")
            .flatMap(Doc::asString)
            .map(
                regex ->
                    Map.entry(
                        regex, options().get("renamePattern").flatMap(Doc::asString).orElse("")))
        : Optional.empty();
  }

  /** The fields that are dropped by their name ({@code organize}). */
  public List<String> drops() {
    return options().get("excludeByName").map(Doc::members).orElse(List.of()).stream()
        .filter(it -> it.value().asBoolean().orElse(false))
        .map(Doc.Member::key)
        .toList();
  }

  /**
   * The only fields that are kept, by name; empty when others are kept too ({@code
   * filterFieldsByName}, and {@code organize} in its mode of chosen fields).
   */
  public List<String> keepsOnly() {
    Optional<Doc> include = options().get("include");
    List<String> names =
        include.flatMap(it -> it.get("names")).map(Doc::items).orElse(List.of()).stream()
            .flatMap(it -> it.asString().stream())
            .toList();
    if (id.equals("filterFieldsByName") && include.flatMap(it -> it.get("pattern")).isEmpty()) {
      return names;
    }
    return options().get("includeByName").map(Doc::members).orElse(List.of()).stream()
        .filter(it -> it.value().asBoolean().orElse(false))
        .map(Doc.Member::key)
        .toList();
  }

  /** The queries whose results stay, as a pattern of their letters ({@code filterByRefId}). */
  public Optional<String> keepsQueries() {
    return id.equals("filterByRefId") || id.equals("filterFramesByRefId")
        ? options().get("include").flatMap(Doc::asString)
        : Optional.empty();
  }

  /** Where it is written. */
  public Span span() {
    return doc.get("id").orElse(doc).span();
  }

  @Override
  public String toString() {
    return id;
  }
}
