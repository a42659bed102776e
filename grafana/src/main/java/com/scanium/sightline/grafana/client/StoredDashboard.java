package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.util.Objects;
import java.util.Optional;

/** A dashboard as Grafana stores it, with what it knows about it. A view; immutable. */
public final class StoredDashboard {
  private final SourceText source;
  private final Doc root;
  private final String uid;

  StoredDashboard(SourceText source, Doc root, String uid) {
    this.source = Objects.requireNonNull(source, "source");
    this.root = Objects.requireNonNull(root, "root");
    this.uid = Objects.requireNonNull(uid, "uid");
  }

  /** What Grafana answered, envelope included, with its address: readable as a dashboard. */
  public SourceText source() {
    return source;
  }

  /** The dashboard itself; of the newer schema its {@code spec}. */
  public Doc doc() {
    return root.get("dashboard").or(() -> root.get("spec")).orElse(root);
  }

  /** The uid. */
  public String uid() {
    return uid;
  }

  /** The title; empty when it has none. */
  public String title() {
    return Trees.text(doc(), "title");
  }

  /** The version that a change must name; 0 when it is not told. */
  public long version() {
    long classic = Trees.number(doc(), "version");
    return classic > 0 ? classic : Trees.number(Trees.member(root, "metadata"), "generation");
  }

  /** The uid of its folder; empty in the root. */
  public String folderUid() {
    String classic = Trees.text(Trees.member(root, "meta"), "folderUid");
    return classic.isEmpty()
        ? root.path("metadata", "annotations", "grafana.app/folder")
            .flatMap(Doc::asString)
            .orElse("")
        : classic;
  }

  /** The path of its page; empty when it is not told. */
  public String url() {
    return Trees.text(Trees.member(root, "meta"), "url");
  }

  /** Whether it comes from a file, so that a change here would be refused or overwritten. */
  public boolean isProvisioned() {
    return Trees.isTrue(Trees.member(root, "meta"), "provisioned");
  }

  /** The file that it comes from; empty when it comes from none. */
  public Optional<String> provisionedFrom() {
    String file = Trees.text(Trees.member(root, "meta"), "provisionedExternalId");
    return file.isEmpty() ? Optional.empty() : Optional.of(file);
  }

  @Override
  public String toString() {
    return title() + " (" + uid + ", version " + version() + ")";
  }
}
