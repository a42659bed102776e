package com.scanium.sightline.mimir.config;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.port.ConfigFile;
import com.scanium.sightline.port.ContainerNeeds;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.ListeningProgram;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.StoreConfig;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A configuration file of Mimir, looked at on its own.
 *
 * <p>Reported is what keeps Mimir from starting, whatever its version: YAML that does not parse,
 * unknown fields of blocks that never had others, durations in units that Go does not know,
 * directories that overlap. Flags on the command line, which may override the file, are not known
 * here; a value with {@code ${…}} is taken for right. Immutable.
 */
public final class MimirConfig
    implements ConfigCheck, ContainerNeeds, StoreConfig, IgnoreSource, ListeningProgram {
  private static final String SYNTAX = "mimir/config-syntax";
  private static final String MIMIR = "Mimir";

  private final ConfigFile config;
  private final List<Finding> findings;

  private MimirConfig(ConfigFile config) {
    this.config = config;
    List<Finding> found = new ArrayList<>(config.syntax());
    SourceText source = config.source();
    found.addAll(new FieldCheck(source).check(config.root()));
    found.addAll(new DurationCheck(source).check(config.root()));
    found.addAll(new DirectoryCheck(source).check(config.root()));
    this.findings = List.copyOf(found);
  }

  /**
   * Reads a file.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when the file cannot be read
   */
  public static MimirConfig load(Path file, Path base) throws IOException {
    return new MimirConfig(ConfigFile.load(file, base, SYNTAX, MIMIR));
  }

  /** Reads a text. */
  public static MimirConfig read(SourceText source) {
    return new MimirConfig(ConfigFile.read(source, SYNTAX, MIMIR));
  }

  ConfigFile config() {
    return config;
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  /** Where the file lies; empty for a text. */
  public Optional<Path> file() {
    return config.path();
  }

  /**
   * Whether requests need a tenant; empty when the file does not say, in which case Mimir's own
   * default, or a flag, decides.
   */
  public Optional<Boolean> multitenancyEnabled() {
    return config.root().get("multitenancy_enabled").flatMap(Doc::asBoolean);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Mimir's own default is that they do.
   */
  @Override
  public Optional<Boolean> multitenancy(List<String> arguments) {
    for (String argument : arguments) {
      if (argument.contains("multitenancy")) {
        boolean plain = argument.startsWith("-") && !argument.contains("$");
        boolean on = argument.endsWith("=true") || argument.endsWith("enabled");
        boolean off = argument.endsWith("=false");
        return plain && on != off ? Optional.of(on) : Optional.empty();
      }
    }
    boolean written = config.root().get("multitenancy_enabled").isPresent();
    return written || !config.syntax().isEmpty() ? multitenancyEnabled() : Optional.of(true);
  }

  @Override
  public List<Stage> ingestion() {
    return Ingestion.of(config, !runtimeConfigFiles().isEmpty());
  }

  @Override
  public boolean isAlone(List<String> arguments) {
    boolean flagged =
        arguments.stream()
            .anyMatch(
                word ->
                    word.contains("target")
                        || word.contains("memberlist")
                        || word.contains("storage")
                        || word.contains("ring"));
    boolean whole =
        config.root().get("target").flatMap(Doc::asText).map("all"::equals).orElse(true);
    boolean joins = config.root().path("memberlist", "join_members").isPresent();
    boolean onDisk =
        Stream.of(
                config.root().path("common", "storage", "backend"),
                config.root().path("blocks_storage", "backend"))
            .flatMap(Optional::stream)
            .allMatch(backend -> backend.asText().filter("filesystem"::equals).isPresent());
    return config.syntax().isEmpty() && !flagged && whole && !joins && onDisk;
  }

  /** The files of overrides that Mimir reads while it runs, with their place. */
  public List<Setting<String>> runtimeConfigFiles() {
    List<Setting<String>> files = new ArrayList<>();
    config
        .root()
        .path("runtime_config", "file")
        .ifPresent(
            value -> {
              SourceLocation at = config.source().location(value.span());
              for (String name : value.asString().orElse("").split(",", -1)) {
                if (name.contains("$")) {
                  files.add(Setting.unknown("it holds a variable", at));
                } else if (!name.isBlank()) {
                  files.add(Setting.known(name.strip(), at));
                }
              }
            });
    return List.copyOf(files);
  }

  @Override
  public List<Ignore> ignores() {
    return config.ignores();
  }

  @Override
  public String program() {
    return MIMIR;
  }

  @Override
  public List<Path> configFiles() {
    return config.path().map(List::of).orElse(List.of());
  }

  /** Mimir's reference: gRPC 9095, memberlist 7946 unless set; a port for HTTP must be written. */
  @Override
  public List<Setting<Integer>> listens() {
    Setting<Integer> http = config.portAt("server", "http_listen_port");
    return List.of(
        http.isUnset() ? Setting.unknown("it is not set", null) : http,
        port(9095, "server", "grpc_listen_port"),
        port(7946, "memberlist", "bind_port"));
  }

  private Setting<Integer> port(int unlessSet, String... fields) {
    Setting<Integer> port = config.portAt(fields);
    return port.isUnset() ? Setting.byDefault(unlessSet) : port;
  }

  @Override
  public Set<String> images() {
    return Set.of("grafana/mimir");
  }

  @Override
  public List<FileNeed> needs() {
    return runtimeConfigFiles().stream()
        .flatMap(
            file ->
                FileNeed.ofFile(
                    file, "Mimir does not start when its runtime configuration cannot be read")
                    .stream())
        .toList();
  }

  @Override
  public String toString() {
    return name() + " " + findings;
  }
}
