package com.scanium.sightline.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels while rules work on them, in the order that Prometheus keeps: the untouched ones sorted,
 * then those that were set, in the order of their first setting. The order decides which of several
 * labels that {@code labelmap} maps to one name wins.
 */
final class LabelEdits {
  private final SortedMap<String, String> base = new TreeMap<>();
  private final Map<String, String> added = new LinkedHashMap<>();
  private final Set<String> removed = new HashSet<>();

  LabelEdits(Map<String, String> labels) {
    base.putAll(labels);
  }

  String get(String name) {
    String set = added.get(name);
    if (set != null) {
      return set;
    }
    return removed.contains(name) ? "" : base.getOrDefault(name, "");
  }

  void set(String name, String value) {
    if (value.isEmpty()) {
      remove(name);
    } else {
      added.put(name, value);
    }
  }

  void remove(String name) {
    added.remove(name);
    removed.add(name);
  }

  /** The labels as they are now; later edits don't show. */
  List<Map.Entry<String, String>> entries() {
    List<Map.Entry<String, String>> all = new ArrayList<>();
    base.forEach(
        (name, value) -> {
          if (!removed.contains(name) && !added.containsKey(name)) {
            all.add(Map.entry(name, value));
          }
        });
    added.forEach((name, value) -> all.add(Map.entry(name, value)));
    return all;
  }

  /** The labels sorted by name, without empty values. */
  Map<String, String> toMap() {
    SortedMap<String, String> all = new TreeMap<>();
    for (Map.Entry<String, String> entry : entries()) {
      if (!entry.getValue().isEmpty()) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    return Collections.unmodifiableMap(all);
  }
}
