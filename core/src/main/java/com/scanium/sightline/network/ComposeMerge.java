package com.scanium.sightline.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges Compose files by Compose's rules: maps by key, lists appended, with exceptions per
 * attribute ({@code command} is replaced, {@code volumes} merge by target, lists of {@code K=V} by
 * key); the tags {@code !reset} and {@code !override}.
 */
final class ComposeMerge {
  private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");
  private static final Set<String> PAIRS =
      Set.of("environment", "labels", "args", "annotations", "sysctls", "extra_hosts");
  private static final Set<String> NAMES = Set.of("depends_on", "networks");
  private static final Set<String> BY_TARGET = Set.of("volumes", "configs", "secrets", "devices");

  private ComposeMerge() {}

  /** A whole file onto another. */
  static ComposeNode files(ComposeNode base, ComposeNode over) {
    return maps(base, over, 0);
  }

  /** One service onto another, for {@code extends}. */
  static ComposeNode services(ComposeNode base, ComposeNode over) {
    return maps(base, over, 2);
  }

  /** Levels: 0 the file, 1 its {@code services} and so on, 2 one service, 3 and more below. */
  private static ComposeNode maps(ComposeNode base, ComposeNode over, int level) {
    Map<String, ComposeNode> merged = new LinkedHashMap<>(base.members());
    over.members()
        .forEach(
            (key, value) -> {
              ComposeNode old = merged.get(key);
              if (value.tag().equals("!reset")) {
                merged.remove(key);
              } else if (old == null || value.tag().equals("!override")) {
                merged.put(key, value);
              } else {
                merged.put(key, value(key, old, value, level));
              }
            });
    return base.withMembers(merged);
  }

  private static ComposeNode value(String key, ComposeNode base, ComposeNode over, int level) {
    boolean attribute = level >= 2;
    if (attribute && REPLACED.contains(key)) {
      return over;
    }
    if (attribute && PAIRS.contains(key)) {
      return maps(pairs(base, key), pairs(over, key), level + 1);
    }
    if (attribute && NAMES.contains(key)) {
      return maps(names(base), names(over), level + 1);
    }
    if (base.isMap() && over.isMap()) {
      return maps(base, over, level + 1);
    }
    if (base.isList() && over.isList()) {
      return attribute && BY_TARGET.contains(key) ? byTarget(base, over) : appended(base, over);
    }
    // an attribute left empty changes nothing; an empty pair unsets its value
    boolean pair = level >= 3;
    return over.kind() == ComposeNode.Kind.NULL && !pair ? base : over;
  }

  private static ComposeNode appended(ComposeNode base, ComposeNode over) {
    List<ComposeNode> all = new ArrayList<>(base.items());
    for (ComposeNode item : over.items()) {
      boolean twice =
          item.isText()
              && base.items().stream()
                  .anyMatch(old -> old.isText() && old.text().equals(item.text()));
      if (!twice) {
        all.add(item);
      }
    }
    return base.withItems(all);
  }

  private static ComposeNode byTarget(ComposeNode base, ComposeNode over) {
    List<ComposeNode> all = new ArrayList<>(base.items());
    for (ComposeNode item : over.items()) {
      String target = target(item);
      int found = -1;
      for (int i = 0; i < all.size(); i++) {
        if (target(all.get(i)).equals(target)) {
          found = i;
        }
      }
      if (found < 0) {
        all.add(item);
      } else {
        all.set(found, item);
      }
    }
    return base.withItems(all);
  }

  private static String target(ComposeNode item) {
    if (item.isText()) {
      List<String> parts = ShortForms.colons(item.text());
      return parts.size() == 1 ? parts.get(0) : parts.get(1);
    }
    Optional<ComposeNode> target = item.get("target").or(() -> item.get("source"));
    return target.map(ComposeNode::text).orElse("");
  }

  /**
   * A list of {@code K=V} (extra hosts also {@code K:V}) as a map; {@code K} alone has no value.
   */
  static ComposeNode pairs(ComposeNode node, String attribute) {
    if (!node.isList()) {
      return node;
    }
    Map<String, ComposeNode> pairs = new LinkedHashMap<>();
    for (ComposeNode item : node.items()) {
      String text = item.text();
      int cut = text.indexOf('=');
      if (cut < 0 && attribute.equals("extra_hosts")) {
        cut = text.indexOf(':');
      }
      if (item.isText()) {
        pairs.put(
            cut < 0 ? text : text.substring(0, cut),
            cut < 0 ? item.asNull() : item.withText(text.substring(cut + 1)));
      }
    }
    return node.withMembers(pairs);
  }

  /** A list of names as a map without values. */
  static ComposeNode names(ComposeNode node) {
    if (!node.isList()) {
      return node;
    }
    Map<String, ComposeNode> names = new LinkedHashMap<>();
    for (ComposeNode item : node.items()) {
      if (item.isText()) {
        names.put(item.text(), item.asNull());
      }
    }
    return node.withMembers(names);
  }
}
