package com.scanium.sightline.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a query gave, in one vocabulary for all stores. */
sealed interface StoreResult {
  /**
   * Series.
   *
   * @param type the store's word for it: {@code vector}, {@code matrix} or {@code scalar}
   */
  record Curves(String type, List<Curve> curves) implements StoreResult {}

  /** A text that a query evaluates to. */
  record Text(Instant at, String text) implements StoreResult {}

  /** Lines of logs, in the order of the answer. */
  record Lines(List<Line> lines) implements StoreResult {}

  /** A line of a log with the labels of its stream and what was stored or parsed beside it. */
  record Line(Map<String, String> labels, Instant at, String text, Map<String, String> fields) {}
}
