package com.scanium.sightline.network;

import com.scanium.sightline.network.Reach.Flaw;
import com.scanium.sightline.network.Resolution.Target;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows one connection from a container to a port of a host. */
final class ReachSearch {
  private static final int UNKNOWN = -1;
  private static final List<ListeningPort.Basis> BASES = List.of(ListeningPort.Basis.values());
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  private final NetworkTopology topology;
  private final ContainerService from;
  private final Function<ContainerService, ListeningPorts> source;
  private final Map<ContainerService, ListeningPorts> ports = new HashMap<>();

  ReachSearch(
      NetworkTopology topology,
      ContainerService from,
      Function<ContainerService, ListeningPorts> source) {
    this.topology = topology;
    this.from = from;
    this.source = source;
  }

  Reach reach(String host, OptionalInt asked) {
    int port = asked.orElse(UNKNOWN);
    Resolution resolution = topology.resolve(from, host);
    boolean isOwn = resolution.outcome() == Resolution.Outcome.SELF;
    if (from.pod().isPresent() && !isOwn) {
      return new ClusterLookup(topology, from, from.pod().get()).reach(host, asked, this::ports);
    }
    return switch (resolution.outcome()) {
      case SELF -> self(resolution, port);
      case HOST -> machine(resolution, port);
      case RESOLVES, CONTAINER_NAME_ONLY -> container(resolution, port);
      case NOT_ON_SHARED_NETWORK -> plain(resolution, proof(resolution), Flaw.NETWORK, null);
      case UNKNOWN_NAME -> plain(resolution, proof(resolution), Flaw.NAME, named(resolution, port));
      case INACTIVE -> plain(resolution, proof(resolution), Flaw.STOPPED, null);
      case OUTSIDE_MODEL -> plain(resolution, Match.MAY, Flaw.NONE, null);
    };
  }

  private static Match proof(Resolution resolution) {
    return resolution.isCertain() ? Match.NEVER : Match.MAY;
  }

  private static Reach plain(
      Resolution resolution, Match match, Flaw flaw, @Nullable String better) {
    ContainerService meant =
        resolution.targets().stream().map(Target::service).findFirst().orElse(null);
    return new Reach(resolution, match, flaw, meant, resolution.evidence(), better);
  }

  /** Inside a container, {@code localhost} is what it and those in its namespace listen at. */
  private Reach self(Resolution resolution, int port) {
    List<ContainerService> here = resolution.targets().stream().map(Target::service).toList();
    if (port == UNKNOWN) {
      return new Reach(resolution, Match.MAY, Flaw.NONE, null, resolution.evidence(), null);
    }
    Match match = Match.NEVER;
    ContainerService listener = null;
    for (ContainerService one : here) {
      Match listens = ports(one).isWellKnown() ? ports(one).listensAt(port) : loosely(one, port);
      listener = listens == Match.MUST && listener == null ? one : listener;
      match = match.or(listens);
    }
    if (match != Match.NEVER) {
      return new Reach(resolution, match, Flaw.NONE, listener, resolution.evidence(), null);
    }
    List<String> evidence = new ArrayList<>(resolution.evidence());
    for (ContainerService one : here) {
      evidence.add("\"" + one + "\" listens at " + numbers(one));
    }
    Optional<Candidate> other = elsewhere(here, port);
    other.ifPresent(it -> evidence.add(it.why()));
    return new Reach(
        resolution,
        Match.NEVER,
        Flaw.OWN_PORT,
        null,
        evidence,
        other.map(Candidate::address).orElse(null));
  }

  /** What an image that nobody knows runs, nobody knows either. */
  private Match loosely(ContainerService service, int port) {
    return ports(service).listensAt(port) == Match.MUST ? Match.MUST : Match.MAY;
  }

  private String numbers(ContainerService service) {
    List<String> numbers =
        ports(service).known().stream()
            .map(one -> String.valueOf(one.number()))
            .distinct()
            .toList();
    return numbers.isEmpty() ? "no known port" : String.join(", ", numbers);
  }

  /**
   * Another place that may be meant.
   *
   * @param rank how strong the reason is, the strongest first
   * @param address its host and port
   * @param why the reason
   */
  private record Candidate(int rank, String address, String why) {}

  /** Where else something listens at a port: the only place that the strongest reason names. */
  private Optional<Candidate> elsewhere(List<ContainerService> here, int port) {
    OptionalInt moved = ports(from).movedFrom(port);
    if (moved.isPresent()) {
      String why = "its port " + port + " is moved to " + moved.getAsInt();
      return Optional.of(new Candidate(0, "localhost:" + moved.getAsInt(), why));
    }
    List<Candidate> found = new ArrayList<>();
    for (ContainerService other : topology.services()) {
      List<String> names = topology.stableNames(from, other);
      if (here.contains(other) || !other.isActive() || names.isEmpty()) {
        continue;
      }
      String name = names.get(0);
      Optional<ListeningPort> listens =
          ports(other).known().stream().filter(one -> one.number() == port).findFirst();
      Optional<PortMapping> mapping = ports(other).hostSide(port);
      if (listens.isPresent()) {
        String why = "\"" + other + "\" listens at " + port + ": " + listens.get().because();
        found.add(new Candidate(BASES.indexOf(listens.get().basis()), name + ":" + port, why));
      } else if (mapping.isPresent()) {
        int target = mapping.get().target();
        String why = "\"" + other + "\" publishes its port " + target + " as " + port;
        int last = BASES.size();
        found.add(new Candidate(last, name + ":" + target, why));
      }
    }
    int best = found.stream().mapToInt(Candidate::rank).min().orElse(0);
    List<Candidate> strongest = found.stream().filter(one -> one.rank() == best).toList();
    return strongest.size() == 1 ? Optional.of(strongest.get(0)) : Optional.empty();
  }

  /** The machine's ports are those that containers publish, those of host mode, and its own. */
  private Reach machine(Resolution resolution, int port) {
    List<String> evidence = new ArrayList<>(resolution.evidence());
    boolean onHost = isHostMode(from);
    ContainerService found = null;
    for (ContainerService other : topology.services()) {
      if (found == null && other.isActive() && answers(other, port, onHost)) {
        found = other;
        evidence.add("\"" + other + "\" is reached there at port " + port);
      }
    }
    if (isUngranted(resolution)) {
      evidence.add(
          "Docker Desktop knows this name by itself; on Linux it resolves only with extra_hosts:"
              + " [\"host.docker.internal:host-gateway\"]");
      String better = found == null ? null : inside(found, port).orElse(null);
      return new Reach(resolution, Match.MAY, Flaw.GATEWAY, found, evidence, better);
    }
    Match match = found == null || !onHost ? Match.MAY : Match.MUST;
    return new Reach(resolution, match, Flaw.NONE, found, evidence, null);
  }

  /** Where a container that publishes a port on the host is reached without that detour. */
  private Optional<String> inside(ContainerService service, int published) {
    Optional<PortMapping> mapping =
        service.ports().stream().filter(one -> one.published() == published).findFirst();
    return topology.stableNames(from, service).stream()
        .findFirst()
        .flatMap(name -> mapping.map(one -> name + ":" + one.target()));
  }

  private boolean answers(ContainerService other, int port, boolean onHost) {
    boolean published =
        other.ports().stream()
            .filter(mapping -> mapping.published() == port)
            // what is bound to the loopback address is not open towards the gateway
            .anyMatch(mapping -> onHost || !LOOPBACK.contains(mapping.hostAddress()));
    return published || (isHostMode(other) && ports(other).listensAt(port) == Match.MUST);
  }

  private boolean isHostMode(ContainerService service) {
    ContainerService owner = new NameLookup(topology, service).ownerOf(service);
    return owner != null
        && owner.networkMode().filter(mode -> mode.text().equals("host")).isPresent();
  }

  private boolean isUngranted(Resolution resolution) {
    String host = resolution.host();
    boolean granted =
        from.extraHosts().keySet().stream().anyMatch(name -> name.equalsIgnoreCase(host));
    return host.toLowerCase(Locale.ROOT).endsWith(".docker.internal") && !granted;
  }

  private Reach container(Resolution resolution, int port) {
    List<Target> targets = resolution.targets();
    ContainerService meant = targets.get(0).service();
    if (port == UNKNOWN) {
      return plain(resolution, Match.MUST, Flaw.NONE, null);
    }
    List<ContainerService> all = new ArrayList<>();
    targets.forEach(target -> all.addAll(topology.namespaceOf(target.service())));
    Match match = Match.NEVER;
    ContainerService listener = null;
    for (ContainerService one : all) {
      Match listens = ports(one).listensAt(port);
      listener = listens == Match.MUST && listener == null ? one : listener;
      match = match.or(listens);
    }
    if (match == Match.NEVER && !all.isEmpty()) {
      return wrongPort(resolution, meant, port, Match.NEVER);
    }
    if (isTorn(targets, port)) {
      return new Reach(resolution, Match.MUST, Flaw.AMBIGUOUS, meant, resolution.evidence(), null);
    }
    boolean doubtful =
        match == Match.MAY && all.stream().allMatch(one -> ports(one).isDoubtful(port));
    if (doubtful) {
      return wrongPort(resolution, meant, port, Match.MAY);
    }
    return new Reach(
        resolution,
        Match.MUST,
        Flaw.NONE,
        listener == null ? meant : listener,
        resolution.evidence(),
        null);
  }

  /**
   * Containers of one project that share a name on purpose answer for each other; those of several
   * projects share it by accident.
   */
  private boolean isTorn(List<Target> targets, int port) {
    List<Target> answering =
        targets.stream()
            .filter(target -> ports(target.service()).listensAt(port) != Match.NEVER)
            .filter(target -> target.kinds().stream().anyMatch(NameKind::isStable))
            .toList();
    Set<String> projects = new HashSet<>();
    answering.forEach(target -> projects.add(target.service().project()));
    return projects.size() > 1;
  }

  private Reach wrongPort(Resolution resolution, ContainerService meant, int port, Match match) {
    ListeningPorts its = ports(meant);
    boolean hostSide = its.hostSide(port).isPresent();
    OptionalInt right = its.insteadOf(port);
    String host = resolution.host();
    String better = right.isEmpty() ? null : host + ":" + right.getAsInt();
    List<String> evidence = new ArrayList<>(resolution.evidence());
    evidence.addAll(its.evidence(port));
    return new Reach(
        resolution, match, hostSide ? Flaw.HOST_SIDE : Flaw.PORT, meant, evidence, better);
  }

  /** A container without name of its own is found under the names of the one it sits with. */
  private @Nullable String named(Resolution resolution, int port) {
    if (resolution.targets().size() != 1 || port == UNKNOWN) {
      return null;
    }
    ContainerService meant = resolution.targets().get(0).service();
    if (isHostMode(from)) {
      return meant.ports().stream()
          .filter(mapping -> mapping.target() == port && mapping.published() > 0)
          .findFirst()
          .map(mapping -> "localhost:" + mapping.published())
          .orElse(isHostMode(meant) ? "localhost:" + port : null);
    }
    List<ContainerService> sharing = topology.namespaceOf(meant);
    if (sharing.contains(from)) {
      return "localhost:" + port;
    }
    ContainerService owner = new NameLookup(topology, meant).ownerOf(meant);
    return owner == null
        ? null
        : topology.stableNames(from, owner).stream()
            .findFirst()
            .map(name -> name + ":" + port)
            .orElse(null);
  }

  private ListeningPorts ports(ContainerService service) {
    return ports.computeIfAbsent(service, source);
  }
}
