package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.Origin;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Evaluates the rules whose results are stored: what each records follows from what its expression
 * finds, and a rule whose inputs never are there records nothing, for the reasons of its inputs.
 *
 * <p>A rule is evaluated behind those that record what it reads. Rules that read each other in a
 * circle, or themselves, are taken together: what none of them gets from outside, none of them has;
 * of the others any labels are possible.
 */
final class Recordings {
  /** A circle of more rules than this is not followed: all of them may record. */
  private static final int MOST_IN_CIRCLE = 200;

  /** One remark tells that what a rule records is not what it seems; more say the same. */
  private static final int MOST_REMARKS = 2;

  private final Delivered delivered;
  private final QueryJudge judge;
  private final SelectorJudge selectors;
  private final Map<RecordingRule, Judgement> judgements = new HashMap<>();
  private final Map<String, List<String>> remarks = new TreeMap<>();
  private final List<RecordingRule> rules;

  Recordings(Pipeline pipeline, Delivered delivered, Stores stores, LogQueryJudge logs) {
    this.delivered = delivered;
    this.judge = new QueryJudge(pipeline, delivered, stores, this::remarks, logs);
    this.selectors = new SelectorJudge(delivered);
    this.rules =
        pipeline.recordingRules().stream().flatMap(part -> part.recordings().stream()).toList();
    List<RecordingRule> clear = new ArrayList<>();
    for (RecordingRule rule : rules) {
      if (rule.opaque().isPresent()) {
        opaque(rule, rule.opaque().get());
      } else if (rule.language() != QueryLanguage.PROMQL) {
        opaque(rule, "it evaluates a log query");
      } else {
        clear.add(rule);
      }
    }
    boolean closed = pipeline.isClosedToOthers();
    for (RecordingRule rule : clear) {
      // further alerts may be evaluated whose rules were not read
      if (rule.kind() == RecordingRule.Kind.RECORDING || closed) {
        rule.metrics().forEach(delivered::declare);
      }
    }
    evaluate(clear);
  }

  /** What was found for the rules that record, in their order. */
  List<Judgement> judgements() {
    List<Judgement> found = new ArrayList<>();
    for (RecordingRule rule : rules) {
      Judgement judgement = judgements.get(rule);
      if (rule.kind() == RecordingRule.Kind.RECORDING && judgement != null) {
        found.add(judgement);
      }
    }
    return found;
  }

  /** What hides the truth from whoever reads a recorded metric. */
  List<String> remarks(String metric) {
    return remarks.getOrDefault(metric, List.of());
  }

  /** Somebody records under this name, and nobody can say what. */
  private void opaque(RecordingRule rule, String because) {
    judgements.put(rule, Judgement.notChecked(rule, because));
    Set<String> names = Set.copyOf(rule.metrics());
    delivered.add(new OpenProducer(who(rule), names::contains));
  }

  private void evaluate(List<RecordingRule> clear) {
    Map<String, List<RecordingRule>> recorders = new HashMap<>();
    clear.forEach(
        rule ->
            rule.metrics()
                .forEach(
                    name -> recorders.computeIfAbsent(name, key -> new ArrayList<>()).add(rule)));
    Map<RecordingRule, Set<RecordingRule>> readers = new HashMap<>();
    Map<RecordingRule, Integer> waiting = new LinkedHashMap<>();
    for (RecordingRule rule : clear) {
      Set<RecordingRule> before = new LinkedHashSet<>();
      namesRead(rule).forEach(name -> before.addAll(recorders.getOrDefault(name, List.of())));
      before.forEach(one -> readers.computeIfAbsent(one, key -> new LinkedHashSet<>()).add(rule));
      waiting.put(rule, before.size());
    }
    Deque<RecordingRule> ready = new ArrayDeque<>();
    waiting.forEach(
        (rule, count) -> {
          if (count == 0) {
            ready.add(rule);
          }
        });
    while (!ready.isEmpty()) {
      RecordingRule rule = ready.remove();
      waiting.remove(rule);
      deliver(rule, judged(rule));
      for (RecordingRule reader : readers.getOrDefault(rule, Set.of())) {
        if (waiting.merge(reader, -1, Integer::sum) == 0) {
          ready.add(reader);
        }
      }
    }
    circle(new LinkedHashSet<>(waiting.keySet()));
  }

  /** What starts from nothing and reads only itself stays nothing. */
  private void circle(Set<RecordingRule> silent) {
    if (silent.size() > MOST_IN_CIRCLE) {
      silent.forEach(rule -> add(rule, Optional.empty(), List.of(), Map.of()));
      silent.clear();
    }
    boolean grown = true;
    Set<RecordingRule> speaking = new LinkedHashSet<>();
    while (grown) {
      grown = false;
      for (RecordingRule rule : List.copyOf(silent)) {
        if (judged(rule).match() != Match.NEVER) {
          add(rule, Optional.empty(), List.of(), Map.of());
          silent.remove(rule);
          speaking.add(rule);
          grown = true;
        }
      }
    }
    Map<RecordingRule, Judgement> last = new LinkedHashMap<>();
    silent.forEach(rule -> last.put(rule, judged(rule)));
    last.forEach(this::deliver);
    speaking.forEach(this::judged);
  }

  private Judgement judged(RecordingRule rule) {
    Judgement judgement = judge.judge(rule);
    judgements.put(rule, judgement);
    return judgement;
  }

  private static Set<String> namesRead(RecordingRule rule) {
    Set<String> names = new LinkedHashSet<>();
    PromQl.parse(rule.text().text())
        .expr()
        .ifPresent(
            expr ->
                PromQl.selectors(expr).forEach(selector -> name(selector).ifPresent(names::add)));
    return names;
  }

  private static Optional<String> name(VectorSelector selector) {
    return selector.metricName().filter(name -> !name.hasPlaceholders()).map(it -> it.value());
  }

  /** Stores what a rule makes of what it finds. */
  private void deliver(RecordingRule rule, Judgement judgement) {
    Optional<SeriesShape> result = PromQl.parse(rule.text().text()).expr().flatMap(this::result);
    List<Reason> blockers = judgement.match() == Match.NEVER ? judgement.reasons() : List.of();
    add(rule, result, blockers, origins(judgement));
    if (!judgement.remarks().isEmpty() && judgement.match() != Match.NEVER) {
      for (String metric : rule.metrics()) {
        remarks
            .computeIfAbsent(metric, name -> new ArrayList<>())
            .addAll(
                judgement.remarks().stream()
                    .limit(MOST_REMARKS)
                    .map(remark -> metric + " is recorded by " + who(rule) + ": " + remark)
                    .toList());
      }
    }
  }

  private Optional<SeriesShape> result(PromQlExpr expr) {
    return LabelFlow.of(expr, selectors::shapes).result();
  }

  private static Map<Reason, List<SourceLocation>> origins(Judgement judgement) {
    Map<Reason, Set<SourceLocation>> places = new LinkedHashMap<>();
    for (SelectorJudgement selector : judgement.selectors()) {
      for (Reason reason : selector.reasons()) {
        places
            .computeIfAbsent(reason, key -> new LinkedHashSet<>())
            .addAll(selector.places(reason));
      }
    }
    for (PartJudgement part : judgement.parts()) {
      places.computeIfAbsent(part.reason(), key -> new LinkedHashSet<>()).add(part.location());
    }
    Map<Reason, List<SourceLocation>> origins = new LinkedHashMap<>();
    places.forEach((reason, where) -> origins.put(reason, List.copyOf(where)));
    return origins;
  }

  /**
   * @param result the labels of what the expression gives; empty when nobody can say
   */
  private void add(
      RecordingRule rule,
      Optional<SeriesShape> result,
      List<Reason> blockers,
      Map<Reason, List<SourceLocation>> origins) {
    String way = way(rule);
    for (String metric : rule.metrics()) {
      delivered.add(
          new Delivery(shape(rule, metric, result), false, blockers, way).withOrigins(origins));
    }
  }

  private String way(RecordingRule rule) {
    Judgement judgement = judgements.get(rule);
    List<String> inputs = judgement == null ? List.of() : judgement.paths();
    return who(rule) + (inputs.isEmpty() ? "" : " <- " + inputs.get(0));
  }

  private static String who(RecordingRule rule) {
    return rule.evaluator() + " (" + rule.location() + ")";
  }

  /** The labels of the rule win; an empty value removes a label. */
  private static SeriesShape shape(
      RecordingRule rule, String metric, Optional<SeriesShape> result) {
    SeriesShape.Builder shape = SeriesShape.builder(metric).origin(Origin.RULE);
    if (result.isEmpty() || result.get().isOpen()) {
      shape.open();
    }
    result.ifPresent(
        labels ->
            labels
                .labels()
                .forEach(
                    (label, domain) -> {
                      Optional<Provenance> from = labels.provenance(label);
                      if (from.isPresent()) {
                        shape.label(label, domain, from.get());
                      } else {
                        shape.label(label, domain);
                      }
                    }));
    for (Map.Entry<String, Setting<String>> label : rule.labels().entrySet()) {
      LabelDomain domain =
          label.getValue().value().map(LabelDomain::value).orElse(LabelDomain.unknown());
      shape.label(
          label.getKey(),
          domain,
          new Provenance(rule.evaluator(), label.getValue().location().orElse(null)));
    }
    if (rule.kind() == RecordingRule.Kind.ALERTING) {
      shape.label("alertname", rule.name());
      if (metric.equals("ALERTS")) {
        shape.label("alertstate", LabelDomain.oneOf(Set.of("pending", "firing")));
      }
    }
    rule.interval().ifPresent(shape::interval);
    return shape.build();
  }
}
