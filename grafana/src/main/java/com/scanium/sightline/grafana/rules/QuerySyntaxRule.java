package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlError;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.traceql.TraceQl;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds queries that the store refuses: the panel shows an error, not "No data".
 *
 * <p>Judged is the text as it is sent when the dashboard opens; variables whose values the files
 * don't tell may stand for anything.
 */
final class QuerySyntaxRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "grafana/query-syntax";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  /** The first mistake of a query. */
  private record Mistake(String message, Span span, Optional<String> expected, String fix) {}

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    boolean isNotSent =
        consumer instanceof PanelQuery panel
            && (panel.isHidden() || panel.notChecked().isPresent());
    if (isNotSent || LanguageMismatch.of(consumer).isPresent()) {
      return;
    }
    QueryVariant sent = consumer.variants().get(0);
    mistake(consumer.language(), sent.text())
        .ifPresent(mistake -> out.accept(finding(consumer, sent, mistake)));
  }

  private Finding finding(QueryConsumer consumer, QueryVariant sent, Mistake mistake) {
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("the query does not parse: " + mistake.message())
            .at(consumer.text().location(sent.offsets().toOriginal(mistake.span())))
            .anchor(consumer.text().text())
            .affects(List.of(consumer.ref()))
            .effect(Verdict.QUERY_ERROR)
            .fix(Fix.of(mistake.fix()));
    mistake.expected().ifPresent(it -> finding.evidence("expected " + it));
    if (!sent.values().isEmpty() && !sent.text().equals(consumer.text().text())) {
      finding.evidence("sent as: " + oneLine(sent.text()));
    }
    return finding.build();
  }

  private static Optional<Mistake> mistake(QueryLanguage language, String text) {
    return switch (language) {
      case PROMQL -> promql(text);
      case LOGQL -> logql(text);
      case TRACEQL -> traceql(text);
      default -> Optional.empty();
    };
  }

  private static Optional<Mistake> logql(String text) {
    return LogQl.parse(text).errors().stream()
        .findFirst()
        .map(
            error ->
                new Mistake(
                    error.message(),
                    error.span(),
                    Optional.empty(),
                    "correct the query at this place"));
  }

  private static Optional<Mistake> traceql(String text) {
    if (text.isBlank() || TraceQl.isTraceId(text)) {
      return Optional.empty();
    }
    return TraceQl.parse(text).errors().stream()
        .findFirst()
        .map(
            error ->
                new Mistake(
                    error.message(),
                    error.span(),
                    Optional.empty(),
                    "correct the query at this place"));
  }

  private static Optional<Mistake> promql(String text) {
    List<PromQlError> errors = PromQl.parse(text, PromQlOptions.TOLERANT).errors();
    if (errors.isEmpty() || isOtherDialect(errors)) {
      return Optional.empty();
    }
    PromQlError error = errors.get(0);
    String fix =
        error.suggestions().isEmpty()
            ? "correct the query at this place"
            : "write " + String.join(" or ", error.suggestions());
    return Optional.of(new Mistake(error.message(), error.span(), error.expected(), fix));
  }

  /**
   * Names that Prometheus doesn't have may belong to a compatible store with more functions; that
   * alone proves nothing.
   */
  private static boolean isOtherDialect(List<PromQlError> errors) {
    return errors.stream()
        .allMatch(
            error ->
                error.kind() == PromQlError.Kind.NOT_ENABLED
                    || error.kind() == PromQlError.Kind.TOO_DEEP
                    || (error.kind() == PromQlError.Kind.RULE
                        && error.message().contains("unknown")));
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > 160 ? line.substring(0, 157) + "..." : line;
  }
}
