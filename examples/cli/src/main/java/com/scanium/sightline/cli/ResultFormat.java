package com.scanium.sightline.cli;

/** How the answer of a store is printed. */
enum ResultFormat {
  /** Columns for people; series over time with a sparkline. */
  TABLE,
  /** Comma-separated values after RFC 4180, one line for each point or log line. */
  CSV,
  /** For programs, in the shape of the query interface. */
  JSON,
  /** A diagram for people; what cannot be drawn is a table. */
  PLOT
}
