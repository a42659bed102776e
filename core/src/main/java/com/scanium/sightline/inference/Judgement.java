package com.scanium.sightline.inference;

import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.signal.Match;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a query can show anything, and why not. */
public final class Judgement {
  private final QueryConsumer consumer;
  private final Match match;
  private final List<SelectorJudgement> selectors;
  private final List<PartJudgement> parts;
  private final List<Reason> reasons;
  private final @Nullable String notChecked;
  private final Shows shows;
  private final List<String> remarks;
  private final List<QueryFlaw> flaws;
  private final @Nullable List<String> paths;
  private final String end;

  private Judgement(
      QueryConsumer consumer,
      Match match,
      List<SelectorJudgement> selectors,
      List<PartJudgement> parts,
      List<Reason> reasons,
      @Nullable String notChecked,
      Shows shows,
      List<String> remarks,
      List<QueryFlaw> flaws,
      @Nullable List<String> paths,
      String end) {
    this.consumer = Objects.requireNonNull(consumer, "consumer");
    this.match = match;
    this.selectors = List.copyOf(selectors);
    this.parts = List.copyOf(parts);
    this.reasons = List.copyOf(reasons);
    this.notChecked = notChecked;
    this.shows = shows;
    this.remarks = List.copyOf(remarks);
    this.flaws = List.copyOf(flaws);
    this.paths = paths;
    this.end = end;
  }

  static Judgement notChecked(QueryConsumer consumer, String because) {
    return new Judgement(
        consumer,
        Match.MAY,
        List.of(),
        List.of(),
        List.of(),
        because,
        Shows.WHAT_IS_ASKED_FOR,
        List.of(),
        List.of(),
        null,
        "");
  }

  static Judgement of(
      QueryConsumer consumer,
      Match match,
      Shows shows,
      List<SelectorJudgement> selectors,
      List<PartJudgement> parts,
      List<Reason> reasons,
      List<String> remarks) {
    return new Judgement(
        consumer, match, selectors, parts, reasons, null, shows, remarks, List.of(), null, "");
  }

  Judgement withFlaws(Collection<QueryFlaw> found) {
    return new Judgement(
        consumer,
        match,
        selectors,
        parts,
        reasons,
        notChecked,
        shows,
        remarks,
        List.copyOf(found),
        paths,
        end);
  }

  /** The same, with the end of its paths: through which data source it asks. */
  Judgement askedBy(String datasource) {
    return new Judgement(
        consumer,
        match,
        selectors,
        parts,
        reasons,
        notChecked,
        shows,
        remarks,
        flaws,
        paths,
        datasource);
  }

  /** What is kept of this when the file of the query is let go; see {@link Keeping}. */
  Judgement kept(
      QueryConsumer asker,
      List<String> knownPaths,
      List<Reason> knownReasons,
      List<String> knownRemarks,
      @Nullable String because) {
    List<SelectorJudgement> telling =
        selectors.stream()
            .filter(one -> !one.reasons().isEmpty() || !one.suspicions().isEmpty())
            .toList();
    return new Judgement(
        asker,
        match,
        telling,
        parts,
        knownReasons,
        because,
        shows,
        knownRemarks,
        flaws,
        knownPaths,
        end);
  }

  /** Who asks. */
  public QueryConsumer consumer() {
    return consumer;
  }

  /** Whether the query shows something: proved, possible, or proved empty. */
  public Match match() {
    return match;
  }

  /**
   * What was found for each selector, in source order; once the query's file was let go, only of
   * those that something is wrong with, see {@link JudgedPart}.
   */
  public List<SelectorJudgement> selectors() {
    return selectors;
  }

  /**
   * The operators and calls that give nothing whatever series there are, in source order; none
   * unless the query is proved empty, or shows only a fallback.
   */
  public List<PartJudgement> parts() {
    return parts;
  }

  /** Why the query is empty; none unless {@link #match()} is {@code NEVER}. */
  public List<Reason> reasons() {
    return reasons;
  }

  /** Why the query could not be judged; empty when it was. */
  public Optional<String> notChecked() {
    return Optional.ofNullable(notChecked);
  }

  /** What the query shows when it shows something. */
  public Shows shows() {
    return shows;
  }

  /**
   * What hides the truth from the reader, one clause each: that only a fallback shows, that a panel
   * drops the field, that series come with their first event.
   */
  public List<String> remarks() {
    return remarks;
  }

  /** The remarks as one text; empty when there are none. */
  public Optional<String> remark() {
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }

  /** What is wrong with the query although it may show something; in the order of the query. */
  public List<QueryFlaw> flaws() {
    return flaws;
  }

  /** The ways of all selectors, from the producer to the data source, without repeats. */
  public List<String> paths() {
    if (paths != null) {
      return paths;
    }
    Set<String> found = new LinkedHashSet<>();
    selectors.forEach(selector -> selector.paths().forEach(path -> found.add(path + end)));
    return List.copyOf(found);
  }

  @Override
  public String toString() {
    return consumer.ref() + ": " + match + " " + reasons;
  }

  /** What a query shows. */
  public enum Shows {
    /** The series that it asks for, as far as anything is there. */
    WHAT_IS_ASKED_FOR,
    /** Only a part that asks for no series, such as {@code or vector(0)}. */
    FALLBACK_ONLY
  }
}
