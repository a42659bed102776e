package com.scanium.sightline.network;

import com.scanium.sightline.network.Resolution.Outcome;
import com.scanium.sightline.network.Resolution.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Docker's embedded DNS, seen from one container. */
final class NameLookup {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*");
  private static final Set<String> DOCKER_HOST =
      Set.of("host.docker.internal", "gateway.docker.internal", "host-gateway");

  private final NetworkTopology topology;
  private final ContainerService from;

  /** Whose network the asking container uses; null when that is not a modelled container's. */
  private final @Nullable ContainerService owner;

  NameLookup(NetworkTopology topology, ContainerService from) {
    this.topology = topology;
    this.from = from;
    this.owner = ownerOf(from, 0);
  }

  Resolution resolve(String asked) {
    String host = plain(asked);
    if (host.isEmpty() || host.contains("${")) {
      return outside(asked, "the name holds a variable that these files don't set");
    }
    if (isLocal(host)) {
      return local(asked);
    }
    Optional<Resolution> fixed = extraHost(asked, host);
    if (fixed.isPresent()) {
      return fixed.get();
    }
    if (DOCKER_HOST.contains(host)) {
      return machine(asked, "the name stands for the machine that runs the containers");
    }
    if (owner == null) {
      return outside(asked, "\"" + from + "\" uses the name resolution of " + mode(from));
    }
    if (mode(owner).equals("host")) {
      return onTheMachine(asked, host);
    }
    if (mode(owner).equals("none")) {
      return nowhere(asked, host);
    }
    List<Target> reached = reached(owner, host);
    if (!reached.isEmpty()) {
      return reached(asked, reached);
    }
    return ADDRESS.matcher(host).matches()
        ? outside(asked, "an address that no modelled container has as a fixed one")
        : unreached(asked, host);
  }

  List<String> stableNames(ContainerService target) {
    List<String> stable = new ArrayList<>();
    names(target)
        .forEach(
            (name, kinds) -> {
              boolean lasts = kinds.stream().anyMatch(NameKind::isStable);
              if (lasts && resolve(name).targets().size() == 1) {
                stable.add(name);
              }
            });
    return List.copyOf(stable);
  }

  Map<String, Set<NameKind>> names(ContainerService target) {
    Map<String, Set<NameKind>> names = new LinkedHashMap<>();
    if (owner != null && target.isActive()) {
      for (NetworkAttachment there : target.networks()) {
        if (isShared(owner, there)) {
          own(target, there).forEach((name, kinds) -> merge(names, name, kinds));
        }
      }
      linked(owner, target).forEach(alias -> merge(names, alias, EnumSet.of(NameKind.LINK)));
    }
    return names;
  }

  List<String> shared(ContainerService target) {
    if (owner == null) {
      return List.of();
    }
    return target.networks().stream()
        .filter(there -> isShared(owner, there))
        .map(there -> there.network().text())
        .distinct()
        .toList();
  }

  private Resolution local(String asked) {
    if (owner == null) {
      return outside(asked, "\"" + from + "\" shares the network of " + mode(from));
    }
    if (mode(owner).equals("host")) {
      return machine(
          asked, "\"" + from + "\" uses the network of the machine (network_mode: host)");
    }
    List<Target> selves =
        sharing(owner).stream()
            .map(service -> new Target(service, EnumSet.noneOf(NameKind.class), List.of()))
            .toList();
    String reason = "inside a container this name means the container itself";
    return new Resolution(asked, Outcome.SELF, selves, List.of(), List.of(reason), true);
  }

  /** The running containers that share the namespace of one that has its own, itself included. */
  List<ContainerService> sharing(ContainerService namespace) {
    List<ContainerService> sharing = new ArrayList<>();
    for (ContainerService service : topology.services()) {
      if (service.isActive() && ownerOf(service, 0) == namespace) {
        sharing.add(service);
      }
    }
    return sharing;
  }

  /** Without Docker's name server, what only Docker names has no name. */
  private Resolution onTheMachine(String asked, String host) {
    List<Target> meant = bearers(host);
    String reason = "\"" + from + "\" uses the machine's own name resolution (network_mode: host)";
    if (meant.isEmpty() || host.contains(".") || ADDRESS.matcher(host).matches()) {
      return outside(asked, reason);
    }
    return new Resolution(
        asked,
        Outcome.UNKNOWN_NAME,
        meant,
        List.of(),
        List.of(reason, "names of services and containers don't resolve there"),
        true);
  }

  private Resolution nowhere(String asked, String host) {
    return new Resolution(
        asked,
        Outcome.UNKNOWN_NAME,
        bearers(host),
        List.of(),
        List.of("\"" + from + "\" has no network at all (network_mode: none)"),
        true);
  }

  private List<Target> bearers(String host) {
    List<Target> bearers = new ArrayList<>();
    for (ContainerService service : topology.services()) {
      Set<NameKind> kinds = kindsAnywhere(service, host);
      if (service.isActive() && !kinds.isEmpty()) {
        bearers.add(new Target(service, kinds, List.of()));
      }
    }
    return bearers;
  }

  private static Resolution machine(String asked, String reason) {
    return new Resolution(asked, Outcome.HOST, List.of(), List.of(), List.of(reason), false);
  }

  private Optional<Resolution> extraHost(String asked, String host) {
    for (Map.Entry<String, LocatedText> entry : from.extraHosts().entrySet()) {
      if (plain(entry.getKey()).equals(host)) {
        String address = plain(entry.getValue().text());
        List<Target> bearers = owner == null ? List.of() : byAddress(owner, address);
        String reason = "extra_hosts of \"" + from + "\" sets it to " + entry.getValue().text();
        if (isLocal(address)) {
          return Optional.of(local(asked));
        }
        if (address.equals("host-gateway")) {
          return Optional.of(machine(asked, reason));
        }
        return Optional.of(
            bearers.isEmpty()
                ? outside(asked, reason)
                : new Resolution(
                    asked, Outcome.RESOLVES, bearers, List.of(), List.of(reason), true));
      }
    }
    return Optional.empty();
  }

  private List<Target> byAddress(ContainerService asking, String address) {
    List<Target> found = new ArrayList<>();
    for (ContainerService service : topology.services()) {
      for (NetworkAttachment there : service.networks()) {
        if (service.isActive()
            && there.addresses().contains(address)
            && asking.networks().stream().anyMatch(there::isSameAs)) {
          List<String> network = List.of(there.network().text());
          found.add(new Target(service, EnumSet.of(NameKind.ADDRESS), network));
        }
      }
    }
    return found;
  }

  private List<Target> reached(ContainerService asking, String host) {
    List<Target> found = new ArrayList<>(byAddress(asking, host));
    for (ContainerService service : topology.services()) {
      Set<NameKind> kinds = EnumSet.noneOf(NameKind.class);
      Set<String> networks = new LinkedHashSet<>();
      for (NetworkAttachment there : service.networks()) {
        Set<NameKind> here = kindsOn(service, there, host);
        if (service.isActive() && !here.isEmpty() && isShared(asking, there)) {
          kinds.addAll(here);
          networks.add(there.network().text());
        }
      }
      if (linked(asking, service).stream().anyMatch(alias -> plain(alias).equals(host))) {
        kinds.add(NameKind.LINK);
        networks.addAll(shared(service));
      }
      if (!kinds.isEmpty()) {
        found.add(new Target(service, kinds, List.copyOf(networks)));
      }
    }
    return found;
  }

  private Resolution reached(String asked, List<Target> targets) {
    boolean fragile =
        targets.stream().allMatch(target -> target.kinds().equals(Set.of(NameKind.CONTAINER_NAME)));
    List<String> evidence = new ArrayList<>();
    for (Target target : targets) {
      evidence.add(
          "\""
              + target.service()
              + "\" answers to it as "
              + words(target.kinds())
              + (target.networks().isEmpty() ? "" : " on " + quoted(target.networks())));
    }
    Outcome outcome = fragile ? Outcome.CONTAINER_NAME_ONLY : Outcome.RESOLVES;
    return new Resolution(asked, outcome, targets, List.of(), evidence, true);
  }

  private Resolution unreached(String asked, String host) {
    List<Target> elsewhere = new ArrayList<>();
    List<Target> inactive = new ArrayList<>();
    boolean perhaps = false;
    for (ContainerService service : topology.services()) {
      Set<NameKind> kinds = kindsAnywhere(service, host);
      if (!kinds.isEmpty()) {
        (service.isActive() ? elsewhere : inactive).add(new Target(service, kinds, List.of()));
        perhaps |= service.isActive() && perhapsShared(service);
      }
    }
    if (perhaps) {
      return outside(asked, "a network's name holds a variable that these files don't set");
    }
    List<String> evidence = new ArrayList<>();
    evidence.add("\"" + from + "\" is on " + networksOf(from));
    boolean nameless =
        !elsewhere.isEmpty() && elsewhere.stream().allMatch(it -> borrows(it.service()));
    if (nameless) {
      elsewhere.forEach(target -> evidence.add(borrowed(target.service())));
      return new Resolution(asked, Outcome.UNKNOWN_NAME, elsewhere, knownNames(), evidence, true);
    }
    if (!elsewhere.isEmpty()) {
      elsewhere.forEach(
          target ->
              evidence.add("\"" + target.service() + "\" is on " + networksOf(target.service())));
      return new Resolution(
          asked, Outcome.NOT_ON_SHARED_NETWORK, elsewhere, knownNames(), evidence, true);
    }
    if (!inactive.isEmpty()) {
      inactive.forEach(target -> evidence.add(whyNotRunning(target.service())));
      boolean seen = inactive.stream().allMatch(target -> target.service().state().isPresent());
      return new Resolution(asked, Outcome.INACTIVE, inactive, knownNames(), evidence, seen);
    }
    if (host.contains(".")) {
      return outside(asked, "no container of the model has this name; it looks like one outside");
    }
    List<String> open = openNetworks();
    if (!open.isEmpty()) {
      evidence.add(quoted(open) + " was made outside these files and may hold other containers");
    }
    boolean variable = topology.services().stream().anyMatch(this::mayBearAnyName);
    if (variable) {
      evidence.add("a container there has a name with a variable that these files don't set");
    }
    if (!topology.problems().isEmpty()) {
      evidence.add("not every file that describes containers could be read");
    }
    boolean certain = open.isEmpty() && !variable && topology.problems().isEmpty();
    return new Resolution(asked, Outcome.UNKNOWN_NAME, List.of(), knownNames(), evidence, certain);
  }

  private static String whyNotRunning(ContainerService service) {
    return service
        .state()
        .map(state -> "\"" + service + "\" does not run: " + state)
        .orElse("\"" + service + "\" is in a profile that isn't active");
  }

  /** Whether a container has no network of its own but that of the machine or of another one. */
  private static boolean borrows(ContainerService service) {
    String mode = service.networkMode().map(LocatedText::text).orElse("");
    return mode.equals("host") || mode.startsWith("service:") || mode.startsWith("container:");
  }

  private String borrowed(ContainerService service) {
    ContainerService its = ownerOf(service, 0);
    if (its == null || its == service) {
      return "\"" + service + "\" uses the network of the machine and has no name on any other";
    }
    return "\"" + service + "\" shares the network of \"" + its + "\" and has no name of its own";
  }

  private List<String> knownNames() {
    Set<String> known = new TreeSet<>();
    for (ContainerService service : topology.services()) {
      if (service != from) {
        names(service)
            .forEach(
                (name, kinds) -> {
                  if (kinds.stream().anyMatch(NameKind::isStable)) {
                    known.add(name);
                  }
                });
      }
    }
    return List.copyOf(known);
  }

  /** Networks of the asking container that no modelled project makes. */
  private List<String> openNetworks() {
    List<String> open = new ArrayList<>();
    if (owner != null) {
      for (NetworkAttachment here : owner.networks()) {
        String name = here.network().text();
        boolean made =
            topology.networks().stream()
                .anyMatch(network -> !network.isExternal() && network.name().text().equals(name));
        if (!made && here.hasNames()) {
          open.add(name);
        }
      }
    }
    return open;
  }

  private boolean perhapsShared(ContainerService target) {
    boolean unknownHere =
        owner != null
            && owner.networks().stream().anyMatch(network -> !network.network().isKnown());
    boolean unknownThere =
        target.networks().stream().anyMatch(network -> !network.network().isKnown());
    return unknownHere || unknownThere;
  }

  private boolean mayBearAnyName(ContainerService service) {
    return service.isActive()
        && !shared(service).isEmpty()
        && Stream.of(
                service.containerName().stream(),
                service.hostname().stream(),
                service.networks().stream().flatMap(network -> network.aliases().stream()))
            .flatMap(names -> names)
            .anyMatch(name -> !name.isKnown());
  }

  private static boolean isShared(ContainerService asking, NetworkAttachment there) {
    return there.hasNames() && asking.networks().stream().anyMatch(there::isSameAs);
  }

  private static Map<String, Set<NameKind>> own(
      ContainerService service, NetworkAttachment network) {
    Map<String, Set<NameKind>> names = new LinkedHashMap<>();
    for (LocatedText alias : network.aliases()) {
      merge(names, alias.text(), EnumSet.of(NameKind.ALIAS));
    }
    if (!service.project().isEmpty()) {
      merge(names, service.name(), EnumSet.of(NameKind.SERVICE_NAME));
    }
    service.hostname().ifPresent(name -> merge(names, name.text(), EnumSet.of(NameKind.HOSTNAME)));
    for (String name : service.containerNames()) {
      merge(names, name, EnumSet.of(NameKind.CONTAINER_NAME));
    }
    service.shortId().ifPresent(id -> merge(names, id.text(), EnumSet.of(NameKind.SHORT_ID)));
    return names;
  }

  private static Set<NameKind> kindsOn(
      ContainerService service, NetworkAttachment network, String host) {
    Set<NameKind> kinds = EnumSet.noneOf(NameKind.class);
    String suffix = "." + plain(network.network().text());
    own(service, network)
        .forEach(
            (name, why) -> {
              String known = plain(name);
              if (host.equals(known) || host.equals(known + suffix)) {
                kinds.addAll(why);
              }
            });
    return kinds;
  }

  private static Set<NameKind> kindsAnywhere(ContainerService service, String host) {
    Set<NameKind> kinds = EnumSet.noneOf(NameKind.class);
    service.networks().forEach(network -> kinds.addAll(kindsOn(service, network, host)));
    if (service.networks().isEmpty()) {
      if (plain(service.name()).equals(host)) {
        kinds.add(NameKind.SERVICE_NAME);
      }
      if (service.containerNames().stream().anyMatch(name -> plain(name).equals(host))) {
        kinds.add(NameKind.CONTAINER_NAME);
      }
    }
    return kinds;
  }

  /** Names that {@code links} of the asking container give the target. */
  private static List<String> linked(ContainerService asking, ContainerService target) {
    List<String> aliases = new ArrayList<>();
    boolean reachable =
        asking.project().equals(target.project())
            && target.isActive()
            && target.networks().stream().anyMatch(there -> isShared(asking, there));
    for (LocatedText link : asking.links()) {
      int colon = link.text().indexOf(':');
      String service = colon < 0 ? link.text() : link.text().substring(0, colon);
      if (reachable && service.equals(target.name())) {
        aliases.add(link.text().substring(colon + 1));
      }
    }
    return aliases;
  }

  /** The container whose network namespace another one uses; null when it isn't modelled. */
  @Nullable ContainerService ownerOf(ContainerService service) {
    return ownerOf(service, 0);
  }

  private @Nullable ContainerService ownerOf(ContainerService service, int hops) {
    String mode = service.networkMode().map(LocatedText::text).orElse("");
    boolean ofService = mode.startsWith("service:");
    if (!ofService && !mode.startsWith("container:")) {
      return service;
    }
    String name = mode.substring(mode.indexOf(':') + 1);
    for (ContainerService other : topology.services()) {
      boolean same =
          ofService
              ? other.project().equals(service.project()) && other.name().equals(name)
              : other.containerNames().contains(name);
      if (same && hops < topology.services().size()) {
        return ownerOf(other, hops + 1);
      }
    }
    return null;
  }

  private static String networksOf(ContainerService service) {
    List<String> names =
        service.networks().stream().map(network -> network.network().text()).toList();
    return names.isEmpty() ? "no network of its own (" + mode(service) + ")" : quoted(names);
  }

  private static String mode(ContainerService service) {
    return service.networkMode().map(LocatedText::text).orElse("a network outside the model");
  }

  private Resolution outside(String asked, String reason) {
    return new Resolution(
        asked, Outcome.OUTSIDE_MODEL, List.of(), List.of(), List.of(reason), false);
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("0.0.0.0")
        || host.equals("::")
        || host.matches("127(?:\\.[0-9]{1,3}){3}");
  }

  private static void merge(Map<String, Set<NameKind>> names, String name, Set<NameKind> kinds) {
    names.computeIfAbsent(name, unused -> EnumSet.noneOf(NameKind.class)).addAll(kinds);
  }

  private static String words(Set<NameKind> kinds) {
    return String.join(
        " and ",
        kinds.stream()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList());
  }

  private static String quoted(List<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }

  private static String plain(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
