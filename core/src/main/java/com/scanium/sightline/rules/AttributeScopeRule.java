package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.traceql.TraceQlExpr;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds attributes under the wrong scope: conventions put them on the resource, or on the span. */
final class AttributeScopeRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "traceql/attribute-scope";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  /** Source: OpenTelemetry's semantic conventions, resource attributes. */
  private static final Pattern OF_RESOURCE =
      Pattern.compile(
          "service\\.(name|namespace|instance\\.id|version)|deployment\\.environment(\\.name)?"
              + "|telemetry\\.sdk\\..+|k8s\\..+|container\\.(id|name|image\\..+)|host\\.(name|id|arch)"
              + "|cloud\\..+|process\\.(pid|executable\\..+|runtime\\..+)");

  /** Source: OpenTelemetry's semantic conventions, span attributes. */
  private static final Pattern OF_SPAN =
      Pattern.compile(
          "http\\.(method|request\\.method|status_code|response\\.status_code|route|url|target)"
              + "|db\\.(system|statement|query\\.text|operation)|rpc\\.(system|service|method)"
              + "|messaging\\.(system|operation|destination.*)");

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentTraceQuery.of(consumer)
        .ifPresent(
            query -> {
              for (TraceQlExpr.Attribute attribute : query.attributes()) {
                if (attribute.scope().equals("span")
                    && OF_RESOURCE.matcher(attribute.name()).matches()) {
                  out.accept(finding(query, attribute, "resource"));
                } else if (attribute.scope().equals("resource")
                    && OF_SPAN.matcher(attribute.name()).matches()) {
                  out.accept(finding(query, attribute, "span"));
                }
              }
            });
  }

  private Finding finding(SentTraceQuery query, TraceQlExpr.Attribute attribute, String scope) {
    String written = query.text(attribute.span());
    String better = scope + "." + attribute.name();
    boolean plain = written.equals(attribute.scope() + "." + attribute.name());
    return Finding.of(id(), Severity.WARNING)
        .message("\"" + attribute.name() + "\" is an attribute of the " + scope)
        .at(query.at(attribute.span()))
        .anchor(query.consumer().text().text() + " " + written)
        .evidence("by OpenTelemetry's conventions; under " + attribute.scope() + " nothing sets it")
        .affects(List.of(query.consumer().ref()))
        .fix(plain ? Fix.replacing("write " + better, written, better) : Fix.of("write " + better))
        .build();
  }
}
