package com.scanium.sightline.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found for the queries that were read together: those of one file of dashboards, or those
 * of all rules. A subject of rules.
 *
 * <p>Here the queries still know their texts and places. {@link Inference}, which has what was
 * found for all of them, lets go of those when only files are read, so that memory grows with the
 * largest part and not with the sum.
 */
public final class JudgedPart {
  private final List<Judgement> panels;
  private final List<Judgement> variables;
  private final List<Judgement> alerts;
  private final List<Judgement> recordings;
  private final List<Judgement> annotations;
  private final List<Judgement> links;

  JudgedPart(
      List<Judgement> panels,
      List<Judgement> variables,
      List<Judgement> alerts,
      List<Judgement> recordings,
      List<Judgement> annotations,
      List<Judgement> links) {
    this.panels = List.copyOf(panels);
    this.variables = List.copyOf(variables);
    this.alerts = List.copyOf(alerts);
    this.recordings = List.copyOf(recordings);
    this.annotations = List.copyOf(annotations);
    this.links = List.copyOf(links);
  }

  /** What was found for each panel query, in the order of the file. */
  public List<Judgement> panels() {
    return panels;
  }

  /** What was found for each query behind a variable. */
  public List<Judgement> variables() {
    return variables;
  }

  /** What was found for each query of an alert rule. */
  public List<Judgement> alerts() {
    return alerts;
  }

  /** What was found for each recording rule. */
  public List<Judgement> recordings() {
    return recordings;
  }

  /** What was found for each query of an annotation. */
  public List<Judgement> annotations() {
    return annotations;
  }

  /** What was found for each query behind a link of a data source. */
  public List<Judgement> links() {
    return links;
  }

  /** What was found for all of them, panels first. */
  public List<Judgement> all() {
    List<Judgement> all = new ArrayList<>(panels);
    all.addAll(variables);
    all.addAll(alerts);
    all.addAll(recordings);
    all.addAll(annotations);
    all.addAll(links);
    return all;
  }

  @Override
  public String toString() {
    return all().size() + " queries";
  }
}
