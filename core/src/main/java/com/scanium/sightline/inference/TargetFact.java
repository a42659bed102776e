package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.CatalogEndpoint;
import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.network.PortMapping;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.signal.Match;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What follows for one scrape target: whom its address means, and what it can give. */
public final class TargetFact {
  private final CollectorFact collector;
  private final ScrapeJob job;
  private final ScrapeTarget target;
  private final @Nullable Reach reach;
  private final Match reachable;
  private final @Nullable String product;
  private final List<MetricCatalog> catalogs;

  TargetFact(
      CollectorFact collector,
      ScrapeJob job,
      ScrapeTarget target,
      @Nullable Reach reach,
      Match reachable,
      @Nullable String product,
      List<MetricCatalog> catalogs) {
    this.collector = Objects.requireNonNull(collector, "collector");
    this.job = Objects.requireNonNull(job, "job");
    this.target = Objects.requireNonNull(target, "target");
    this.reach = reach;
    this.reachable = reachable;
    this.product = product;
    this.catalogs = List.copyOf(catalogs);
  }

  /** The same target with what was judged of its reach. */
  TargetFact reached(Match match) {
    return new TargetFact(collector, job, target, reach, match, product, catalogs);
  }

  /** Who scrapes it. */
  public CollectorFact collector() {
    return collector;
  }

  /** Under which configuration. */
  public ScrapeJob job() {
    return job;
  }

  /** The target itself. */
  public ScrapeTarget target() {
    return target;
  }

  /** The host part of the address; empty when the address is unknown. */
  public Optional<String> host() {
    return target.address().value().map(Address::host);
  }

  /** The port of the address, the scheme's default when none is written; empty when unknown. */
  public OptionalInt port() {
    return target
        .address()
        .value()
        .map(address -> Address.port(address, target.scheme().value().orElse("http")))
        .orElse(OptionalInt.empty());
  }

  /** Whom the host means where the collector runs; empty when no network was described. */
  public Optional<Resolution> resolution() {
    return reach().map(Reach::resolution);
  }

  /** How the collector gets there; empty when no network was described. */
  public Optional<Reach> reach() {
    return Optional.ofNullable(reach);
  }

  /** The container that the host means; empty when none is known. */
  public Optional<ContainerService> service() {
    return reach().flatMap(Reach::service);
  }

  /** Whether the collector reaches it; never under the team's policy counts as never. */
  public Match reachable() {
    return reachable;
  }

  /** The well-known program that answers there; empty for the team's own. */
  public Optional<String> product() {
    return Optional.ofNullable(product);
  }

  /**
   * The release of the program that answers there, without a leading {@code v}: the tag of its
   * container's image, that of the collector where it scrapes itself; empty when not known.
   */
  Optional<String> release() {
    Optional<ContainerService> container = service();
    if (container.isEmpty() && product != null && product.equals(collector.collector().layer())) {
      return collector.version();
    }
    return container
        .flatMap(ContainerService::image)
        .flatMap(image -> ImageName.of(image.text()).tag())
        .map(tag -> tag.startsWith("v") ? tag.substring(1) : tag);
  }

  /** The catalogs that belong to it: what it can expose, when they are closed. */
  public List<MetricCatalog> catalogs() {
    return catalogs;
  }

  /**
   * The port at which a catalog says its metrics are, when the target asks another one. A port that
   * the container publishes on the machine is the one behind it, where the machine is asked.
   */
  public OptionalInt otherPort(MetricCatalog catalog) {
    OptionalInt declared =
        catalog.endpoint().map(CatalogEndpoint::port).orElse(OptionalInt.empty());
    OptionalInt asked = port();
    boolean isRight =
        asked.isEmpty()
            || asked.equals(declared)
            || published()
                .anyMatch(
                    one ->
                        one.published() == asked.getAsInt()
                            && OptionalInt.of(one.target()).equals(declared));
    return isRight ? OptionalInt.empty() : declared;
  }

  /**
   * What to write for a port of the container: itself, or where the machine is asked, the port at
   * which the machine publishes it; empty when the container doesn't publish it.
   */
  public OptionalInt askedFor(int port) {
    if (!isAtMachine() || service().isEmpty()) {
      return OptionalInt.of(port);
    }
    return published()
        .filter(one -> one.target() == port && one.published() > 0)
        .mapToInt(PortMapping::published)
        .findFirst();
  }

  /** The ports under which the machine has the container's, when the machine is what is asked. */
  private Stream<PortMapping> published() {
    return isAtMachine()
        ? service().stream().flatMap(container -> container.ports().stream())
        : Stream.empty();
  }

  private boolean isAtMachine() {
    return resolution().filter(host -> host.outcome() == Resolution.Outcome.HOST).isPresent();
  }

  /**
   * Whether some catalog of the target says at which port the metrics are; what is known of the
   * container then doesn't count.
   */
  public boolean isPortDeclared() {
    return catalogs.stream()
        .anyMatch(
            catalog ->
                catalog
                    .endpoint()
                    .map(CatalogEndpoint::port)
                    .filter(OptionalInt::isPresent)
                    .isPresent());
  }

  /** The path at which a catalog says its metrics are, when the target asks another one. */
  public Optional<String> otherPath(MetricCatalog catalog) {
    Optional<String> asked = target.metricsPath().value().map(TargetFact::plainPath);
    return catalog
        .endpoint()
        .flatMap(CatalogEndpoint::path)
        .filter(declared -> asked.isPresent() && !asked.get().equals(plainPath(declared)));
  }

  /** A path without its query and without a slash at its end. */
  private static String plainPath(String path) {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /** The value of the {@code job} label; empty when unknown. */
  public Optional<String> jobLabel() {
    return Optional.ofNullable(target.labels().get("job")).flatMap(label -> label.value());
  }

  @Override
  public String toString() {
    return job.id() + " " + target.address() + " " + reachable;
  }
}
