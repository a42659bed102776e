package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code otelcol.exporter.loki}: records become lines of streams. The labels are {@code exporter},
 * {@code job} and {@code instance} of the resource, {@code level} of a record with a severity, and
 * the attributes that hints name. The line is JSON unless a hint says otherwise.
 *
 * @param id the component
 * @param location its head
 */
record LokiExporterStage(String id, SourceLocation location) implements Stage {
  @Override
  public List<SeriesShape> apply(SeriesShape record) {
    Set<String> attributes = new TreeSet<>();
    Set<String> resources = new TreeSet<>();
    boolean isKnown =
        names(record.label(LokiHints.ATTRIBUTES), attributes)
            && names(record.label(LokiHints.RESOURCES), resources)
            && names(record.label(LokiHints.ON_RESOURCE), resources);
    if (!isKnown) {
      return List.of(TargetShapes.anything());
    }
    Provenance from = new Provenance(id, location);
    SeriesShape.Builder stream =
        TargetShapes.nameless()
            .label("exporter", "OTLP", from)
            .label("job", LabelDomain.unknown(), from)
            .label("instance", LabelDomain.unknown(), from)
            .label("level", LabelDomain.unknown(), from);
    for (String name : resources) {
      stream.label(SpanMetrics.sanitized(name), LabelDomain.unknown(), from);
    }
    for (String name : attributes) {
      String label = SpanMetrics.sanitized(name);
      stream.label(label, record.label(label), from);
    }
    return List.of(stream.build());
  }

  /** Adds the names of a hint; false when it is there and not known. */
  private static boolean names(LabelDomain hint, Set<String> into) {
    if (hint.presence() == Presence.NEVER) {
      return true;
    }
    Optional<Set<String>> values = hint.knownValues();
    values.ifPresent(
        all -> {
          for (String value : all) {
            for (String name : value.split(",")) {
              if (!name.isBlank()) {
                into.add(name.strip());
              }
            }
          }
        });
    return values.isPresent();
  }

  @Override
  public Lines lines(SeriesShape record, Lines before) {
    LabelDomain format = record.label(LokiHints.FORMAT);
    if (format.presence() == Presence.NEVER) {
      return before.written(Lines.Format.JSON);
    }
    return before.written(
        format
            .single()
            .map(name -> name.equals("logfmt") ? Lines.Format.LOGFMT : Lines.Format.UNKNOWN)
            .orElse(Lines.Format.UNKNOWN));
  }
}
