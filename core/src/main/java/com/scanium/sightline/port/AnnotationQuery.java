package com.scanium.sightline.port;

import com.scanium.sightline.finding.ConsumerRef;
import java.util.Objects;

/**
 * The query of an annotation, whose results are marked on a dashboard's panels.
 *
 * <p>That it finds nothing is how most days should be; that it can never find anything is worth a
 * warning.
 *
 * @param ref the annotation
 * @param question what it asks
 */
public record AnnotationQuery(ConsumerRef ref, Question question) implements QueryConsumer {
  /** Refuses absent parts. */
  public AnnotationQuery {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(question, "question");
  }
}
