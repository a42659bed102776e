package com.scanium.sightline.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which version of each product is in use, as far as it was said or seen: by {@code
 * sightline.yaml}, else by an image's tag, else live.
 */
public final class Versions {
  private final SortedMap<String, String> byProduct;

  private Versions(Map<String, String> byProduct) {
    this.byProduct = new TreeMap<>(byProduct);
  }

  /** These versions, by product in lower case ({@code alloy}, {@code mimir}, …). */
  public static Versions of(Map<String, String> byProduct) {
    return new Versions(byProduct);
  }

  /** The version of a product without a leading {@code v}; empty when unknown. */
  public Optional<String> of(String product) {
    return Optional.ofNullable(byProduct.get(product))
        .map(version -> version.startsWith("v") ? version.substring(1) : version);
  }

  @Override
  public String toString() {
    return byProduct.toString();
  }
}
