package com.scanium.sightline.grafana.provisioning;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which alerts go to which contact point: a tree, whose root takes what no branch takes. A view
 * over the file; immutable.
 */
public final class NotificationPolicy {
  private final SourceText source;
  private final Doc doc;
  private final boolean root;
  private final List<NotificationPolicy> routes;

  NotificationPolicy(SourceText source, Doc doc) {
    this(source, doc, true);
  }

  // the reader bounds how deep a file can nest, so that this ends
  private NotificationPolicy(SourceText source, Doc doc, boolean root) {
    this.source = source;
    this.doc = doc;
    this.root = root;
    this.routes =
        doc.get("routes").map(Doc::items).orElse(List.of()).stream()
            .filter(Doc::isObject)
            .map(it -> new NotificationPolicy(source, it, false))
            .toList();
  }

  /** Everything that the file says about it. */
  public Doc doc() {
    return doc;
  }

  /** Whether it is the root, which must name a contact point. */
  public boolean isRoot() {
    return root;
  }

  /** The contact point; empty for a branch that takes its parent's. */
  public Optional<String> receiver() {
    return doc.get("receiver").flatMap(Doc::asText).filter(it -> !it.isEmpty());
  }

  /** The branches in order. */
  public List<NotificationPolicy> routes() {
    return routes;
  }

  /** This policy and all below it. */
  public List<NotificationPolicy> all() {
    List<NotificationPolicy> all = new ArrayList<>();
    all.add(this);
    routes.forEach(it -> all.addAll(it.all()));
    return all;
  }

  /** The names of the mute timings that it uses. */
  public List<Doc> muteTimings() {
    List<Doc> names = new ArrayList<>();
    for (String key : List.of("mute_time_intervals", "active_time_intervals")) {
      names.addAll(doc.get(key).map(Doc::items).orElse(List.of()));
    }
    return names;
  }

  /** The matchers in the form {@code [label, operator, value]}. */
  public List<Doc> objectMatchers() {
    return doc.get("object_matchers").map(Doc::items).orElse(List.of());
  }

  /** Where it is written. */
  public Span span() {
    return doc.get("receiver").orElse(doc).span();
  }

  /** The place of a range of its file. */
  public SourceLocation location(Span span) {
    return source.location(span);
  }

  @Override
  public String toString() {
    return receiver().orElse("(as the parent)");
  }
}
