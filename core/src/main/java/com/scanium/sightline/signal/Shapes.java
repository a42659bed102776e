package com.scanium.sightline.signal;

import com.scanium.sightline.catalog.ExposedSample;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.catalog.Origin;
import com.scanium.sightline.catalog.SeriesSeen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes shapes of metric families: what a scrape or an export of a family can store. */
public final class Shapes {
  /** How a store spells the numbers in {@code le} and {@code quantile}. */
  public enum NumberSpelling {
    /** As exposed: before Prometheus 3 and Alloy 1.11. */
    AS_EXPOSED,
    /** Like floats, {@code 500.0}: from Prometheus 3 and Alloy 1.11 on. */
    FLOAT,
    /** The version is not known: both spellings are possible. */
    UNKNOWN
  }

  /** Whether native histograms reach the store. */
  public enum NativeHistograms {
    /** They are scraped, sent and ingested. */
    INGESTED,
    /** They are not: a native-only histogram gives no series. */
    DROPPED
  }

  private Shapes() {}

  /** The shapes of a family when the store's version is unknown. */
  public static List<SeriesShape> expand(MetricFamily family) {
    return expand(family, NumberSpelling.UNKNOWN, NativeHistograms.INGESTED);
  }

  /**
   * The shapes of a family: one for most types; {@code _bucket}, {@code _sum}, {@code _count} for a
   * histogram; the quantiles, {@code _sum} and {@code _count} for a summary. A family that is not
   * recorded has shapes too: whether it has series is another question.
   *
   * @param family the family, under the name that queries use
   * @param spelling how {@code le} and {@code quantile} are spelled in the store
   * @param histograms whether native histograms reach the store
   */
  public static List<SeriesShape> expand(
      MetricFamily family, NumberSpelling spelling, NativeHistograms histograms) {
    List<SeriesShape> shapes = new ArrayList<>();
    String name = family.name();
    switch (family.type()) {
      case HISTOGRAM -> {
        shapes.add(bucket(family, spelling));
        shapes.add(shape(family, name + "_sum").build());
        shapes.add(shape(family, name + "_count").build());
      }
      case GAUGE_HISTOGRAM -> {
        shapes.add(bucket(family, spelling));
        shapes.add(shape(family, name + "_gsum").build());
        shapes.add(shape(family, name + "_gcount").build());
      }
      case NATIVE_HISTOGRAM -> {
        if (histograms == NativeHistograms.INGESTED) {
          shapes.add(shape(family, name).build());
        }
      }
      case SUMMARY -> {
        boolean onlyCounts =
            family.buckets().isEmpty() && family.seriesSeen().compareTo(SeriesSeen.ZERO) >= 0;
        if (!onlyCounts) {
          shapes.add(
              shape(family, name).label("quantile", numbers(family, spelling, Set.of())).build());
        }
        shapes.add(shape(family, name + "_sum").build());
        shapes.add(shape(family, name + "_count").build());
      }
      case STATESET ->
          shapes.add(shape(family, name).label(name, domainOfValues(family, name)).build());
      default -> shapes.add(shape(family, name).build());
    }
    if (family.hasCreated()) {
      String base = family.type() == MetricType.COUNTER ? withoutTotal(name) : name;
      shapes.add(shape(family, base + "_created").build());
    }
    return List.copyOf(shapes);
  }

  private static String withoutTotal(String name) {
    return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
  }

  private static SeriesShape bucket(MetricFamily family, NumberSpelling spelling) {
    return shape(family, family.name() + "_bucket")
        .label("le", numbers(family, spelling, Set.of("+Inf")))
        .build();
  }

  private static SeriesShape.Builder shape(MetricFamily family, String name) {
    SeriesShape.Builder shape =
        SeriesShape.builder(name).family(family.name(), family.type()).origin(family.origin());
    if (!family.isLabelsKnown()) {
      shape.open();
    }
    for (String label : family.labels()) {
      shape.label(label, domain(family, label));
    }
    return shape;
  }

  private static LabelDomain domain(MetricFamily family, String label) {
    LabelDomain domain = domainOfValues(family, label);
    // a client library demands every declared label; an OTLP data point may lack any attribute
    return family.origin() == Origin.OTLP || isSometimesMissing(family, label)
        ? domain.optional()
        : domain;
  }

  private static LabelDomain domainOfValues(MetricFamily family, String label) {
    Set<String> values = family.labelValues().get(label);
    return values == null ? LabelDomain.any() : LabelDomain.oneOf(values);
  }

  private static boolean isSometimesMissing(MetricFamily family, String label) {
    for (ExposedSample sample : family.samples()) {
      Map<String, String> labels = sample.labels();
      boolean meant = !sample.name().endsWith("_created");
      if (meant && labels.getOrDefault(label, "").isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static LabelDomain numbers(
      MetricFamily family, NumberSpelling spelling, Set<String> always) {
    if (family.buckets().isEmpty()) {
      return LabelDomain.any();
    }
    boolean exposed = !family.samples().isEmpty();
    Set<String> values = new LinkedHashSet<>(always);
    for (String number : family.buckets()) {
      // declared bounds are numbers, not spellings: each client library has its own
      if (spelling != NumberSpelling.FLOAT) {
        values.add(number);
      }
      if (spelling != NumberSpelling.FLOAT && !exposed) {
        values.add(asInteger(number));
      }
      if (spelling != NumberSpelling.AS_EXPOSED || !exposed) {
        values.add(asFloat(number));
      }
    }
    return LabelDomain.oneOf(new TreeSet<>(values));
  }

  /** The shortest spelling, {@code 500}; the text itself when it is not a finite number. */
  private static String asInteger(String number) {
    String spelled = asFloat(number);
    return spelled.endsWith(".0") ? spelled.substring(0, spelled.length() - 2) : spelled;
  }

  /**
   * A number as Prometheus 3 spells it in {@code le}: like Go's shortest {@code %g}, with {@code
   * .0} behind a whole number; the text itself when it is not a number.
   */
  static String asFloat(String number) {
    double value;
    try {
      value = Double.parseDouble(number.replace("Inf", "Infinity"));
    } catch (NumberFormatException e) {
      return number;
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (value == 0) {
      return "0.0";
    }
    if (exponent < -4 || exponent >= 21) {
      String digits = exact.unscaledValue().abs().toString();
      String mantissa = digits.length() > 1 ? digits.charAt(0) + "." + digits.substring(1) : digits;
      String sign = value < 0 ? "-" : "";
      String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
      return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }
    String plain = exact.toPlainString();
    return plain.indexOf('.') >= 0 ? plain : plain + ".0";
  }
}
