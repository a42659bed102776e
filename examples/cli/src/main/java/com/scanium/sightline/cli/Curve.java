package com.scanium.sightline.cli;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;

/** A series with its points, whatever store it came from. */
final class Curve {
  private final Map<String, String> labels;
  private final long[] times;
  private final double[] values;

  /** The arrays become the curve's own: times in milliseconds, as many values. */
  Curve(Map<String, String> labels, long[] times, double[] values) {
    this.labels = labels;
    this.times = times;
    this.values = values;
  }

  /** One point. */
  static Curve point(Map<String, String> labels, Instant at, double value) {
    return new Curve(labels, new long[] {at.toEpochMilli()}, new double[] {value});
  }

  Map<String, String> labels() {
    return labels;
  }

  int size() {
    return times.length;
  }

  long millis(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  DoubleStream values() {
    return Arrays.stream(values);
  }

  /** In the notation of PromQL, for instance {@code up{job="backend"}}. */
  String name() {
    return name(labels);
  }

  static String name(Map<String, String> labels) {
    StringBuilder out = new StringBuilder(labels.getOrDefault("__name__", ""));
    String separator = "{";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (!label.getKey().equals("__name__")) {
        out.append(separator).append(label.getKey()).append("=\"").append(label.getValue());
        out.append('"');
        separator = ", ";
      }
    }
    boolean none = separator.equals("{");
    return none ? (out.isEmpty() ? "{}" : out.toString()) : out.append('}').toString();
  }
}
