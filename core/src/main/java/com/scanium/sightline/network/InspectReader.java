package com.scanium.sightline.network;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the output of one machine's engine into a topology; used once. */
final class InspectReader {
  private static final String PROJECT_LABEL = "com.docker.compose.project";
  private static final String SERVICE_LABEL = "com.docker.compose.service";
  private static final int SHORT_ID = 12;
  private static final int MAX_DETAIL = 120;

  private final List<ContainerService> services = new ArrayList<>();
  private final List<DockerNetwork> networks = new ArrayList<>();
  private final List<TopologyProblem> problems = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, LocatedText> listed = new LinkedHashMap<>();
  private final Map<String, List<NetworkAttachment>> listedOn = new LinkedHashMap<>();
  private final Set<String> inspected = new HashSet<>();
  private OutputItem current = OutputItem.NONE;

  NetworkTopology read(List<SourceText> outputs) {
    List<OutputItem> items = new ArrayList<>();
    for (SourceText output : outputs) {
      OutputItem.read(output, items, problems);
    }
    items.forEach(item -> name(item.doc()));
    for (OutputItem item : items) {
      current = item;
      item(item.doc());
    }
    onlyListed();
    return NetworkTopology.of(services, networks, problems);
  }

  private void problem(SourceLocation location, String message) {
    problems.add(new TopologyProblem(location, message));
  }

  /** Notes which id is whose, since containers refer to each other by id. */
  private void name(Doc item) {
    String name = item.get("Name").flatMap(Doc::asString).orElse("");
    item.get("Id")
        .flatMap(Doc::asString)
        .ifPresent(id -> names.put(id, name.startsWith("/") ? name.substring(1) : name));
  }

  private void item(Doc item) {
    if (item.path("NetworkSettings", "Networks").isPresent()) {
      container(item);
    } else if (item.get("Driver").isPresent() && item.get("Containers").isPresent()) {
      network(item);
    } else if (ProcessRow.isOne(item)) {
      row(item);
    } else {
      problem(
          current.location(item.span()),
          "found " + item.kind() + "; expected output of docker inspect or docker network inspect");
    }
  }

  private void row(Doc item) {
    ContainerService listing = new ProcessRow(item, current.location(item.span())).container();
    inspected.add(listing.shortId().map(LocatedText::text).orElse(""));
    boolean isKnown =
        services.stream()
            .anyMatch(other -> other.containerNames().equals(listing.containerNames()));
    if (!isKnown) {
      services.add(listing);
    }
  }

  private void network(Doc item) {
    Optional<LocatedText> name = text(item.get("Name"));
    String project = label(item.get("Labels"), PROJECT_LABEL);
    name.ifPresent(
        real -> {
          networks.add(new DockerNetwork(project, real, false, real.location()));
          for (Doc.Member member : item.get("Containers").map(Doc::members).orElse(List.of())) {
            List<String> addresses = new ArrayList<>();
            member
                .value()
                .get("IPv4Address")
                .flatMap(Doc::asString)
                .ifPresent(address -> addresses.add(address.replaceFirst("/.*", "")));
            text(member.value().get("Name"))
                .ifPresent(container -> listed.putIfAbsent(member.key(), container));
            listedOn
                .computeIfAbsent(member.key(), unused -> new ArrayList<>())
                .add(new NetworkAttachment(real.text(), real, List.of(), addresses));
          }
        });
  }

  private void onlyListed() {
    listed.forEach(
        (id, name) -> {
          if (!inspected.contains(id) && !inspected.contains(shortId(id))) {
            ContainerService.Builder into =
                ContainerService.builder("", name.text(), name.location())
                    .containerName(name)
                    .shortId(LocatedText.known(shortId(id), name.location()));
            listedOn.getOrDefault(id, List.of()).forEach(into::network);
            services.add(into.build());
          }
        });
  }

  private void container(Doc item) {
    String id = item.get("Id").flatMap(Doc::asString).orElse("");
    inspected.add(id);
    Optional<Doc> labels = item.path("Config", "Labels");
    String name = item.get("Name").flatMap(Doc::asString).orElse(shortId(id));
    String plainName = name.startsWith("/") ? name.substring(1) : name;
    String service = label(labels, SERVICE_LABEL);
    SourceLocation location = current.location(item.get("Name").orElse(item).span());
    ContainerService.Builder into =
        ContainerService.builder(
            label(labels, PROJECT_LABEL), service.isEmpty() ? plainName : service, location);
    into.containerName(LocatedText.known(plainName, location));
    if (!id.isEmpty()) {
      into.shortId(
          LocatedText.known(shortId(id), current.location(item.get("Id").orElse(item).span())));
    }
    state(item, into);
    text(item.path("Config", "Image")).ifPresent(into::image);
    // the engine fills in the short id where nobody set a host name
    text(item.path("Config", "Hostname"))
        .filter(host -> !id.startsWith(host.text()))
        .ifPresent(into::hostname);
    labels
        .map(Doc::members)
        .orElse(List.of())
        .forEach(
            member ->
                text(Optional.of(member.value())).ifPresent(v -> into.label(member.key(), v)));
    networks(item, service, plainName, id, into);
    ports(item, into);
    hosts(item, into);
    process(item, into);
    item.get("Mounts").map(Doc::items).orElse(List.of()).forEach(mount -> mount(mount, into));
    services.add(into.build());
  }

  /** A restarting container comes and goes; a stopped or paused one answers nobody. */
  private void state(Doc item, ContainerService.Builder into) {
    Optional<Doc> printed = item.get("State").filter(Doc::isObject);
    if (printed.isEmpty()) {
      return;
    }
    Doc state = printed.get();
    boolean runs = state.get("Running").flatMap(Doc::asBoolean).orElse(true);
    String status = state.get("Status").flatMap(Doc::asString).orElse(runs ? "running" : "exited");
    String error = state.get("Error").flatMap(Doc::asString).orElse("");
    ContainerState seen =
        new ContainerState(
            status,
            state.path("Health", "Status").flatMap(Doc::asString).orElse("").replace("none", ""),
            state.get("ExitCode").flatMap(Doc::asInt).orElse(0),
            error.isEmpty() ? lastCheck(state) : error,
            current.location(state.span()));
    into.state(seen);
    if (!runs && !status.equals("restarting")) {
      into.inactive();
    }
  }

  /** What the last failed check printed, on one line. */
  private static String lastCheck(Doc state) {
    List<Doc> log = state.path("Health", "Log").map(Doc::items).orElse(List.of());
    if (log.isEmpty()
        || log.get(log.size() - 1).get("ExitCode").flatMap(Doc::asInt).orElse(0) == 0) {
      return "";
    }
    String output = log.get(log.size() - 1).get("Output").flatMap(Doc::asString).orElse("");
    String line = output.strip().replaceAll("\\s+", " ");
    return line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "…" : line;
  }

  private void networks(
      Doc item, String service, String name, String id, ContainerService.Builder into) {
    Optional<LocatedText> mode = text(item.path("HostConfig", "NetworkMode"));
    mode.filter(
            value ->
                value.text().equals("host")
                    || value.text().equals("none")
                    || value.text().startsWith("container:"))
        .ifPresent(value -> into.networkMode(containerMode(value)));
    Set<String> own = new HashSet<>(List.of(service, name, shortId(id)));
    for (Doc.Member member :
        item.path("NetworkSettings", "Networks").map(Doc::members).orElse(List.of())) {
      LocatedText real = LocatedText.known(member.key(), current.location(member.keySpan()));
      Map<String, LocatedText> aliases = new LinkedHashMap<>();
      for (String key : List.of("Aliases", "DNSNames")) {
        for (Doc alias : member.value().get(key).map(Doc::items).orElse(List.of())) {
          text(Optional.of(alias))
              .filter(text -> !own.contains(text.text()))
              .ifPresent(text -> aliases.putIfAbsent(text.text(), text));
        }
      }
      List<String> addresses = new ArrayList<>();
      for (String key : List.of("IPAddress", "GlobalIPv6Address")) {
        member
            .value()
            .get(key)
            .flatMap(Doc::asString)
            .filter(address -> !address.isEmpty())
            .ifPresent(addresses::add);
      }
      boolean joined = !member.key().equals("host") && !member.key().equals("none");
      if (joined) {
        into.network(
            new NetworkAttachment(member.key(), real, List.copyOf(aliases.values()), addresses));
      }
    }
  }

  /** {@code container:<id>} names the container by its id; lookups go by name. */
  private LocatedText containerMode(LocatedText mode) {
    String id = mode.text().substring(mode.text().indexOf(':') + 1);
    String name = names.getOrDefault(id, id);
    return mode.text().startsWith("container:")
        ? LocatedText.known("container:" + name, mode.location())
        : mode;
  }

  private void ports(Doc item, ContainerService.Builder into) {
    for (Doc.Member member :
        item.path("NetworkSettings", "Ports").map(Doc::members).orElse(List.of())) {
      SourceLocation location = current.location(member.keySpan());
      into.expose(LocatedText.known(member.key(), location));
      for (Doc binding : member.value().items()) {
        String published = binding.get("HostPort").flatMap(Doc::asText).orElse("");
        String host = binding.get("HostIp").flatMap(Doc::asString).orElse("");
        for (ShortForms.Port port : ShortForms.ports(published + ":" + member.key())) {
          into.port(
              new PortMapping(host, port.published(), port.target(), port.protocol(), location));
        }
      }
    }
  }

  private void hosts(Doc item, ContainerService.Builder into) {
    for (Doc host : item.path("HostConfig", "ExtraHosts").map(Doc::items).orElse(List.of())) {
      String entry = host.asString().orElse("");
      int colon = entry.indexOf(':');
      if (colon > 0) {
        SourceLocation location = current.location(host.span());
        into.extraHost(
            entry.substring(0, colon), LocatedText.known(entry.substring(colon + 1), location));
      }
    }
  }

  private void process(Doc item, ContainerService.Builder into) {
    into.entrypoint(texts(item.path("Config", "Entrypoint")));
    into.command(texts(item.path("Config", "Cmd")));
    for (LocatedText variable : texts(item.path("Config", "Env"))) {
      int equals = variable.text().indexOf('=');
      if (equals > 0) {
        into.environment(
            variable.text().substring(0, equals),
            LocatedText.known(variable.text().substring(equals + 1), variable.location()));
      }
    }
    Optional<Doc> test = item.path("Config", "Healthcheck", "Test");
    test.ifPresent(
        words -> {
          List<LocatedText> texts = texts(test);
          boolean disabled = !texts.isEmpty() && texts.get(0).text().equals("NONE");
          into.healthcheck(new Healthcheck(texts, disabled, current.location(words.span())));
        });
  }

  private void mount(Doc mount, ContainerService.Builder into) {
    Optional<String> target = mount.get("Destination").flatMap(Doc::asString);
    String type = mount.get("Type").flatMap(Doc::asString).orElse("bind").toLowerCase(Locale.ROOT);
    Optional<LocatedText> from = text(mount.get(type.equals("volume") ? "Name" : "Source"));
    SourceLocation location = current.location(mount.span());
    if (target.isEmpty()) {
      problem(location, "this mount has no \"Destination\"");
      return;
    }
    Mount.Kind kind =
        switch (type) {
          case "volume" -> Mount.Kind.VOLUME;
          case "tmpfs" -> Mount.Kind.TMPFS;
          default -> Mount.Kind.BIND;
        };
    LocatedText written = from.orElseGet(() -> LocatedText.known("", location));
    Mount.Builder builder = Mount.builder(kind, written, target.get());
    if (kind == Mount.Kind.BIND && written.text().startsWith("/")) {
      HostPaths.resolve(Path.of("/"), written.text()).ifPresent(builder::hostPath);
    }
    if (mount.get("RW").flatMap(Doc::asBoolean).filter(writable -> !writable).isPresent()) {
      builder.readOnly();
    }
    into.mount(builder.build());
  }

  private Optional<LocatedText> text(Optional<Doc> doc) {
    return doc.flatMap(
        node -> node.asText().map(text -> LocatedText.known(text, current.location(node.span()))));
  }

  private List<LocatedText> texts(Optional<Doc> doc) {
    List<Doc> items =
        doc.map(node -> node.isArray() ? node.items() : List.of(node)).orElse(List.of());
    return items.stream().flatMap(item -> text(Optional.of(item)).stream()).toList();
  }

  private static String label(Optional<Doc> labels, String key) {
    return labels.flatMap(all -> all.get(key)).flatMap(Doc::asString).orElse("");
  }

  private static String shortId(String id) {
    return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
  }
}
