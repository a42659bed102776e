package com.scanium.sightline.catalog;

import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A family while a snapshot is read: what the headers declare, and the samples so far. */
final class SampleFamily {
  /** Which rules the names follow. */
  enum Format {
    /** A family's name is its series' name. */
    TEXT,
    /** Counters and infos are declared without their suffix. */
    OPEN_METRICS
  }

  final String name;
  MetricType type = MetricType.UNKNOWN;
  boolean typed;
  @Nullable String help;
  @Nullable String unit;
  final Span span;
  final List<ExposedSample> samples = new ArrayList<>();

  SampleFamily(String name, Span span) {
    this.name = name;
    this.span = span;
  }

  /** The family whose samples can have this name, or null. */
  static @Nullable SampleFamily owner(String sample, Map<String, SampleFamily> families) {
    SampleFamily exact = families.get(sample);
    if (exact != null && (SampleNames.suffixesOf(exact.type).contains("") || !exact.typed)) {
      return exact;
    }
    int underscore = sample.lastIndexOf('_');
    if (underscore > 0) {
      SampleFamily base = families.get(sample.substring(0, underscore));
      if (base != null
          && SampleNames.suffixesOf(base.type).contains(sample.substring(underscore))) {
        return base;
      }
    }
    return null;
  }

  MetricFamily toFamily(Format format, SourceLocation location) {
    MetricFamily.Builder family = MetricFamily.builder(finalName(format), type).location(location);
    if (help != null) {
      family.help(help);
    }
    if (unit != null && !unit.isEmpty()) {
      family.unit(unit);
    }
    Set<String> bounds = new LinkedHashSet<>();
    Set<String> states = new LinkedHashSet<>();
    for (ExposedSample sample : samples) {
      boolean created = sample.name().endsWith("_created") && !sample.name().equals(name);
      if (created) {
        family.created();
      }
      for (Map.Entry<String, String> label : sample.labels().entrySet()) {
        if (label.getKey().equals(boundLabel())) {
          bounds.add(label.getValue());
        } else if (!label.getValue().isEmpty()) {
          family.labels(label.getKey());
          if (type == MetricType.STATESET && label.getKey().equals(name)) {
            states.add(label.getValue());
          }
        }
      }
    }
    bounds.remove("+Inf");
    if (!states.isEmpty()) {
      family.labelValues(name, states);
    }
    if (samples.isEmpty()) {
      family.labelsUnknown();
    }
    return family.buckets(List.copyOf(bounds)).seen(seen(), samples).build();
  }

  private String boundLabel() {
    return switch (type) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> "le";
      case SUMMARY -> "quantile";
      default -> "";
    };
  }

  private String finalName(Format format) {
    String suffix =
        switch (type) {
          case COUNTER -> "_total";
          case INFO -> "_info";
          default -> "";
        };
    if (suffix.isEmpty() || name.endsWith(suffix)) {
      return name;
    }
    boolean suffixed =
        samples.isEmpty()
            ? format == Format.OPEN_METRICS
            : samples.stream().anyMatch(sample -> sample.name().equals(name + suffix));
    return suffixed ? name + suffix : name;
  }

  private SeriesSeen seen() {
    if (samples.isEmpty()) {
      return SeriesSeen.NONE;
    }
    boolean counts = false;
    for (ExposedSample sample : samples) {
      if (counts(sample)) {
        counts = true;
        if (sample.value() != 0) {
          return SeriesSeen.SOME;
        }
      }
    }
    return counts ? SeriesSeen.ZERO : SeriesSeen.SOME;
  }

  /** Whether the sample's value grows with traffic. */
  private boolean counts(ExposedSample sample) {
    String series = sample.name();
    return switch (type) {
      case COUNTER -> !series.endsWith("_created");
      case HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY ->
          series.endsWith("_count") || series.endsWith("_bucket") || series.endsWith("_gcount");
      case UNKNOWN -> series.endsWith("_total") || series.endsWith("_count");
      default -> false;
    };
  }

  static Map<String, SampleFamily> newMap() {
    return new LinkedHashMap<>();
  }
}
