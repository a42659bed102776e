package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    List<Finding> found = new ArrayList<>(given);
    pipeline.configChecks().forEach(check -> found.addAll(check.findings()));
    DashboardWalk walk = new DashboardWalk(pipeline, rules(), found);
    boolean isLive = pipeline.store().isPresent() || pipeline.logs().isPresent();
    Inference inference = isLive ? Inference.of(pipeline) : Inference.of(pipeline, walk);
    Optional<LiveFacts> live =
        isLive ? Optional.of(LiveFacts.measure(pipeline, inference, clock)) : Optional.empty();
    RuleContext facts = new RuleContext(pipeline, inference, live.orElse(null));
    if (isLive) {
      inference.visit(walk.with(live.orElseThrow()));
    }
    Subjects.ofPipeline(facts).show(rules(), facts, found::add);
    pipeline.alternatives().forEach(stack -> judgeAlternative(stack, found));
    Books books = Books.of(facts, walk.places(), ruleSets, LocalDate.now(clock), baseline, found);
    List<RootCause> causes = RootCause.ranked(books.causes());
    Verdicts verdicts = new Verdicts(causes, books.silent(), live.orElse(null));
    PipelineReport.Builder report = PipelineReport.builder();
    books.match().ifPresent(report::baseline);
    return report
        .live(live.isPresent())
        .rootCauses(causes)
        .findings(books.others())
        .ignored(books.ignored())
        .panels(inference.panels().stream().map(verdicts::of).toList())
        .coverage(CoverageCount.of(facts, walk.notChecked(), notChecked, verdicts))
        .sizes(walk.count(), panels(inference), inference.panels().size())
        .effort(
            rules().size(),
            live.map(LiveFacts::requests).orElse(0),
            (System.nanoTime() - start) / 1_000_000)
        .build();
  }

  /** The rules that run. */
  private List<Rule<?>> rules() {
    List<Rule<?>> running = new ArrayList<>();
    for (RuleSet rules : ruleSets) {
      rules.rules().stream()
          .filter(rule -> pipeline.policy().profile().runs(rule.profile()))
          .forEach(running::add);
    }
    return running;
  }

  /** What is wrong in the files of a stack that isn't in use, if it were. */
  private void judgeAlternative(NetworkTopology stack, List<Finding> out) {
    Pipeline other = pipeline.within(stack);
    Set<URI> files = new HashSet<>();
    stack.services().forEach(service -> files.add(service.location().source()));
    stack.problems().forEach(problem -> files.add(problem.location().source()));
    List<Finding> found = new ArrayList<>();
    Inference inference = Inference.of(other, new DashboardWalk(other, rules(), found));
    RuleContext facts = new RuleContext(other, inference, null);
    Subjects.ofPipeline(facts).show(rules(), facts, found::add);
    found.stream()
        .filter(finding -> finding.location().map(at -> files.contains(at.source())).orElse(false))
        .map(finding -> finding.toBuilder().scope(Finding.Scope.INACTIVE).build())
        .forEach(out::add);
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
