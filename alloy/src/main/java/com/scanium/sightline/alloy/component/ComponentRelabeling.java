package com.scanium.sightline.alloy.component;

import com.scanium.sightline.signal.Relabeling;
import com.scanium.sightline.text.SourceLocation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The relabel rules of one component, or of one endpoint of it.
 *
 * @param component the component's id
 * @param location the block that holds the rules
 * @param rules the rules up to the first that the files don't tell
 * @param unknownRule why the next rule isn't known; null when all are
 * @param targets the targets that go in, for {@code discovery.relabel}, as far as the files tell
 */
public record ComponentRelabeling(
    String component,
    SourceLocation location,
    Relabeling rules,
    @Nullable String unknownRule,
    List<Map<String, String>> targets) {
  /** Takes copies. */
  public ComponentRelabeling {
    Objects.requireNonNull(component, "component");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(rules, "rules");
    targets =
        targets.stream()
            .<Map<String, String>>map(labels -> Collections.unmodifiableMap(new TreeMap<>(labels)))
            .toList();
  }

  /** Why the rules end before those that are written; empty when they are all there. */
  public Optional<String> unknown() {
    return Optional.ofNullable(unknownRule);
  }
}
