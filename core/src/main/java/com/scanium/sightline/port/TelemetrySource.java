package com.scanium.sightline.port;

import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Objects;

/**
 * Telemetry that a collector fetches or makes by itself: log streams that it reads, metrics that it
 * derives from spans.
 *
 * <p>A log stream is a shape without a name: its labels are the labels of the stream. An open shape
 * may have any others.
 *
 * @param id the component
 * @param location its head
 * @param signal what it brings
 * @param shapes what covers all that it brings, before any stage
 * @param paths where it goes; none when it goes nowhere
 * @param lines what is known of the lines of log streams
 * @param reach whether the shapes are all that comes through it
 */
public record TelemetrySource(
    String id,
    SourceLocation location,
    Signal signal,
    List<SeriesShape> shapes,
    List<DeliveryPath> paths,
    Lines lines,
    Reach reach) {
  /** How much of what a source brings its shapes cover. */
  public enum Reach {
    /** Everything. */
    EVERYTHING,
    /** What plain senders push; one that knows the collector's ways may push more. */
    PLAIN_SENDERS
  }

  /** Takes copies. */
  public TelemetrySource {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(signal, "signal");
    Objects.requireNonNull(lines, "lines");
    Objects.requireNonNull(reach, "reach");
    shapes = List.copyOf(shapes);
    paths = List.copyOf(paths);
  }

  /** A source whose shapes are all there is, and of whose lines nothing is known. */
  public TelemetrySource(
      String id,
      SourceLocation location,
      Signal signal,
      List<SeriesShape> shapes,
      List<DeliveryPath> paths) {
    this(id, location, signal, shapes, paths, Lines.PLAIN, Reach.EVERYTHING);
  }

  /**
   * What can arrive behind the stages of one way and its endpoint, external labels included; empty
   * when everything is dropped.
   */
  public List<SeriesShape> arriving(DeliveryPath path) {
    List<SeriesShape> shapes = this.shapes;
    for (Stage stage : path.stages()) {
      shapes = shapes.stream().flatMap(shape -> stage.apply(shape).stream()).toList();
    }
    WriteEndpoint endpoint = path.endpoint().orElse(null);
    if (endpoint == null) {
      return shapes.stream().map(shape -> shape.toBuilder().open().build()).toList();
    }
    shapes = shapes.stream().map(endpoint::withExternalLabels).toList();
    for (Stage stage : endpoint.stages()) {
      shapes = shapes.stream().flatMap(shape -> stage.apply(shape).stream()).toList();
    }
    return shapes;
  }
}
