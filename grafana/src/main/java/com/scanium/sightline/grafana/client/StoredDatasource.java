package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.util.Objects;

/** A data source as Grafana stores it; its secrets never come. A view; immutable. */
public final class StoredDatasource {
  private final Doc doc;

  StoredDatasource(Doc doc) {
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

  /** The plugin, such as {@code prometheus} or {@code loki}. */
  public String type() {
    return Trees.text(doc, "type");
  }

  /** Where Grafana asks; empty for plugins without one. */
  public String url() {
    return Trees.text(doc, "url");
  }

  /** {@code proxy} or {@code direct}; only the first can be asked through Grafana. */
  public String access() {
    return Trees.text(doc, "access");
  }

  /** Whether queries that name no data source go here. */
  public boolean isDefault() {
    return Trees.isTrue(doc, "isDefault");
  }

  /** The plugin's own settings. */
  public Doc settings() {
    return Trees.member(doc, "jsonData");
  }

  @Override
  public String toString() {
    return name() + " (" + type() + ", " + uid() + ")";
  }
}
