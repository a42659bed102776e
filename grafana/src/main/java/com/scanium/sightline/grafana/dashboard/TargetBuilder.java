package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.Objects;
import java.util.Optional;

/** Writes a query of a panel in Java; not safe for use by several threads. */
public final class TargetBuilder {
  private Doc json;

  private TargetBuilder(Doc json) {
    this.json = json;
  }

  /** A PromQL query over the panel's time range. */
  public static TargetBuilder promql(String expr) {
    return of("expr", expr).property("editorMode", Doc.string("code")).range();
  }

  /** A LogQL query over the panel's time range. */
  public static TargetBuilder logql(String expr) {
    return of("expr", expr).property("queryType", Doc.string("range"));
  }

  /** A TraceQL query. */
  public static TargetBuilder traceql(String query) {
    return of("query", query).property("queryType", Doc.string("traceql"));
  }

  /**
   * What Grafana computes from other queries.
   *
   * @param type {@code math}, {@code reduce}, {@code resample}, {@code threshold}, {@code sql}
   * @param expression the letter of another query, or a formula such as {@code $A / $B}
   */
  public static TargetBuilder expression(String type, String expression) {
    return of("expression", expression)
        .property("type", Doc.string(type))
        .datasource("__expr__", "__expr__");
  }

  private static TargetBuilder of(String key, String text) {
    return new TargetBuilder(
        Doc.object().with(key, Doc.string(Objects.requireNonNull(text, "text"))));
  }

  /** The letter that names it; letters are given in order when unset. */
  public TargetBuilder refId(String refId) {
    return property("refId", Doc.string(refId));
  }

  /** Its own data source, when it isn't the panel's. */
  public TargetBuilder datasource(String type, String uid) {
    return property("datasource", Json.datasource(type, uid));
  }

  /** How series are named, with {@code {{label}}}. */
  public TargetBuilder legend(String legend) {
    return property("legendFormat", Doc.string(legend));
  }

  /** Asks for the present moment only. */
  public TargetBuilder instant() {
    return property("instant", Doc.bool(true)).property("range", Doc.bool(false));
  }

  /** Asks for the time range only, as is the case unless said otherwise. */
  public TargetBuilder range() {
    return property("instant", Doc.bool(false)).property("range", Doc.bool(true));
  }

  /** The smallest step, such as {@code 1m}. */
  public TargetBuilder minStep(String interval) {
    return property("interval", Doc.string(interval));
  }

  /** Keeps the result from being shown; expressions can still use it. */
  public TargetBuilder hidden() {
    return property("hide", Doc.bool(true));
  }

  /** What its result is for: {@code time_series}, {@code table} or {@code heatmap}. */
  public TargetBuilder format(String format) {
    return property("format", Doc.string(format));
  }

  /** Any other property of the target. */
  public TargetBuilder property(String key, Doc value) {
    json = json.with(key, value);
    return this;
  }

  Optional<String> letter() {
    return json.get("refId").flatMap(Doc::asString);
  }

  Doc json(String letter) {
    return letter().isPresent() ? json : json.with("refId", Doc.string(letter));
  }
}
