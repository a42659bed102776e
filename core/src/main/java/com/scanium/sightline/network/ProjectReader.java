package com.scanium.sightline.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns one project's merged tree into services and networks. */
final class ProjectReader {
  private static final String DEFAULT = "default";

  private final ComposeFiles files;
  private final ComposeNode root;
  private final List<ContainerService> services;
  private final List<DockerNetwork> networks;
  private final Map<String, LocatedText> realNames = new LinkedHashMap<>();

  ProjectReader(
      ComposeFiles files,
      ComposeNode root,
      List<ContainerService> services,
      List<DockerNetwork> networks) {
    this.files = files;
    this.root = root;
    this.services = services;
    this.networks = networks;
  }

  void read() {
    root.get("networks").ifPresent(declared -> declared.members().forEach(this::network));
    boolean ownDefault = !realNames.containsKey(DEFAULT);
    Map<String, ComposeNode> all = root.get("services").map(ComposeNode::members).orElse(Map.of());
    Optional<Set<String>> started = files.profiles().map(active -> started(all, active));
    for (Map.Entry<String, ComposeNode> entry : all.entrySet()) {
      if (entry.getValue().isMap()) {
        boolean runs = started.isEmpty() || started.get().contains(entry.getKey());
        services.add(new ServiceReader(this, entry.getKey(), entry.getValue()).read(runs));
      } else {
        files.problem(
            entry.getValue().keyLocation(),
            "service \"" + entry.getKey() + "\" has no definition; expected image, build, …");
      }
    }
    if (ownDefault && realNames.containsKey(DEFAULT)) {
      networks.add(new DockerNetwork(files.name(), realNames.get(DEFAULT), false, root.location()));
    }
  }

  ComposeFiles files() {
    return files;
  }

  ComposeNode root() {
    return root;
  }

  /** The real name of a network key; the implicit default network comes into being here. */
  LocatedText realName(String key, ComposeNode use) {
    LocatedText known = realNames.get(key);
    if (known == null) {
      if (!key.equals(DEFAULT)) {
        files.problem(
            use.keyLocation(), "network \"" + key + "\" is not declared under \"networks\"");
      }
      known = LocatedText.known(files.name() + "_" + key, use.keyLocation());
      realNames.put(key, known);
    }
    return known;
  }

  private void network(String key, ComposeNode node) {
    Optional<ComposeNode> external = node.get("external");
    boolean isExternal =
        external
            .filter(value -> value.isMap() || value.text().equalsIgnoreCase("true"))
            .isPresent();
    // "external: {name: x}" is the form of version 3.0 to 3.4
    LocatedText name =
        node.get("name")
            .or(() -> node.get("external", "name"))
            .flatMap(ComposeNode::located)
            .orElseGet(
                () ->
                    LocatedText.known(
                        isExternal ? key : files.name() + "_" + key, node.keyLocation()));
    realNames.put(key, name);
    networks.add(new DockerNetwork(files.name(), name, isExternal, node.keyLocation()));
  }

  /** Services without a profile, with an active one, and what these depend on. */
  private static Set<String> started(Map<String, ComposeNode> all, List<String> active) {
    Set<String> started = new TreeSet<>();
    boolean everything = active.contains("*");
    all.forEach(
        (name, node) -> {
          List<LocatedText> profiles =
              node.get("profiles").map(ComposeNode::texts).orElse(List.of());
          boolean wanted =
              profiles.isEmpty()
                  || everything
                  || profiles.stream().anyMatch(profile -> active.contains(profile.text()));
          if (wanted) {
            started.add(name);
          }
        });
    return started;
  }
}
