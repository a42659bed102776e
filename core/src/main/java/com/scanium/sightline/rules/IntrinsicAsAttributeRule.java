package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.traceql.TraceQlExpr;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds what every span has, asked for as if it were an attribute: that one no sender sets. */
final class IntrinsicAsAttributeRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "traceql/intrinsic-as-attribute";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  /** From what people write to what Tempo calls it. */
  private static final Map<String, String> INTRINSICS =
      Map.of(
          "span.name", "name",
          "span.duration", "duration",
          "span.kind", "kind",
          "span.statusMessage", "statusMessage",
          "resource.rootName", "rootName",
          "resource.rootServiceName", "rootServiceName",
          "span.rootName", "rootName",
          "span.rootServiceName", "rootServiceName",
          "span.status", "status",
          "span.traceDuration", "traceDuration");

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentTraceQuery.of(consumer)
        .ifPresent(
            query -> {
              for (TraceQlExpr.Attribute attribute : query.attributes()) {
                String meant = INTRINSICS.get(attribute.scope() + "." + attribute.name());
                if (meant != null) {
                  out.accept(finding(query, attribute, meant));
                }
              }
            });
  }

  private Finding finding(SentTraceQuery query, TraceQlExpr.Attribute attribute, String meant) {
    String written = query.text(attribute.span());
    return Finding.of(id(), Severity.WARNING)
        .message("\"" + written + "\" asks for an attribute; every span's own is \"" + meant + "\"")
        .at(query.at(attribute.span()))
        .anchor(query.consumer().text().text() + " " + written)
        .evidence("an attribute of that name exists only if the sender sets one")
        .affects(List.of(query.consumer().ref()))
        .fix(Fix.replacing("write " + meant, written, meant))
        .build();
  }
}
