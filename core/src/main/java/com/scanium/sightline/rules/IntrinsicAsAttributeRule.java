package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.traceql.TraceQlExpr;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Map<String, Set<String>> TYPED =
      Map.of(
          "status", Set.of("error", "ok", "unset"),
          "kind", Set.of("unspecified", "internal", "server", "client", "producer", "consumer"));

  private static final Pattern COMPARED = Pattern.compile("[\\w.]+(\\s*!?=\\s*)\"(\\w*)\"");

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
        .fix(fix(query, attribute.span(), written, meant))
        .build();
  }

  /** Status and kind are compared with words of the language, not with texts. */
  private static Fix fix(SentTraceQuery query, Span attribute, String written, String meant) {
    Span rest = new Span(attribute.start(), query.variant().text().length());
    Matcher compared = COMPARED.matcher(query.text(rest));
    boolean withText = TYPED.containsKey(meant) && compared.lookingAt();
    if (!withText) {
      return Fix.replacing("write " + meant, written, meant);
    }
    String better = meant + compared.group(1) + compared.group(2);
    String summary = "write " + better + ", without quotes";
    if (!TYPED.getOrDefault(meant, Set.of()).contains(compared.group(2))) {
      return Fix.of(summary);
    }
    Span whole = new Span(attribute.start(), attribute.start() + compared.end());
    Span place = query.variant().offsets().toOriginal(whole);
    String text = query.consumer().text().text();
    boolean isWritten =
        place.end() <= text.length()
            && text.substring(place.start(), place.end()).equals(compared.group());
    return isWritten ? query.consumer().text().fix(summary, place, better) : Fix.of(summary);
  }
}
