package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.CatalogEndpoint;
import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds out which collectors run where, whom their targets mean, and which catalog is whose. */
final class Placement {
  private final Pipeline pipeline;
  private final Optional<NetworkTopology> network;
  private final List<CollectorFact> collectors = new ArrayList<>();
  private final List<TargetFact> targets = new ArrayList<>();

  Placement(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.network = pipeline.network();
    placeCollectors();
    for (CollectorFact collector : collectors) {
      for (ScrapeJob job : collector.collector().scrapeJobs()) {
        for (ScrapeTarget target : job.targets()) {
          targets.add(fact(collector, job, target));
        }
      }
    }
  }

  List<CollectorFact> collectors() {
    return collectors;
  }

  List<TargetFact> targets() {
    return targets;
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
    Optional<String> host = write.url().value().flatMap(Placement::hostOf);
    return host.isEmpty() || network.isEmpty() || collector.service().isEmpty()
        ? Optional.empty()
        : serviceOf(network.get().resolve(collector.service().get(), host.get()));
  }

  private boolean isModelled(WriteEndpoint write) {
    Optional<String> host = write.url().value().flatMap(Placement::hostOf);
    return host.isPresent()
        && collectors.stream()
            .filter(collector -> collector.collector().writes().contains(write))
            .map(CollectorFact::service)
            .flatMap(Optional::stream)
            .anyMatch(from -> !network.orElseThrow().resolve(from, host.get()).targets().isEmpty());
  }

  /**
   * The path that the store behind an endpoint takes, when the endpoint writes to one that this
   * store doesn't have; empty when it fits or the store is not known.
   */
  Optional<String> betterPath(CollectorFact collector, WriteEndpoint write) {
    return storeOf(collector, write)
        .flatMap(ContainerService::image)
        .flatMap(image -> KnownProducts.TABLE.ofImage(image.text()))
        .flatMap(product -> WritePaths.better(write, product.name()));
  }

  private static Optional<String> hostOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // an address that no URI parser takes resolves nowhere known
    }
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
    Resolution resolution = resolve(collector, target);
    Optional<KnownProducts.Product> product = product(collector, target, resolution);
    boolean isOther = product.isPresent() || target.inProcess().isPresent();
    List<MetricCatalog> catalogs = isOther ? List.of() : catalogsOf(target, resolution);
    return new TargetFact(
        collector,
        job,
        target,
        resolution,
        reachable(resolution),
        product.map(KnownProducts.Product::name).orElse(null),
        catalogs);
  }

  private @Nullable Resolution resolve(CollectorFact collector, ScrapeTarget target) {
    Optional<String> host = target.address().value().map(Address::host);
    if (target.inProcess().isPresent()
        || host.isEmpty()
        || network.isEmpty()
        || collector.service().isEmpty()) {
      return null;
    }
    return network.get().resolve(collector.service().get(), host.get());
  }

  private Match reachable(@Nullable Resolution resolution) {
    if (resolution == null) {
      return Match.MAY;
    }
    boolean aliasesOnly = pipeline.policy().targetNames() == Policy.TargetNames.ALIAS;
    return switch (resolution.outcome()) {
      case RESOLVES -> Match.MUST;
      case CONTAINER_NAME_ONLY -> aliasesOnly ? Match.NEVER : Match.MUST;
      case NOT_ON_SHARED_NETWORK -> resolution.isCertain() ? Match.NEVER : Match.MAY;
      // by the convention a target's name is one that some file declares
      case UNKNOWN_NAME -> resolution.isCertain() || aliasesOnly ? Match.NEVER : Match.MAY;
      case SELF, INACTIVE, OUTSIDE_MODEL -> Match.MAY;
    };
  }

  private Optional<KnownProducts.Product> product(
      CollectorFact collector, ScrapeTarget target, @Nullable Resolution resolution) {
    if (target.inProcess().isPresent()) {
      return KnownProducts.TABLE.named(target.inProcess().get());
    }
    Optional<String> image =
        serviceOf(resolution).flatMap(ContainerService::image).map(LocatedText::text);
    if (image.isPresent()) {
      return KnownProducts.TABLE.ofImage(image.get());
    }
    String host = target.address().value().map(Address::host).orElse("");
    if (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1")) {
      return collector.collector().images().stream()
          .flatMap(name -> KnownProducts.TABLE.ofImage(name).stream())
          .findFirst();
    }
    return KnownProducts.TABLE
        .ofName(host)
        .or(() -> label(target, "job").flatMap(KnownProducts.TABLE::ofName));
  }

  /** The container that a name stands for, reached or not. */
  static Optional<ContainerService> serviceOf(@Nullable Resolution resolution) {
    return resolution == null || resolution.outcome() == Resolution.Outcome.SELF
        ? Optional.empty()
        : resolution.targets().stream().map(Resolution.Target::service).findFirst();
  }

  private static Optional<String> label(ScrapeTarget target, String name) {
    return Optional.ofNullable(target.labels().get(name)).flatMap(Setting::value);
  }

  /**
   * The catalogs that belong to a target that is no well-known program: those whose service it is
   * by name, else those whose port it has, else all that say neither.
   */
  private List<MetricCatalog> catalogsOf(ScrapeTarget target, @Nullable Resolution resolution) {
    List<MetricCatalog> all = pipeline.catalogs();
    List<MetricCatalog> named =
        all.stream().filter(catalog -> isNamed(catalog, target, resolution)).toList();
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
      MetricCatalog catalog, ScrapeTarget target, @Nullable Resolution resolution) {
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
        serviceOf(resolution)
            .map(found -> found.name().equals(service) || found.containerNames().contains(service))
            .orElse(false);
    return byAddress || byLabel || byContainer;
  }
}
