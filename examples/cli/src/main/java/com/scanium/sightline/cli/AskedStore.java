package com.scanium.sightline.cli;

import com.scanium.sightline.port.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store as the commands ask it, Mimir or Loki. */
interface AskedStore extends AutoCloseable {
  /** A span of time. */
  record Window(Instant start, Instant end) {}

  /**
   * A query over time.
   *
   * @param limit at most that many log lines; 0 for the store's own limit
   * @param forward whether the oldest lines come first
   */
  record RangeQuestion(String query, Window window, Duration step, int limit, boolean forward) {}

  /**
   * How many series or streams there are of something.
   *
   * @param name of what
   * @param count how many
   */
  record Count(String name, double count) {}

  /** What the lines of a count stand for. */
  enum Counting {
    /** Values of one label, counted by their series or streams. */
    VALUES,
    /** The same, of series that got a sample lately. */
    ACTIVE,
    /** Labels, counted by their values. */
    NAMES
  }

  /**
   * A question about cardinality.
   *
   * @param label whose values are counted; null for the metric or service
   * @param selector of what, or null for all
   * @param windowed whether the span of time was asked for, which only a query can answer
   */
  record CountQuestion(
      Counting counting,
      @Nullable String label,
      @Nullable String selector,
      Window window,
      boolean windowed,
      int limit) {}

  /**
   * What was counted, the largest first.
   *
   * @param how where the figures come from
   */
  record Counted(List<Count> counts, String how) {}

  /**
   * A rule that the store runs.
   *
   * @param state empty for a rule that raises no alert
   */
  record ServerRule(
      String namespace,
      String group,
      String name,
      String type,
      String state,
      String health,
      String query,
      String lastError) {}

  /** Evaluates a query at a time. */
  Answer<StoreResult> query(String query, Instant at);

  /** Evaluates a query over a span of time. */
  Answer<StoreResult> range(RangeQuestion question);

  /** The label names, of all or of what a selector matches. */
  Answer<List<String>> labels(@Nullable String selector, Window window);

  /** The values of a label. */
  Answer<List<String>> values(String label, @Nullable String selector, Window window);

  /** The label sets that any of the selectors match. */
  Answer<List<Map<String, String>>> series(List<String> selectors, Window window);

  /** What most series or streams have: the values of a label, the largest first. */
  Answer<Counted> cardinality(CountQuestion question);

  /** The rules that it runs. */
  Answer<List<ServerRule>> rules();

  /** What stands for the label whose values are counted when none is named. */
  String countedLabel();

  @Override
  void close();
}
