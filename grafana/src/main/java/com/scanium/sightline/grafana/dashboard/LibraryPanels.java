package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What library panels show, by uid: from a dashboard's own {@code __elements}, or from what the
 * HTTP API answers about library elements. Immutable.
 */
public final class LibraryPanels {
  /** No library panel is known. */
  public static final LibraryPanels NONE = new LibraryPanels(Map.of());

  private final Map<String, Doc> models;

  private LibraryPanels(Map<String, Doc> models) {
    this.models = Map.copyOf(models);
  }

  /**
   * Reads library elements: one ({@code {uid, name, model}}), a list of them, or an answer of
   * {@code /api/library-elements}, with one or many. Whatever else it is gives none.
   */
  public static LibraryPanels read(SourceText source) {
    return DocReader.json(source).root().map(LibraryPanels::of).orElse(NONE);
  }

  /** The same from a tree that was read already. */
  public static LibraryPanels of(Doc root) {
    Map<String, Doc> models = new LinkedHashMap<>();
    Doc result = root.get("result").filter(it -> !it.isNull()).orElse(root);
    Doc list = result.get("elements").filter(Doc::isArray).orElse(result);
    add(list, models);
    return new LibraryPanels(models);
  }

  /** The {@code __elements} of a dashboard: an object by uid, a list in old exports. */
  static LibraryPanels inFile(Doc dashboard) {
    Optional<Doc> elements = dashboard.get("__elements");
    if (elements.isEmpty()) {
      return NONE;
    }
    Map<String, Doc> models = new LinkedHashMap<>();
    elements.get().items().forEach(it -> add(it, models));
    for (Doc.Member member : elements.get().members()) {
      member
          .value()
          .get("model")
          .filter(Doc::isObject)
          .ifPresent(it -> models.put(member.key(), it));
    }
    return new LibraryPanels(models);
  }

  private static void add(Doc doc, Map<String, Doc> into) {
    if (doc.isArray()) {
      doc.items().stream().filter(Doc::isObject).forEach(it -> add(it, into));
      return;
    }
    Optional<String> uid = doc.get("uid").flatMap(Doc::asString);
    Optional<Doc> model = doc.get("model").filter(Doc::isObject);
    if (uid.isPresent() && model.isPresent()) {
      into.put(uid.get(), model.get());
    }
  }

  /** Both; where both know a uid, the other one's model counts. */
  public LibraryPanels and(LibraryPanels other) {
    Map<String, Doc> both = new LinkedHashMap<>(models);
    both.putAll(other.models);
    return new LibraryPanels(both);
  }

  /** What the panel of this uid shows. */
  public Optional<Doc> model(String uid) {
    return Optional.ofNullable(models.get(Objects.requireNonNull(uid, "uid")));
  }

  /** The same with every model moved to the place of the reference that shows it. */
  Optional<Doc> modelAt(String uid, Span reference) {
    return model(uid).map(it -> Relocation.at(reference, it));
  }

  /** How many are known. */
  public int size() {
    return models.size();
  }
}
