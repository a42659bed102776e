package com.scanium.sightline.port;

import com.scanium.sightline.finding.ConsumerRef;
import java.util.List;

/**
 * Somebody who asks for series: a panel's query, a dashboard's variable or annotation, an alert
 * rule's query, a link of a data source.
 */
public interface QueryConsumer {
  /** Who asks. */
  ConsumerRef ref();

  /** What is asked of whom. */
  Question question();

  /** The language; short for {@code question().language()}. */
  default QueryLanguage language() {
    return question().language();
  }

  /** The query as written, with its place; short for {@code question().text()}. */
  default EmbeddedText text() {
    return question().text();
  }

  /** What it becomes when variables are replaced; short for {@code question().variants()}. */
  default List<QueryVariant> variants() {
    return question().variants();
  }
}
