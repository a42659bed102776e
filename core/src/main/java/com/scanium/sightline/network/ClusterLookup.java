package com.scanium.sightline.network;

import com.scanium.sightline.network.ClusterService.Endpoints;
import com.scanium.sightline.network.PodTemplate.Resolver;
import com.scanium.sightline.network.Reach.Flaw;
import com.scanium.sightline.network.Resolution.Outcome;
import com.scanium.sightline.network.Resolution.Target;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cluster's name server and its Services, seen from one container of a pod. */
final class ClusterLookup {
  private static final String DOMAIN = "cluster.local";
  private static final int MAX_ALIASES = 5;
  private static final Set<String> LOCAL = Set.of("localhost", "::1", "0.0.0.0", "::");

  private final NetworkTopology topology;
  private final ContainerService from;
  private final PodTemplate pod;

  ClusterLookup(NetworkTopology topology, ContainerService from, PodTemplate pod) {
    this.topology = topology;
    this.from = from;
    this.pod = pod;
  }

  /** What a name leads to: a Service, or the pods of one workload. */
  private record Hit(@Nullable ClusterService service, List<ContainerService> pods) {}

  Resolution resolve(String asked) {
    String host = plain(asked);
    if (host.isEmpty() || host.contains("$")) {
      return outside(asked, "the name holds a variable that these files don't set");
    }
    if (LOCAL.contains(host) || host.matches("127(?:\\.[0-9]{1,3}){3}")) {
      return local(asked);
    }
    if (pod.resolver() == Resolver.NODE) {
      return onNode(asked, host);
    }
    Optional<Hit> hit = find(host);
    if (hit.isPresent()) {
      return found(asked, hit.get());
    }
    return isNameOfHere(host)
        ? unknown(asked, host)
        : outside(asked, "it is no name of the cluster");
  }

  /** The containers that share the pod of the asking one, itself included. */
  List<ContainerService> sharing() {
    return podsOf(pod);
  }

  /** The names that lead to a container by way of a Service, the shortest first. */
  List<String> names(ContainerService target) {
    Set<String> names = new TreeSet<>();
    for (ClusterService service : topology.clusterServices()) {
      if (target.pod().filter(service::selects).isPresent() && service.externalName().isEmpty()) {
        names.add(nameOf(service));
      }
    }
    return List.copyOf(names);
  }

  private String nameOf(ClusterService service) {
    return service.namespace().equals(pod.namespace()) ? service.name() : service.toString();
  }

  Reach reach(String host, OptionalInt asked, Function<ContainerService, ListeningPorts> ports) {
    Resolution resolution = resolve(host);
    ContainerService meant =
        resolution.targets().stream().map(Target::service).findFirst().orElse(null);
    Optional<Hit> hit = pod.resolver() == Resolver.NODE ? Optional.empty() : followed(plain(host));
    if (resolution.outcome() == Outcome.UNKNOWN_NAME) {
      Match match = resolution.isCertain() ? Match.NEVER : Match.MAY;
      String better = elsewhere(host, asked).filter(it -> !resolution.isCertain()).orElse(null);
      return new Reach(resolution, match, Flaw.NAME, meant, resolution.evidence(), better);
    }
    if (resolution.outcome() != Outcome.RESOLVES || hit.isEmpty()) {
      return new Reach(resolution, Match.MAY, Flaw.NONE, meant, resolution.evidence(), null);
    }
    ClusterService service = hit.get().service();
    return service == null
        ? direct(resolution, hit.get().pods(), asked, ports)
        : through(resolution, service, hit.get().pods(), asked, ports);
  }

  /** A Service passes on the ports that it declares, to pods that are ready. */
  private Reach through(
      Resolution resolution,
      ClusterService service,
      List<ContainerService> pods,
      OptionalInt asked,
      Function<ContainerService, ListeningPorts> ports) {
    List<String> evidence = new ArrayList<>(resolution.evidence());
    ContainerService meant = pods.stream().findFirst().orElse(null);
    if (service.endpoints() == Endpoints.NONE) {
      evidence.add("its Endpoints have no address that is ready");
      return new Reach(resolution, Match.NEVER, Flaw.NO_ENDPOINTS, meant, evidence, null);
    }
    boolean isEmpty =
        pods.isEmpty() && !service.selector().isEmpty() && service.endpoints() == Endpoints.UNKNOWN;
    Optional<ClusterService.Port> port =
        service.ports().stream().filter(one -> one.number() == asked.orElse(-1)).findFirst();
    if (asked.isPresent() && !service.isHeadless() && port.isEmpty()) {
      evidence.add(service + " has the ports " + numbers(service));
      String better =
          service.ports().size() == 1
              ? resolution.host() + ":" + service.ports().get(0).number()
              : null;
      return new Reach(resolution, Match.NEVER, Flaw.PORT, meant, evidence, better);
    }
    if (isEmpty) {
      evidence.add("no workload of these manifests has the labels " + service.selector());
      return new Reach(resolution, Match.MAY, Flaw.NO_ENDPOINTS, null, evidence, null);
    }
    if (asked.isEmpty() || pods.isEmpty()) {
      return new Reach(resolution, Match.MAY, Flaw.NONE, meant, evidence, null);
    }
    if (service.isHeadless()) {
      return direct(resolution, pods, asked, ports);
    }
    return target(resolution, port.orElseThrow(), pods, evidence, ports);
  }

  private static String numbers(ClusterService service) {
    return String.join(
        ", ", service.ports().stream().map(port -> String.valueOf(port.number())).toList());
  }

  private static Reach target(
      Resolution resolution,
      ClusterService.Port port,
      List<ContainerService> pods,
      List<String> evidence,
      Function<ContainerService, ListeningPorts> ports) {
    ContainerService meant = pods.get(0);
    boolean isNumber = port.target().matches("[0-9]{1,5}");
    Integer number =
        isNumber
            ? Integer.valueOf(port.target())
            : pods.stream()
                .flatMap(one -> one.pod().stream())
                .map(template -> template.ports().get(port.target()))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    if (number == null) {
      evidence.add(
          "its port "
              + port.number()
              + " leads to \""
              + port.target()
              + "\", which no container of "
              + meant
              + " names");
      return new Reach(resolution, Match.NEVER, Flaw.PORT, meant, evidence, null);
    }
    Match match = Match.NEVER;
    ContainerService listener = meant;
    for (ContainerService one : pods) {
      Match listens = ports.apply(one).listensAt(number);
      listener = listens == Match.MUST ? one : listener;
      match = match.or(listens);
    }
    if (match == Match.NEVER) {
      evidence.add("its port " + port.number() + " leads to port " + number + " of " + meant);
      evidence.addAll(ports.apply(meant).evidence(number));
      return new Reach(resolution, Match.NEVER, Flaw.PORT, meant, evidence, null);
    }
    return new Reach(resolution, Match.MUST, Flaw.NONE, listener, evidence, null);
  }

  /** The pods themselves are asked: what their containers listen at counts. */
  private static Reach direct(
      Resolution resolution,
      List<ContainerService> pods,
      OptionalInt asked,
      Function<ContainerService, ListeningPorts> ports) {
    ContainerService meant = pods.stream().findFirst().orElse(null);
    if (asked.isEmpty() || meant == null) {
      return new Reach(resolution, Match.MAY, Flaw.NONE, meant, resolution.evidence(), null);
    }
    Match match = Match.NEVER;
    for (ContainerService one : pods) {
      match = match.or(ports.apply(one).listensAt(asked.getAsInt()));
    }
    if (match != Match.NEVER) {
      return new Reach(resolution, Match.MUST, Flaw.NONE, meant, resolution.evidence(), null);
    }
    List<String> evidence = new ArrayList<>(resolution.evidence());
    evidence.addAll(ports.apply(meant).evidence(asked.getAsInt()));
    OptionalInt right = ports.apply(meant).insteadOf(asked.getAsInt());
    String better = right.isEmpty() ? null : resolution.host() + ":" + right.getAsInt();
    return new Reach(resolution, Match.NEVER, Flaw.PORT, meant, evidence, better);
  }

  private Resolution local(String asked) {
    if (pod.resolver() != Resolver.CLUSTER) {
      return new Resolution(
          asked,
          Outcome.HOST,
          List.of(),
          List.of(),
          List.of("the pods of \"" + from + "\" use the network of their node"),
          false);
    }
    List<Target> selves =
        sharing().stream()
            .map(one -> new Target(one, EnumSet.noneOf(NameKind.class), List.of()))
            .toList();
    String reason = "inside a pod this name means the pod itself";
    return new Resolution(asked, Outcome.SELF, selves, List.of(), List.of(reason), true);
  }

  private Resolution onNode(String asked, String host) {
    boolean isMeant = find(host).isPresent();
    String reason =
        "with hostNetwork and without dnsPolicy: ClusterFirstWithHostNet the pods of \""
            + from
            + "\" ask their node's name server";
    return isMeant
        ? new Resolution(asked, Outcome.UNKNOWN_NAME, List.of(), List.of(), List.of(reason), true)
        : outside(asked, reason);
  }

  private Resolution found(String asked, Hit hit) {
    ClusterService service = hit.service();
    List<String> evidence = new ArrayList<>();
    if (service != null) {
      evidence.add("Service " + service + " (" + service.location() + ")");
      if (!service.externalName().isEmpty()) {
        evidence.add("it stands for " + service.externalName());
        return alias(asked, service.externalName(), evidence);
      }
    }
    List<Target> targets = new ArrayList<>();
    for (ContainerService one : hit.pods()) {
      NameKind kind = service == null ? NameKind.HOSTNAME : NameKind.SERVICE_NAME;
      targets.add(new Target(one, EnumSet.of(kind), List.of()));
      evidence.add("it leads to \"" + one + "\" (" + one.location() + ")");
    }
    if (targets.isEmpty()) {
      evidence.add("where it leads is not in these manifests");
    }
    return new Resolution(asked, Outcome.RESOLVES, targets, List.of(), evidence, true);
  }

  private Resolution alias(String asked, String name, List<String> evidence) {
    String next = name;
    for (int i = 0; i < MAX_ALIASES; i++) {
      Optional<Hit> hit = find(plain(next));
      ClusterService service = hit.map(Hit::service).orElse(null);
      if (service == null || service.externalName().isEmpty()) {
        return hit.map(found -> found(asked, found))
            .orElseGet(
                () ->
                    new Resolution(
                        asked, Outcome.OUTSIDE_MODEL, List.of(), List.of(), evidence, false));
      }
      next = service.externalName();
    }
    evidence.add("and so on without end");
    return new Resolution(asked, Outcome.UNKNOWN_NAME, List.of(), List.of(), evidence, true);
  }

  /** What a name leads to in the end, outside names of Services followed. */
  private Optional<Hit> followed(String host) {
    Optional<Hit> hit = find(host);
    for (int i = 0; i < MAX_ALIASES; i++) {
      ClusterService service = hit.map(Hit::service).orElse(null);
      if (service == null || service.externalName().isEmpty()) {
        return hit;
      }
      hit = find(plain(service.externalName()));
    }
    return hit;
  }

  private Resolution unknown(String asked, String host) {
    List<String> evidence = new ArrayList<>();
    evidence.add("\"" + from + "\" is in namespace \"" + pod.namespace() + "\"");
    String first = host.split("\\.", 2)[0];
    List<Target> others = new ArrayList<>();
    for (ClusterService service : topology.clusterServices()) {
      if (service.name().equals(first)) {
        evidence.add("Service " + service + " is in another namespace");
        podsOf(service)
            .forEach(
                one -> others.add(new Target(one, EnumSet.of(NameKind.SERVICE_NAME), List.of())));
      }
    }
    evidence.add("a Service that these manifests don't show may have the name");
    Set<String> known = new TreeSet<>();
    topology.clusterServices().forEach(service -> known.add(nameOf(service)));
    return new Resolution(asked, Outcome.UNKNOWN_NAME, others, List.copyOf(known), evidence, false);
  }

  private Optional<String> elsewhere(String host, OptionalInt port) {
    String first = plain(host).split("\\.", 2)[0];
    List<ClusterService> same =
        topology.clusterServices().stream().filter(one -> one.name().equals(first)).toList();
    return same.size() == 1 && port.isPresent() && !same.get(0).namespace().equals(pod.namespace())
        ? Optional.of(same.get(0) + ":" + port.getAsInt())
        : Optional.empty();
  }

  private static Resolution outside(String asked, String reason) {
    return new Resolution(
        asked, Outcome.OUTSIDE_MODEL, List.of(), List.of(), List.of(reason), false);
  }

  /** Whether a name can only be one of this cluster: one label, or one in a known namespace. */
  private boolean isNameOfHere(String host) {
    String[] labels = withoutDomain(host).split("\\.", -1);
    return labels.length == 1
        || (labels.length <= 3
            && (labels.length == 2 || labels[2].equals("svc"))
            && isNamespace(labels[1]));
  }

  private boolean isNamespace(String name) {
    boolean ofPods =
        topology.services().stream()
            .flatMap(service -> service.pod().stream())
            .anyMatch(template -> template.namespace().equals(name));
    return ofPods
        || topology.clusterServices().stream().anyMatch(one -> one.namespace().equals(name));
  }

  private static String withoutDomain(String host) {
    return host.endsWith(".svc." + DOMAIN)
        ? host.substring(0, host.length() - DOMAIN.length() - 1)
        : host;
  }

  private Optional<Hit> find(String host) {
    String[] labels = withoutDomain(host).split("\\.", -1);
    for (ClusterService service : topology.clusterServices()) {
      if (service.addresses().contains(host) || isNamed(service, labels, 0)) {
        return Optional.of(new Hit(service, podsOf(service)));
      }
    }
    for (ClusterService service : topology.clusterServices()) {
      List<ContainerService> pods =
          podsOf(service).stream().filter(one -> isPod(one, service, labels[0])).toList();
      if (service.isHeadless() && isNamed(service, labels, 1) && !pods.isEmpty()) {
        return Optional.of(new Hit(null, pods));
      }
    }
    return Optional.empty();
  }

  /** {@code name-0} of a StatefulSet, or the pod's own host name. */
  private static boolean isPod(ContainerService one, ClusterService service, String label) {
    PodTemplate template = one.pod().orElseThrow();
    boolean named =
        template.kind().equals("StatefulSet")
            ? label.matches(Pattern.quote(template.workload()) + "-[0-9]+")
            : label.equals(template.workload());
    return named && template.subdomain().equals(service.name());
  }

  /** Whether labels from an index on are {@code name}, {@code name.ns} or {@code name.ns.svc}. */
  private boolean isNamed(ClusterService service, String[] labels, int start) {
    int count = labels.length - start;
    boolean own = service.namespace().equals(pod.namespace());
    // manifests without a namespace may be applied to any
    boolean there =
        count >= 2
            && (service.namespace().isEmpty()
                ? !isNamespace(labels[start + 1])
                : service.namespace().equals(labels[start + 1]));
    return count >= 1
        && labels[start].equals(service.name())
        && (count == 1
            ? own
            : there && (count == 2 || (count == 3 && labels[start + 2].equals("svc"))));
  }

  private List<ContainerService> podsOf(ClusterService service) {
    return topology.services().stream()
        .filter(ContainerService::isActive)
        .filter(one -> one.pod().filter(service::selects).isPresent())
        .toList();
  }

  private List<ContainerService> podsOf(PodTemplate template) {
    return topology.services().stream()
        .filter(ContainerService::isActive)
        .filter(one -> one.pod().filter(template::isSameAs).isPresent())
        .toList();
  }

  private static String plain(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
