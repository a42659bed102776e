package com.scanium.sightline.network;

import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoreRemarks;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads all files of one project and merges them into one tree; used once. */
final class ComposeFiles {
  private static final Set<String> OWN_NAMES =
      Set.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");
  private static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");
  private static final int MAX_INCLUDES = 10;

  private final ComposeProject project;
  private final Path base;
  private final List<TopologyProblem> problems;
  private final Map<Path, List<Ignore>> ignores = new LinkedHashMap<>();
  private final Path folder;
  private final Map<String, String> variables;
  private final Interpolation interpolation;
  private final Map<List<Path>, Optional<ComposeNode>> roots = new HashMap<>();
  private @Nullable String name;

  ComposeFiles(ComposeProject project, Path base, List<TopologyProblem> problems) {
    this.project = project;
    this.base = base;
    this.problems = problems;
    this.folder = parent(project.files().get(0));
    this.variables = variables();
    this.interpolation = new Interpolation(this::variable);
  }

  private static Path parent(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /** The merged tree; empty when no file could be read. */
  Optional<ComposeNode> read() {
    ComposeNode merged = null;
    for (Path file : allFiles()) {
      Optional<ComposeNode> root = root(file.toAbsolutePath().normalize(), folder, 0);
      if (root.isPresent()) {
        merged = merged == null ? root.get() : ComposeMerge.files(merged, root.get());
      }
    }
    if (merged == null) {
      return Optional.empty();
    }
    ComposeNode root = merged;
    Optional<String> written = root.get("name").map(ComposeNode::text);
    name =
        project
            .name()
            .or(() -> Optional.ofNullable(variables.get("COMPOSE_PROJECT_NAME")))
            .or(() -> written)
            .map(ComposeFiles::normalized)
            .filter(text -> !text.isEmpty())
            .orElseGet(this::folderName);
    if (root.get("services").filter(ComposeNode::isMap).isEmpty()) {
      problem(root.location(), "no \"services\"; expected a Compose file");
    }
    return merged.isMap() ? Optional.of(merged) : Optional.empty();
  }

  /** The project's name; known after {@link #read}. */
  String name() {
    return name == null ? folderName() : name;
  }

  /** The active profiles; empty when nobody said. */
  Optional<List<String>> profiles() {
    return project
        .profiles()
        .or(
            () ->
                Optional.ofNullable(variables.get("COMPOSE_PROFILES"))
                    .map(text -> List.of(text.split(",", -1))));
  }

  /** A variable of the project's environment; null when nobody sets it. */
  @Nullable String variable(String variable) {
    String value = variables.get(variable);
    return value == null && variable.equals("COMPOSE_PROJECT_NAME") ? name() : value;
  }

  /** What remarks in the files ignore; known after {@link #read}. */
  List<Ignore> ignores() {
    return ignores.values().stream().flatMap(List::stream).toList();
  }

  void problem(SourceLocation location, String message) {
    problems.add(new TopologyProblem(location, message));
  }

  /** The variables of a service's {@code env_file}; empty when it cannot be read. */
  Optional<Map<String, LocatedText>> envFile(Path file) {
    try {
      return Optional.of(EnvFile.read(SourceText.load(file, base), this::variable));
    } catch (IOException absent) {
      return Optional.empty(); // commonly kept out of version control; the caller notes the gap
    }
  }

  private Map<String, String> variables() {
    Map<String, String> known = new LinkedHashMap<>();
    Path file = project.envFile().orElseGet(() -> folder.resolve(".env"));
    boolean wanted = project.envFile().isPresent();
    if (wanted || Files.isRegularFile(file)) {
      try {
        SourceText text = SourceText.load(file, base);
        EnvFile.read(text, project.environment()::get)
            .forEach(
                (key, value) -> {
                  if (value.isKnown()) {
                    known.put(key, value.text());
                  }
                });
      } catch (IOException e) {
        problem(place(file), cannotRead(e));
      }
    }
    known.putAll(project.environment());
    return known;
  }

  private List<Path> allFiles() {
    List<Path> files = new ArrayList<>(project.files());
    Path first = files.get(0);
    Path fileName = first.getFileName();
    if (files.size() == 1 && fileName != null && OWN_NAMES.contains(fileName.toString())) {
      for (String override : OVERRIDES) {
        Path beside = first.resolveSibling(override);
        if (files.size() == 1 && Files.isRegularFile(beside)) {
          files.add(beside);
        }
      }
    }
    return files;
  }

  /** One file with its includes and extensions carried out. */
  private Optional<ComposeNode> root(Path file, Path relativeTo, int depth) {
    Optional<ComposeNode> parsed = parsed(file, relativeTo);
    if (parsed.isEmpty()) {
      return parsed;
    }
    ComposeNode written = parsed.get();
    ComposeNode root = written;
    Optional<ComposeNode> services = written.get("services").filter(ComposeNode::isMap);
    if (services.isPresent()) {
      Map<String, ComposeNode> extended = new LinkedHashMap<>();
      services
          .get()
          .members()
          .forEach(
              (service, node) ->
                  extended.put(service, extended(written, service, node, new LinkedHashSet<>())));
      Map<String, ComposeNode> members = new LinkedHashMap<>(root.members());
      members.put("services", services.get().withMembers(extended));
      root = root.withMembers(members);
    }
    for (ComposeNode include : include(root)) {
      Optional<ComposeNode> included = included(include, depth);
      if (included.isPresent()) {
        root = ComposeMerge.files(included.get(), root);
      }
    }
    return Optional.of(root);
  }

  private static List<ComposeNode> include(ComposeNode root) {
    return root.get("include").map(ComposeNode::items).orElse(List.of());
  }

  private Optional<ComposeNode> included(ComposeNode include, int depth) {
    List<LocatedText> paths = include.get("path").orElse(include).texts();
    if (depth >= MAX_INCLUDES || paths.isEmpty()) {
      problem(include.location(), "cannot include this; expected a Compose file");
      return Optional.empty();
    }
    ComposeNode merged = null;
    Path from = include.origin().folder();
    for (LocatedText path : paths) {
      Optional<Path> file = HostPaths.resolve(from, path.text());
      Optional<Path> its =
          include
              .get("project_directory")
              .flatMap(node -> HostPaths.resolve(from, node.text()))
              .or(() -> file.map(ComposeFiles::parent));
      if (file.isEmpty() || its.isEmpty()) {
        problem(path.location(), "not a path: \"" + path.text() + "\"");
        continue;
      }
      Optional<ComposeNode> root = root(file.get(), its.get(), depth + 1);
      if (root.isPresent()) {
        merged = merged == null ? root.get() : ComposeMerge.files(merged, root.get());
      }
    }
    return Optional.ofNullable(merged);
  }

  private ComposeNode extended(
      ComposeNode root, String service, ComposeNode node, Set<String> visited) {
    Optional<ComposeNode> extension = node.get("extends");
    if (extension.isEmpty()) {
      return node;
    }
    ComposeNode extend = extension.get();
    String other = extend.get("service").orElse(extend).text();
    Optional<ComposeNode> file = extend.get("file");
    ComposeNode from = root;
    if (file.isPresent()) {
      Optional<Path> path = HostPaths.resolve(extend.origin().folder(), file.get().text());
      if (path.isEmpty()) {
        problem(file.get().location(), "not a path: \"" + file.get().text() + "\"");
      }
      Optional<ComposeNode> loaded = path.flatMap(found -> parsed(found, parent(found)));
      if (loaded.isEmpty()) {
        return node;
      }
      from = loaded.get();
    }
    String step = from.origin().source().source() + "#" + other;
    Optional<ComposeNode> target = from.get("services", other);
    if (target.isEmpty() || !visited.add(step)) {
      problem(
          extend.location(),
          target.isEmpty()
              ? "\"" + service + "\" extends \"" + other + "\", which is not defined"
              : "\"" + service + "\" extends itself by way of \"" + other + "\"");
      return node;
    }
    return ComposeMerge.services(extended(from, other, target.get(), visited), node);
  }

  private Optional<ComposeNode> parsed(Path file, Path relativeTo) {
    List<Path> key = List.of(file, relativeTo);
    Optional<ComposeNode> known = roots.get(key);
    if (known == null) {
      known = parse(file, relativeTo);
      roots.put(key, known);
    }
    return known;
  }

  private Optional<ComposeNode> parse(Path file, Path relativeTo) {
    SourceText text;
    try {
      text = SourceText.load(file, base);
    } catch (IOException e) {
      problem(place(file), cannotRead(e));
      return Optional.empty();
    }
    ignores.computeIfAbsent(file, key -> IgnoreRemarks.inComments(text));
    DocParse parse = DocReader.read(text);
    parse.problems().forEach(found -> problem(text.location(found.span()), found.message()));
    if (parse.root().isEmpty()) {
      if (parse.isClean()) {
        problem(text.location(), "nothing here; expected a Compose file");
      }
      return Optional.empty();
    }
    ComposeNode.Origin origin = new ComposeNode.Origin(text, relativeTo);
    ComposeNode root =
        ComposeNode.of(parse, parse.orElseThrow(), origin, interpolation, problems::add);
    if (!root.isMap()) {
      problem(
          root.location(),
          "found " + parse.orElseThrow().kind() + "; expected a Compose file with \"services\"");
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private SourceLocation place(Path file) {
    return SourceLocation.of(SourceLocation.fileUri(SourceText.nameOf(file, base)));
  }

  private static String cannotRead(IOException e) {
    return e instanceof NoSuchFileException
        ? "no such file; expected a Compose file or its variables here"
        : "cannot be read: " + e.getMessage();
  }

  private String folderName() {
    Path last = folder.getFileName();
    String plain = last == null ? "" : normalized(last.toString());
    return plain.isEmpty() ? "default" : plain;
  }

  /** Compose's rule: lower case, only letters, digits, dash and underscore, none of these first. */
  static String normalized(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^-_a-z0-9]", "");
    int start = 0;
    while (start < plain.length() && "-_".indexOf(plain.charAt(start)) >= 0) {
      start++;
    }
    return plain.substring(start);
  }
}
