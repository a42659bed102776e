package com.scanium.sightline.finding;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Names one consumer of series: a query of a panel, a variable or an annotation of a dashboard, an
 * alert rule, a recording rule, or a link of a data source to another.
 *
 * <p>Ordered by dashboard, panel id, element, refId, variable, alert, recording rule, annotation,
 * link.
 */
public final class ConsumerRef implements Comparable<ConsumerRef> {
  private static final Comparator<ConsumerRef> ORDER =
      Comparator.comparing((ConsumerRef ref) -> ref.dashboard)
          .thenComparingLong(ref -> ref.panel)
          .thenComparing(ref -> ref.element)
          .thenComparing(ref -> ref.refId)
          .thenComparing(ref -> ref.variable)
          .thenComparing(ref -> ref.alert)
          .thenComparing(ref -> ref.recording)
          .thenComparing(ref -> ref.annotation)
          .thenComparing(ref -> ref.datasource)
          .thenComparing(ref -> ref.link)
          .thenComparing(ref -> ref.title);
  private static final long NONE = -1;

  private final String dashboard;
  private final long panel;
  private final String element;
  private final String title;
  private final String refId;
  private final String variable;
  private final String alert;
  private final String recording;
  private final String annotation;
  private final String datasource;
  private final String link;

  private ConsumerRef(Builder builder) {
    this.dashboard = builder.dashboard;
    this.panel = builder.panel;
    this.element = builder.element;
    this.title = builder.title;
    this.refId = builder.refId;
    this.variable = builder.variable;
    this.alert = builder.alert;
    this.recording = builder.recording;
    this.annotation = builder.annotation;
    this.datasource = builder.datasource;
    this.link = builder.link;
  }

  /**
   * Starts the name of a panel's query.
   *
   * @param dashboard the dashboard's uid, or its file when it has none
   */
  public static Builder inDashboard(String dashboard) {
    Builder builder = new Builder();
    builder.dashboard = Objects.requireNonNull(dashboard, "dashboard");
    return builder;
  }

  /**
   * The name of an alert rule.
   *
   * @param alert its uid, or {@code group/name} when it has none
   */
  public static ConsumerRef alert(String alert) {
    Builder builder = new Builder();
    builder.alert = Objects.requireNonNull(alert, "alert");
    return builder.build();
  }

  /**
   * The name of a recording rule.
   *
   * @param rule its uid, or {@code group/metric} when it has none
   */
  public static ConsumerRef recording(String rule) {
    Builder builder = new Builder();
    builder.recording = Objects.requireNonNull(rule, "rule");
    return builder.build();
  }

  /**
   * The name of a query that leads from one data source to another, as from a trace to metrics.
   *
   * @param datasource the data source that offers the link: its uid, or its name
   * @param link what the link is called
   */
  public static ConsumerRef link(String datasource, String link) {
    Builder builder = new Builder();
    builder.datasource = Objects.requireNonNull(datasource, "datasource");
    builder.link = Objects.requireNonNull(link, "link");
    return builder.build();
  }

  /** The dashboard's uid, or its file when it has none; empty for rules and links. */
  public Optional<String> dashboard() {
    return text(dashboard);
  }

  /** The panel's numeric id; empty for variables, rules, and panels without one. */
  public OptionalLong panel() {
    return panel == NONE ? OptionalLong.empty() : OptionalLong.of(panel);
  }

  /** The key of the panel among the elements of a dashboard of schema v2; else empty. */
  public Optional<String> element() {
    return text(element);
  }

  /** The panel's title; empty when it has none. */
  public Optional<String> title() {
    return text(title);
  }

  /** The query's letter within its panel; empty when it has none. */
  public Optional<String> refId() {
    return text(refId);
  }

  /** The dashboard variable that asks; empty for panels and rules. */
  public Optional<String> variable() {
    return text(variable);
  }

  /** The alert rule's uid or {@code group/name}; empty for all others. */
  public Optional<String> alert() {
    return text(alert);
  }

  /** The recording rule's uid or {@code group/metric}; empty for all others. */
  public Optional<String> recording() {
    return text(recording);
  }

  /** The annotation of the dashboard that asks; empty for everything else. */
  public Optional<String> annotation() {
    return text(annotation);
  }

  /** The data source that offers a link to another; empty for everything else. */
  public Optional<String> datasource() {
    return text(datasource);
  }

  /** What the link of a data source is called; empty for everything else. */
  public Optional<String> link() {
    return text(link);
  }

  /**
   * Whether nothing is empty for want of what it asks: an annotation marks what happens on panels,
   * and a link is followed by hand.
   */
  public boolean isBeside() {
    return !annotation.isEmpty() || !datasource.isEmpty();
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  @Override
  public int compareTo(ConsumerRef other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConsumerRef that && ORDER.compare(this, that) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        dashboard,
        panel,
        element,
        refId,
        variable,
        alert,
        recording,
        annotation,
        datasource,
        link,
        title);
  }

  @Override
  public String toString() {
    if (!alert.isEmpty()) {
      return "alert " + alert;
    }
    if (!recording.isEmpty()) {
      return "recording rule " + recording;
    }
    if (!variable.isEmpty()) {
      return dashboard + " $" + variable;
    }
    if (!annotation.isEmpty()) {
      return dashboard + " annotation \"" + annotation + "\"";
    }
    if (!datasource.isEmpty()) {
      return "link \"" + link + "\" of data source " + datasource;
    }
    String id = panel == NONE ? element : Long.toString(panel);
    return dashboard
        + " panel "
        + id
        + (title.isEmpty() ? "" : " \"" + title + "\"")
        + (refId.isEmpty() ? "" : " " + refId);
  }

  /** Collects the parts of a name; not safe for use by several threads. */
  public static final class Builder {
    private String dashboard = "";
    private long panel = NONE;
    private String element = "";
    private String title = "";
    private String refId = "";
    private String variable = "";
    private String alert = "";
    private String recording = "";
    private String annotation = "";
    private String datasource = "";
    private String link = "";

    private Builder() {}

    /** The panel's numeric id, 0 or more. */
    public Builder panel(long id) {
      this.panel = id;
      return this;
    }

    /** The panel's key among the elements of a dashboard of schema v2. */
    public Builder element(String key) {
      this.element = key;
      return this;
    }

    /** The panel's title. */
    public Builder title(String title) {
      this.title = title;
      return this;
    }

    /** The query's letter. */
    public Builder refId(String refId) {
      this.refId = refId;
      return this;
    }

    /** The name of the variable that asks. */
    public Builder variable(String name) {
      this.variable = name;
      return this;
    }

    /** The name of the annotation that asks. */
    public Builder annotation(String name) {
      this.annotation = name;
      return this;
    }

    /** The name. */
    public ConsumerRef build() {
      return new ConsumerRef(this);
    }
  }
}
