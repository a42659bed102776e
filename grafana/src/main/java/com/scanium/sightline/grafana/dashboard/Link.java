package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A link of a dashboard, a panel or a field. A view over the file; immutable.
 *
 * <p>The addresses of field links may hold {@code ${__field.labels.x}}, {@code ${__value.text}} and
 * their like, which depend on the data shown.
 */
public final class Link {
  /** What carries the link. */
  public enum Place {
    /** The top of the dashboard. */
    DASHBOARD,
    /** The title of a panel. */
    PANEL,
    /** The values of a field. */
    FIELD
  }

  private final Doc doc;
  private final Place place;

  private Link(Doc doc, Place place) {
    this.doc = doc;
    this.place = place;
  }

  static List<Link> list(Optional<Doc> list, Place place) {
    return list.map(Doc::items).orElse(List.of()).stream()
        .filter(Doc::isObject)
        .map(it -> new Link(it, place))
        .toList();
  }

  /** The links of the fields: the panel's own, then those of overrides. */
  static List<Link> ofFields(Doc fieldConfig) {
    List<Link> links = new ArrayList<>(list(fieldConfig.path("defaults", "links"), Place.FIELD));
    for (Doc override : fieldConfig.get("overrides").map(Doc::items).orElse(List.of())) {
      properties(override)
          .filter(it -> it.get("id").flatMap(Doc::asString).orElse("").equals("links"))
          .forEach(it -> links.addAll(list(it.get("value"), Place.FIELD)));
    }
    return links;
  }

  private static Stream<Doc> properties(Doc override) {
    return override.get("properties").map(Doc::items).orElse(List.of()).stream();
  }

  /** Everything that the file says about the link. */
  public Doc doc() {
    return doc;
  }

  /** What carries it. */
  public Place place() {
    return place;
  }

  /** What the user sees; empty text when it has no title. */
  public String title() {
    return doc.get("title").flatMap(Doc::asString).orElse("");
  }

  /**
   * The address with its variables; empty for links to dashboards by tag and for those of old
   * schemas that name a dashboard.
   */
  public Optional<Doc.Str> url() {
    Optional<Doc> url = doc.get("url");
    return url.isPresent() && url.get() instanceof Doc.Str text && !text.value().isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Where it is written. */
  public Span span() {
    return doc.get("url").or(() -> doc.get("title")).orElse(doc).span();
  }

  @Override
  public String toString() {
    return title() + " " + url().map(Doc.Str::value).orElse("");
  }
}
