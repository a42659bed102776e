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
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds line filters by a regular expression that is plain text. */
final class RegexCouldBeContainsRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "logql/regex-could-be-contains";
  }

  @Override
  public Policy.Profile profile() {
    return Policy.Profile.STYLE;
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  /** Characters that mean something else in a regular expression. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\.+*?()\\[\\]{}|^$]");

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentLogQuery.of(consumer)
        .ifPresent(
            query ->
                LogQl.walk(
                    query.expr(),
                    node -> {
                      if (node instanceof LogQlExpr.LogQuery lines) {
                        lines.stages().stream()
                            .filter(LogQlStage.LineFilter.class::isInstance)
                            .map(LogQlStage.LineFilter.class::cast)
                            .filter(RegexCouldBeContainsRule::isPlain)
                            .forEach(it -> out.accept(finding(query, it)));
                      }
                    }));
  }

  private static boolean isPlain(LogQlStage.LineFilter filter) {
    boolean isRegex = filter.operator().equals("|~") || filter.operator().equals("!~");
    return isRegex
        && filter.alternatives().stream()
            .noneMatch(
                it ->
                    it.isAddress()
                        || it.text().hasPlaceholders()
                        || it.text().value().isEmpty()
                        || SPECIAL.matcher(it.text().value()).find());
  }

  private Finding finding(SentLogQuery query, LogQlStage.LineFilter filter) {
    String better = filter.operator().charAt(0) + "=";
    return Finding.of(id(), Severity.INFO)
        .message(query.text(filter.span()).strip() + " is plain text; " + better + " looks faster")
        .at(query.at(filter.span()))
        .anchor(query.text(filter.span()))
        .affects(List.of(query.consumer().ref()))
        .fix(Fix.of("write " + better + " instead of " + filter.operator()))
        .build();
  }
}
