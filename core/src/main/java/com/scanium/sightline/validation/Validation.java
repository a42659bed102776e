package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.RuleSubjects;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run: infer, measure, let the rules judge, put the report together. */
final class Validation {
  private final Pipeline pipeline;
  private final List<RuleSet> ruleSets;
  private final List<Finding> given;
  private final List<NotChecked> notChecked;
  private final Clock clock;
  private final @Nullable Baseline baseline;

  Validation(
      Pipeline pipeline,
      List<RuleSet> ruleSets,
      List<Finding> given,
      List<NotChecked> notChecked,
      Clock clock,
      @Nullable Baseline baseline) {
    this.pipeline = pipeline;
    this.ruleSets = ruleSets;
    this.given = given;
    this.notChecked = notChecked;
    this.clock = clock;
    this.baseline = baseline;
  }

  PipelineReport run() {
    long start = System.nanoTime();
    Inference inference = Inference.of(pipeline);
    Optional<LiveFacts> live =
        pipeline.store().isPresent() || pipeline.logs().isPresent()
            ? Optional.of(LiveFacts.measure(pipeline, inference, clock))
            : Optional.empty();
    RuleContext facts = new RuleContext(pipeline, inference, live.orElse(null));
    List<Finding> found = new ArrayList<>(given);
    pipeline.configChecks().forEach(check -> found.addAll(check.findings()));
    judge(facts, found);
    pipeline.alternatives().forEach(stack -> judgeAlternative(stack, found));
    Books books = Books.of(facts, ruleSets, LocalDate.now(clock), baseline, found);
    List<RootCause> causes = books.causes().stream().map(RootCause::of).toList();
    Verdicts verdicts = new Verdicts(causes, books.silent(), live.orElse(null));
    PipelineReport.Builder report = PipelineReport.builder();
    books.match().ifPresent(report::baseline);
    return report
        .live(live.isPresent())
        .rootCauses(causes)
        .findings(books.others())
        .ignored(books.ignored())
        .panels(inference.panels().stream().map(verdicts::of).toList())
        .coverage(CoverageCount.of(facts, notChecked, verdicts))
        .sizes(dashboards(), panels(inference), inference.panels().size())
        .effort(
            ruleCount(),
            live.map(LiveFacts::requests).orElse(0),
            (System.nanoTime() - start) / 1_000_000)
        .build();
  }

  private void judge(RuleContext facts, List<Finding> out) {
    List<Object> subjects = subjects(facts);
    for (RuleSet rules : ruleSets) {
      for (Rule<?> rule : rules.rules()) {
        if (pipeline.policy().profile().runs(rule.profile())) {
          judge(rule, subjects, facts, out::add);
        }
      }
    }
  }

  /** What is wrong in the files of a stack that isn't in use, if it were. */
  private void judgeAlternative(NetworkTopology stack, List<Finding> out) {
    Pipeline other = pipeline.within(stack);
    RuleContext facts = new RuleContext(other, Inference.of(other), null);
    Set<URI> files = new HashSet<>();
    stack.services().forEach(service -> files.add(service.location().source()));
    stack.problems().forEach(problem -> files.add(problem.location().source()));
    List<Finding> found = new ArrayList<>();
    judge(facts, found);
    found.stream()
        .filter(finding -> finding.location().map(at -> files.contains(at.source())).orElse(false))
        .map(finding -> finding.toBuilder().scope(Finding.Scope.INACTIVE).build())
        .forEach(out::add);
  }

  private static <S> void judge(
      Rule<S> rule, List<Object> subjects, RuleContext facts, Consumer<Finding> out) {
    for (Object subject : subjects) {
      if (rule.subject().isInstance(subject)) {
        rule.check(rule.subject().cast(subject), facts, out);
      }
    }
  }

  /** Everything that a rule can be about, each once. */
  private List<Object> subjects(RuleContext facts) {
    Set<Object> subjects = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object> inOrder = new ArrayList<>();
    List<Object> all = new ArrayList<>();
    Pipeline pipeline = facts.pipeline();
    all.add(pipeline);
    all.add(facts.inference());
    facts.live().ifPresent(all::add);
    pipeline.network().ifPresent(all::add);
    all.addAll(pipeline.catalogs());
    all.addAll(pipeline.configChecks());
    for (CollectorFact fact : facts.inference().collectors()) {
      Collector collector = fact.collector();
      all.add(fact);
      all.addAll(collector.scrapeJobs());
      all.addAll(collector.receivers());
      all.addAll(collector.writes());
    }
    all.addAll(facts.inference().targets());
    all.addAll(facts.inference().writes());
    all.addAll(pipeline.datasources().all());
    all.addAll(pipeline.dashboards());
    all.addAll(pipeline.alertRules());
    for (Judgement judgement : facts.inference().all()) {
      all.add(judgement.consumer());
      all.add(judgement);
    }
    for (Object subject : all) {
      if (subjects.add(subject)) {
        inOrder.add(subject);
      }
      if (subject instanceof RuleSubjects further) {
        further.subjects().stream().filter(subjects::add).forEach(inOrder::add);
      }
    }
    return inOrder;
  }

  private int ruleCount() {
    return (int)
        ruleSets.stream()
            .flatMap(rules -> rules.rules().stream())
            .filter(rule -> pipeline.policy().profile().runs(rule.profile()))
            .count();
  }

  private int dashboards() {
    return pipeline.dashboards().stream().mapToInt(Dashboards::count).sum();
  }

  private static int panels(Inference inference) {
    Set<List<Object>> panels = new HashSet<>();
    for (Judgement judgement : inference.panels()) {
      var ref = judgement.consumer().ref();
      panels.add(List.of(ref.dashboard(), ref.panel(), ref.element(), ref.title()));
    }
    return panels.size();
  }
}
