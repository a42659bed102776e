package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlStage;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds log queries whose own filters exclude each other: no line passes. */
final class FiltersContradictRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "logql/filters-contradict";
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
                      if (node instanceof LogQlExpr.LogQuery lines) {
                        check(query, lines, out);
                      }
                    }));
  }

  private void check(SentLogQuery query, LogQlExpr.LogQuery lines, Consumer<Finding> out) {
    List<LogQlExpr.Matcher> matchers = lines.selector().matchers();
    for (LogQlExpr.Matcher one : matchers) {
      for (LogQlExpr.Matcher other : matchers) {
        if (excludes(one, other)) {
          out.accept(finding(query, lines, other.span(), one.span()));
          return;
        }
      }
    }
    List<LogQlStage.LineFilter> demanded = new ArrayList<>();
    for (LogQlStage stage : lines.stages()) {
      if (stage instanceof LogQlStage.LineFormat) {
        demanded.clear(); // the line is another one from here on
      }
      if (!(stage instanceof LogQlStage.LineFilter filter) || filter.alternatives().size() != 1) {
        continue;
      }
      LogQlStage.Alternative text = filter.alternatives().get(0);
      if (text.isAddress() || text.text().hasPlaceholders()) {
        continue;
      }
      if (filter.operator().equals("|=")) {
        demanded.add(filter);
      } else if (filter.operator().equals("!=")) {
        for (LogQlStage.LineFilter before : demanded) {
          if (before.alternatives().get(0).text().value().contains(text.text().value())) {
            out.accept(finding(query, lines, filter.span(), before.span()));
            return;
          }
        }
      }
    }
  }

  /** Whether a condition takes none of what an equality demands. */
  private static boolean excludes(LogQlExpr.Matcher equal, LogQlExpr.Matcher other) {
    boolean comparable =
        equal.operator() == MatchOperator.EQUAL
            && equal.name().value().equals(other.name().value())
            && !equal.value().hasPlaceholders()
            && !other.value().hasPlaceholders();
    if (!comparable) {
      return false;
    }
    String value = equal.value().value();
    String wanted = other.value().value();
    return switch (other.operator()) {
      case EQUAL -> !wanted.equals(value);
      case NOT_EQUAL -> wanted.equals(value);
      case REGEX -> Regex.anchored(wanted).regex().filter(it -> !it.matches(value)).isPresent();
      case NOT_REGEX -> Regex.anchored(wanted).regex().filter(it -> it.matches(value)).isPresent();
    };
  }

  private Finding finding(SentLogQuery query, LogQlExpr.LogQuery lines, Span at, Span other) {
    boolean whole = query.expr().equals(lines);
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(
                query.text(at).strip()
                    + " and "
                    + query.text(other).strip()
                    + " exclude each other")
            .at(query.at(at))
            .anchor(query.consumer().text().text())
            .evidence("filters hold together, never one or the other; no line passes both")
            .affects(List.of(query.consumer().ref()))
            .fix(Fix.of("drop one of the two, or write |~ \"one|other\" for either"));
    if (whole) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }
}
