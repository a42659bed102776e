package com.scanium.sightline.grafana.dashboard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How a dashboard was opened: by a link, at a time.
 *
 * @param now what relative times count from
 */
record Opening(DashboardLink link, Instant now) {
  /** The start of the dashboard's time range; empty when it isn't readable. */
  Optional<Instant> start(Dashboard dashboard) {
    return TimeRanges.at(dashboard.from(), now, zone(), TimeRanges.Edge.START);
  }

  /** The end of the dashboard's time range; empty when it isn't readable. */
  Optional<Instant> end(Dashboard dashboard) {
    return TimeRanges.at(dashboard.to(), now, zone(), TimeRanges.Edge.END);
  }

  /** How long the time range is; empty when it isn't readable, or runs backwards. */
  Optional<Duration> length(Dashboard dashboard) {
    Optional<Instant> start = start(dashboard);
    Optional<Instant> end = end(dashboard);
    return start.isPresent() && end.isPresent() && end.get().isAfter(start.get())
        ? Optional.of(Duration.between(start.get(), end.get()))
        : Optional.empty();
  }

  /** The zone that days begin in; that of a browser isn't known, so it counts as UTC. */
  private ZoneId zone() {
    try {
      return link.timezone()
          .filter(it -> it.contains("/"))
          .<ZoneId>map(ZoneId::of)
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
