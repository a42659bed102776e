package com.scanium.sightline.grafana.client;

import com.scanium.sightline.text.Doc;
import java.time.Duration;
import java.util.Objects;

/** One query as a data source's plugin takes it, run by Grafana. Immutable. */
public final class DataQuery {
  private final String refId;
  private final Doc model;

  private DataQuery(String refId, Doc model) {
    this.refId = refId;
    this.model = model;
  }

  /**
   * A query.
   *
   * @param refId by which its result is found
   * @param datasourceUid whom to ask
   * @param expr the query in the plugin's language
   */
  public static DataQuery of(String refId, String datasourceUid, String expr) {
    Doc datasource = Doc.object().with("uid", Doc.string(datasourceUid));
    Doc model =
        Doc.object()
            .with("refId", Doc.string(Objects.requireNonNull(refId, "refId")))
            .with("datasource", datasource)
            .with("expr", Doc.string(expr))
            .with("intervalMs", Doc.number(15_000L))
            .with("maxDataPoints", Doc.number(1_000L));
    return new DataQuery(refId, model);
  }

  /** At the end of the time range only. */
  public DataQuery instant() {
    return with("instant", Doc.bool(true)).with("range", Doc.bool(false));
  }

  /** The distance of the points. */
  public DataQuery interval(Duration interval) {
    return with("intervalMs", Doc.number(interval.toMillis()));
  }

  /** The most points of a series. */
  public DataQuery maxDataPoints(int points) {
    return with("maxDataPoints", Doc.number((long) points));
  }

  /** With another property of the plugin's own. */
  public DataQuery with(String property, Doc value) {
    return new DataQuery(refId, model.with(property, value));
  }

  /** By which its result is found. */
  public String refId() {
    return refId;
  }

  Doc model() {
    return model;
  }
}
