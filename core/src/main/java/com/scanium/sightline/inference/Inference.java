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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that follows from the files: where collectors run, whom their targets mean, what arrives in
 * the store, and what every query finds there. Computed once; immutable afterwards.
 *
 * <p>A rule that is shown a dashboard, a query or a {@link JudgedPart} is given one with the
 * queries of that part alone. The one of the whole pipeline has what came of all queries; when only
 * files are read, their texts and places are no longer in it.
 */
public final class Inference {
  private static final SourceLocation NOWHERE = SourceLocation.of(URI.create("query"));

  private final Pipeline pipeline;
  private final Placement placement;
  private final SelectorJudge selectors;
  private final Streams streams;
  private final Stores stores;
  private final Recordings recordings;
  private final QueryJudge judge;
  private final ShapeValues values;
  private final List<Judgement> panels;
  private final List<Judgement> variables;
  private final List<Judgement> alerts;
  private final List<Judgement> recorded;
  private final List<Judgement> annotations;
  private final List<Judgement> links;
  private final List<Alternative> alternatives;
  private final List<StreamAlternative> streamAlternatives;
  private final Map<ConsumerRef, Judgement> byConsumer = new HashMap<>();
  private final Map<Reason, Set<ConsumerRef>> byReason = new LinkedHashMap<>();

  private Inference(Pipeline pipeline, @Nullable Visitor visitor) {
    this.pipeline = pipeline;
    placement = new Placement(pipeline);
    stores = placement.stores();
    Delivered delivered = new Delivered(pipeline, placement);
    streams = Streams.running(pipeline, placement);
    LogQueryJudge logs =
        new LogQueryJudge(new StreamJudge(streams), new LogReaders(pipeline, placement));
    recordings = new Recordings(pipeline, delivered, stores, logs);
    selectors = new SelectorJudge(delivered);
    judge = new QueryJudge(pipeline, delivered, stores, recordings::remarks, logs);
    values = new ShapeValues(delivered, selectors, new StreamJudge(streams));
    panels = new ArrayList<>();
    variables = new ArrayList<>();
    alerts = new ArrayList<>();
    annotations = new ArrayList<>();
    boolean keepsAll =
        visitor == null || pipeline.store().isPresent() || pipeline.logs().isPresent();
    Keeping keeping = new Keeping();
    for (Dashboards dashboards : pipeline.dashboards()) {
      for (Dashboards part : dashboards.parts()) {
        JudgedPart judged = judged(part);
        if (visitor != null) {
          visitor.visit(part, judged, new Inference(this, judged));
        }
        judged.panels().forEach(it -> panels.add(keepsAll ? it : keeping.keep(it)));
        judged.variables().forEach(it -> variables.add(keepsAll ? it : keeping.keep(it)));
        judged.annotations().forEach(it -> annotations.add(keepsAll ? it : keeping.keep(it)));
      }
    }
    links = judged(pipeline.datasources().links());
    for (AlertRules rules : pipeline.alertRules()) {
      alerts.addAll(judged(rules.queries(pipeline.datasources())));
    }
    recorded = recordings.judgements();
    index();
    alternatives = Alternative.of(this);
    streamAlternatives = StreamAlternative.of(pipeline, placement, streams, all());
  }

  /** What the whole knows, over the queries of one part alone. */
  private Inference(Inference whole, JudgedPart part) {
    this.pipeline = whole.pipeline;
    this.placement = whole.placement;
    this.selectors = whole.selectors;
    this.judge = whole.judge;
    this.values = whole.values;
    this.streams = whole.streams;
    this.stores = whole.stores;
    this.recordings = whole.recordings;
    this.panels = part.panels();
    this.variables = part.variables();
    this.alerts = part.alerts();
    this.recorded = part.recordings();
    this.annotations = part.annotations();
    this.links = part.links();
    this.alternatives = List.of();
    this.streamAlternatives = List.of();
    index();
  }

  private void index() {
    for (Judgement judgement : all()) {
      ConsumerRef ref = judgement.consumer().ref();
      byConsumer.putIfAbsent(ref, judgement);
      for (Reason reason : judgement.reasons()) {
        byReason.computeIfAbsent(reason, key -> new TreeSet<>()).add(ref);
      }
    }
  }

  /** Follows the signal path through a pipeline, and keeps all that the queries say. */
  public static Inference of(Pipeline pipeline) {
    return new Inference(pipeline, null);
  }

  /**
   * Follows the signal path through a pipeline, and shows each part of the dashboards while it is
   * at hand. Of its queries only what came of them is kept, unless a store will be asked.
   */
  public static Inference of(Pipeline pipeline, Visitor visitor) {
    return new Inference(pipeline, Objects.requireNonNull(visitor, "visitor"));
  }

  /** Shows each part of the dashboards once more. */
  public void visit(Visitor visitor) {
    for (Dashboards dashboards : pipeline.dashboards()) {
      for (Dashboards part : dashboards.parts()) {
        JudgedPart judged = judged(part);
        visitor.visit(part, judged, new Inference(this, judged));
      }
    }
  }

  /** Sees the parts of the dashboards one after the other, and keeps none of them. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Sees one part.
     *
     * @param part the dashboards of one file
     * @param queries what was found for their queries
     * @param inference what follows from the files, with the queries of this part alone
     */
    void visit(Dashboards part, JudgedPart queries, Inference inference);
  }

  private JudgedPart judged(Dashboards part) {
    return new JudgedPart(
        judged(part.queries(pipeline.datasources(), values)),
        judged(part.variables(pipeline.datasources())),
        List.of(),
        List.of(),
        judged(part.annotations(pipeline.datasources(), values)),
        List.of());
  }

  private List<Judgement> judged(List<? extends QueryConsumer> consumers) {
    List<Judgement> made = new ArrayList<>(consumers.size());
    consumers.forEach(consumer -> made.add(judge.judge(consumer)));
    return made;
  }

  /** All queries as one part. */
  public JudgedPart queries() {
    return new JudgedPart(panels, variables, alerts, recordings(), annotations, links);
  }

  /** The queries that stand in no dashboard: of all rules, and behind links of data sources. */
  public JudgedPart besideDashboards() {
    return new JudgedPart(List.of(), List.of(), alerts, recordings(), List.of(), links);
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
    return recorded;
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
    all.addAll(recorded);
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
    byReason.forEach(
        (known, consumers) -> {
          if (reason.test(known)) {
            affected.addAll(consumers);
          }
        });
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
    return byReason.keySet().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
