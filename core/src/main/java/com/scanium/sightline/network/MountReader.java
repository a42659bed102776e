package com.scanium.sightline.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads {@code volumes}, {@code configs}, {@code secrets} and {@code tmpfs} of a service. */
final class MountReader {
  private final ComposeNode root;

  MountReader(ComposeNode root) {
    this.root = root;
  }

  /**
   * The mounts of a service.
   *
   * @param paths turns a written host path into a real one, by the node that holds it
   */
  List<Mount> read(ComposeNode service, BiFunction<ComposeNode, String, Optional<Path>> paths) {
    List<Mount> mounts = new ArrayList<>();
    for (ComposeNode volume : items(service, "volumes")) {
      if (volume.isText()) {
        mounts.add(shortVolume(volume, paths));
      } else {
        longVolume(volume, paths).ifPresent(mounts::add);
      }
    }
    for (ComposeNode config : items(service, "configs")) {
      mounts.add(file(config, "configs", Mount.Kind.CONFIG, "/", paths));
    }
    for (ComposeNode secret : items(service, "secrets")) {
      mounts.add(file(secret, "secrets", Mount.Kind.SECRET, "/run/secrets/", paths));
    }
    service
        .get("tmpfs")
        .map(ComposeNode::texts)
        .orElse(List.of())
        .forEach(
            target -> {
              LocatedText source = LocatedText.known("", target.location());
              String path = ShortForms.colons(target.text()).get(0);
              mounts.add(Mount.builder(Mount.Kind.TMPFS, source, path).build());
            });
    return mounts;
  }

  private static List<ComposeNode> items(ComposeNode service, String key) {
    return service.get(key).map(ComposeNode::items).orElse(List.of());
  }

  private Mount shortVolume(
      ComposeNode volume, BiFunction<ComposeNode, String, Optional<Path>> paths) {
    List<String> parts = ShortForms.colons(volume.text());
    boolean named = parts.size() > 1;
    String source = named ? parts.get(0) : "";
    String target = named ? parts.get(1) : parts.get(0);
    boolean readOnly = parts.size() > 2 && List.of(parts.get(2).split(",", -1)).contains("ro");
    boolean known = volume.isKnown() || !source.contains("${");
    LocatedText located = new LocatedText(source, known, volume.location());
    return volume(volume, located, target, readOnly, ShortForms.isPath(source), paths);
  }

  private Optional<Mount> longVolume(
      ComposeNode volume, BiFunction<ComposeNode, String, Optional<Path>> paths) {
    Optional<String> target = volume.get("target").map(ComposeNode::text);
    String type = volume.get("type").map(ComposeNode::text).orElse("volume");
    LocatedText source =
        volume
            .get("source")
            .flatMap(ComposeNode::located)
            .orElseGet(() -> LocatedText.known("", volume.location()));
    if (target.isEmpty()) {
      return Optional.empty();
    }
    if (type.equals("tmpfs")) {
      return Optional.of(Mount.builder(Mount.Kind.TMPFS, source, target.get()).build());
    }
    boolean readOnly =
        volume.get("read_only").filter(value -> value.text().equalsIgnoreCase("true")).isPresent();
    ComposeNode at = volume.get("source").orElse(volume);
    return Optional.of(volume(at, source, target.get(), readOnly, type.equals("bind"), paths));
  }

  private Mount volume(
      ComposeNode at,
      LocatedText source,
      String target,
      boolean readOnly,
      boolean bind,
      BiFunction<ComposeNode, String, Optional<Path>> paths) {
    Mount.Kind kind = bind ? Mount.Kind.BIND : Mount.Kind.VOLUME;
    Mount.Builder builder = Mount.builder(kind, source, target);
    if (readOnly) {
      builder.readOnly();
    }
    if (bind) {
      paths.apply(at, source.text()).ifPresent(builder::hostPath);
    } else {
      boundVolume(source.text())
          .flatMap(device -> paths.apply(device, device.text()))
          .ifPresent(builder::hostPath);
    }
    return builder.build();
  }

  /** A named volume of the local driver can be a folder of the host in disguise. */
  private Optional<ComposeNode> boundVolume(String name) {
    Optional<ComposeNode> options = root.get("volumes", name, "driver_opts");
    boolean bound =
        options
            .flatMap(all -> all.get("o"))
            .filter(o -> List.of(o.text().split(",", -1)).contains("bind"))
            .isPresent();
    return bound ? options.flatMap(all -> all.get("device")) : Optional.empty();
  }

  private Mount file(
      ComposeNode use,
      String section,
      Mount.Kind kind,
      String folder,
      BiFunction<ComposeNode, String, Optional<Path>> paths) {
    ComposeNode sourceNode = use.get("source").orElse(use);
    String name = sourceNode.text();
    String wanted = use.get("target").map(ComposeNode::text).orElse(name);
    String target = wanted.startsWith("/") ? wanted : folder + wanted;
    Optional<ComposeNode> file = root.get(section, name, "file");
    LocatedText source =
        file.flatMap(ComposeNode::located)
            .map(text -> new LocatedText(text.text(), text.isKnown(), use.location()))
            .orElseGet(() -> new LocatedText(name, sourceNode.isKnown(), use.location()));
    Mount.Builder builder = Mount.builder(kind, source, target).readOnly();
    file.flatMap(node -> paths.apply(node, node.text())).ifPresent(builder::hostPath);
    root.get(section, name, "content").flatMap(ComposeNode::located).ifPresent(builder::content);
    return builder.build();
  }
}
