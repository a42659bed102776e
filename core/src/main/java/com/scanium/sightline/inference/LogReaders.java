package com.scanium.sightline.inference;

import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.WriteEndpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a data source of logs leads to the store that the collectors write to. By another name, a
 * gateway's for instance, it may lead to any store.
 */
final class LogReaders {
  private final Pipeline pipeline;
  private final Set<String> hosts = new HashSet<>();
  private final Set<ContainerService> stores = new HashSet<>();

  LogReaders(Pipeline pipeline, Placement placement) {
    this.pipeline = pipeline;
    for (CollectorFact collector : placement.collectors()) {
      if (!collector.isActive()) {
        continue;
      }
      for (WriteEndpoint write : collector.collector().writes()) {
        if (write.signal() == Signal.LOGS) {
          host(write.url().value()).ifPresent(hosts::add);
          placement.storeOf(collector, write).ifPresent(stores::add);
        }
      }
    }
  }

  /** The data source that a query is asked of; empty when it is none of those known. */
  Optional<Datasource> datasource(DatasourceRef ref) {
    return pipeline.datasources().resolve(ref);
  }

  /** Whether what is asked of a data source may be answered by a store that nobody looked at. */
  boolean mayReadElsewhere(DatasourceRef ref) {
    Optional<Datasource> datasource = datasource(ref);
    if (datasource.isEmpty() || datasource.get().url().isUnset()) {
      return false; // which one is meant is another rule's question
    }
    Optional<String> host = host(datasource.get().url().value());
    return host.isEmpty()
        || (!hosts.contains(host.get()) && named(host.get()).noneMatch(stores::contains));
  }

  private Stream<ContainerService> named(String host) {
    List<ContainerService> services =
        pipeline.network().map(NetworkTopology::services).orElse(List.of());
    return services.stream()
        .filter(
            service ->
                service.name().equalsIgnoreCase(host)
                    || service.containerNames().stream().anyMatch(host::equalsIgnoreCase));
  }

  private static Optional<String> host(Optional<String> url) {
    return url.map(Address::hostOfUrl)
        .filter(name -> !name.isEmpty())
        .map(name -> name.toLowerCase(Locale.ROOT));
  }
}
