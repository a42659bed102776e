package com.scanium.sightline.port;

import com.scanium.sightline.finding.ConsumerRef;
import java.util.Objects;

/**
 * A query that one data source asks of another when somebody follows a link: from a trace to its
 * metrics, or to its logs.
 *
 * @param ref the link
 * @param question what it asks; what comes from the place where the link is followed stands in it
 *     as any value, or as a variable
 */
public record LinkQuery(ConsumerRef ref, Question question) implements QueryConsumer {
  /** Refuses absent parts. */
  public LinkQuery {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(question, "question");
  }
}
