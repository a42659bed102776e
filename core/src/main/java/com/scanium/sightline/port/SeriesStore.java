package com.scanium.sightline.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A store of series that can be asked: small questions, answered by the store itself.
 *
 * <p>Safe for use by several threads. An {@link Answer.Known} that is empty proves absence; an
 * {@link Answer.Failed} proves nothing.
 */
public interface SeriesStore extends AutoCloseable {
  /** The layer whose rules judge what it answers, such as {@code mimir}. */
  String layer();

  /** The store's address for people, without secrets. */
  String address();

  /** As which tenant it is asked. */
  Tenant tenant();

  /** The product and version that answers. */
  Answer<Product> product();

  /**
   * The value of an expression at one moment.
   *
   * @param query PromQL whose result is an instant vector or a scalar (one sample without labels)
   */
  Answer<List<Sample>> instant(String query, Instant at);

  /**
   * The values of an expression over time.
   *
   * @param step the distance of the points, positive
   */
  Answer<List<Series>> range(String query, Instant from, Instant to, Duration step);

  /**
   * The values of a label.
   *
   * @param matchers series selectors that restrict the series looked at; empty for all
   */
  Answer<List<String>> labelValues(String label, List<String> matchers, Instant from, Instant to);

  /** The label sets of the series that a selector matches within a time. */
  Answer<List<Map<String, String>>> series(String selector, Instant from, Instant to);

  /** What the store was told about the metric families of a name; often nothing. */
  Answer<List<Metadata>> metadata(String metric);

  /**
   * The state of the scrape targets; {@link Failure.NotSupported} wherever the store does not
   * scrape itself.
   */
  Answer<List<TargetState>> targets();

  /** How many requests were sent so far. */
  int requests();

  @Override
  void close();

  /**
   * A program and its version.
   *
   * @param name such as {@code Prometheus} or {@code Mimir}; {@code unknown} when it does not say
   * @param version as it says; empty when it does not
   */
  record Product(String name, String version) {}

  /**
   * One series at one moment.
   *
   * @param labels all labels, {@code __name__} included where the result has it
   * @param at the sample's time
   * @param value NaN and infinities included
   */
  record Sample(Map<String, String> labels, Instant at, double value) {
    /** Takes a copy of the labels. */
    public Sample {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * One series over time.
   *
   * @param labels all labels, {@code __name__} included where the result has it
   * @param points in the order of time
   */
  record Series(Map<String, String> labels, List<Point> points) {
    /** Takes copies. */
    public Series {
      labels = Map.copyOf(labels);
      points = List.copyOf(points);
    }
  }

  /**
   * A value at a moment.
   *
   * @param at when
   * @param value NaN and infinities included
   */
  record Point(Instant at, double value) {}

  /**
   * What a store was told about a family.
   *
   * @param type such as {@code counter}
   * @param help may be empty
   * @param unit may be empty
   */
  record Metadata(String type, String help, String unit) {}

  /**
   * How a scrape target fares, as the store itself sees it.
   *
   * @param labels the target's labels
   * @param scrapeUrl the address it is scraped at
   * @param health {@code up}, {@code down} or {@code unknown}
   * @param lastError empty when there was none
   */
  record TargetState(
      Map<String, String> labels, String scrapeUrl, String health, String lastError) {
    /** Takes a copy of the labels. */
    public TargetState {
      labels = Map.copyOf(labels);
    }
  }
}
