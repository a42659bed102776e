package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.JudgedPart;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.RuleSubjects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Things that rules can be about, each once. */
final class Subjects {
  private final Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Object> inOrder = new ArrayList<>();

  private Subjects() {}

  /** All but the dashboards, which are shown part by part. */
  static Subjects ofPipeline(RuleContext facts) {
    Pipeline pipeline = facts.pipeline();
    Subjects subjects = new Subjects();
    subjects.add(pipeline);
    subjects.add(facts.inference());
    facts.live().ifPresent(subjects::add);
    pipeline.network().ifPresent(subjects::add);
    pipeline.catalogs().forEach(subjects::add);
    pipeline.configChecks().forEach(subjects::add);
    for (CollectorFact fact : facts.inference().collectors()) {
      Collector collector = fact.collector();
      subjects.add(fact);
      collector.scrapeJobs().forEach(subjects::add);
      collector.receivers().forEach(subjects::add);
      collector.writes().forEach(subjects::add);
    }
    facts.inference().targets().forEach(subjects::add);
    facts.inference().writes().forEach(subjects::add);
    pipeline.datasources().all().forEach(subjects::add);
    pipeline.alertRules().forEach(subjects::add);
    for (Dashboards dashboards : pipeline.dashboards()) {
      dashboards.acrossParts().forEach(subjects::add);
    }
    JudgedPart alerts = facts.inference().besideDashboards();
    subjects.add(alerts);
    subjects.addQueries(alerts);
    return subjects;
  }

  /** A part of the dashboards with its queries. */
  static Subjects ofPart(Dashboards part, JudgedPart queries) {
    Subjects subjects = new Subjects();
    subjects.add(part);
    subjects.add(queries);
    subjects.addQueries(queries);
    return subjects;
  }

  private void addQueries(JudgedPart queries) {
    for (Judgement judgement : queries.all()) {
      add(judgement.consumer());
      add(judgement);
    }
  }

  private void add(Object subject) {
    if (known.add(subject)) {
      inOrder.add(subject);
    }
    if (subject instanceof RuleSubjects further) {
      further.subjects().stream().filter(known::add).forEach(inOrder::add);
    }
  }

  /** Shows each subject to the rules that are about its kind. */
  void show(List<Rule<?>> rules, RuleContext facts, Consumer<Finding> out) {
    rules.forEach(rule -> show(rule, facts, out));
  }

  private <S> void show(Rule<S> rule, RuleContext facts, Consumer<Finding> out) {
    for (Object subject : inOrder) {
      if (rule.subject().isInstance(subject)) {
        rule.check(rule.subject().cast(subject), facts, out);
      }
    }
  }
}
