package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ListeningPorts;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.AlertRules;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All that follows from the files: where collectors run, whom their targets mean, what arrives in
 * the store, and what every query finds there. Computed once; immutable afterwards.
 */
public final class Inference {
  private static final SourceLocation NOWHERE = SourceLocation.of(URI.create("query"));

  private final Pipeline pipeline;
  private final Placement placement;
  private final SelectorJudge selectors;
  private final Streams streams;
  private final Stores stores;
  private final List<Judgement> panels = new ArrayList<>();
  private final List<Judgement> variables = new ArrayList<>();
  private final List<Alternative> alternatives;
  private final List<StreamAlternative> streamAlternatives;
  private final List<Judgement> alerts = new ArrayList<>();
  private final Recordings recordings;
  private final List<Judgement> annotations = new ArrayList<>();
  private final List<Judgement> links = new ArrayList<>();
  private final Map<ConsumerRef, Judgement> byConsumer = new HashMap<>();

  private Inference(Pipeline pipeline) {
    this.pipeline = pipeline;
    placement = new Placement(pipeline);
    stores = placement.stores();
    Delivered delivered = new Delivered(pipeline, placement);
    streams = Streams.running(pipeline, placement);
    LogQueryJudge logs =
        new LogQueryJudge(new StreamJudge(streams), new LogReaders(pipeline, placement));
    recordings = new Recordings(pipeline, delivered, stores, logs);
    selectors = new SelectorJudge(delivered);
    QueryJudge judge = new QueryJudge(pipeline, delivered, stores, recordings::remarks, logs);
    ShapeValues values = new ShapeValues(delivered, selectors, new StreamJudge(streams));
    for (Dashboards dashboards : pipeline.dashboards()) {
      judge(dashboards.queries(pipeline.datasources(), values), judge, panels);
      judge(dashboards.variables(pipeline.datasources()), judge, variables);
      judge(dashboards.annotations(pipeline.datasources(), values), judge, annotations);
    }
    judge(pipeline.datasources().links(), judge, links);
    for (AlertRules rules : pipeline.alertRules()) {
      judge(rules.queries(pipeline.datasources()), judge, alerts);
    }
    alternatives = Alternative.of(this);
    streamAlternatives = StreamAlternative.of(pipeline, placement, streams, all());
    all().forEach(judgement -> byConsumer.putIfAbsent(judgement.consumer().ref(), judgement));
  }

  /** Follows the signal path through a pipeline. */
  public static Inference of(Pipeline pipeline) {
    return new Inference(pipeline);
  }

  private static void judge(
      List<? extends QueryConsumer> consumers, QueryJudge judge, List<Judgement> into) {
    for (QueryConsumer consumer : consumers) {
      into.add(judge.judge(consumer));
    }
  }

  /** The collectors, running or not. */
  public List<CollectorFact> collectors() {
    return List.copyOf(placement.collectors());
  }

  /** The scrape targets that the files tell, of all collectors. */
  public List<TargetFact> targets() {
    return List.copyOf(placement.targets());
  }

  /** Every endpoint that a collector writes to, of all collectors. */
  public List<WriteFact> writes() {
    return List.copyOf(placement.writes());
  }

  /**
   * What is known of the ports at which a container listens, the configurations of programs that
   * were read included.
   */
  public ListeningPorts portsOf(ContainerService service) {
    return placement.portsOf(service);
  }

  /**
   * The path that the store behind an endpoint takes, when the endpoint writes to one that this
   * store doesn't have; empty when it fits, or when nobody can say which store it is.
   */
  public Optional<String> betterPath(CollectorFact collector, WriteEndpoint write) {
    return placement.betterPath(collector, write);
  }

  /** Which store is behind which address. */
  public Stores stores() {
    return stores;
  }

  /** The targets of running collectors that a catalog belongs to. */
  public List<TargetFact> targetsOf(MetricCatalog catalog) {
    return placement.targetsOf(catalog);
  }

  /** The catalog that declares the family of a series name; empty when none does. */
  public Optional<MetricCatalog> catalogOf(String series) {
    return pipeline.catalogs().stream()
        .filter(catalog -> catalog.familyOfSeries(series).isPresent())
        .findFirst();
  }

  /**
   * What a family's series are called, when a name belongs to a declared family in a form that it
   * doesn't have: the buckets of a summary, a histogram without suffix. Empty for other names.
   */
  public Optional<String> otherForm(String series) {
    return FamilyForms.other(pipeline.catalogs(), series);
  }

  /** What was found for each panel query, in the order of the files. */
  public List<Judgement> panels() {
    return List.copyOf(panels);
  }

  /** What was found for each query behind a variable. */
  public List<Judgement> variables() {
    return List.copyOf(variables);
  }

  /** What was found for each query of an alert rule. */
  public List<Judgement> alerts() {
    return List.copyOf(alerts);
  }

  /** What was found for each recording rule, in the order of the files. */
  public List<Judgement> recordings() {
    return recordings.judgements();
  }

  /** What was found for each query of an annotation. */
  public List<Judgement> annotations() {
    return List.copyOf(annotations);
  }

  /** What was found for each query behind a link of a data source. */
  public List<Judgement> links() {
    return List.copyOf(links);
  }

  /** What was found for panels, variables, all rules, annotations and links together. */
  public List<Judgement> all() {
    List<Judgement> all = new ArrayList<>(panels);
    all.addAll(variables);
    all.addAll(alerts);
    all.addAll(recordings.judgements());
    all.addAll(annotations);
    all.addAll(links);
    return all;
  }

  /** What was found for one consumer; empty when there is none of this name. */
  public Optional<Judgement> of(ConsumerRef consumer) {
    return Optional.ofNullable(byConsumer.get(consumer));
  }

  /** The consumers that are proved empty for a reason of this kind, sorted. */
  public Set<ConsumerRef> affectedBy(Predicate<Reason> reason) {
    Set<ConsumerRef> affected = new TreeSet<>();
    for (Judgement judgement : all()) {
      if (judgement.reasons().stream().anyMatch(reason)) {
        affected.add(judgement.consumer().ref());
      }
    }
    return affected;
  }

  /** Configurations that nobody mounts and that scrape what nobody scrapes now. */
  public List<Alternative> alternatives() {
    return alternatives;
  }

  /** Configurations that nobody mounts and that give log streams what queries miss. */
  public List<StreamAlternative> streamAlternatives() {
    return streamAlternatives;
  }

  /**
   * The shapes of all series that a selector can find in the store; empty when there are none, and
   * when others than the known ones are possible.
   */
  public List<SeriesShape> arriving(VectorSelector selector) {
    return selectors.arriving(selector);
  }

  /**
   * The shapes of {@link #arriving} and of those that something keeps away from the store; empty
   * when others than the known ones are possible.
   */
  public List<SeriesShape> produced(VectorSelector selector) {
    return selectors.produced(selector);
  }

  /** Whether a selector can find anything in the store. */
  public Match match(VectorSelector selector) {
    return selectors.judge(selector, span -> NOWHERE).match();
  }

  /** The reasons of a type, each once, in the order of the consumers that they empty. */
  public <R extends Reason> List<R> reasons(Class<R> type) {
    return all().stream()
        .flatMap(judgement -> judgement.reasons().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .distinct()
        .toList();
  }
}
