package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.util.Objects;

/** A folder of dashboards and alert rules. A view; immutable. */
public final class Folder {
  private final Doc doc;

  Folder(Doc doc) {
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

  /** The uid of the folder around it; empty in the root. */
  public String parentUid() {
    return Trees.text(doc, "parentUid");
  }

  /** The version that a change must name; 0 in lists, which do not tell it. */
  public long version() {
    return Trees.number(doc, "version");
  }

  @Override
  public String toString() {
    return title() + " (" + uid() + ")";
  }
}
