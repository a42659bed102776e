package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlStage;
import com.scanium.sightline.logql.LogQlText;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds log queries that filter or group by a label which a stage before has removed. */
final class DroppedLabelRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "logql/dropped-label";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentLogQuery.of(consumer).ifPresent(query -> check(query, query.expr(), List.of(), out));
  }

  /** Walks down with the groupings that wait for the labels. */
  private void check(
      SentLogQuery query, LogQlExpr expr, List<LogQlText> grouped, Consumer<Finding> out) {
    if (expr instanceof LogQlExpr.LogQuery lines) {
      check(query, lines, grouped, out);
      return;
    }
    List<LogQlText> wanted = grouped;
    if (expr instanceof LogQlExpr.VectorAggregation aggregation) {
      wanted = by(aggregation.grouping());
    } else if (expr instanceof LogQlExpr.RangeAggregation aggregation
        && aggregation.grouping() != null) {
      wanted = by(aggregation.grouping());
    }
    boolean passesOn =
        expr instanceof LogQlExpr.VectorAggregation
            || expr instanceof LogQlExpr.RangeAggregation
            || expr instanceof LogQlExpr.Parenthesized;
    for (LogQlExpr child : expr.children()) {
      check(query, child, passesOn ? wanted : List.of(), out);
    }
  }

  private static List<LogQlText> by(LogQlExpr.@Nullable Grouping grouping) {
    return grouping == null || grouping.isWithout() ? List.of() : grouping.labels();
  }

  private void check(
      SentLogQuery query,
      LogQlExpr.LogQuery lines,
      List<LogQlText> grouped,
      Consumer<Finding> out) {
    Set<String> gone = new TreeSet<>();
    @Nullable Set<String> kept = null;
    for (LogQlStage stage : lines.stages()) {
      if (stage instanceof LogQlStage.Parser) {
        gone.clear(); // the line may bring any label back
        kept = null;
      } else if (stage instanceof LogQlStage.LabelFormat format) {
        for (LogQlStage.Assignment made : format.assignments()) {
          gone.remove(made.label().value());
          if (kept != null) {
            kept.add(made.label().value());
          }
        }
      } else if (stage instanceof LogQlStage.Selection selection) {
        Set<String> named = new TreeSet<>();
        boolean conditional = false;
        for (LogQlStage.Selected one : selection.labels()) {
          named.add(one.label().value());
          conditional |= one.condition() != null || one.label().hasPlaceholders();
        }
        if (conditional) {
          continue;
        }
        if (selection.isKeep()) {
          kept = named;
        } else {
          gone.addAll(named);
        }
      } else if (stage instanceof LogQlStage.LabelFilter filter) {
        text(filter.condition(), gone, kept)
            .ifPresent(
                label ->
                    out.accept(
                        finding(query, label, "the filter compares an empty value with it")));
      }
    }
    for (LogQlText label : grouped) {
      if (isGone(label, gone, kept)) {
        out.accept(finding(query, label, "all lines fall into one group"));
      }
    }
  }

  private static Optional<LogQlText> text(
      LogQlStage.Condition condition, Set<String> gone, @Nullable Set<String> kept) {
    if (condition instanceof LogQlStage.Junction junction) {
      return text(junction.left(), gone, kept).or(() -> text(junction.right(), gone, kept));
    }
    if (condition instanceof LogQlStage.TextCondition text) {
      return Optional.of(text.label()).filter(it -> isGone(it, gone, kept));
    }
    return condition instanceof LogQlStage.NumberCondition number
        ? Optional.of(number.label()).filter(it -> isGone(it, gone, kept))
        : Optional.empty();
  }

  private static boolean isGone(LogQlText label, Set<String> gone, @Nullable Set<String> kept) {
    String name = label.value();
    boolean isOwn = name.startsWith("__");
    return !isOwn
        && !label.hasPlaceholders()
        && (gone.contains(name) || (kept != null && !kept.contains(name)));
  }

  private Finding finding(SentLogQuery query, LogQlText label, String consequence) {
    return Finding.of(id(), Severity.WARNING)
        .message("a stage before removes the label \"" + label.value() + "\"")
        .at(query.at(label.span()))
        .anchor(query.consumer().text().text() + " " + label.value())
        .evidence(consequence)
        .affects(List.of(query.consumer().ref()))
        .fix(Fix.of("keep the label until it is used: move drop or keep behind it"))
        .build();
  }
}
