package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.JudgedPart;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Dashboards;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows dashboards to the rules, one part after the other, and keeps of each only what the report
 * needs.
 */
final class DashboardWalk implements Inference.Visitor {
  private final Pipeline pipeline;
  private final List<Rule<?>> rules;
  private final List<Finding> found;
  private final Places places;
  private final List<NotChecked> notChecked = new ArrayList<>();
  private @Nullable LiveFacts live;
  private int count;

  DashboardWalk(Pipeline pipeline, List<Rule<?>> rules, List<Finding> found) {
    this.pipeline = pipeline;
    this.rules = rules;
    this.found = found;
    this.places = new Places(pipeline);
  }

  /** The same, with what was measured. */
  DashboardWalk with(LiveFacts measured) {
    live = measured;
    return this;
  }

  @Override
  public void visit(Dashboards part, JudgedPart queries, Inference inference) {
    RuleContext facts = new RuleContext(pipeline, inference, live);
    Subjects.ofPart(part, queries).show(rules, facts, found::add);
    places.see(part);
    notChecked.addAll(part.notChecked());
    count += part.count();
  }

  Places places() {
    return places;
  }

  List<NotChecked> notChecked() {
    return notChecked;
  }

  int count() {
    return count;
  }
}
