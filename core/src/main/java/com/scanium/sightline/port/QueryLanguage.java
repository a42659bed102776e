package com.scanium.sightline.port;

/** The language that a query is written in, known from the type of its data source. */
public enum QueryLanguage {
  /** Prometheus and all that speak its language. */
  PROMQL,
  /** Loki. */
  LOGQL,
  /** Tempo. */
  TRACEQL,
  /** An expression over other queries' results, evaluated by the dashboard server itself. */
  EXPRESSION,
  /** Any other; such queries are counted and not checked. */
  UNKNOWN
}
