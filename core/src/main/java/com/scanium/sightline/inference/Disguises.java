package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.catalog.SeriesSeen;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.analysis.Emptiness;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.promql.analysis.SelectorUse;
import com.scanium.sightline.promql.analysis.Selectors;
import com.scanium.sightline.signal.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What keeps the reader of a panel from seeing what is there: fallbacks, {@code absent}, series
 * that come with their first event, older data, and what the panel itself hides.
 */
final class Disguises {
  private static final Set<MetricType> COME_WITH_AN_EVENT =
      Set.of(
          MetricType.COUNTER,
          MetricType.HISTOGRAM,
          MetricType.NATIVE_HISTOGRAM,
          MetricType.SUMMARY);

  private final List<MetricCatalog> catalogs;
  private final Function<String, List<String>> recorded;
  private final PromQlExpr expr;
  private final LabelFlow flow;
  private final Emptiness emptiness;
  private final Map<VectorSelector, SelectorJudgement> judgements;
  private final Set<String> found = new LinkedHashSet<>();

  /**
   * @param recorded what to know of a metric that a rule records
   * @param judgements of the very selectors of the expression, by identity
   */
  Disguises(
      List<MetricCatalog> catalogs,
      Function<String, List<String>> recorded,
      PromQlExpr expr,
      LabelFlow flow,
      Emptiness emptiness,
      IdentityHashMap<VectorSelector, SelectorJudgement> judgements) {
    this.catalogs = catalogs;
    this.recorded = recorded;
    this.expr = expr;
    this.flow = flow;
    this.emptiness = emptiness;
    this.judgements = Collections.unmodifiableMap(judgements);
  }

  /**
   * One clause each, the most telling first.
   *
   * @param hidden why everything but a fallback is missing
   */
  List<String> of(QueryConsumer consumer, Set<Reason> hidden) {
    if (emptiness.fallback()) {
      List<String> why = hidden.stream().map(Reason::summary).toList();
      found.add(
          why.isEmpty()
              ? "shows only the fallback: every series before it is missing"
              : "shows only the fallback: " + String.join("; ", why));
    }
    inverted();
    PromQl.walk(expr, this::look);
    Selectors.of(expr).forEach(this::read);
    found.addAll(ofPanel(consumer));
    return new ArrayList<>(found);
  }

  /** What the panel itself hides of its query. */
  static List<String> ofPanel(QueryConsumer consumer) {
    List<String> hides = new ArrayList<>();
    if (consumer instanceof PanelQuery panel) {
      hides.addAll(panel.disguises());
      if (panel.isHidden()) {
        hides.add("the query is hidden: it runs and is not shown");
      }
    }
    return hides;
  }

  /** What is empty, because something is there. */
  private void inverted() {
    for (VectorSelector selector : emptiness.decisive()) {
      SelectorJudgement judgement = judgements.get(selector);
      if (judgement != null && judgement.match() == Match.MUST) {
        found.add(PromQl.print(selector) + " is there, so what asks for its absence gives nothing");
      }
    }
  }

  private void look(PromQlExpr node) {
    if (node instanceof Binary binary && binary.operator() == BinaryOperator.OR) {
      beside(binary);
    } else if (node instanceof Call call
        && (call.function().equals("absent") || call.function().equals("absent_over_time"))) {
      for (VectorSelector selector : PromQl.selectors(call)) {
        SelectorJudgement judgement = judgements.get(selector);
        if (judgement != null && judgement.match() == Match.NEVER) {
          String why =
              String.join("; ", judgement.reasons().stream().map(Reason::summary).toList());
          found.add(call.function() + " gives 1, because " + why);
        }
      }
    }
  }

  /** A fallback without labels doesn't replace series with labels: it comes beside them. */
  private void beside(Binary or) {
    boolean constant = PromQl.selectors(or.right()).isEmpty();
    if (constant && !emptiness.fallback()) {
      flow.separatingLabel(or)
          .ifPresent(
              label ->
                  found.add(
                      "the fallback is shown beside the real series, because those have \""
                          + label
                          + "\""));
    }
  }

  private void read(SelectorUse use) {
    use.offset()
        .filter(offset -> offset.compareTo(Duration.ZERO) > 0)
        .ifPresent(
            offset ->
                found.add(
                    "reads what was there "
                        + PromQl.print(PromQl.number(offset.toMillis() / 1000.0))
                        + " s before: nothing, while its series are younger"));
    use.metricName().map(recorded).ifPresent(found::addAll);
    SelectorJudgement judgement = judgements.get(use.selector());
    if (judgement != null && judgement.match() == Match.MAY) {
      use.metricName().ifPresent(this::firstEvent);
    } else if (judgement != null
        && judgement.reasons().stream().anyMatch(one -> one instanceof Reason.MetricMissing)) {
      use.metricName().flatMap(name -> FamilyForms.other(catalogs, name)).ifPresent(found::add);
    }
  }

  private void firstEvent(String metric) {
    for (MetricCatalog catalog : catalogs) {
      MetricFamily family = catalog.familyOfSeries(metric).orElse(null);
      if (family != null
          && family.seriesSeen() != SeriesSeen.SOME
          && COME_WITH_AN_EVENT.contains(family.type())
          && !family.labels().isEmpty()) {
        found.add(
            metric
                + " has no series before its first event (labels "
                + String.join(", ", family.labels())
                + ")");
        return;
      }
    }
  }
}
