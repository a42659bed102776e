package com.scanium.sightline.validation;

import java.util.List;

/**
 * The rules of one layer, found by {@link java.util.ServiceLoader}; register the implementation
 * both in {@code module-info.java} and in {@code META-INF/services}, since the class path sees only
 * the latter.
 */
public interface RuleSet {
  /** The layer that the rules speak of, the part of their ids before the slash. */
  String layer();

  /** The rules; the same ones each time. */
  List<Rule<?>> rules();
}
