package com.scanium.sightline.rules;

import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.traceql.TraceQl;
import com.scanium.sightline.traceql.TraceQlExpr;
import com.scanium.sightline.traceql.TraceQlParse;
import java.util.List;
import java.util.Optional;

/**
 * A TraceQL query that is shown, as it is sent first.
 *
 * @param consumer who asks
 * @param variant what is sent
 * @param expr its tree; it has no errors
 */
record SentTraceQuery(QueryConsumer consumer, QueryVariant variant, TraceQlExpr expr) {
  /** What a consumer sends; empty for other languages, trace ids, and texts with errors. */
  static Optional<SentTraceQuery> of(QueryConsumer consumer) {
    boolean isLeftOut =
        consumer instanceof PanelQuery panel
            && (panel.isHidden() || panel.notChecked().isPresent());
    if (consumer.language() != QueryLanguage.TRACEQL
        || isLeftOut
        || consumer.variants().isEmpty()) {
      return Optional.empty();
    }
    QueryVariant variant = consumer.variants().get(0);
    if (variant.text().isBlank() || TraceQl.isTraceId(variant.text())) {
      return Optional.empty();
    }
    TraceQlParse parse = TraceQl.parse(variant.text());
    return parse
        .expr()
        .filter(expr -> parse.isOk())
        .map(expr -> new SentTraceQuery(consumer, variant, expr));
  }

  List<TraceQlExpr.Attribute> attributes() {
    return TraceQl.attributes(expr);
  }

  SourceLocation at(Span span) {
    return consumer.text().location(variant.offsets().toOriginal(span));
  }

  String text(Span span) {
    return variant.text().substring(span.start(), Math.min(span.end(), variant.text().length()));
  }
}
