package com.scanium.sightline.inference;

import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Log streams of one shape on one way into a store.
 *
 * @param source the component that they come from
 * @param stream their labels as stored
 * @param given the labels that the files themselves give, at the source and at the write
 * @param lines their lines as stored
 * @param lost the stages that took labels away, by label
 * @param steps where the stages on the way are written
 * @param blockers why they don't arrive; none when nothing speaks against it
 * @param way the way, for people
 */
record StreamDelivery(
    String source,
    SeriesShape stream,
    Map<String, String> given,
    Lines lines,
    Map<String, Stage> lost,
    Set<SourceLocation> steps,
    List<Reason> blockers,
    String way) {
  StreamDelivery {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(lines, "lines");
    Objects.requireNonNull(way, "way");
    given = Map.copyOf(given);
    lost = Map.copyOf(lost);
    steps = Set.copyOf(steps);
    blockers = List.copyOf(blockers);
  }

  boolean arrives() {
    return blockers.isEmpty();
  }

  boolean fits(List<LabelMatcher> matchers) {
    return stream.match(matchers) != Match.NEVER;
  }

  /** Whether a label gets its values on the way, from the lines or from what their senders say. */
  boolean isFromData(String label) {
    LabelDomain domain = stream.label(label);
    Optional<SourceLocation> set = stream.provenance(label).flatMap(one -> one.location());
    return domain.knownValues().isEmpty() && set.map(steps::contains).orElse(false);
  }
}
