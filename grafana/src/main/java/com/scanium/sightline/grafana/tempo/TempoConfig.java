package com.scanium.sightline.grafana.tempo;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.port.ConfigFile;
import com.scanium.sightline.port.ContainerNeeds;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.ListeningProgram;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration file of Tempo, looked at on its own.
 *
 * <p>Reported is what keeps Tempo from starting, whatever its version: YAML that does not parse,
 * and limits of the flat old layout inside {@code overrides.defaults}, which takes the nested new
 * one only. Flags on the command line are not known here; a value with {@code ${…}} is taken for
 * right. Source: Tempo's configuration reference, the section on overrides (2.3 and later), and its
 * {@code modules/overrides}. Immutable.
 */
public final class TempoConfig
    implements ConfigCheck, ContainerNeeds, IgnoreSource, ListeningProgram {
  private static final String SYNTAX = "tempo/config-syntax";
  private static final String TEMPO = "Tempo";

  private final ConfigFile config;
  private final List<Finding> findings;
  private final Optional<ConfigFile> overrides;

  private TempoConfig(ConfigFile config, Optional<ConfigFile> overrides) {
    this.config = config;
    this.overrides = overrides;
    List<Finding> found = new ArrayList<>(config.syntax());
    found.addAll(new OverridesCheck(config.source()).check(config.root()));
    this.findings = List.copyOf(found);
  }

  /**
   * Reads a file, and the file of overrides for tenants when one of the name that the configuration
   * gives lies beside it.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when the file cannot be read
   */
  public static TempoConfig load(Path file, Path base) throws IOException {
    ConfigFile config = ConfigFile.load(file, base, SYNTAX, TEMPO);
    Optional<String> name =
        overridesFile(config).value().map(path -> path.substring(path.lastIndexOf('/') + 1));
    if (name.isEmpty() || !Files.isRegularFile(file.resolveSibling(name.get()))) {
      return new TempoConfig(config, Optional.empty());
    }
    Path beside = file.resolveSibling(name.get());
    return new TempoConfig(config, Optional.of(ConfigFile.load(beside, base, SYNTAX, TEMPO)));
  }

  /** Reads a text. */
  public static TempoConfig read(SourceText source) {
    return new TempoConfig(ConfigFile.read(source, SYNTAX, TEMPO), Optional.empty());
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public List<Ignore> ignores() {
    return config.ignores();
  }

  @Override
  public String program() {
    return TEMPO;
  }

  @Override
  public List<Path> configFiles() {
    return config.path().map(List::of).orElse(List.of());
  }

  @Override
  public List<Setting<Integer>> listens() {
    return TempoPorts.of(config);
  }

  @Override
  public Set<String> images() {
    return Set.of("grafana/tempo");
  }

  @Override
  public List<FileNeed> needs() {
    return FileNeed.ofFile(
            overridesFile(config), "Tempo does not start when its overrides cannot be read")
        .stream()
        .toList();
  }

  /** Where the metrics generator is configured; empty when it isn't. */
  public Optional<SourceLocation> metricsGenerator() {
    return config.root().members().stream()
        .filter(member -> member.key().equals("metrics_generator"))
        .map(member -> config.source().location(member.keySpan()))
        .findFirst();
  }

  /**
   * Whether the metrics generator makes series for anybody: it does so only where overrides name
   * its processors.
   *
   * @return empty when a file of overrides exists that was not read
   */
  public Optional<Boolean> hasProcessors() {
    Optional<Doc> limits = config.root().get("overrides");
    boolean byDefault =
        limits.map(TempoConfig::namesProcessors).orElse(false)
            || limits
                .flatMap(all -> all.get("defaults"))
                .map(TempoConfig::namesProcessors)
                .orElse(false);
    if (byDefault) {
      return Optional.of(true);
    }
    if (overrides.isPresent()) {
      Optional<Doc> tenants = overrides.get().root().get("overrides");
      return Optional.of(
          tenants.map(Doc::members).orElse(List.of()).stream()
              .anyMatch(tenant -> namesProcessors(tenant.value())));
    }
    boolean others =
        !overridesFile(config).isUnset()
            || config.root().path("overrides", "user_configurable_overrides").isPresent();
    return others ? Optional.empty() : Optional.of(false);
  }

  private static boolean namesProcessors(Doc limits) {
    return limits
        .get("metrics_generator_processors")
        .or(() -> limits.path("metrics_generator", "processors"))
        .map(list -> !list.items().isEmpty() || list.asString().isPresent())
        .orElse(false);
  }

  private static Setting<String> overridesFile(ConfigFile config) {
    return config.pathAt("overrides", "per_tenant_override_config");
  }

  @Override
  public String toString() {
    return name() + " " + findings;
  }
}
