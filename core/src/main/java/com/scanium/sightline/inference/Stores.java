package com.scanium.sightline.inference;

import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.StoreConfig;
import com.scanium.sightline.port.WriteEndpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which store is behind an address, and whether a data source sees what a collector writes.
 *
 * <p>Only what is proved counts: both addresses lead to the same container of the model and the
 * tenants differ, or they lead to two stores that keep their data for themselves. A gateway, an
 * address outside the model, a tenant that the files don't tell, a cluster: all of that is
 * possible.
 */
public final class Stores {
  private final Pipeline pipeline;
  private final NetworkTopology network;
  private final Optional<ContainerService> dashboards;
  private final Map<Pair, Optional<Reason>> hidden = new HashMap<>();

  private final Map<Ask, Optional<ContainerService>> answered = new ConcurrentHashMap<>();
  private final Map<ContainerService, Optional<StoreConfig>> configs = new ConcurrentHashMap<>();

  /** A name that was looked up: the answer is the same for every series that goes there. */
  private record Ask(ContainerService from, String host) {}

  private record Pair(String datasource, CollectorFact collector, WriteEndpoint endpoint) {}

  Stores(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.network = pipeline.network().orElse(NetworkTopology.EMPTY);
    List<ContainerService> servers =
        network.services().stream()
            .filter(ContainerService::isActive)
            .filter(service -> productOf(service).filter("grafana"::equals).isPresent())
            .toList();
    this.dashboards = servers.size() == 1 ? Optional.of(servers.get(0)) : Optional.empty();
  }

  /** The container that an endpoint surely writes to; empty when nobody can say. */
  public Optional<ContainerService> writtenTo(CollectorFact collector, WriteEndpoint endpoint) {
    return collector.service().flatMap(from -> reached(from, endpoint.url()));
  }

  /** The container that a data source surely asks; empty when nobody can say. */
  public Optional<ContainerService> readFrom(Datasource datasource) {
    return dashboards.flatMap(from -> reached(from, datasource.url()));
  }

  private Optional<ContainerService> reached(ContainerService from, Setting<String> url) {
    Optional<String> host = url.value().flatMap(Stores::hostOf);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    return answered.computeIfAbsent(
        new Ask(from, host.get()), ask -> lookUp(ask.from(), ask.host()));
  }

  private Optional<ContainerService> lookUp(ContainerService from, String host) {
    return Optional.of(network.resolve(from, host))
        .filter(found -> found.isReached() && !found.isAmbiguous())
        .filter(found -> found.outcome() != Resolution.Outcome.SELF)
        .map(found -> found.targets().get(0).service());
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no address, so it leads nowhere that we know
    }
  }

  private static Optional<String> productOf(ContainerService service) {
    return service
        .image()
        .flatMap(image -> KnownProducts.TABLE.ofImage(image.text()))
        .map(KnownProducts.Product::name);
  }

  /** The configuration that a store's container surely runs with. */
  public Optional<StoreConfig> configOf(ContainerService store) {
    return configs.computeIfAbsent(store, this::findConfig);
  }

  private Optional<StoreConfig> findConfig(ContainerService store) {
    List<StoreConfig> found = new ArrayList<>();
    for (StoreConfig config : pipeline.storeConfigs()) {
      boolean mounted =
          config.configFiles().stream()
              .flatMap(file -> network.mountsOf(file).stream())
              .anyMatch(
                  use -> use.service().equals(store) && use.command() == MountUse.Command.NAMES_IT);
      if (mounted) {
        found.add(config);
      }
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Whether a store wants a tenant with every request; empty when nobody can say. */
  public Optional<Boolean> multitenancy(ContainerService store) {
    return configOf(store).flatMap(config -> config.multitenancy(arguments(store)));
  }

  private static List<String> arguments(ContainerService service) {
    return service.arguments().stream().map(LocatedText::text).toList();
  }

  /** What becomes of series in the store behind an endpoint. */
  List<Stage> ingestion(CollectorFact collector, WriteEndpoint endpoint) {
    return Optional.of(endpoint)
        .filter(write -> write.signal() == Signal.METRICS)
        .flatMap(write -> writtenTo(collector, write))
        .flatMap(this::configOf)
        .map(StoreConfig::ingestion)
        .orElse(List.of());
  }

  /** Whether the store behind an endpoint wants a tenant and gets none: it takes nothing. */
  Optional<Reason> refusal(CollectorFact collector, WriteEndpoint endpoint) {
    return endpoint.signal() == Signal.METRICS
            && endpoint.tenant().isNone()
            && writtenTo(collector, endpoint).flatMap(this::multitenancy).orElse(false)
        ? Optional.of(new Reason.TenantWanted(endpoint))
        : Optional.empty();
  }

  /** A way as somebody who asks sees it: what lies in another store or tenant is not there. */
  Delivery seen(Delivery delivery, Datasource datasource) {
    if (delivery.collector().isEmpty() || delivery.endpoint().isEmpty()) {
      return delivery;
    }
    return hides(datasource, delivery.collector().get(), delivery.endpoint().get())
        .map(delivery::blockedBy)
        .orElse(delivery);
  }

  /** The data source that a query names; rules that a store evaluates ask the store itself. */
  Optional<Datasource> datasourceOf(QueryConsumer consumer) {
    boolean named = consumer.question().datasource().name().isPresent();
    boolean inStore =
        consumer instanceof RecordingRule || (consumer instanceof AlertQuery && !named);
    return inStore
        ? Optional.empty()
        : pipeline.datasources().resolve(consumer.question().datasource());
  }

  private Optional<Reason> hides(
      Datasource datasource, CollectorFact collector, WriteEndpoint endpoint) {
    Pair pair = new Pair(datasource.uid(), collector, endpoint);
    Optional<Reason> known = hidden.get(pair);
    if (known == null) {
      known = compare(datasource, collector, endpoint);
      hidden.put(pair, known);
    }
    return known;
  }

  private Optional<Reason> compare(
      Datasource datasource, CollectorFact collector, WriteEndpoint endpoint) {
    Optional<ContainerService> written = writtenTo(collector, endpoint);
    Optional<ContainerService> read = readFrom(datasource);
    if (written.isEmpty() || read.isEmpty()) {
      return Optional.empty();
    }
    if (!written.get().equals(read.get())) {
      boolean apart = isAlone(written.get()) && isAlone(read.get());
      return apart
          ? Optional.of(
              new Reason.OtherStore(endpoint, datasource, written.get().name(), read.get().name()))
          : Optional.empty();
    }
    Set<String> writes = endpoint.tenant().ids();
    Set<String> reads = datasource.tenant().ids();
    boolean separate = multitenancy(written.get()).orElse(false);
    boolean differ =
        !writes.isEmpty() && !reads.isEmpty() && writes.stream().noneMatch(reads::contains);
    return separate && differ
        ? Optional.of(new Reason.OtherTenant(endpoint, datasource, written.get().name()))
        : Optional.empty();
  }

  private boolean isAlone(ContainerService store) {
    return configOf(store).filter(config -> config.isAlone(arguments(store))).isPresent();
  }
}
