package com.scanium.sightline.port;

import com.scanium.sightline.finding.ConsumerRef;
import java.util.Objects;

/**
 * One query of an alert rule.
 *
 * @param ref the rule
 * @param question what it asks
 * @param title the rule's name
 */
public record AlertQuery(ConsumerRef ref, Question question, String title)
    implements QueryConsumer {
  /** Refuses absent parts. */
  public AlertQuery {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(title, "title");
  }
}
