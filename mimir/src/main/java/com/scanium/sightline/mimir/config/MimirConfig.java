package com.scanium.sightline.mimir.config;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file of Mimir, looked at on its own.
 *
 * <p>Reported is what keeps Mimir from starting, whatever its version: YAML that does not parse,
 * unknown fields of blocks that never had others, durations in units that Go does not know,
 * directories that overlap. Flags on the command line, which may override the file, are not known
 * here; a value with {@code ${…}} is taken for right. Immutable.
 */
public final class MimirConfig implements ConfigCheck {
  private final SourceText source;
  private final @Nullable Path file;
  private final Doc root;
  private final List<Finding> findings;

  private MimirConfig(SourceText source, @Nullable Path file, Doc root, List<Finding> findings) {
    this.source = source;
    this.file = file;
    this.root = root;
    this.findings = List.copyOf(findings);
  }

  /**
   * Reads a file.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when the file cannot be read
   */
  public static MimirConfig load(Path file, Path base) throws IOException {
    return read(SourceText.load(file, base), file);
  }

  /** Reads a text. */
  public static MimirConfig read(SourceText source) {
    return read(Objects.requireNonNull(source, "source"), null);
  }

  private static MimirConfig read(SourceText source, @Nullable Path file) {
    DocParse parse = DocReader.yaml(source);
    List<Finding> findings = new ArrayList<>();
    parse.problems().stream()
        .map(
            problem ->
                Finding.of("mimir/config-syntax", Severity.ERROR)
                    .message("Mimir's configuration does not parse: " + problem.message())
                    .at(source.location(problem.span()))
                    .anchor(problem.message())
                    .build())
        .forEach(findings::add);
    Doc root = parse.root().map(Doc::mergeKeysApplied).orElse(Doc.object());
    if (root.isObject()) {
      findings.addAll(new FieldCheck(source).check(root));
      findings.addAll(new DurationCheck(source).check(root));
      findings.addAll(new DirectoryCheck(source).check(root));
    } else if (!root.isNull() && parse.isClean()) {
      findings.add(
          Finding.of("mimir/config-syntax", Severity.ERROR)
              .message("Mimir's configuration must be a mapping, found " + root.kind())
              .at(source.location())
              .build());
    }
    return new MimirConfig(source, file, root, findings);
  }

  @Override
  public String name() {
    return source.location().file();
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  /** Where the file lies; empty for a text. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /**
   * Whether requests need a tenant; empty when the file does not say, in which case Mimir's own
   * default, or a flag, decides.
   */
  public Optional<Boolean> multitenancyEnabled() {
    return root.get("multitenancy_enabled").flatMap(Doc::asBoolean);
  }

  /** The files of overrides that Mimir reads while it runs, with their place. */
  public List<Setting<String>> runtimeConfigFiles() {
    List<Setting<String>> files = new ArrayList<>();
    root.path("runtime_config", "file")
        .ifPresent(
            value -> {
              SourceLocation at = source.location(value.span());
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
  public String toString() {
    return name() + " " + findings;
  }
}
