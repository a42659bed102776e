package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;

/**
 * {@code otelcol.exporter.prometheus}: OTLP metrics become series.
 *
 * <p>Their {@code job} and {@code instance} come from resource attributes that only a running
 * application tells, and further attributes may become labels. With {@code add_metric_suffixes}
 * switched off the names lose their suffixes, so any name is possible.
 *
 * @param id the component
 * @param location its head
 * @param addsSuffixes whether units and types are appended to names, as is the default
 */
record OtlpNamesStage(String id, SourceLocation location, Setting<Boolean> addsSuffixes)
    implements Stage {
  @Override
  public List<SeriesShape> apply(SeriesShape shape) {
    Provenance here = new Provenance(id, location);
    SeriesShape.Builder named =
        shape.toBuilder()
            .open()
            .label("job", LabelDomain.unknown(), here)
            .label("instance", LabelDomain.unknown(), here);
    if (!addsSuffixes.value().orElse(false)) {
      named.name(LabelDomain.any());
    }
    return List.of(named.build());
  }
}
