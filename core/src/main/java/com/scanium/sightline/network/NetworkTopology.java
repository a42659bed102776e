package com.scanium.sightline.network;

import com.scanium.sightline.finding.Ignore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * All containers of the model and the networks between them; answers which name leads where, from
 * where, and which container sees which host file.
 *
 * <p>Made by {@link ComposeTopology} or {@link InspectTopology}, or from parts by {@link #of}.
 * Immutable and safe for use by several threads.
 */
public final class NetworkTopology {
  /** A model without containers: every question leads outside of it. */
  public static final NetworkTopology EMPTY = of(List.of(), List.of(), List.of());

  private final List<ContainerService> services;
  private final List<DockerNetwork> networks;
  private final List<TopologyProblem> problems;
  private final List<ClusterService> clusterServices;
  private final List<Difference> differences;
  private final List<Ignore> ignores;

  private NetworkTopology(
      List<ContainerService> services,
      List<DockerNetwork> networks,
      List<TopologyProblem> problems,
      List<ClusterService> clusterServices,
      List<Difference> differences,
      List<Ignore> ignores) {
    this.services = List.copyOf(services);
    this.networks = List.copyOf(networks);
    this.problems = List.copyOf(problems);
    this.clusterServices = List.copyOf(clusterServices);
    this.differences = List.copyOf(differences);
    this.ignores = List.copyOf(ignores);
  }

  /** A model of these parts. */
  public static NetworkTopology of(
      List<ContainerService> services,
      List<DockerNetwork> networks,
      List<TopologyProblem> problems) {
    return new NetworkTopology(services, networks, problems, List.of(), List.of(), List.of());
  }

  /** This model with Kubernetes Services that lead to its pods. */
  public NetworkTopology withClusterServices(List<ClusterService> more) {
    return new NetworkTopology(
        services, networks, problems, joined(clusterServices, more), differences, ignores);
  }

  /** This model with what remarks in its files ignore. */
  NetworkTopology ignoring(List<Ignore> more) {
    return new NetworkTopology(
        services, networks, problems, clusterServices, differences, joined(ignores, more));
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  /** A model of everything in this one and the other. */
  public NetworkTopology plus(NetworkTopology other) {
    return new NetworkTopology(
        joined(services, other.services),
        joined(networks, other.networks),
        joined(problems, other.problems),
        joined(clusterServices, other.clusterServices),
        joined(differences, other.differences),
        joined(ignores, other.ignores));
  }

  /**
   * This model, corrected by what was seen running: a service whose container was inspected (by
   * project and service, or by its container name) has the names, networks, ports, image, command,
   * environment and state that it really has; inspected containers that are no such service come in
   * as they are. What the files say otherwise is one of {@link #differences}.
   *
   * @param running read by {@link InspectTopology}
   */
  public NetworkTopology observed(NetworkTopology running) {
    List<ContainerService> known = new ArrayList<>();
    List<ContainerService> unseen = new ArrayList<>(running.services);
    List<Difference> found = new ArrayList<>(differences);
    for (ContainerService service : services) {
      Optional<ContainerService> seen =
          unseen.stream().filter(other -> isSame(service, other)).findFirst();
      known.add(seen.map(service::observed).orElse(service));
      seen.ifPresent(it -> found.addAll(new Observation(service, it).differences()));
      seen.ifPresent(unseen::remove);
    }
    known.addAll(unseen);
    return new NetworkTopology(
        known,
        joined(networks, running.networks),
        joined(problems, running.problems),
        joined(clusterServices, running.clusterServices),
        found,
        joined(ignores, running.ignores));
  }

  /**
   * This model with another stack in the place of those containers that it would replace: those of
   * the same name, and those that run the same image.
   */
  public NetworkTopology replacedBy(NetworkTopology stack) {
    List<ContainerService> all = new ArrayList<>(stack.services);
    for (ContainerService service : services) {
      if (stack.services.stream().noneMatch(newer -> takesPlaceOf(newer, service))) {
        all.add(service);
      }
    }
    List<DockerNetwork> allNetworks = new ArrayList<>(stack.networks);
    allNetworks.addAll(networks);
    return of(all, allNetworks, stack.problems);
  }

  private static boolean takesPlaceOf(ContainerService newer, ContainerService older) {
    boolean sameName = newer.containerNames().stream().anyMatch(older.containerNames()::contains);
    Optional<String> image = repository(newer);
    return sameName || (image.isPresent() && image.equals(repository(older)));
  }

  private static Optional<String> repository(ContainerService service) {
    return service
        .image()
        .filter(LocatedText::isKnown)
        .map(image -> ImageName.of(image.text()).repository());
  }

  private static boolean isSame(ContainerService service, ContainerService seen) {
    if (seen.project().isEmpty()) {
      return service
          .containerName()
          .filter(name -> seen.containerNames().contains(name.text()))
          .isPresent();
    }
    return service.project().equals(seen.project()) && service.name().equals(seen.name());
  }

  /** All services in the order of the files, inactive ones included. */
  public List<ContainerService> services() {
    return services;
  }

  /** The networks that the projects declare, implicit default networks included. */
  public List<DockerNetwork> networks() {
    return networks;
  }

  /** What is wrong with the files. */
  public List<TopologyProblem> problems() {
    return problems;
  }

  /** What remarks in the files ignore, broken ones included. */
  public List<Ignore> ignores() {
    return ignores;
  }

  /** The Kubernetes Services; none for Docker. */
  public List<ClusterService> clusterServices() {
    return clusterServices;
  }

  /** What was seen to run otherwise than the files say; none unless something was inspected. */
  public List<Difference> differences() {
    return differences;
  }

  /** The service of this name in this project. */
  public Optional<ContainerService> service(String project, String name) {
    return services.stream()
        .filter(service -> service.project().equals(project) && service.name().equals(name))
        .findFirst();
  }

  /** All services of this name, over all projects. */
  public List<ContainerService> services(String name) {
    return services.stream().filter(service -> service.name().equals(name)).toList();
  }

  /**
   * What a host name means inside a container.
   *
   * @param from the container that asks, one of {@link #services}
   * @param host a host without port; an address, brackets and a closing dot are understood
   */
  public Resolution resolve(ContainerService from, String host) {
    Objects.requireNonNull(host, "host");
    return from.pod().isPresent()
        ? new ClusterLookup(this, from, from.pod().get()).resolve(host)
        : new NameLookup(this, from).resolve(host);
  }

  /**
   * Whether a container reaches a port of a host, and whom it finds there.
   *
   * @param from the container that asks, one of {@link #services}
   * @param host as for {@link #resolve}
   * @param port the port; empty when it is not known
   */
  public Reach reach(ContainerService from, String host, OptionalInt port) {
    return reach(from, host, port, ListeningPorts::of);
  }

  /**
   * The same, with more knowledge of who listens where.
   *
   * @param ports what is known of each container's ports
   */
  public Reach reach(
      ContainerService from,
      String host,
      OptionalInt port,
      Function<ContainerService, ListeningPorts> ports) {
    return new ReachSearch(this, from, ports).reach(host, port);
  }

  /**
   * The running containers that share a container's network namespace, itself included: what one of
   * them listens at, all reach as {@code localhost}, and others reach under the names of the one
   * whose namespace it is.
   *
   * @return the container alone when the namespace is not modelled; none when it doesn't run
   */
  public List<ContainerService> namespaceOf(ContainerService service) {
    if (service.pod().isPresent()) {
      return new ClusterLookup(this, service, service.pod().get()).sharing();
    }
    NameLookup lookup = new NameLookup(this, service);
    ContainerService owner = lookup.ownerOf(service);
    return owner == null ? List.of(service) : lookup.sharing(owner);
  }

  /**
   * The names by which a container can reach another for good: declared aliases first, then the
   * service's name and hostname, on the networks they share; without names that a third container
   * bears there too.
   *
   * @return empty when the two share no network with names
   */
  public List<String> stableNames(ContainerService from, ContainerService target) {
    return from.pod().isPresent()
        ? new ClusterLookup(this, from, from.pod().get()).names(target)
        : new NameLookup(this, from).stableNames(target);
  }

  /**
   * Every name that leads from a container to another, with the reasons, container names included.
   */
  public Map<String, Set<NameKind>> names(ContainerService from, ContainerService target) {
    return new NameLookup(this, from).names(target);
  }

  /** Real names of the networks that both are on and where names resolve. */
  public List<String> sharedNetworks(ContainerService one, ContainerService other) {
    return new NameLookup(this, one).shared(other);
  }

  /**
   * The containers that see a host file, by mounts of the file itself or of a folder above it; a
   * mount that another one hides inside the container doesn't count.
   *
   * @param file the file, relative to the working folder or absolute
   */
  public List<MountUse> mountsOf(Path file) {
    return MountSearch.find(services, file.toAbsolutePath().normalize());
  }

  @Override
  public String toString() {
    return "services " + services + ", networks " + networks.size() + ", problems " + problems;
  }
}
