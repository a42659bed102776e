package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.catalog.MetricType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Explains names that belong to a family, in a form that the family doesn't have. */
final class FamilyForms {
  private static final List<String> SUFFIXES = List.of("", "_bucket", "_sum", "_count", "_total");

  private FamilyForms() {}

  /** What the series of the family are called, when the asked name is none of them. */
  static Optional<String> other(List<MetricCatalog> catalogs, String asked) {
    for (MetricCatalog catalog : catalogs) {
      for (String suffix : SUFFIXES) {
        if (asked.endsWith(suffix)) {
          String base = asked.substring(0, asked.length() - suffix.length());
          Optional<String> form =
              catalog.family(base).flatMap(family -> form(family, asked, suffix));
          if (form.isPresent()) {
            return form;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> form(MetricFamily family, String asked, String suffix) {
    String name = family.name();
    MetricType type = family.type();
    if (type == MetricType.HISTOGRAM && (suffix.isEmpty() || suffix.equals("_total"))) {
      return Optional.of(
          name + " is a classic histogram: its series are " + forms(name, "_bucket"));
    }
    if (type == MetricType.SUMMARY && suffix.equals("_bucket")) {
      return Optional.of(
          name + " is a summary, which has no buckets: its series are " + forms(name, ""));
    }
    if (type == MetricType.NATIVE_HISTOGRAM && !suffix.isEmpty()) {
      return Optional.of(
          name
              + " is a native histogram: one series without suffix, for histogram_quantile,"
              + " histogram_count and histogram_sum");
    }
    boolean plain = type == MetricType.GAUGE || type == MetricType.COUNTER;
    return plain && !suffix.isEmpty() && !asked.equals(name)
        ? Optional.of(
            name + " has no " + suffix + ": it is a " + type.name().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static String forms(String name, String first) {
    return name + first + ", " + name + "_sum and " + name + "_count";
  }
}
