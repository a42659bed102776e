package com.scanium.sightline.inference;

import com.scanium.sightline.pipeline.Pipeline;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules that may be evaluated beside those that were read: rules get into a store through its
 * interface too.
 *
 * <p>With the store's rule files at hand, further ones are only thinkable; with somebody's word
 * that nobody else writes, there are none.
 */
final class UnreadRules {
  private UnreadRules() {}

  static List<OpenProducer> of(Pipeline pipeline) {
    boolean read =
        pipeline.recordingRules().stream()
            .anyMatch(rules -> rules.isStoresOwn() && !rules.recordings().isEmpty());
    if (read && pipeline.isClosedToOthers()) {
      return List.of();
    }
    OpenProducer.Kind kind = read ? OpenProducer.Kind.DOOR : OpenProducer.Kind.SEEN;
    // by convention a recorded metric has a colon in its name, and nothing else has
    Predicate<String> recorded = name -> name.contains(":");
    return List.of(
        new OpenProducer("recording rules that were not read", recorded, kind),
        new OpenProducer("alerting rules that were not read", UnreadRules::isOfAlerts, kind));
  }

  private static boolean isOfAlerts(String name) {
    return name.equals("ALERTS") || name.equals("ALERTS_FOR_STATE");
  }
}
