package com.scanium.sightline.port;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import java.util.Objects;

/**
 * A source of log streams that is told to read something and passes over it.
 *
 * @param id the component
 * @param shapes the streams that would come of it, before any stage
 * @param paths where they would go
 * @param finding what says so, without the queries that are empty for it
 */
public record SilentSource(
    String id, List<SeriesShape> shapes, List<DeliveryPath> paths, Finding finding) {
  /** Takes copies. */
  public SilentSource {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(finding, "finding");
    shapes = List.copyOf(shapes);
    paths = List.copyOf(paths);
  }
}
