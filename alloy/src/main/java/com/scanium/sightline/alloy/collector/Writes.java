package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.port.WriteEndpoint.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The endpoints that components write to; each is made once, whoever asks for it. */
final class Writes {
  private static final String TENANT_HEADER = "x-scope-orgid";

  private final Map<String, EnumMap<Signal, List<WriteEndpoint>>> made = new HashMap<>();

  /** Whether a component delivers out of Alloy in a way that is modelled. */
  static boolean isWrite(Component component) {
    return switch (component.name()) {
      case "prometheus.remote_write",
          "prometheus.write.queue",
          "loki.write",
          "otelcol.exporter.otlp",
          "otelcol.exporter.otlphttp" ->
          true;
      default -> false;
    };
  }

  /** The endpoints of a component for one signal, in the order of its blocks. */
  List<WriteEndpoint> of(Component component, Signal signal) {
    return made.computeIfAbsent(component.id(), id -> new EnumMap<>(Signal.class))
        .computeIfAbsent(signal, wanted -> make(component, wanted));
  }

  /** What has been made of a component; what it carries by its name when nothing reaches it. */
  List<WriteEndpoint> all(Component component) {
    if (!made.containsKey(component.id())) {
      return of(component, usualSignal(component));
    }
    return made.get(component.id()).values().stream().flatMap(List::stream).toList();
  }

  private static Signal usualSignal(Component component) {
    if (component.name().startsWith("prometheus.")) {
      return Signal.METRICS;
    }
    return component.name().startsWith("loki.") ? Signal.LOGS : Signal.TRACES;
  }

  private static List<WriteEndpoint> make(Component component, Signal signal) {
    List<WriteEndpoint> endpoints = new ArrayList<>();
    switch (component.name()) {
      case "prometheus.remote_write" -> {
        for (Section endpoint : component.section().all("endpoint")) {
          endpoints.add(remoteWrite(component, endpoint, component.section()));
        }
      }
      case "prometheus.write.queue" -> {
        for (Section endpoint : component.section().all("endpoint")) {
          endpoints.add(remoteWrite(component, endpoint, endpoint));
        }
      }
      case "loki.write" -> {
        for (Section endpoint : component.section().all("endpoint")) {
          endpoints.add(lokiPush(component, endpoint));
        }
      }
      case "otelcol.exporter.otlp", "otelcol.exporter.otlphttp" ->
          endpoints.add(otlp(component, signal));
      default -> throw new IllegalArgumentException(component + " writes to nothing known");
    }
    return List.copyOf(endpoints);
  }

  private static WriteEndpoint remoteWrite(
      Component component, Section endpoint, Section labelled) {
    WriteEndpoint.Builder builder =
        WriteEndpoint.of(component.id(), Signal.METRICS, Protocol.REMOTE_WRITE, endpoint.location())
            .url(Settings.text(endpoint, "url"))
            .tenant(tenantOfHeaders(endpoint, "headers", "http_headers"));
    List<Stage> stages = new ArrayList<>(externalLabels(component, labelled, builder));
    stages.addAll(RelabelBlocks.stages(component.id(), endpoint.all("write_relabel_config")));
    return builder.stages(stages).build();
  }

  private static WriteEndpoint lokiPush(Component component, Section endpoint) {
    Optional<Value> tenant = endpoint.get("tenant_id");
    WriteEndpoint.Builder builder =
        WriteEndpoint.of(component.id(), Signal.LOGS, Protocol.LOKI_PUSH, endpoint.location())
            .url(Settings.text(endpoint, "url"))
            .tenant(
                tenant.isPresent()
                    ? tenantOf(tenant.get())
                    : tenantOfHeaders(endpoint, "headers", "http_headers"));
    List<Stage> stages = externalLabels(component, component.section(), builder);
    return builder.stages(stages).build();
  }

  private static WriteEndpoint otlp(Component component, Signal signal) {
    Section section = component.section();
    Optional<Section> client = section.first("client");
    Setting<String> url =
        client.map(found -> Settings.text(found, "endpoint")).orElseGet(Setting::unset);
    if (component.name().equals("otelcol.exporter.otlphttp")) {
      String name = signal.name().toLowerCase(Locale.ROOT);
      Setting<String> own = Settings.text(section, name + "_endpoint");
      String path = "/v1/" + name;
      url = own.isUnset() ? url.map(base -> withoutSlash(base) + path) : own;
    }
    return WriteEndpoint.of(
            component.id(),
            signal,
            Protocol.OTLP,
            client.map(Section::location).orElseGet(component::location))
        .url(url)
        .stages(otlpStages(component, signal))
        .tenant(client.map(found -> otlpTenant(section, found)).orElseGet(Tenant::none))
        .build();
  }

  /**
   * The store makes series of what arrives, by its own configuration. What a store of logs makes of
   * records is nothing that Alloy decides.
   */
  private static List<Stage> otlpStages(Component component, Signal signal) {
    return signal == Signal.METRICS ? List.of(OtlpNamesStage.inStore(component)) : List.of();
  }

  private static Tenant otlpTenant(Section section, Section client) {
    Tenant tenant = tenantOfHeaders(client, "headers");
    // an authentication extension may set headers too
    boolean mayBeSet = tenant.isNone() && client.get("auth").isPresent();
    return mayBeSet || section.get("auth").isPresent() ? Tenant.unknown() : tenant;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Adds the external labels; gives a stage for those that the files don't tell. */
  private static List<Stage> externalLabels(
      Component component, Section section, WriteEndpoint.Builder into) {
    Optional<Value> labels = section.get("external_labels");
    if (labels.isEmpty()) {
      return List.of();
    }
    if (labels.get() instanceof Value.Fields fields) {
      fields.fields().forEach((name, value) -> into.externalLabel(name, Settings.text(value)));
      return List.of();
    }
    return List.of(new AnyLabelsStage(component.id(), section.location("external_labels")));
  }

  private static Tenant tenantOfHeaders(Section section, String... attributes) {
    for (String attribute : attributes) {
      Optional<Value> headers = section.get(attribute);
      if (headers.isEmpty()) {
        continue;
      }
      if (!(headers.get() instanceof Value.Fields fields)) {
        return Tenant.unknown();
      }
      for (Map.Entry<String, Value> header : fields.fields().entrySet()) {
        if (header.getKey().toLowerCase(Locale.ROOT).equals(TENANT_HEADER)) {
          return tenantOf(header.getValue());
        }
      }
    }
    return Tenant.none();
  }

  private static Tenant tenantOf(Value value) {
    if (value instanceof Value.Array array && array.elements().size() == 1) {
      return tenantOf(array.elements().get(0));
    }
    return Settings.text(value).value().map(Tenant::of).orElseGet(Tenant::unknown);
  }
}
