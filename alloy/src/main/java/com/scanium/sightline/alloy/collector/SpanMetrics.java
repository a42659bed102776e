package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.catalog.Origin;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code otelcol.connector.spanmetrics} and {@code otelcol.connector.servicegraph}: the metrics
 * that they make of spans, by the names that Prometheus knows them under.
 *
 * <p>The default namespace of span metrics came with a collector of Alloy 1.5 or 1.6; before, names
 * began with {@code calls} and {@code duration}. With the release unknown both are possible.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/otelcol/otelcol.connector.spanmetrics/">Grafana
 *     Alloy: otelcol.connector.spanmetrics</a>
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/otelcol/otelcol.connector.servicegraph/">Grafana
 *     Alloy: otelcol.connector.servicegraph</a>
 */
final class SpanMetrics {
  private static final String DEFAULT_NAMESPACE = "traces.span.metrics";
  private static final List<String> DIMENSIONS =
      List.of("service.name", "span.name", "span.kind", "status.code");

  private final Paths paths;
  private final @Nullable String version;

  /**
   * @param version the release in use; null when it is not known
   */
  SpanMetrics(Paths paths, @Nullable String version) {
    this.paths = paths;
    this.version = version;
  }

  static boolean isConnector(Component component) {
    return component.name().equals("otelcol.connector.spanmetrics")
        || component.name().equals("otelcol.connector.servicegraph");
  }

  /** The component as a source of metrics; empty when it is none, or when its names are unknown. */
  Optional<TelemetrySource> of(Component component) {
    if (!isConnector(component)) {
      return Optional.empty();
    }
    Optional<List<SeriesShape>> shapes =
        component.name().endsWith("spanmetrics")
            ? spanMetrics(component)
            : Optional.of(serviceGraph(component));
    return shapes.map(
        found ->
            new TelemetrySource(
                component.id(),
                component.location(),
                Signal.METRICS,
                found,
                paths.behindOutput(Signal.METRICS, component)));
  }

  private Optional<List<SeriesShape>> spanMetrics(Component component) {
    Section section = component.section();
    Set<String> namespaces = new LinkedHashSet<>();
    Setting<String> written = Settings.text(section, "namespace");
    if (written.isUnset()) {
      Releases since = Releases.of(version);
      if (since.mayBeAtLeast(1, 5)) {
        namespaces.add(DEFAULT_NAMESPACE);
      }
      if (since.mayBeBefore(1, 7)) {
        namespaces.add("");
      }
    } else if (written.value().isPresent()) {
      namespaces.add(written.value().get());
    } else {
      return Optional.empty();
    }
    Optional<Section> histogram = section.first("histogram");
    Setting<String> unit =
        histogram.map(one -> Settings.text(one, "unit", "ms")).orElse(Setting.byDefault("ms"));
    Setting<Boolean> disabled =
        histogram.map(one -> Settings.bool(one, "disable", false)).orElse(Setting.byDefault(false));
    boolean exponential = histogram.flatMap(one -> one.first("exponential")).isPresent();
    boolean events =
        section
            .first("events")
            .map(one -> Settings.bool(one, "enabled", false).value().orElse(true))
            .orElse(false);
    List<SeriesShape> shapes = new ArrayList<>();
    for (String namespace : namespaces) {
      String prefix = namespace.isEmpty() ? "" : sanitized(namespace) + "_";
      Series series = new Series(component, dimensions(section), shapes);
      series.counter(prefix + "calls");
      if (!disabled.value().orElse(false)) {
        List<String> units =
            unit.isUnknown()
                ? List.of("milliseconds", "seconds")
                : List.of(unit.value().orElse("ms").equals("s") ? "seconds" : "milliseconds");
        units.forEach(one -> series.histogram(prefix + "duration", one, exponential));
      }
      if (events) {
        Map<String, LabelDomain> more = new LinkedHashMap<>(dimensions(section));
        section.first("events").ifPresent(block -> more.putAll(own(block)));
        new Series(component, more, shapes).counter(prefix + "events");
      }
    }
    return Optional.of(shapes);
  }

  private static Map<String, LabelDomain> dimensions(Section section) {
    Map<String, LabelDomain> labels = new LinkedHashMap<>();
    DIMENSIONS.forEach(name -> labels.put(sanitized(name), LabelDomain.any()));
    Optional<Value> excluded = section.get("exclude_dimensions");
    if (excluded.isPresent() && excluded.get() instanceof Value.Array array) {
      array.elements().forEach(one -> one.asText().ifPresent(n -> labels.remove(sanitized(n))));
    } else if (excluded.isPresent()) {
      labels.replaceAll((name, domain) -> domain.optional());
    }
    labels.putAll(own(section));
    if (Settings.bool(section, "include_collector_instance_id", false).value().orElse(true)) {
      labels.put("collector_instance_id", LabelDomain.unknown());
    }
    labels.put("otel_metric_overflow", LabelDomain.value("true").optional());
    return labels;
  }

  /** The dimensions that are written; one without a default is left out where it is missing. */
  private static Map<String, LabelDomain> own(Section section) {
    Map<String, LabelDomain> labels = new LinkedHashMap<>();
    for (Section dimension : section.all("dimension")) {
      boolean always = dimension.get("default").isPresent();
      Settings.text(dimension, "name")
          .value()
          .ifPresent(
              name ->
                  labels.put(sanitized(name), always ? LabelDomain.any() : LabelDomain.unknown()));
    }
    return labels;
  }

  private static List<SeriesShape> serviceGraph(Component component) {
    Section section = component.section();
    Map<String, LabelDomain> labels = new LinkedHashMap<>();
    labels.put("client", LabelDomain.any());
    labels.put("server", LabelDomain.any());
    labels.put("connection_type", LabelDomain.unknown());
    labels.put("failed", LabelDomain.oneOf(List.of("true", "false", "")));
    if (section.get("dimensions").orElse(null) instanceof Value.Array array) {
      for (Value dimension : array.elements()) {
        dimension
            .asText()
            .ifPresent(
                name -> {
                  labels.put("client_" + sanitized(name), LabelDomain.unknown());
                  labels.put("server_" + sanitized(name), LabelDomain.unknown());
                });
      }
    }
    labels.put("virtual_node", LabelDomain.unknown());
    List<SeriesShape> shapes = new ArrayList<>();
    Series series = new Series(component, labels, shapes);
    String prefix = "traces_service_graph_request_";
    series.counter(prefix + "total");
    series.counter(prefix + "failed_total");
    series.histogram(prefix + "server", "seconds", false);
    series.histogram(prefix + "client", "seconds", false);
    series.histogram(prefix + "messaging_system", "seconds", false);
    series.counter("traces_service_graph_unpaired_spans_total");
    series.counter("traces_service_graph_dropped_spans_total");
    return shapes;
  }

  /** A name of OpenTelemetry as Prometheus before UTF-8 names takes it. */
  static String sanitized(String name) {
    String clean = name.replaceAll("[^a-zA-Z0-9_:]", "_");
    return !clean.isEmpty() && Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
  }

  /** Makes the shapes of one component's metrics. */
  private record Series(
      Component component, Map<String, LabelDomain> labels, List<SeriesShape> into) {
    void counter(String name) {
      String base = name.endsWith("_total") ? name.substring(0, name.length() - 6) : name;
      into.add(shape(base + "_total", base, MetricType.COUNTER).build());
    }

    void histogram(String base, String unit, boolean exponential) {
      String name = base + "_" + unit;
      if (exponential) {
        into.add(shape(name, base, MetricType.NATIVE_HISTOGRAM).build());
        return;
      }
      into.add(
          shape(name + "_bucket", base, MetricType.HISTOGRAM)
              .label("le", LabelDomain.any())
              .build());
      into.add(shape(name + "_sum", base, MetricType.HISTOGRAM).build());
      into.add(shape(name + "_count", base, MetricType.HISTOGRAM).build());
    }

    private SeriesShape.Builder shape(String name, String family, MetricType type) {
      SeriesShape.Builder shape =
          SeriesShape.builder(name).family(family, type).origin(Origin.SYNTHETIC);
      Provenance from = new Provenance(component.id(), component.location());
      labels.forEach((label, domain) -> shape.label(label, domain, from));
      return shape;
    }
  }
}
