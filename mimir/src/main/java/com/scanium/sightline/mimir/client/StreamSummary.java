package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.QueryStats;
import java.util.List;
import java.util.Objects;

/**
 * What is left to say when all series of an answer were handed on. Warnings are beside it in the
 * {@link com.scanium.sightline.port.Answer}.
 *
 * @param series how many series there were
 * @param samples how many samples, native histograms included
 * @param infos remarks below the rank of a warning
 * @param stats what the evaluation took, as far as the store says
 */
public record StreamSummary(long series, long samples, List<String> infos, QueryStats stats) {
  /** Copies the remarks and refuses absent parts. */
  public StreamSummary {
    infos = List.copyOf(infos);
    Objects.requireNonNull(stats, "stats");
  }
}
