package com.scanium.sightline.inference;

import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.Objects;
import java.util.Optional;

/**
 * A PromQL query that is shown, in the text that its consumer sends first, with its tree.
 *
 * @param consumer who asks
 * @param variant what is sent
 * @param expr its tree; it has no errors
 */
public record SentQuery(QueryConsumer consumer, QueryVariant variant, PromQlExpr expr) {
  /** Refuses absent parts. */
  public SentQuery {
    Objects.requireNonNull(consumer, "consumer");
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(expr, "expr");
  }

  /**
   * What a consumer sends; empty for other languages, for hidden queries, for those that cannot be
   * judged, and for texts with errors.
   */
  public static Optional<SentQuery> of(QueryConsumer consumer) {
    boolean isLeftOut =
        consumer instanceof PanelQuery panel
            && (panel.isHidden() || panel.notChecked().isPresent());
    if (consumer.language() != QueryLanguage.PROMQL || isLeftOut || consumer.variants().isEmpty()) {
      return Optional.empty();
    }
    QueryVariant variant = consumer.variants().get(0);
    PromQlParse parse = PromQl.parse(variant.text(), PromQlOptions.TOLERANT);
    return parse
        .expr()
        .filter(expr -> parse.errors().isEmpty())
        .map(expr -> new SentQuery(consumer, variant, expr));
  }

  /** The place in the file that a part of the sent text comes from. */
  public SourceLocation at(Span span) {
    return consumer.text().location(variant.offsets().toOriginal(span));
  }

  /** A part of the sent text. */
  public String text(Span span) {
    return variant.text().substring(span.start(), Math.min(span.end(), variant.text().length()));
  }

  /** Whether a part stands in the file just so: no variable made it. */
  public boolean isWritten(Span span) {
    Span written = variant.offsets().toOriginal(span);
    String text = consumer.text().text();
    return written.end() <= text.length()
        && text.substring(written.start(), written.end()).equals(text(span));
  }

  /**
   * A fix that writes something else for a part: an exact one where the part stands in the file so
   * that nothing can be mistaken, else one in words.
   */
  public Fix replacing(String summary, Span part, String to) {
    return isWritten(part)
        ? consumer.text().fix(summary, variant.offsets().toOriginal(part), to)
        : Fix.of(summary);
  }
}
