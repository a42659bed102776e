package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.util.List;
import java.util.Objects;

/** A dashboard or folder that a search found. A view; immutable. */
public final class SearchHit {
  private final Doc doc;

  SearchHit(Doc doc) {
    this.doc = Objects.requireNonNull(doc, "doc");
  }

  /** Everything that Grafana said about it. */
  public Doc doc() {
    return doc;
  }

  /** The uid. */
  public String uid() {
    return Trees.text(doc, "uid");
  }

  /** The title. */
  public String title() {
    return Trees.text(doc, "title");
  }

  /** {@code dash-db} or {@code dash-folder}. */
  public String type() {
    return Trees.text(doc, "type");
  }

  /** The path of its page. */
  public String url() {
    return Trees.text(doc, "url");
  }

  /** The tags. */
  public List<String> tags() {
    return Trees.strings(Trees.member(doc, "tags"));
  }

  /** The uid of its folder; empty in the root. */
  public String folderUid() {
    return Trees.text(doc, "folderUid");
  }

  /** The title of its folder; empty in the root. */
  public String folderTitle() {
    return Trees.text(doc, "folderTitle");
  }

  @Override
  public String toString() {
    return title() + " (" + uid() + ")";
  }
}
