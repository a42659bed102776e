package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.util.Objects;

/** A panel or variable that several dashboards share. A view; immutable. */
public final class LibraryElement {
  private final Doc doc;

  LibraryElement(Doc doc) {
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

  /** The name. */
  public String name() {
    return Trees.text(doc, "name");
  }

  /** Whether it is a panel; else it is a variable. */
  public boolean isPanel() {
    return Trees.number(doc, "kind") != 2;
  }

  /** The panel or variable itself. */
  public Doc model() {
    return Trees.member(doc, "model");
  }

  /** The uid of its folder; empty in the root. */
  public String folderUid() {
    return Trees.text(doc, "folderUid");
  }

  /** The version that a change must name. */
  public long version() {
    return Trees.number(doc, "version");
  }

  /** How many dashboards use it. */
  public long usedBy() {
    return Trees.number(Trees.member(doc, "meta"), "connectedDashboards");
  }

  @Override
  public String toString() {
    return name() + " (" + uid() + ")";
  }
}
