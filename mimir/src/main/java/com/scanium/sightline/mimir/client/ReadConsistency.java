package com.scanium.sightline.mimir.client;

/**
 * How fresh the data of a read must be, where Mimir ingests through a log (ingest storage);
 * elsewhere it has no effect.
 *
 * @see <a href="https://grafana.com/docs/mimir/latest/references/http-api/">Mimir: HTTP API</a>
 */
public enum ReadConsistency {
  /** What is there may be a little old. */
  EVENTUAL("eventual"),
  /** Waits until all that was written before can be read. */
  STRONG("strong");

  static final String HEADER = "X-Read-Consistency";

  private final String value;

  ReadConsistency(String value) {
    this.value = value;
  }

  /** The word in the header. */
  String value() {
    return value;
  }
}
