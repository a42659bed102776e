package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.CatalogEndpoint;
import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ListeningPorts;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds out which collectors run where, whom their targets mean, and which catalog is whose. */
final class Placement {
  /** Asked for with every series that is sent. */
  private final IdentityHashMap<CollectorFact, IdentityHashMap<WriteEndpoint, Optional<String>>>
      betterPaths = new IdentityHashMap<>();

  private final Pipeline pipeline;
  private final Optional<NetworkTopology> network;
  private final Stores stores;
  private final List<CollectorFact> collectors = new ArrayList<>();
  private final List<TargetFact> targets = new ArrayList<>();
  private final List<WriteFact> writes = new ArrayList<>();
  private final Listeners listeners;

  Placement(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.network = pipeline.network();
    this.stores = new Stores(pipeline);
    placeCollectors();
    listeners =
        new Listeners(network.orElse(NetworkTopology.EMPTY), pipeline.configChecks(), collectors);
    for (CollectorFact collector : collectors) {
      for (WriteEndpoint write : collector.collector().writes()) {
        writes.add(fact(collector, write));
      }
      for (ScrapeJob job : collector.collector().scrapeJobs()) {
        for (ScrapeTarget target : job.targets()) {
          targets.add(fact(collector, job, target));
        }
      }
    }
  }

  /** Which store is behind which address. */
  Stores stores() {
    return stores;
  }

  List<CollectorFact> collectors() {
    return collectors;
  }

  List<TargetFact> targets() {
    return targets;
  }

  /** Every endpoint that a collector writes to, of all collectors. */
  List<WriteFact> writes() {
    return writes;
  }

  /** What follows for an endpoint of a collector; empty when it has no such endpoint. */
  Optional<WriteFact> write(CollectorFact collector, WriteEndpoint endpoint) {
    return writes.stream()
        .filter(fact -> fact.collector() == collector && fact.write().equals(endpoint))
        .findFirst();
  }

  /** What is known of where a container listens. */
  ListeningPorts portsOf(ContainerService service) {
    return listeners.of(service);
  }

  /** The targets of running collectors that a catalog belongs to. */
  List<TargetFact> targetsOf(MetricCatalog catalog) {
    return targets.stream()
        .filter(target -> target.collector().isActive() && target.catalogs().contains(catalog))
        .toList();
  }

  /** Whether a running collector may scrape targets that the files don't tell. */
  boolean mayScrapeUnknown() {
    return collectors.stream()
        .filter(CollectorFact::isActive)
        .flatMap(collector -> collector.collector().scrapeJobs().stream())
        .anyMatch(
            job ->
                job.openTargets().isPresent()
                    || job.targets().stream().anyMatch(target -> target.address().isUnknown()));
  }

  /** A running collector that refuses its configuration and so does nothing of what is in it. */
  Optional<CollectorFact> refused() {
    return collectors.stream()
        .filter(CollectorFact::isActive)
        .filter(collector -> !collector.refusals().isEmpty())
        .findFirst();
  }

  /** Containers that write series and whose configuration was not read. */
  List<OpenProducer> writers() {
    List<OpenProducer> writers = new ArrayList<>();
    for (ContainerService service : network.map(NetworkTopology::services).orElse(List.of())) {
      boolean isCollector =
          collectors.stream()
              .anyMatch(collector -> collector.service().equals(Optional.of(service)));
      Optional<KnownProducts.Product> product =
          service.image().flatMap(image -> KnownProducts.TABLE.ofImage(image.text()));
      if (!isCollector && product.isPresent() && product.get().writes()) {
        KnownProducts.Product writer = product.get();
        boolean any = writer.prefixes().contains("*") || writer.name().equals("prometheus");
        writers.add(
            new OpenProducer(service.name() + " writes series", any ? name -> true : writer::owns));
      }
    }
    return writers;
  }

  /**
   * Whether the store that the running collectors write a signal to may have writers outside the
   * files: it is none of the services here, or nobody can say.
   */
  boolean isStoreOutside(Signal signal) {
    if (network.isEmpty()) {
      return true;
    }
    List<WriteEndpoint> writes =
        collectors.stream()
            .filter(CollectorFact::isActive)
            .flatMap(collector -> collector.collector().writes().stream())
            .filter(write -> write.signal() == signal)
            .toList();
    return writes.isEmpty() || writes.stream().anyMatch(write -> !isModelled(write));
  }

  /** The container that an endpoint of a collector writes to; empty when the files don't tell. */
  Optional<ContainerService> storeOf(CollectorFact collector, WriteEndpoint write) {
    return write(collector, write).flatMap(WriteFact::service);
  }

  private boolean isModelled(WriteEndpoint write) {
    return writes.stream()
        .filter(fact -> fact.write().equals(write))
        .anyMatch(fact -> fact.service().isPresent());
  }

  /**
   * The path that the store behind an endpoint takes, when the endpoint writes to one that this
   * store doesn't have; empty when it fits or the store is not known.
   */
  Optional<String> betterPath(CollectorFact collector, WriteEndpoint write) {
    return betterPaths
        .computeIfAbsent(collector, key -> new IdentityHashMap<>())
        .computeIfAbsent(write, key -> findBetterPath(collector, write));
  }

  private Optional<String> findBetterPath(CollectorFact collector, WriteEndpoint write) {
    return write(collector, write)
        .filter(fact -> fact.reachable() != Match.NEVER)
        .flatMap(WriteFact::service)
        .flatMap(ContainerService::image)
        .flatMap(image -> KnownProducts.TABLE.ofImage(image.text()))
        .flatMap(product -> WritePaths.better(write, product.name()));
  }

  private void placeCollectors() {
    List<Collector> all = pipeline.collectors();
    List<Optional<ContainerService>> mounts = all.stream().map(this::mountedBy).toList();
    boolean told = mounts.stream().anyMatch(Optional::isPresent);
    for (int i = 0; i < all.size(); i++) {
      Collector collector = all.get(i);
      Optional<ContainerService> mount = mounts.get(i);
      if (mount.isPresent()) {
        collectors.add(placed(collector, true, mount.get(), "mounted by " + mount.get().name()));
      } else if (told) {
        collectors.add(
            placed(
                collector,
                false,
                mounts.stream().flatMap(Optional::stream).findFirst().orElse(null),
                "no container mounts it, another file is"));
      } else {
        collectors.add(
            placed(
                collector,
                true,
                onlyServiceOf(collector).orElse(null),
                "nothing tells which runs"));
      }
    }
  }

  private CollectorFact placed(
      Collector collector, boolean active, @Nullable ContainerService service, String because) {
    return new CollectorFact(
        collector,
        active,
        service,
        because,
        pipeline.versions(),
        network.orElse(NetworkTopology.EMPTY));
  }

  private Optional<ContainerService> mountedBy(Collector collector) {
    return network.flatMap(
        topology ->
            collector.files().stream()
                .flatMap(file -> topology.mountsOf(file).stream())
                .filter(use -> use.command() != MountUse.Command.NAMES_OTHERS)
                .map(MountUse::service)
                .filter(ContainerService::isActive)
                .findFirst());
  }

  private Optional<ContainerService> onlyServiceOf(Collector collector) {
    List<ContainerService> running =
        network.map(NetworkTopology::services).orElse(List.of()).stream()
            .filter(
                service ->
                    service
                        .image()
                        .flatMap(image -> KnownProducts.TABLE.ofImage(image.text()))
                        .filter(
                            product ->
                                product.images().stream().anyMatch(collector.images()::contains))
                        .isPresent())
            .toList();
    return running.size() == 1 ? Optional.of(running.get(0)) : Optional.empty();
  }

  private TargetFact fact(CollectorFact collector, ScrapeJob job, ScrapeTarget target) {
    Reach reach = reach(collector, target);
    Optional<KnownProducts.Product> product = product(collector, target, reach);
    boolean isOther = product.isPresent() || target.inProcess().isPresent();
    List<MetricCatalog> catalogs = isOther ? List.of() : catalogsOf(target, reach);
    TargetFact fact =
        new TargetFact(
            collector,
            job,
            target,
            reach,
            Match.MAY,
            product.map(KnownProducts.Product::name).orElse(null),
            catalogs);
    return fact.reached(reachable(fact));
  }

  private WriteFact fact(CollectorFact collector, WriteEndpoint write) {
    Reach reach = null;
    Optional<String> host = write.url().value().map(Address::hostOfUrl);
    if (host.isPresent()
        && !host.get().isEmpty()
        && network.isPresent()
        && collector.service().isPresent()) {
      OptionalInt port = write.url().value().map(Address::portOfUrl).orElse(OptionalInt.empty());
      reach = network.get().reach(collector.service().get(), host.get(), port, listeners::of);
    }
    return new WriteFact(collector, write, reach);
  }

  private @Nullable Reach reach(CollectorFact collector, ScrapeTarget target) {
    Optional<String> address = target.address().value();
    if (target.inProcess().isPresent()
        || address.isEmpty()
        || network.isEmpty()
        || collector.service().isEmpty()) {
      return null;
    }
    OptionalInt port = Address.port(address.get(), target.scheme().value().orElse("http"));
    return network
        .get()
        .reach(collector.service().get(), Address.host(address.get()), port, listeners::of);
  }

  private Match reachable(TargetFact target) {
    Optional<Reach> reach = target.reach();
    if (reach.isEmpty()) {
      return Match.MAY;
    }
    boolean aliasesOnly = pipeline.policy().targetNames() == Policy.TargetNames.ALIAS;
    // by the convention a target's name is one that some file declares
    boolean isRefused =
        switch (reach.get().resolution().outcome()) {
          case CONTAINER_NAME_ONLY, UNKNOWN_NAME -> aliasesOnly;
          default -> false;
        };
    if (isRefused) {
      return Match.NEVER;
    }
    boolean isAboutPort =
        switch (reach.get().flaw()) {
          case PORT, HOST_SIDE -> true;
          default -> false;
        };
    // nobody wrote the address of what is discovered, and a catalog knows its port best
    boolean isOpen = isAboutPort && (target.isPortDeclared() || target.target().isDiscovered());
    return isOpen ? Match.MAY : reach.get().match();
  }

  private Optional<KnownProducts.Product> product(
      CollectorFact collector, ScrapeTarget target, @Nullable Reach reach) {
    if (target.inProcess().isPresent()) {
      return KnownProducts.TABLE.named(target.inProcess().get());
    }
    Optional<String> image =
        serviceOf(reach).flatMap(ContainerService::image).map(LocatedText::text);
    if (image.isPresent()) {
      return KnownProducts.TABLE.ofImage(image.get());
    }
    String host = target.address().value().map(Address::host).orElse("");
    boolean isOwn = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
    if (isOwn && (reach == null || mayBeItself(reach))) {
      return collector.collector().images().stream()
          .flatMap(name -> KnownProducts.TABLE.ofImage(name).stream())
          .findFirst();
    }
    return KnownProducts.TABLE
        .ofName(host)
        .or(() -> label(target, "job").flatMap(KnownProducts.TABLE::ofName));
  }

  /** With the network of another container or of the machine, other programs answer there too. */
  private static boolean mayBeItself(Reach reach) {
    return reach.match() != Match.NEVER
        && reach.resolution().outcome() == Resolution.Outcome.SELF
        && reach.resolution().targets().size() == 1;
  }

  /** The container that an address stands for, reached or not. */
  private static Optional<ContainerService> serviceOf(@Nullable Reach reach) {
    return Optional.ofNullable(reach).flatMap(Reach::service);
  }

  private static Optional<String> label(ScrapeTarget target, String name) {
    return Optional.ofNullable(target.labels().get(name)).flatMap(Setting::value);
  }

  /**
   * The catalogs that belong to a target that is no well-known program: those whose service it is
   * by name, else those whose port it has, else all that say neither.
   */
  private List<MetricCatalog> catalogsOf(ScrapeTarget target, @Nullable Reach reach) {
    List<MetricCatalog> all = pipeline.catalogs();
    List<MetricCatalog> named =
        all.stream().filter(catalog -> isNamed(catalog, target, reach)).toList();
    if (!named.isEmpty() || target.isDiscovered()) {
      return named; // a discovered container may be anything: only its name tells
    }
    OptionalInt port =
        target
            .address()
            .value()
            .map(address -> Address.port(address, target.scheme().value().orElse("http")))
            .orElse(OptionalInt.empty());
    return all.stream()
        .filter(
            catalog -> {
              OptionalInt expected =
                  catalog.endpoint().map(CatalogEndpoint::port).orElse(OptionalInt.empty());
              return expected.isEmpty() || port.isEmpty() || expected.equals(port);
            })
        .toList();
  }

  private static boolean isNamed(
      MetricCatalog catalog, ScrapeTarget target, @Nullable Reach reach) {
    if (catalog.service().isEmpty()) {
      return false;
    }
    String service = catalog.service().get();
    boolean byAddress =
        target.address().value().map(Address::host).map(service::equalsIgnoreCase).orElse(false);
    boolean byLabel =
        label(target, "job").map(service::equals).orElse(false)
            || label(target, "instance").map(service::equals).orElse(false);
    boolean byContainer =
        serviceOf(reach)
            .map(found -> found.name().equals(service) || found.containerNames().contains(service))
            .orElse(false);
    return byAddress || byLabel || byContainer;
  }
}
