package com.scanium.sightline.inference;

import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether one selector of a query can find series, or log streams.
 *
 * @param metric the metric that is asked for; empty for log streams and where no name is given
 * @param location its place in the file
 * @param match {@code MUST}: series are known to arrive; {@code NEVER}: proved empty
 * @param reasons why it is empty; none unless {@code NEVER}
 * @param paths the ways on which series arrive, for people; may be empty
 * @param suspicions what would make it empty if nobody pushed series that no file shows; for log
 *     streams also what would still make it empty without the reasons
 * @param origins where the reasons stand that lie before the query, in the inputs of a rule that
 *     records what it asks for
 */
public record SelectorJudgement(
    String metric,
    SourceLocation location,
    Match match,
    List<Reason> reasons,
    List<String> paths,
    List<Reason> suspicions,
    Map<Reason, List<SourceLocation>> origins) {
  /** Takes copies. */
  public SelectorJudgement {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(match, "match");
    reasons = List.copyOf(reasons);
    paths = List.copyOf(paths);
    suspicions = List.copyOf(suspicions);
    origins = Map.copyOf(origins);
  }

  /** A judgement without suspicions. */
  public SelectorJudgement(
      String metric,
      SourceLocation location,
      Match match,
      List<Reason> reasons,
      List<String> paths) {
    this(metric, location, match, reasons, paths, List.of(), Map.of());
  }

  /** A judgement of a selector of log streams. */
  static SelectorJudgement ofStreams(
      SourceLocation location,
      Match match,
      List<Reason> reasons,
      List<String> paths,
      List<Reason> suspicions) {
    return new SelectorJudgement("", location, match, reasons, paths, suspicions, Map.of());
  }

  /** The same judgement, its ways spelled otherwise. */
  SelectorJudgement withPaths(List<String> spelled) {
    return new SelectorJudgement(metric, location, match, reasons, spelled, suspicions, origins);
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
