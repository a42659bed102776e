package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds legends with a label that the query removes: the name of the curve stays empty there. */
final class LegendLabelRule implements Rule<DashboardSet> {
  @Override
  public String id() {
    return "grafana/legend-label";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*}}");
  private static final Set<String> WITHOUT_LEGEND = Set.of("table", "table-old", "logs");

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Map<ConsumerRef, QueryConsumer> queries = new HashMap<>();
    for (Judgement judgement : facts.inference().panels()) {
      queries.putIfAbsent(judgement.consumer().ref(), judgement.consumer());
    }
    for (Dashboard dashboard : set.dashboards()) {
      for (Panel panel : dashboard.panels()) {
        for (Target target : panel.targets()) {
          boolean hasLegend =
              !WITHOUT_LEGEND.contains(panel.type())
                  && !target.property("format").orElse("").equals("table");
          QueryConsumer query = queries.get(dashboard.ref(panel, target.refId()));
          if (hasLegend && query != null) {
            check(dashboard, target, query, facts, out);
          }
        }
      }
    }
  }

  private void check(
      Dashboard dashboard,
      Target target,
      QueryConsumer consumer,
      RuleContext facts,
      Consumer<Finding> out) {
    Optional<Doc> legend = target.query().get("legendFormat");
    if (legend.isEmpty() || !(legend.get() instanceof Doc.Str text)) {
      return;
    }
    Optional<SentQuery> sent = SentQuery.of(consumer);
    if (sent.isEmpty() || sent.get().expr().type() == ValueType.SCALAR) {
      return;
    }
    @Nullable LabelFlow flow = null;
    Matcher matcher = LABEL.matcher(text.value());
    while (matcher.find()) {
      String label = matcher.group(1);
      if (flow == null) {
        flow = LabelFlow.of(sent.get().expr(), it -> shapes(it, facts));
      }
      // a grouping by a label that no series has is a finding of its own
      boolean isGone =
          !isGrouped(sent.get(), label)
              && flow.result().isPresent()
              && flow.has(sent.get().expr(), label) == Match.NEVER;
      if (isGone) {
        EmbeddedText place = dashboard.embedded(text);
        out.accept(
            finding(
                label,
                place.location(new Span(matcher.start(1), matcher.end(1))),
                consumer,
                flow.result().orElseThrow()));
        return;
      }
    }
  }

  private static List<SeriesShape> shapes(PromQlExpr.VectorSelector selector, RuleContext facts) {
    List<SeriesShape> known = facts.inference().arriving(selector);
    return known.isEmpty() ? List.of(SeriesShape.builder(LabelDomain.any()).open().build()) : known;
  }

  private Finding finding(
      String label, SourceLocation place, QueryConsumer consumer, SeriesShape result) {
    List<String> left =
        result.labels().keySet().stream().filter(it -> !it.equals("__name__")).toList();
    return Finding.of(id(), Severity.WARNING)
        .message("the legend shows {{" + label + "}}, which no series of the result has")
        .at(place)
        .anchor(consumer.text().text() + label)
        .evidence("labels of the result: " + (left.isEmpty() ? "none" : String.join(", ", left)))
        .affects(List.of(consumer.ref()))
        .fix(Fix.of("keep the label in the query, or leave it out of the legend"))
        .build();
  }

  private static boolean isGrouped(SentQuery query, String label) {
    Set<String> grouped = new TreeSet<>();
    PromQl.walk(
        query.expr(),
        node -> {
          if (node instanceof PromQlExpr.Aggregate aggregate) {
            aggregate
                .grouping()
                .filter(Grouping::isBy)
                .ifPresent(it -> it.labels().forEach(name -> grouped.add(name.value())));
          }
        });
    LabelFlow flow =
        LabelFlow.of(
            query.expr(), it -> List.of(SeriesShape.builder(LabelDomain.any()).open().build()));
    return grouped.contains(label) && flow.has(query.expr(), label) != Match.NEVER;
  }
}
