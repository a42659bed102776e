package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.promql.analysis.Emptiness;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.promql.analysis.TypeMisuse;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks of each query whether anything that arrives can answer it. */
final class QueryJudge {
  private final Delivered delivered;
  private final Stores stores;
  private final Datasources datasources;
  private final Map<String, SelectorJudge> selectorJudges = new HashMap<>();
  private final boolean anyCollector;
  private final boolean anyProducer;
  private final List<MetricCatalog> catalogs;
  private final Function<String, List<String>> recorded;
  private final LogQueryJudge logs;

  /**
   * @param recorded what to know of a metric that a rule records, by its name
   * @param logs judges queries of logs
   */
  QueryJudge(
      Pipeline pipeline,
      Delivered delivered,
      Stores stores,
      Function<String, List<String>> recorded,
      LogQueryJudge logs) {
    this.recorded = recorded;
    this.delivered = delivered;
    this.stores = stores;
    this.datasources = pipeline.datasources();
    this.logs = logs;
    this.catalogs = pipeline.catalogs();
    this.anyCollector = !pipeline.collectors().isEmpty();
    this.anyProducer = anyCollector || !pipeline.catalogs().isEmpty();
  }

  Judgement judge(QueryConsumer consumer) {
    if (consumer instanceof PanelQuery panel && panel.notChecked().isPresent()) {
      return Judgement.notChecked(consumer, panel.notChecked().get());
    }
    boolean isOfLogs = consumer.language() == QueryLanguage.LOGQL;
    if (consumer.language() != QueryLanguage.PROMQL && !isOfLogs) {
      return Judgement.notChecked(consumer, notJudged(consumer.language()));
    }
    if (isOfLogs && !anyCollector) {
      return Judgement.notChecked(
          consumer, "no collector was given, so nothing is known of its streams");
    }
    if (!anyProducer) {
      return Judgement.notChecked(
              consumer,
              "neither a catalog nor a collector was given, so nothing is known of its series")
          .withFlaws(byName(consumer));
    }
    Judgement best = null;
    Set<QueryFlaw> flaws = null;
    for (QueryVariant variant : consumer.variants()) {
      Judgement judgement = isOfLogs ? logs.judge(consumer, variant) : judge(consumer, variant);
      // a flaw of some values of a variable only is no flaw of the query
      if (flaws == null) {
        flaws = new LinkedHashSet<>(judgement.flaws());
      } else {
        flaws.retainAll(judgement.flaws());
      }
      if (best == null || judgement.match().compareTo(best.match()) < 0) {
        best = judgement;
      }
    }
    return best == null || flaws == null
        ? Judgement.notChecked(consumer, "the query has no text")
        : best.withFlaws(flaws);
  }

  /** What is wrong whatever the series are, and by the conventions of their names. */
  private static Set<QueryFlaw> byName(QueryConsumer consumer) {
    return SentQuery.of(consumer)
        .map(
            query -> {
              List<SeriesShape> any =
                  List.of(SeriesShape.builder(LabelDomain.any()).open().build());
              LabelFlow flow = LabelFlow.of(query.expr(), selector -> any);
              Set<QueryFlaw> flaws =
                  new FlawFinder(
                          consumer, query.variant(), query.expr(), flow, selector -> List.of())
                      .find(List.of());
              // a name alone doesn't prove a counter
              flaws.removeIf(
                  flaw ->
                      flaw instanceof QueryFlaw.TypeMisused misused
                          && misused.kind() == TypeMisuse.Kind.COUNTER_WITHOUT_RATE);
              return flaws;
            })
        .orElse(Set.of());
  }

  private static String notJudged(QueryLanguage language) {
    return switch (language) {
      case TRACEQL -> "trace queries are not followed through the collectors yet";
      case EXPRESSION -> "an expression over other queries; those are judged themselves";
      case UNKNOWN, PROMQL, LOGQL -> "the query language of its data source is not known";
    };
  }

  /** Selectors as they are seen through the data source of a query. */
  private SelectorJudge selectorsOf(QueryConsumer consumer) {
    Optional<Datasource> datasource = stores.datasourceOf(consumer);
    return selectorJudges.computeIfAbsent(
        datasource.map(Datasource::uid).orElse(""),
        uid ->
            new SelectorJudge(
                delivered,
                delivery -> datasource.map(it -> stores.seen(delivery, it)).orElse(delivery)));
  }

  private Judgement judge(QueryConsumer consumer, QueryVariant variant) {
    PromQlParse parse = PromQl.parse(variant.text(), PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return Judgement.notChecked(consumer, "the query does not parse");
    }
    PromQlExpr expr = parse.expr().get();
    SelectorJudge selectors = selectorsOf(consumer);
    IdentityHashMap<VectorSelector, SelectorJudgement> found = new IdentityHashMap<>();
    List<SelectorJudgement> inOrder = new ArrayList<>();
    for (VectorSelector selector : PromQl.selectors(expr)) {
      SelectorJudgement judgement =
          selectors.judge(
              selector, span -> consumer.text().location(variant.offsets().toOriginal(span)));
      found.put(selector, judgement);
      inOrder.add(judgement);
    }
    LabelFlow flow = LabelFlow.of(expr, selectors::shapes);
    Emptiness emptiness =
        Emptiness.of(
            expr,
            selector -> {
              SelectorJudgement judgement = found.get(selector);
              return judgement == null ? Match.MAY : judgement.match();
            },
            flow);
    PartJudge judge = new PartJudge(flow, variant.text());
    List<PartJudgement> parts = new ArrayList<>();
    for (PromQlExpr part : emptiness.decisivePartsForReal()) {
      Span place = variant.offsets().toOriginal(PartJudge.place(part));
      parts.add(new PartJudgement(consumer.text().location(place), judge.reason(part)));
    }
    Set<QueryFlaw> flaws =
        new FlawFinder(consumer, variant, expr, flow, selectors::shapes)
            .find(emptiness.decisiveParts());
    Set<Reason> reasons = new LinkedHashSet<>();
    for (VectorSelector selector : emptiness.decisive()) {
      SelectorJudgement judgement = found.get(selector);
      if (judgement != null) {
        reasons.addAll(judgement.reasons());
      }
    }
    emptiness.decisiveParts().forEach(part -> reasons.add(judge.reason(part)));
    Set<Reason> hidden = new LinkedHashSet<>();
    for (VectorSelector selector : emptiness.decisiveForReal()) {
      SelectorJudgement judgement = found.get(selector);
      if (judgement != null) {
        hidden.addAll(judgement.reasons());
      }
    }
    parts.forEach(part -> hidden.add(part.reason()));
    List<String> remarks =
        new Disguises(catalogs, recorded, expr, flow, emptiness, found).of(consumer, hidden);
    Judgement.Shows shows =
        emptiness.fallback() ? Judgement.Shows.FALLBACK_ONLY : Judgement.Shows.WHAT_IS_ASKED_FOR;
    return Judgement.of(
            consumer, emptiness.match(), shows, inOrder, parts, new ArrayList<>(reasons), remarks)
        .askedBy(SignalPath.end(consumer.question().datasource(), datasources))
        .withFlaws(flaws);
  }
}
