package com.scanium.sightline.network;

import com.scanium.sightline.finding.Ignore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
  private final List<Ignore> ignores;

  private NetworkTopology(
      List<ContainerService> services,
      List<DockerNetwork> networks,
      List<TopologyProblem> problems,
      List<Ignore> ignores) {
    this.services = List.copyOf(services);
    this.networks = List.copyOf(networks);
    this.problems = List.copyOf(problems);
    this.ignores = List.copyOf(ignores);
  }

  /** A model of these parts. */
  public static NetworkTopology of(
      List<ContainerService> services,
      List<DockerNetwork> networks,
      List<TopologyProblem> problems) {
    return new NetworkTopology(services, networks, problems, List.of());
  }

  /** This model with what remarks in its files ignore. */
  NetworkTopology ignoring(List<Ignore> more) {
    List<Ignore> all = new ArrayList<>(ignores);
    all.addAll(more);
    return new NetworkTopology(services, networks, problems, all);
  }

  /** A model of everything in this one and the other. */
  public NetworkTopology plus(NetworkTopology other) {
    List<ContainerService> allServices = new ArrayList<>(services);
    allServices.addAll(other.services);
    List<DockerNetwork> allNetworks = new ArrayList<>(networks);
    allNetworks.addAll(other.networks);
    List<TopologyProblem> allProblems = new ArrayList<>(problems);
    allProblems.addAll(other.problems);
    return of(allServices, allNetworks, allProblems).ignoring(ignores).ignoring(other.ignores);
  }

  /**
   * This model, corrected by what was seen running: a service whose container was inspected (by
   * project and service, or by its container name) has the names and networks that it really has;
   * inspected containers that are no such service come in as they are.
   *
   * @param running read by {@link InspectTopology}
   */
  public NetworkTopology observed(NetworkTopology running) {
    List<ContainerService> known = new ArrayList<>();
    List<ContainerService> unseen = new ArrayList<>(running.services);
    for (ContainerService service : services) {
      Optional<ContainerService> seen =
          unseen.stream().filter(other -> isSame(service, other)).findFirst();
      known.add(seen.map(service::observed).orElse(service));
      seen.ifPresent(unseen::remove);
    }
    known.addAll(unseen);
    List<DockerNetwork> allNetworks = new ArrayList<>(networks);
    allNetworks.addAll(running.networks);
    List<TopologyProblem> allProblems = new ArrayList<>(problems);
    allProblems.addAll(running.problems);
    return of(known, allNetworks, allProblems).ignoring(ignores).ignoring(running.ignores);
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
    return new NameLookup(this, Objects.requireNonNull(from, "from"))
        .resolve(Objects.requireNonNull(host, "host"));
  }

  /**
   * The names by which a container can reach another for good: declared aliases first, then the
   * service's name and hostname, on the networks they share; without names that a third container
   * bears there too.
   *
   * @return empty when the two share no network with names
   */
  public List<String> stableNames(ContainerService from, ContainerService target) {
    return new NameLookup(this, from).stableNames(target);
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
