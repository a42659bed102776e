package com.scanium.sightline.alloy;

import com.scanium.sightline.alloy.builder.AlloyBlock;
import com.scanium.sightline.alloy.builder.AlloyDocument;
import com.scanium.sightline.alloy.builder.AlloyEdit;
import com.scanium.sightline.alloy.check.AlloyCheck;
import com.scanium.sightline.alloy.check.CheckOptions;
import com.scanium.sightline.alloy.check.Defect;
import com.scanium.sightline.alloy.check.Folding;
import com.scanium.sightline.alloy.collector.ContainerFiles;
import com.scanium.sightline.alloy.collector.Relabelings;
import com.scanium.sightline.alloy.collector.Translation;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.ComponentRelabeling;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Environment;
import com.scanium.sightline.alloy.eval.Expansion;
import com.scanium.sightline.alloy.eval.ModuleFiles;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.ContainerNeeds;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.SilentSource;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one Alloy instance: a file, or all {@code *.alloy} files of a folder, which
 * share one namespace. Immutable and safe for use by several threads.
 *
 * <p>Whatever is wrong with the text is kept as problems; reading goes on behind an error. Nothing
 * but the files and the local modules that they import is read: no environment variables, no
 * modules of other hosts.
 */
public final class AlloyConfig implements Collector, ContainerNeeds, IgnoreSource {
  private static final int MAX_LISTED_PROBLEMS = 10;

  private final String name;
  private final List<Path> files;
  private final List<AlloyFile> sources;
  private final boolean isWhole;
  private final ModuleFiles modules;
  private final Environment environment;
  private final Expansion expansion;
  private final ComponentGraph graph;
  private final List<Defect> defects;
  private final Translation translation;

  private AlloyConfig(
      String name,
      List<Path> files,
      List<AlloyFile> sources,
      boolean isWhole,
      Environment environment,
      ModuleFiles modules) {
    this.environment = environment;
    this.name = name;
    this.files = List.copyOf(files);
    this.sources = List.copyOf(sources);
    this.isWhole = isWhole;
    this.modules = modules;
    CheckOptions.Builder options =
        CheckOptions.builder().unknownStability().acceptOlderReleases().environment(environment);
    // behind an error in the syntax the tree has gaps, and gaps look like defects
    this.defects =
        this.sources.stream().allMatch(AlloyFile::isValid)
            ? Folding.of(
                AlloyCheck.check(this.sources, (isWhole ? options : options.partial()).build()))
            : List.of();
    this.expansion =
        Expansion.of(this.sources, Scope.builder().environment(environment).build(), modules);
    this.graph = expanded(expansion);
    this.translation =
        Translation.of(graph, opaque(graph, expansion), logging(), NetworkTopology.EMPTY, null);
  }

  private AlloyConfig(AlloyConfig same, NetworkTopology network, @Nullable String version) {
    this.name = same.name;
    this.files = same.files;
    this.sources = same.sources;
    this.isWhole = same.isWhole;
    this.modules = same.modules;
    this.environment = same.environment;
    this.defects = same.defects;
    this.expansion = same.expansion;
    this.graph = same.graph;
    this.translation = Translation.of(graph, opaque(graph, expansion), logging(), network, version);
  }

  private List<Section> logging() {
    Scope scope = Scope.builder().environment(environment).build();
    return sources.stream()
        .flatMap(
            file ->
                file.blocks()
                    .filter(block -> block.name().text().equals("logging"))
                    .map(block -> new Section(file.source(), scope, block)))
        .toList();
  }

  private static ComponentGraph expanded(Expansion expansion) {
    return ComponentGraph.of(
        expansion.components().stream().map(part -> Component.of(section(part))).toList());
  }

  private static Section section(Expansion.Part part) {
    return new Section(part.source(), part.scope(), part.block());
  }

  /** What may hold components that are not seen: modules that are not known, unknown components. */
  private static List<Section> opaque(ComponentGraph graph, Expansion expansion) {
    Catalogue catalogue = Catalogue.builtIn();
    List<Section> opaque = new ArrayList<>();
    expansion.hidden().forEach(hidden -> opaque.add(section(hidden.part())));
    graph.components().values().stream()
        .filter(component -> catalogue.component(component.name()).isEmpty())
        .map(Component::section)
        .forEach(opaque::add);
    return opaque;
  }

  /**
   * Reads a file or folder; names in reports are relative to the working directory.
   *
   * @throws IOException when something cannot be read, or a folder holds no {@code *.alloy} file
   */
  public static AlloyConfig load(Path fileOrFolder) throws IOException {
    return load(fileOrFolder, Path.of(""));
  }

  /**
   * Reads a file or folder.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when something cannot be read, or a folder holds no {@code *.alloy} file
   */
  public static AlloyConfig load(Path fileOrFolder, Path base) throws IOException {
    List<Path> files = Files.isDirectory(fileOrFolder) ? list(fileOrFolder) : List.of(fileOrFolder);
    List<AlloyFile> sources = new ArrayList<>();
    List<Path> absolute = new ArrayList<>();
    for (Path file : files) {
      // not SourceText.load: it would hide bytes that are no UTF-8, which Alloy refuses
      String text = AlloySyntax.decode(Files.readAllBytes(file));
      sources.add(AlloySyntax.parse(SourceText.of(SourceText.nameOf(file, base), text)));
      absolute.add(file.toAbsolutePath().normalize());
    }
    boolean isWhole = Files.isDirectory(fileOrFolder) || standsAlone(fileOrFolder);
    return new AlloyConfig(
        SourceText.nameOf(fileOrFolder, base),
        absolute,
        sources,
        isWhole,
        Environment.UNKNOWN,
        ModuleFiles.in(folderOf(fileOrFolder), base));
  }

  private static Path folderOf(Path fileOrFolder) {
    Path parent = fileOrFolder.toAbsolutePath().normalize().getParent();
    return Files.isDirectory(fileOrFolder) || parent == null ? fileOrFolder : parent;
  }

  /** Whether no other file beside this one could belong to the same instance. */
  private static boolean standsAlone(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return true;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.alloy")) {
      for (Path entry : entries) {
        if (!entry.getFileName().equals(file.getFileName())) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.alloy")) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry)) {
          found.add(entry);
        }
      }
    }
    if (found.isEmpty()) {
      throw new NoSuchFileException(folder.toString(), null, "holds no *.alloy file");
    }
    Collections.sort(found);
    return found;
  }

  /** Reads a text; the configuration then belongs to no file on disk. */
  public static AlloyConfig parse(SourceText source) {
    AlloyFile file = AlloySyntax.parse(source);
    String name = file.source().location().file();
    return new AlloyConfig(
        name, List.of(), List.of(file), true, Environment.UNKNOWN, ModuleFiles.NONE);
  }

  /** Reads the files of one instance, given as texts; the configuration belongs to none on disk. */
  public static AlloyConfig parse(List<SourceText> sources) {
    List<AlloyFile> files = sources.stream().map(AlloySyntax::parse).toList();
    String name = files.isEmpty() ? "" : files.get(0).source().location().file();
    return new AlloyConfig(name, List.of(), files, true, Environment.UNKNOWN, ModuleFiles.NONE);
  }

  /** This configuration with what is known of the environment that Alloy runs in. */
  public AlloyConfig withEnvironment(Environment known) {
    Objects.requireNonNull(known, "known");
    return new AlloyConfig(name, files, sources, isWhole, known, modules);
  }

  /**
   * This configuration with what is known of the containers around Alloy and of its release: {@code
   * discovery.docker} finds the containers, and span metrics get the names of the release.
   */
  @Override
  public AlloyConfig within(NetworkTopology network, @Nullable String version) {
    Objects.requireNonNull(network, "network");
    return new AlloyConfig(this, network, version);
  }

  /**
   * This configuration with a block more, at the end of its last file. Nothing is written to disk;
   * the other characters of {@link #sources()} stay as they are.
   *
   * @throws IllegalArgumentException when the syntax of that file has errors
   */
  public AlloyConfig withBlock(AlloyBlock block) {
    return edited(edit -> edit.withBlock(block));
  }

  /**
   * This configuration with a change of its last file; see {@link AlloyEdit}. Nothing is written to
   * disk.
   *
   * @throws IllegalArgumentException when the syntax of that file has errors, or the change names
   *     what is not there
   */
  public AlloyConfig edited(UnaryOperator<AlloyEdit> change) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("the configuration has no file");
    }
    List<AlloyFile> changed = new ArrayList<>(sources);
    int last = changed.size() - 1;
    changed.set(last, change.apply(AlloyEdit.of(changed.get(last))).file());
    return new AlloyConfig(name, files, changed, isWhole, environment, modules);
  }

  /** The configuration that a document written in Java is; it belongs to no file on disk. */
  public static AlloyConfig of(AlloyDocument document) {
    return parse(SourceText.of("config.alloy", document.text()));
  }

  @Override
  public String program() {
    return "Alloy";
  }

  @Override
  public List<Path> configFiles() {
    return files;
  }

  @Override
  public List<FileNeed> needs() {
    return ContainerFiles.of(graph);
  }

  /** The files as trees, with the errors in their syntax. */
  public List<AlloyFile> sources() {
    return sources;
  }

  /**
   * The configuration with its modules written out: {@code declare}, {@code foreach}, and {@code
   * import} of local files and strings. Imports from other hosts are never fetched; what they may
   * hold is listed as hidden.
   */
  public Expansion expansion() {
    return expansion;
  }

  /** The components and who refers to whom, those inside custom components included. */
  public ComponentGraph graph() {
    return graph;
  }

  /** All relabel rules, by the component or endpoint that holds them, in the order of the files. */
  public List<ComponentRelabeling> relabelings() {
    return Relabelings.of(graph);
  }

  /**
   * What is wrong although the syntax is fine: what Alloy refuses, and what runs and leads nowhere.
   * Not looked for while the syntax has errors.
   */
  public List<Defect> defects() {
    return defects;
  }

  /** The errors in the syntax, one finding for each file that has any. */
  public List<Finding> syntaxFindings() {
    return sources.stream()
        .filter(file -> !file.isValid())
        .map(AlloyConfig::syntaxFinding)
        .toList();
  }

  private static Finding syntaxFinding(AlloyFile file) {
    Problem first = file.problems().get(0);
    Finding.Builder finding =
        Finding.of("alloy/syntax", Severity.ERROR)
            .message(first.message())
            .at(file.source().location(first.span()));
    int count = file.problems().size();
    file.problems().stream()
        .skip(1)
        .limit(MAX_LISTED_PROBLEMS)
        .forEach(
            problem ->
                finding.evidence(
                    "line "
                        + file.source().lineAt(problem.span().start())
                        + ": "
                        + problem.message()));
    if (count > MAX_LISTED_PROBLEMS + 1) {
      finding.evidence("and " + (count - MAX_LISTED_PROBLEMS - 1) + " more errors");
    }
    return finding.build();
  }

  @Override
  public String layer() {
    return "alloy";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public Set<String> images() {
    return Set.of("grafana/alloy");
  }

  @Override
  public List<ScrapeJob> scrapeJobs() {
    return translation.scrapeJobs();
  }

  @Override
  public List<Receiver> receivers() {
    return translation.receivers();
  }

  @Override
  public List<TelemetrySource> telemetry() {
    return translation.sources();
  }

  @Override
  public List<SilentSource> silentSources() {
    return translation.silent();
  }

  /**
   * The components and blocks whose effect is not modelled, so that anything may come out of them:
   * one information each. What is no component at all is a defect and not among them.
   */
  public List<Finding> unmodelled() {
    return translation.unmodelled().stream()
        .filter(
            one -> defects.stream().noneMatch(defect -> defect.location().equals(one.location())))
        .map(
            one ->
                Finding.of("alloy/not-modelled", Severity.INFO)
                    .message(one.id() + ": " + one.what())
                    .at(one.location())
                    .anchor(one.id())
                    .evidence("whatever passes it may have any name and any labels afterwards")
                    .build())
        .toList();
  }

  @Override
  public List<WriteEndpoint> writes() {
    return translation.writes();
  }

  @Override
  public List<Finding> refusals(@Nullable String release) {
    List<Finding> all = new ArrayList<>(syntaxFindings());
    defects.stream()
        .filter(AlloyCheck::isRefused)
        .map(defect -> defect.finding(defect.severity(Catalogue.builtIn(), release)))
        .filter(finding -> finding.severity() == Severity.ERROR)
        .forEach(all::add);
    return all;
  }

  @Override
  public int componentCount() {
    return graph.components().size() + expansion.hidden().size();
  }

  @Override
  public List<Ignore> ignores() {
    return sources.stream()
        .flatMap(file -> IgnoreRemarks.inComments(file.source()).stream())
        .toList();
  }

  @Override
  public List<NotChecked> notChecked() {
    return translation.notChecked();
  }

  @Override
  public String toString() {
    return name + " (" + graph.components().size() + " components)";
  }
}
