package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlStage;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds log metrics that fail as a whole when one line doesn't parse. */
final class PipelineErrorsRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "logql/pipeline-errors";
  }

  @Override
  public Policy.Profile profile() {
    return Policy.Profile.STYLE;
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentLogQuery.of(consumer)
        .ifPresent(
            query ->
                LogQl.walk(
                    query.expr(),
                    node -> {
                      if (node instanceof LogQlExpr.RangeAggregation metric) {
                        parser(metric.query())
                            .filter(it -> !handlesErrors(metric.query()))
                            .ifPresent(it -> out.accept(finding(query, it)));
                      }
                    }));
  }

  private static Optional<LogQlStage.Parser> parser(LogQlExpr.LogQuery lines) {
    return lines.stages().stream()
        .filter(LogQlStage.Parser.class::isInstance)
        .map(LogQlStage.Parser.class::cast)
        .filter(it -> it.name().equals("json") || it.name().equals("unpack"))
        .findFirst();
  }

  private static boolean handlesErrors(LogQlExpr.LogQuery lines) {
    return lines.stages().stream()
        .anyMatch(
            stage ->
                (stage instanceof LogQlStage.LabelFilter filter
                        && isAboutErrors(filter.condition()))
                    || (stage instanceof LogQlStage.Selection selection
                        && !selection.isKeep()
                        && selection.labels().stream()
                            .anyMatch(it -> it.label().value().equals("__error__"))));
  }

  private static boolean isAboutErrors(LogQlStage.Condition condition) {
    if (condition instanceof LogQlStage.Junction junction) {
      return isAboutErrors(junction.left()) || isAboutErrors(junction.right());
    }
    return condition instanceof LogQlStage.TextCondition text
        && text.label().value().equals("__error__");
  }

  private Finding finding(SentLogQuery query, LogQlStage.Parser parser) {
    return Finding.of(id(), Severity.INFO)
        .message("one line that " + parser.name() + " cannot read makes the whole query fail")
        .at(query.at(parser.span()))
        .anchor(query.consumer().text().text())
        .evidence("Loki answers metric queries with the first pipeline error it meets")
        .affects(List.of(query.consumer().ref()))
        .fix(Fix.of("add | __error__=\"\" behind | " + parser.name()))
        .build();
  }
}
