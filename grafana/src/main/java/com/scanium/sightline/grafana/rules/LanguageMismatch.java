package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.traceql.TraceQl;
import java.util.List;
import java.util.Optional;

/**
 * A query that is no text of its data source's language, and one of another language.
 *
 * @param asked the language of the data source
 * @param written the language that the text is written in
 */
record LanguageMismatch(QueryLanguage asked, QueryLanguage written) {
  private static final List<QueryLanguage> LANGUAGES =
      List.of(QueryLanguage.PROMQL, QueryLanguage.LOGQL, QueryLanguage.TRACEQL);

  /** What is wrong with a query in this way; empty when nothing is, or no language fits. */
  static Optional<LanguageMismatch> of(QueryConsumer consumer) {
    QueryLanguage asked = consumer.language();
    if (!LANGUAGES.contains(asked) || consumer.variants().isEmpty()) {
      return Optional.empty();
    }
    String text = consumer.variants().get(0).text();
    if (text.isBlank() || parses(asked, text)) {
      return Optional.empty();
    }
    return LANGUAGES.stream()
        .filter(
            it -> it != asked && parses(it, text) && (it != QueryLanguage.PROMQL || isSurely(text)))
        .findFirst()
        .map(it -> new LanguageMismatch(asked, it));
  }

  private static boolean parses(QueryLanguage language, String text) {
    return switch (language) {
      case PROMQL -> PromQl.parse(text, PromQlOptions.TOLERANT).errors().isEmpty();
      case LOGQL -> LogQl.parse(text).isOk();
      default -> TraceQl.isTraceId(text) || TraceQl.parse(text).isOk();
    };
  }

  /** The name of a language as people say it. */
  static String name(QueryLanguage language) {
    return switch (language) {
      case PROMQL -> "PromQL";
      case LOGQL -> "LogQL";
      default -> "TraceQL";
    };
  }

  /** Whether a text that parses as PromQL names metrics; bare braces may be meant as streams. */
  private static boolean isSurely(String promql) {
    List<PromQlExpr.VectorSelector> selectors =
        PromQl.parse(promql, PromQlOptions.TOLERANT)
            .expr()
            .map(PromQl::selectors)
            .orElse(List.of());
    return !selectors.isEmpty() && selectors.stream().allMatch(it -> it.metricName().isPresent());
  }
}
