package com.scanium.sightline.network;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
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

/**
 * Reads what {@code docker inspect} and {@code docker network inspect} printed: the names,
 * networks, mounts and commands of containers as they really run.
 *
 * <p>Names come from {@code DNSNames} (newer engines), {@code Aliases}, {@code Name} and {@code
 * Config.Hostname}; Compose's labels tell project and service. A container that only a network's
 * listing mentions is known by name and address alone.
 */
public final class InspectTopology {
  private static final String PROJECT_LABEL = "com.docker.compose.project";
  private static final String SERVICE_LABEL = "com.docker.compose.service";
  private static final int SHORT_ID = 12;

  private final List<ContainerService> services = new ArrayList<>();
  private final List<DockerNetwork> networks = new ArrayList<>();
  private final List<TopologyProblem> problems = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, LocatedText> listed = new LinkedHashMap<>();
  private final Map<String, List<NetworkAttachment>> listedOn = new LinkedHashMap<>();
  private final Set<String> inspected = new HashSet<>();
  private SourceText source = SourceText.of("inspect.json", "");

  private InspectTopology() {}

  /**
   * Reads files with the output, in any order.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when a file cannot be read
   */
  public static NetworkTopology load(Path base, List<Path> files) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(SourceText.load(file, base));
    }
    return read(sources);
  }

  /** Reads the output; whatever is no such output is a problem. */
  public static NetworkTopology read(SourceText output) {
    return read(List.of(output));
  }

  /** Reads several outputs of one machine; whatever is no such output is a problem. */
  public static NetworkTopology read(List<SourceText> outputs) {
    InspectTopology reader = new InspectTopology();
    List<DocParse> parses = outputs.stream().map(DocReader::json).toList();
    for (DocParse parse : parses) {
      reader.source = parse.source();
      parse
          .problems()
          .forEach(
              problem ->
                  reader.problem(parse.source().location(problem.span()), problem.message()));
      items(parse).forEach(reader::name);
    }
    for (DocParse parse : parses) {
      reader.source = parse.source();
      items(parse).forEach(reader::item);
    }
    reader.onlyListed();
    return NetworkTopology.of(reader.services, reader.networks, reader.problems);
  }

  private static List<Doc> items(DocParse parse) {
    return parse
        .root()
        .map(root -> root.isArray() ? root.items() : List.of(root))
        .orElse(List.of());
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
    } else {
      problem(
          source.location(item.span()),
          "found " + item.kind() + "; expected output of docker inspect or docker network inspect");
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
          if (!inspected.contains(id)) {
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
    SourceLocation location = source.location(item.get("Name").orElse(item).span());
    ContainerService.Builder into =
        ContainerService.builder(
            label(labels, PROJECT_LABEL), service.isEmpty() ? plainName : service, location);
    into.containerName(LocatedText.known(plainName, location));
    if (!id.isEmpty()) {
      into.shortId(
          LocatedText.known(shortId(id), source.location(item.get("Id").orElse(item).span())));
    }
    boolean stopped =
        item.path("State", "Running").flatMap(Doc::asBoolean).filter(runs -> !runs).isPresent();
    if (stopped) {
      into.inactive();
    }
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
      LocatedText real = LocatedText.known(member.key(), source.location(member.keySpan()));
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
      SourceLocation location = source.location(member.keySpan());
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
        SourceLocation location = source.location(host.span());
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
          into.healthcheck(new Healthcheck(texts, disabled, source.location(words.span())));
        });
  }

  private void mount(Doc mount, ContainerService.Builder into) {
    Optional<String> target = mount.get("Destination").flatMap(Doc::asString);
    String type = mount.get("Type").flatMap(Doc::asString).orElse("bind").toLowerCase(Locale.ROOT);
    Optional<LocatedText> from = text(mount.get(type.equals("volume") ? "Name" : "Source"));
    SourceLocation location = source.location(mount.span());
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
        node -> node.asText().map(text -> LocatedText.known(text, source.location(node.span()))));
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
