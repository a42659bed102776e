package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.util.Map;
import java.util.Objects;

/** An alert or recording rule as Grafana stores it. A view; immutable. */
public final class StoredAlertRule {
  private final Doc doc;

  StoredAlertRule(Doc doc) {
    this.doc = Objects.requireNonNull(doc, "doc");
  }

  /** Everything that Grafana said about it; what {@code createAlertRule} takes. */
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

  /** The uid of its folder. */
  public String folderUid() {
    return Trees.text(doc, "folderUID");
  }

  /** The name of its group. */
  public String group() {
    return Trees.text(doc, "ruleGroup");
  }

  /** The entry of {@code data} that decides. */
  public String condition() {
    return Trees.text(doc, "condition");
  }

  /** What it becomes without data: {@code NoData}, {@code Alerting}, {@code OK}, … */
  public String noDataState() {
    return Trees.text(doc, "noDataState");
  }

  /** What it becomes when a query fails: {@code Error}, {@code Alerting}, {@code OK}, … */
  public String executionErrorState() {
    return Trees.text(doc, "execErrState");
  }

  /** How long the condition must hold, as written, such as {@code 5m}. */
  public String pendingFor() {
    return Trees.text(doc, "for");
  }

  /** Whether it is not evaluated. */
  public boolean isPaused() {
    return Trees.isTrue(doc, "isPaused");
  }

  /** The labels that it adds. */
  public Map<String, String> labels() {
    return Trees.texts(Trees.member(doc, "labels"));
  }

  /** The annotations that it adds. */
  public Map<String, String> annotations() {
    return Trees.texts(Trees.member(doc, "annotations"));
  }

  @Override
  public String toString() {
    return title() + " (" + uid() + ")";
  }
}
