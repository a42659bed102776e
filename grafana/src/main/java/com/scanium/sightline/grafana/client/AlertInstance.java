package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One alert of a rule. A view; immutable. */
public final class AlertInstance {
  private final Doc doc;

  AlertInstance(Doc doc) {
    this.doc = Objects.requireNonNull(doc, "doc");
  }

  /** The labels, {@code alertname} included. */
  public Map<String, String> labels() {
    return Trees.texts(Trees.member(doc, "labels"));
  }

  /** The annotations. */
  public Map<String, String> annotations() {
    return Trees.texts(Trees.member(doc, "annotations"));
  }

  /** As Grafana spells it: {@code Normal}, {@code Alerting}, {@code Alerting (NoData)}, … */
  public String state() {
    return Trees.text(doc, "state");
  }

  /** The value as Grafana spells it; empty when there is none. */
  public String value() {
    return Trees.text(doc, "value");
  }

  /** Since when; empty when it is not told. */
  public Optional<Instant> activeAt() {
    try {
      return Optional.of(OffsetDateTime.parse(Trees.text(doc, "activeAt")).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return labels() + " " + state();
  }
}
