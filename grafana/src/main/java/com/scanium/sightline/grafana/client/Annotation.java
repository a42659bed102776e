package com.scanium.sightline.grafana.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A note at a time or over a span of time. Immutable. */
public final class Annotation {
  private final long id;
  private final Instant from;
  private final @Nullable Instant to;
  private final String text;
  private final List<String> tags;
  private final String dashboardUid;
  private final long panel;

  private Annotation(
      long id,
      Instant from,
      @Nullable Instant to,
      String text,
      List<String> tags,
      String dashboardUid,
      long panel) {
    this.id = id;
    this.from = Objects.requireNonNull(from, "from");
    this.to = to;
    this.text = Objects.requireNonNull(text, "text");
    this.tags = List.copyOf(tags);
    this.dashboardUid = Objects.requireNonNull(dashboardUid, "dashboardUid");
    this.panel = panel;
  }

  /** A note of the whole organization. */
  public static Annotation at(Instant at, String text, List<String> tags) {
    return new Annotation(0, at, null, text, tags, "", 0);
  }

  static Annotation stored(
      long id,
      Instant from,
      @Nullable Instant to,
      String text,
      List<String> tags,
      String dashboardUid,
      long panel) {
    return new Annotation(id, from, to, text, tags, dashboardUid, panel);
  }

  /** The same over a span of time. */
  public Annotation until(Instant end) {
    return new Annotation(id, from, end, text, tags, dashboardUid, panel);
  }

  /** The same on a dashboard, or on one of its panels; 0 for all. */
  public Annotation on(String dashboard, long panelId) {
    return new Annotation(id, from, to, text, tags, dashboard, panelId);
  }

  /** Grafana's number; 0 for one that is not stored yet. */
  public long id() {
    return id;
  }

  /** When, or from when. */
  public Instant from() {
    return from;
  }

  /** Until when; empty for a moment. */
  public Optional<Instant> to() {
    return Optional.ofNullable(to);
  }

  /** What it says. */
  public String text() {
    return text;
  }

  /** The tags. */
  public List<String> tags() {
    return tags;
  }

  /** The dashboard that it is on; empty for all. */
  public String dashboardUid() {
    return dashboardUid;
  }

  /** The panel that it is on; 0 for all. */
  public long panel() {
    return panel;
  }

  @Override
  public String toString() {
    return from + " " + text;
  }
}
