package com.scanium.sightline.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns one service's merged tree into a {@link ContainerService}. */
final class ServiceReader {
  private final ProjectReader project;
  private final ComposeNode node;
  private final ContainerService.Builder into;

  ServiceReader(ProjectReader project, String name, ComposeNode node) {
    this.project = project;
    this.node = node;
    this.into =
        ContainerService.builder(project.files().name(), name, node.keyLocation())
            .options(path -> node.get(path.toArray(String[]::new)).flatMap(ComposeNode::located));
  }

  ContainerService read(boolean runs) {
    if (!runs) {
      into.inactive();
    }
    text("image", into::image);
    text("container_name", into::containerName);
    text("hostname", into::hostname);
    networks();
    node.get("ports").ifPresent(ports -> ports.items().forEach(this::port));
    texts("expose").forEach(into::expose);
    texts("profiles").forEach(into::profile);
    texts("links").forEach(into::link);
    pairs("extra_hosts")
        .forEach((host, value) -> value.located().ifPresent(at -> into.extraHost(host, at)));
    pairs("labels")
        .forEach(
            (key, value) ->
                into.label(
                    key, value.located().orElseGet(() -> LocatedText.known("", value.location()))));
    node.get("depends_on")
        .map(ComposeMerge::names)
        .ifPresent(
            names ->
                names
                    .members()
                    .forEach(
                        (name, value) ->
                            into.dependsOn(LocatedText.known(name, value.keyLocation()))));
    environment();
    into.entrypoint(words("entrypoint")).command(words("command"));
    node.get("healthcheck").ifPresent(this::healthcheck);
    MountReader mounts = new MountReader(project.root());
    mounts.read(node, this::path).forEach(into::mount);
    return into.build();
  }

  private void text(String key, Consumer<LocatedText> set) {
    node.get(key).flatMap(ComposeNode::located).ifPresent(set);
  }

  private List<LocatedText> texts(String key) {
    return node.get(key).map(ComposeNode::texts).orElse(List.of());
  }

  private Map<String, ComposeNode> pairs(String key) {
    return node.get(key).map(value -> ComposeMerge.pairs(value, key).members()).orElse(Map.of());
  }

  private void networks() {
    Optional<LocatedText> mode = node.get("network_mode").flatMap(ComposeNode::located);
    if (mode.isPresent()) {
      String text = mode.get().text();
      into.networkMode(mode.get());
      boolean named =
          !text.equals("host")
              && !text.equals("none")
              && !text.startsWith("service:")
              && !text.startsWith("container:");
      if (named) {
        into.network(new NetworkAttachment(text, mode.get(), List.of(), List.of()));
      }
      return;
    }
    Map<String, ComposeNode> joined =
        node.get("networks").map(value -> ComposeMerge.names(value).members()).orElse(Map.of());
    if (joined.isEmpty()) {
      into.network(attachment("default", node));
    }
    joined.forEach((key, value) -> into.network(attachment(key, value)));
  }

  private NetworkAttachment attachment(String key, ComposeNode use) {
    LocatedText real = project.realName(key, use);
    List<String> addresses = new ArrayList<>();
    use.get("ipv4_address").ifPresent(address -> addresses.add(address.text()));
    use.get("ipv6_address").ifPresent(address -> addresses.add(address.text()));
    boolean declared = use != node;
    return new NetworkAttachment(
        key,
        new LocatedText(real.text(), real.isKnown(), use.keyLocation()),
        declared ? use.get("aliases").map(ComposeNode::texts).orElse(List.of()) : List.of(),
        addresses);
  }

  private void port(ComposeNode entry) {
    String text = entry.text();
    if (entry.isMap()) {
      String published = entry.get("published").map(ComposeNode::text).orElse("");
      String host = entry.get("host_ip").map(ComposeNode::text).orElse("");
      String protocol = entry.get("protocol").map(ComposeNode::text).orElse("tcp");
      String before = host.isEmpty() ? "" : host.contains(":") ? "[" + host + "]:" : host + ":";
      String target = entry.get("target").map(ComposeNode::text).orElse("");
      text = before + published + ":" + target + "/" + protocol;
    }
    List<ShortForms.Port> ports = ShortForms.ports(text);
    boolean known = entry.isMap() || entry.isKnown();
    if (ports.isEmpty() && known && !text.contains("${")) {
      project
          .files()
          .problem(
              entry.location(),
              "not a port: \"" + text + "\"; expected [[address:]published:]target[/protocol]");
    }
    for (ShortForms.Port port : ports) {
      into.port(
          new PortMapping(
              port.hostAddress(),
              port.published(),
              port.target(),
              port.protocol(),
              entry.location()));
    }
  }

  private void environment() {
    Optional<ComposeNode> files = node.get("env_file");
    if (files.isPresent()) {
      ComposeNode entry = files.get();
      (entry.isList() ? entry.items() : List.of(entry)).forEach(this::envFile);
    }
    pairs("environment")
        .forEach(
            (name, value) ->
                into.environment(
                    name,
                    value
                        .located()
                        .orElseGet(
                            () -> {
                              String set = project.files().variable(name);
                              return new LocatedText(
                                  set == null ? "${" + name + "}" : set,
                                  set != null,
                                  value.keyLocation());
                            })));
  }

  private void envFile(ComposeNode entry) {
    ComposeNode path = entry.get("path").orElse(entry);
    Optional<Map<String, LocatedText>> read =
        path.isKnown()
            ? path(path, path.text()).flatMap(project.files()::envFile)
            : Optional.empty();
    if (read.isEmpty()) {
      into.environmentIncomplete();
    } else {
      read.get().forEach(into::environment);
    }
  }

  private List<LocatedText> words(String key) {
    Optional<ComposeNode> value = node.get(key);
    if (value.isEmpty() || !value.get().isText()) {
      return value.map(ComposeNode::texts).orElse(List.of());
    }
    ComposeNode line = value.get();
    return ShortForms.words(line.text()).stream()
        .map(word -> new LocatedText(word, line.isKnown() || !word.contains("$"), line.location()))
        .toList();
  }

  private void healthcheck(ComposeNode check) {
    Optional<ComposeNode> test = check.get("test");
    List<LocatedText> words = new ArrayList<>();
    if (test.isPresent()) {
      if (test.get().isText()) {
        words.add(LocatedText.known("CMD-SHELL", test.get().location()));
      }
      words.addAll(test.get().texts());
    }
    boolean disabled =
        check.get("disable").filter(value -> value.text().equalsIgnoreCase("true")).isPresent()
            || (!words.isEmpty() && words.get(0).text().equals("NONE"));
    into.healthcheck(new Healthcheck(words, disabled, test.orElse(check).location()));
  }

  /** A path of the host; relative ones start in the folder of the file that names them. */
  private Optional<Path> path(ComposeNode from, String text) {
    if (text.startsWith("~") || text.contains("${")) {
      return Optional.empty();
    }
    Optional<Path> path = HostPaths.resolve(from.origin().folder(), text);
    if (path.isEmpty()) {
      project.files().problem(from.location(), "not a path: \"" + text + "\"");
    }
    return path;
  }
}
