package com.scanium.sightline.inference;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether one selector of a query can find series.
 *
 * @param selector the selector
 * @param location its place in the file
 * @param match {@code MUST}: series are known to arrive; {@code NEVER}: proved empty
 * @param reasons why it is empty; none unless {@code NEVER}
 * @param paths the ways on which series arrive, for people; may be empty
 * @param suspicions what would make it empty if nobody pushed series that no file shows; none
 *     unless {@code MAY}
 * @param origins where the reasons stand that lie before the query, in the inputs of a rule that
 *     records what it asks for
 */
public record SelectorJudgement(
    PromQlExpr.VectorSelector selector,
    SourceLocation location,
    Match match,
    List<Reason> reasons,
    List<String> paths,
    List<Reason> suspicions,
    Map<Reason, List<SourceLocation>> origins) {
  /** Takes copies. */
  public SelectorJudgement {
    Objects.requireNonNull(selector, "selector");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(match, "match");
    reasons = List.copyOf(reasons);
    paths = List.copyOf(paths);
    suspicions = List.copyOf(suspicions);
    origins = Map.copyOf(origins);
  }

  /** A judgement without suspicions. */
  public SelectorJudgement(
      PromQlExpr.VectorSelector selector,
      SourceLocation location,
      Match match,
      List<Reason> reasons,
      List<String> paths) {
    this(selector, location, match, reasons, paths, List.of(), Map.of());
  }

  /** Where a reason stands: at this selector, unless it was inherited. */
  public List<SourceLocation> places(Reason reason) {
    return origins.getOrDefault(reason, List.of(location));
  }

  /** Whether a reason lies before the query: what it asks for is recorded from what is missing. */
  public boolean isInherited(Reason reason) {
    return origins.containsKey(reason);
  }
}
