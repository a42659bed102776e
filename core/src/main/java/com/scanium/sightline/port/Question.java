package com.scanium.sightline.port;

import java.util.List;
import java.util.Objects;

/**
 * A query text in a language, asked of a data source, with the texts it can become.
 *
 * @param language what it is written in
 * @param datasource whom it is asked of
 * @param text the query as written, with its place
 * @param variants what it becomes when variables are replaced, at least one; capped by whoever made
 *     them, the cap being said in coverage
 */
public record Question(
    QueryLanguage language,
    DatasourceRef datasource,
    EmbeddedText text,
    List<QueryVariant> variants) {
  /** Takes a copy of the variants. */
  public Question {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(datasource, "datasource");
    Objects.requireNonNull(text, "text");
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("a query is at least itself: no variants");
    }
  }
}
