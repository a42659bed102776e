package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.BuildInfo.Product;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the server at hand does, where servers differ and do not say so: many take a parameter that
 * they do not know and ignore it. Immutable.
 */
public final class Capabilities {
  private static final Pattern VERSION = Pattern.compile("^v?(\\d{1,6})\\.(\\d{1,6})");
  private static final int UNKNOWN = -1;

  /** A server that says nothing about itself; nothing special is asked of it. */
  static final Capabilities NONE = new Capabilities(Product.OTHER, "", UNKNOWN);

  private final Product product;
  private final String version;

  /** Major times a million plus minor, or {@link #UNKNOWN}. */
  private final int number;

  private Capabilities(Product product, String version, int number) {
    this.product = product;
    this.version = version;
    this.number = number;
  }

  /** What a server of this build does. */
  public static Capabilities of(BuildInfo info) {
    Matcher version = VERSION.matcher(info.version());
    int number =
        version.find()
            ? at(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))
            : UNKNOWN;
    return new Capabilities(info.product(), info.version(), number);
  }

  /** The same for a Mimir without a version number, known only to be of line 3 or older. */
  Capabilities ofLine(int major) {
    return new Capabilities(product, version, at(major, 0));
  }

  boolean isMimirWithoutVersion() {
    return product == Product.MIMIR && number == UNKNOWN;
  }

  private static int at(int major, int minor) {
    return major * 1_000_000 + minor;
  }

  private boolean is(Product wanted) {
    return product == wanted;
  }

  private boolean isFrom(Product wanted, int major, int minor) {
    return product == wanted && number >= at(major, minor);
  }

  /** Which product it is. */
  public Product product() {
    return product;
  }

  /** The version as written; empty when unknown. */
  public String version() {
    return version;
  }

  /** Whether a limit on labels, values and series is honoured: Mimir 2 takes and ignores it. */
  public boolean limitsLabels() {
    return is(Product.CORTEX) || isFrom(Product.MIMIR, 3, 0) || isFrom(Product.PROMETHEUS, 2, 51);
  }

  /** Whether a limit on queries is honoured: Prometheus since 3.2. */
  public boolean limitsQueries() {
    return isFrom(Product.PROMETHEUS, 3, 2);
  }

  /** Whether {@code lookback_delta} is honoured: Prometheus since 2.43. */
  public boolean honoursLookbackDelta() {
    return isFrom(Product.PROMETHEUS, 2, 43);
  }

  /** Whether {@code stats=all} may be asked for: Mimir 3 refuses the whole query. */
  public boolean countsPerStep() {
    return is(Product.PROMETHEUS) || is(Product.CORTEX);
  }

  /** Whether filters of rules are named with brackets, {@code rule_name[]}: not in Mimir. */
  public boolean bracketsRuleFilters() {
    return !is(Product.MIMIR);
  }

  /**
   * Whether remote write 2.0 is stored. Mimir 2 answers 200 to it and stores nothing; Prometheus
   * before 3.0 does not take it, Cortex answers by its configuration.
   */
  public boolean storesRemoteWrite2() {
    return isFrom(Product.MIMIR, 3, 0) || isFrom(Product.PROMETHEUS, 3, 0);
  }

  /** Whether label names may hold any character: from line 3 of Mimir and Prometheus on. */
  public boolean takesUtf8Names() {
    return isFrom(Product.MIMIR, 3, 0) || isFrom(Product.PROMETHEUS, 3, 0);
  }

  /** Whether a server of this product keeps tenants apart. */
  public boolean hasTenants() {
    return is(Product.MIMIR) || is(Product.CORTEX);
  }

  @Override
  public String toString() {
    return product + " " + (version.isEmpty() ? "of unknown version" : version);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Capabilities that
        && product == that.product
        && version.equals(that.version)
        && number == that.number;
  }

  @Override
  public int hashCode() {
    return Objects.hash(product, version, number);
  }
}
