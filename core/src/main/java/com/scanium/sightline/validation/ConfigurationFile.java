package com.scanium.sightline.validation;

import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.pipeline.Versions;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code sightline.yaml} without knowing any product: each key goes to the source that owns
 * it.
 */
final class ConfigurationFile {
  /** Keys that a module owns which may not be on the path; the report then says which to add. */
  private static final Map<String, String> KNOWN_OWNERS =
      Map.ofEntries(
          Map.entry("alloy", "sightline-alloy"),
          Map.entry("alloyApi", "sightline-alloy"),
          Map.entry("dashboards", "sightline-grafana"),
          Map.entry("provisioning", "sightline-grafana"),
          Map.entry("grafana", "sightline-grafana"),
          Map.entry("loki", "sightline-grafana"),
          Map.entry("lokiConfig", "sightline-grafana"),
          Map.entry("tempo", "sightline-grafana"),
          Map.entry("tempoConfig", "sightline-grafana"),
          Map.entry("store", "sightline-mimir"),
          Map.entry("mimirConfig", "sightline-mimir"),
          Map.entry("rules", "sightline-mimir"));

  private ConfigurationFile() {}

  static PipelineValidator.Builder read(
      Path path, Walk walk, Function<String, Optional<String>> environment) {
    return read(path, null, walk, environment);
  }

  /** With further keys that win over those of the file. */
  static PipelineValidator.Builder read(
      Path path,
      @Nullable SourceText more,
      Walk walk,
      Function<String, Optional<String>> environment) {
    Path absolute = path.toAbsolutePath().normalize();
    Path base = absolute.getParent();
    if (base == null) {
      throw new ConfigurationException(path + " is not a file");
    }
    SourceText file = load(path, absolute, base);
    return read(more == null ? List.of(file) : List.of(file, more), base, walk, environment);
  }

  /** Texts of which later ones win. */
  static PipelineValidator.Builder read(
      List<SourceText> files,
      Path base,
      Walk walk,
      Function<String, Optional<String>> environment) {
    String name = files.get(0).location().file();
    Map<String, ConfigNode> fields = new LinkedHashMap<>();
    files.forEach(file -> fields.putAll(fields(file)));
    if (fields.isEmpty()) {
      throw new ConfigurationException(
          name + " names nothing to check; expected keys such as \"alloy:\" and \"dashboards:\"");
    }
    PipelineValidator.Builder into = PipelineValidator.builder();
    Versions versions = versions(fields.get("versions"));
    into.versions(versions);
    files.forEach(file -> IgnoreRemarks.inComments(file).forEach(into::ignore));
    SourceContext context =
        new SourceContext(base, walk, environment, versions, fields.keySet(), into);
    Map<String, PipelineSource> owners = owners();
    fields.forEach(
        (key, value) -> {
          PipelineSource owner = owners.get(key);
          if (owner != null) {
            owner.contribute(value, context, into);
          } else if (!key.equals("versions")) {
            unowned(key, value, owners, context, into);
          }
        });
    boolean asks = Stream.of("store", "grafana", "loki").anyMatch(fields::containsKey);
    if (walk == Walk.LIVE && !asks) {
      throw new ConfigurationException(
          name
              + ": a live walk needs a store; add: store: {url: \"http://localhost:9009/prometheus\"}");
    }
    if (!context.refusals().isEmpty()) {
      throw new ConfigurationException(String.join("\n", context.refusals()));
    }
    return into;
  }

  private static SourceText load(Path shown, Path file, Path base) {
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(shown + " is a folder, expected a sightline.yaml");
    }
    try {
      return SourceText.load(file, base);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(shown + " is not there", e);
    } catch (IOException e) {
      throw new ConfigurationException(shown + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, ConfigNode> fields(SourceText file) {
    DocParse parse = DocReader.yaml(file);
    if (!parse.isClean()) {
      var problem = parse.problems().get(0);
      throw new ConfigurationException(file.location(problem.span()) + ": " + problem.message());
    }
    Doc root = parse.root().map(Doc::mergeKeysApplied).orElse(Doc.object());
    if (!root.isObject()) {
      throw new ConfigurationException(
          file.location().file()
              + ": expected keys such as \"alloy:\" and \"dashboards:\", found "
              + root.kind());
    }
    return new ConfigNode(file, "", root).fields();
  }

  private static Versions versions(@Nullable ConfigNode node) {
    Map<String, String> byProduct = new TreeMap<>();
    if (node != null) {
      node.fields()
          .forEach(
              (product, version) -> version.text().ifPresent(text -> byProduct.put(product, text)));
    }
    return Versions.of(byProduct);
  }

  private static Map<String, PipelineSource> owners() {
    Map<String, PipelineSource> owners = new HashMap<>();
    for (PipelineSource source :
        ServiceLoader.load(PipelineSource.class, PipelineSource.class.getClassLoader())) {
      for (String key : source.keys()) {
        PipelineSource other = owners.put(key, source);
        if (other != null) {
          throw new IllegalStateException(
              "two owners of \""
                  + key
                  + "\": "
                  + other.getClass().getName()
                  + " and "
                  + source.getClass().getName());
        }
      }
    }
    return owners;
  }

  private static void unowned(
      String key,
      ConfigNode value,
      Map<String, PipelineSource> owners,
      SourceContext context,
      PipelineValidator.Builder into) {
    String module = KNOWN_OWNERS.get(key);
    if (module != null) {
      into.notChecked(new NotChecked("key", key, "add " + module + " to look at it"));
      return;
    }
    List<String> known = new ArrayList<>(owners.keySet());
    known.add("versions");
    String nearest =
        Spelling.nearest(key, known).map(name -> ", did you mean \"" + name + "\"?").orElse("");
    context.refuse(value, "under a known key" + nearest);
  }
}
