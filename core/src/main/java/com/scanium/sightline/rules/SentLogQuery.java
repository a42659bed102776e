package com.scanium.sightline.rules;

import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlParse;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.Optional;

/**
 * A LogQL query that is shown, as it is sent first.
 *
 * @param consumer who asks
 * @param variant what is sent
 * @param expr its tree; it has no errors
 */
record SentLogQuery(QueryConsumer consumer, QueryVariant variant, LogQlExpr expr) {
  /** What a consumer sends; empty for other languages, hidden queries and texts with errors. */
  static Optional<SentLogQuery> of(QueryConsumer consumer) {
    if (!isShown(consumer)) {
      return Optional.empty();
    }
    QueryVariant variant = consumer.variants().get(0);
    LogQlParse parse = LogQl.parse(variant.text());
    return parse
        .expr()
        .filter(expr -> parse.isOk())
        .map(expr -> new SentLogQuery(consumer, variant, expr));
  }

  /** Whether it is a log query that its panel shows and that can be judged. */
  static boolean isShown(QueryConsumer consumer) {
    boolean isLeftOut =
        consumer instanceof PanelQuery panel
            && (panel.isHidden() || panel.notChecked().isPresent());
    return consumer.language() == QueryLanguage.LOGQL
        && !isLeftOut
        && !consumer.variants().isEmpty();
  }

  SourceLocation at(Span span) {
    return consumer.text().location(variant.offsets().toOriginal(span));
  }

  String text(Span span) {
    return variant.text().substring(span.start(), Math.min(span.end(), variant.text().length()));
  }
}
