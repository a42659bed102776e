package com.scanium.sightline.grafana.loki;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.port.ConfigFile;
import com.scanium.sightline.port.ContainerNeeds;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.ListeningProgram;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.StreamStore;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration file of Loki, looked at on its own: whether it parses, which files it wants to
 * read, whether requests need a tenant. Immutable. Source: Loki's configuration reference.
 */
public final class LokiConfig
    implements ConfigCheck, ContainerNeeds, IgnoreSource, ListeningProgram, StreamStore {
  private static final String SYNTAX = "loki/config-syntax";
  private static final String LOKI = "Loki";

  private final ConfigFile config;

  private LokiConfig(ConfigFile config) {
    this.config = config;
  }

  /**
   * Reads a file.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when the file cannot be read
   */
  public static LokiConfig load(Path file, Path base) throws IOException {
    return new LokiConfig(ConfigFile.load(file, base, SYNTAX, LOKI));
  }

  /** Reads a text. */
  public static LokiConfig read(SourceText source) {
    return new LokiConfig(ConfigFile.read(source, SYNTAX, LOKI));
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public List<Finding> findings() {
    return config.syntax();
  }

  @Override
  public List<Ignore> ignores() {
    return config.ignores();
  }

  @Override
  public String program() {
    return LOKI;
  }

  @Override
  public List<Path> configFiles() {
    return config.path().map(List::of).orElse(List.of());
  }

  /** Loki's reference: HTTP 3100, gRPC 9095, memberlist 7946 unless set. */
  @Override
  public List<Setting<Integer>> listens() {
    return List.of(
        port(3100, "server", "http_listen_port"),
        port(9095, "server", "grpc_listen_port"),
        port(7946, "memberlist", "bind_port"));
  }

  private Setting<Integer> port(int unlessSet, String... fields) {
    Setting<Integer> port = config.portAt(fields);
    return port.isUnset() ? Setting.byDefault(unlessSet) : port;
  }

  @Override
  public Set<String> images() {
    return Set.of("grafana/loki");
  }

  /**
   * Whether requests need a tenant ({@code auth_enabled}); empty when the file does not say, in
   * which case Loki's own default, true, or a flag decides.
   */
  public Optional<Boolean> needsTenant() {
    return config.root().get("auth_enabled").flatMap(Doc::asBoolean);
  }

  @Override
  public List<FileNeed> needs() {
    return FileNeed.ofFile(
            config.pathAt("runtime_config", "file"),
            "Loki does not start when its runtime configuration cannot be read")
        .filter(need -> !need.path().contains(","))
        .stream()
        .toList();
  }

  /** With a runtime configuration each tenant may have limits of its own. */
  @Override
  public boolean mayDiffer() {
    return config.root().path("runtime_config", "file").isPresent()
        || config.root().get("limits_config").map(limits -> !limits.isObject()).orElse(false)
        || !config.syntax().isEmpty();
  }

  @Override
  public Optional<List<String>> serviceNameSources() {
    return limit("discover_service_name").map(LokiConfig::texts);
  }

  @Override
  public Optional<Boolean> discoversLevels() {
    return limit("discover_log_levels").flatMap(Doc::asBoolean);
  }

  @Override
  public Optional<ResourceLabels> resourceLabels() {
    Optional<Doc> otlp = limit("otlp_config");
    Optional<Doc> byDefault =
        config
            .root()
            .path("distributor", "otlp_config", "default_resource_attributes_as_index_labels");
    if (otlp.isEmpty() && byDefault.isEmpty()) {
      return Optional.empty();
    }
    Optional<Doc> resources = otlp.flatMap(it -> it.get("resource_attributes"));
    List<String> names = new ArrayList<>(byDefault.map(LokiConfig::texts).orElse(List.of()));
    List<Regex> patterns = new ArrayList<>();
    for (Doc entry :
        resources.flatMap(it -> it.get("attributes_config")).map(Doc::items).orElse(List.of())) {
      boolean isLabel = entry.get("action").flatMap(Doc::asText).orElse("").equals("index_label");
      if (isLabel) {
        entry.get("attributes").map(LokiConfig::texts).ifPresent(names::addAll);
        entry
            .get("regex")
            .flatMap(Doc::asText)
            .ifPresent(
                pattern ->
                    patterns.add(
                        Regex.anchored(pattern)
                            .regex()
                            .orElseGet(() -> Regex.anchored(".*").orElseThrow())));
      }
    }
    boolean ignoresDefaults =
        resources.flatMap(it -> it.get("ignore_defaults")).flatMap(Doc::asBoolean).orElse(false);
    boolean severity =
        otlp.flatMap(it -> it.get("severity_text_as_label")).flatMap(Doc::asBoolean).orElse(false);
    return Optional.of(
        new ResourceLabels(names, patterns, !ignoresDefaults && byDefault.isEmpty(), severity));
  }

  private Optional<Doc> limit(String name) {
    return config.root().path("limits_config", name);
  }

  private static List<String> texts(Doc list) {
    return list.items().stream().flatMap(it -> it.asText().stream()).toList();
  }

  @Override
  public String toString() {
    return name() + " " + findings();
  }
}
