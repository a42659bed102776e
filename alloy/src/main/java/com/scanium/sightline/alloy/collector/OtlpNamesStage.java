package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.catalog.Origin;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * OTLP metrics become series: in {@code otelcol.exporter.prometheus}, or in the store that an OTLP
 * exporter writes to.
 *
 * <p>{@code job} and {@code instance} come from the resource ({@code service.namespace}, {@code
 * service.name}, {@code service.instance.id}), which only a running application tells; without them
 * the labels are missing. With {@code resource_to_telemetry_conversion} every resource attribute
 * becomes a label. With {@code add_metric_suffixes} switched off names have neither unit nor {@code
 * _total}.
 *
 * @param id the component
 * @param location its head
 * @param addsSuffixes whether units and types are appended to names, as is the default
 * @param addsResource whether resource attributes become labels
 * @param addsScope whether the instrumentation scope becomes labels, as is the default
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/otelcol/otelcol.exporter.prometheus/">Grafana
 *     Alloy: otelcol.exporter.prometheus</a>
 */
record OtlpNamesStage(
    String id,
    SourceLocation location,
    Setting<Boolean> addsSuffixes,
    Setting<Boolean> addsResource,
    Setting<Boolean> addsScope)
    implements Stage {
  private static final List<String> ENDINGS = List.of("_bucket", "_sum", "_count");

  /** The exporter that makes series for the components behind it. */
  static OtlpNamesStage of(Component exporter) {
    Section section = exporter.section();
    return new OtlpNamesStage(
        exporter.id(),
        exporter.location(),
        Settings.bool(section, "add_metric_suffixes", true),
        Settings.bool(section, "resource_to_telemetry_conversion", false),
        Settings.bool(section, "include_scope_labels", true));
  }

  /** A store that takes OTLP: its own configuration decides, which is not read here. */
  static OtlpNamesStage inStore(Component exporter) {
    Setting<Boolean> unknown = Setting.unknown("the store decides", exporter.location());
    return new OtlpNamesStage(exporter.id(), exporter.location(), unknown, unknown, unknown);
  }

  @Override
  public List<SeriesShape> apply(SeriesShape shape) {
    Provenance here = new Provenance(id, location);
    SeriesShape.Builder named =
        shape.toBuilder()
            .label("job", LabelDomain.unknown(), here)
            .label("instance", LabelDomain.unknown(), here);
    if (addsResource.value().orElse(true)) {
      named.open();
    }
    if (addsScope.value().orElse(true)) {
      named
          .label("otel_scope_name", LabelDomain.unknown(), here)
          .label("otel_scope_version", LabelDomain.unknown(), here);
    }
    List<SeriesShape> results = new ArrayList<>();
    if (addsSuffixes.value().orElse(true)) {
      results.add(named.build());
    }
    if (!addsSuffixes.value().orElse(false)) {
      Optional<String> plain = withoutSuffixes(shape);
      results.add(
          plain.isPresent()
              ? named.name(plain.get()).build()
              : named.name(LabelDomain.any()).build());
    }
    return results;
  }

  /** The name without unit and type; known of metrics that the collector itself makes. */
  private static Optional<String> withoutSuffixes(SeriesShape shape) {
    Optional<String> name = shape.name();
    boolean isOwn =
        shape.origin() == Origin.SYNTHETIC
            && name.isPresent()
            && !shape.family().isEmpty()
            && name.get().startsWith(shape.family());
    if (!isOwn) {
      return Optional.empty();
    }
    String ending = ENDINGS.stream().filter(one -> name.get().endsWith(one)).findFirst().orElse("");
    return Optional.of(shape.family() + ending);
  }
}
