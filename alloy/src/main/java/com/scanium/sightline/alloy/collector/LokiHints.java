package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;

/**
 * The attributes of OTLP records by which {@code otelcol.exporter.loki} is told which attributes
 * become labels of streams.
 *
 * <p>On the way to that exporter a shape's labels are the record's attributes, spelled as label
 * names. Those of its resource are not followed, but for the hint.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/otelcol/otelcol.exporter.loki/">Grafana
 *     Alloy: otelcol.exporter.loki</a>
 */
final class LokiHints {
  /** Names record attributes. */
  static final String ATTRIBUTES = "loki_attribute_labels";

  /** Names resource attributes. */
  static final String RESOURCES = "loki_resource_labels";

  /** The same on the resource; no label is called so. */
  static final String ON_RESOURCE = "resource loki_resource_labels";

  /** Says how the line is written. */
  static final String FORMAT = "loki_format";

  private static final List<String> ALL = List.of(ATTRIBUTES, RESOURCES, ON_RESOURCE, FORMAT);

  private LokiHints() {}

  /** What a sender pushes that knows nothing of Loki: any attributes, but none of the hints. */
  static SeriesShape plain() {
    SeriesShape.Builder record = TargetShapes.nameless().open();
    ALL.forEach(hint -> record.label(hint, LabelDomain.absent()));
    return record.build();
  }
}
