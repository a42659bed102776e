package com.scanium.sightline.inference;

import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may write log streams besides the collectors that were read: shippers of logs, containers
 * whose log driver or environment leads to the store, and whoever is outside the files.
 */
final class StreamWriters {
  /** Programs that ship logs, by the repositories of their images; from their documentation. */
  private static final List<String> SHIPPERS =
      List.of(
          "grafana/promtail",
          "grafana/agent",
          "grafana/alloy",
          "grafana/loki-canary",
          "grafana/fluent-bit-plugin-loki",
          "grafana/fluent-plugin-loki",
          "grafana/logstash-output-loki",
          "grafana/docker-driver",
          "fluent/fluent-bit",
          "fluent/fluentd",
          "fluentd",
          "timberio/vector",
          "logstash/logstash",
          "logstash",
          "otel/opentelemetry-collector",
          "otel/opentelemetry-collector-contrib",
          "balabit/syslog-ng",
          "telegraf");

  private static final String PUSH_PATH = "/loki/api/v1/push";

  private final Pipeline pipeline;
  private final Placement placement;

  StreamWriters(Pipeline pipeline, Placement placement) {
    this.pipeline = pipeline;
    this.placement = placement;
  }

  /** One clause for each, sorted; none when the files show all writers. */
  Set<String> found() {
    Set<String> found = new TreeSet<>();
    if (placement.collectors().isEmpty()) {
      found.add("collectors that were not read");
    }
    for (CollectorFact collector : placement.collectors()) {
      boolean isUnread =
          collector.isActive()
              && !collector.refusals().isEmpty()
              && collector.collector().componentCount() == 0;
      if (isUnread) {
        found.add("what could not be read of " + collector.collector().name());
      }
    }
    List<ContainerService> services =
        pipeline.network().map(NetworkTopology::services).orElse(List.of());
    Set<String> stores = stores(services);
    services.forEach(service -> writer(service, stores).ifPresent(found::add));
    if (!pipeline.isClosedToOthers() && placement.isStoreOutside(Signal.LOGS)) {
      found.add("writers outside these files");
    }
    return found;
  }

  /** The names of the containers that store logs. */
  private static Set<String> stores(List<ContainerService> services) {
    Set<String> names = new TreeSet<>();
    for (ContainerService service : services) {
      if (product(service).filter(one -> one.name().equals("loki")).isPresent()) {
        names.add(service.name());
        names.addAll(service.containerNames());
      }
    }
    return names;
  }

  private static Optional<KnownProducts.Product> product(ContainerService service) {
    return service.image().flatMap(image -> KnownProducts.TABLE.ofImage(image.text()));
  }

  private Optional<String> writer(ContainerService service, Set<String> stores) {
    boolean isRead =
        placement.collectors().stream()
            .anyMatch(collector -> collector.service().equals(Optional.of(service)));
    if (isRead || !service.isActive()) {
      return Optional.empty();
    }
    Optional<ImageName> image = service.image().map(text -> ImageName.of(text.text()));
    if (image.filter(name -> SHIPPERS.stream().anyMatch(name::isOf)).isPresent()) {
      return Optional.of(service.name() + " ships logs, and its configuration was not read");
    }
    Optional<LocatedText> driver = service.option("logging", "driver");
    if (driver.filter(text -> !text.isKnown() || text.text().contains("loki")).isPresent()) {
      return Optional.of("the log driver of " + service.name());
    }
    // a dashboard server is told of the store to read it
    boolean isOther = product(service).isPresent();
    return !isOther && texts(service).anyMatch(text -> leadsTo(text, stores))
        ? Optional.of(service.name() + " is told the address of the store")
        : Optional.empty();
  }

  private static Stream<String> texts(ContainerService service) {
    List<LocatedText> texts = new ArrayList<>(service.environment().values());
    texts.addAll(service.arguments());
    return texts.stream().map(LocatedText::text);
  }

  private static boolean leadsTo(String text, Set<String> stores) {
    return text.contains(PUSH_PATH)
        || stores.stream()
            .anyMatch(name -> text.contains("//" + name + ":") || text.contains("//" + name + "/"));
  }
}
