package com.scanium.sightline.network;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which files make one Compose project, and what else {@code docker compose} would be told: {@code
 * -f}, {@code -p}, {@code --env-file}, {@code --profile}. Immutable.
 */
public final class ComposeProject {
  private final List<Path> files;
  private final @Nullable String name;
  private final @Nullable Path envFile;
  private final @Nullable List<String> profiles;
  private final Map<String, String> environment;

  private ComposeProject(Builder builder) {
    this.files = List.copyOf(builder.files);
    this.name = builder.name;
    this.envFile = builder.envFile;
    this.profiles = builder.profiles;
    this.environment = Map.copyOf(builder.environment);
  }

  /**
   * The project of one file, its override file beside it included when the file has one of
   * Compose's own names.
   */
  public static ComposeProject of(Path file) {
    return builder(file).build();
  }

  /**
   * Starts a project.
   *
   * @param first the first file; its folder is the project's
   * @param others files merged onto it, in this order
   */
  public static Builder builder(Path first, Path... others) {
    Builder builder = new Builder();
    builder.files.add(Objects.requireNonNull(first, "first"));
    builder.files.addAll(List.of(others));
    return builder;
  }

  /**
   * Reads an entry of {@code compose:} in {@code sightline.yaml}: a file, a list of files to merge,
   * or {@code {files, project, env, profiles}}.
   *
   * @param entry the entry
   * @param base the folder that file names are relative to
   * @param problems takes what is wrong with the entry, with spans in the entry's own text
   * @return empty when no file is named
   */
  public static Optional<ComposeProject> read(Doc entry, Path base, Consumer<Problem> problems) {
    Builder builder = new Builder();
    Doc files = entry.isObject() ? entry.get("files").orElse(entry) : entry;
    for (Doc file : files.isArray() ? files.items() : List.of(files)) {
      file.asString()
          .flatMap(name -> HostPaths.resolve(base, name))
          .ifPresentOrElse(
              builder.files::add,
              () ->
                  problems.accept(
                      new Problem(
                          file.span(), "found " + file.kind() + "; expected a Compose file")));
    }
    for (Doc.Member member : entry.members()) {
      option(member, base, builder, problems);
    }
    return builder.files.isEmpty() ? Optional.empty() : Optional.of(builder.build());
  }

  private static void option(
      Doc.Member member, Path base, Builder builder, Consumer<Problem> problems) {
    Optional<String> text = member.value().asText();
    switch (member.key()) {
      case "files" -> {}
      case "project" -> text.ifPresent(builder::name);
      case "env" -> text.flatMap(file -> HostPaths.resolve(base, file)).ifPresent(builder::envFile);
      case "profiles" ->
          builder.profiles(
              member.value().items().stream().flatMap(item -> item.asText().stream()).toList());
      default ->
          problems.accept(
              new Problem(
                  member.keySpan(),
                  "unknown key \""
                      + member.key()
                      + "\"; expected files, project, env or profiles"));
    }
  }

  /** The files in the order of merging, at least one. */
  public List<Path> files() {
    return files;
  }

  /** The project's name, when it isn't left to Compose's rules. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** The file with variables that takes the place of {@code .env} beside the first file. */
  public Optional<Path> envFile() {
    return Optional.ofNullable(envFile);
  }

  /** The active profiles; empty when nobody said, so that {@code COMPOSE_PROFILES} decides. */
  public Optional<List<String>> profiles() {
    return Optional.ofNullable(profiles);
  }

  /** Variables that outrank the file's; the process environment is never read. */
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public String toString() {
    return (name == null ? "" : name + " ") + files;
  }

  /** Collects the parts of a project; not safe for use by several threads. */
  public static final class Builder {
    private final List<Path> files = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable String name;
    private @Nullable Path envFile;
    private @Nullable List<String> profiles;

    private Builder() {}

    /** The project's name ({@code -p}). */
    public Builder name(String value) {
      this.name = Objects.requireNonNull(value, "value");
      return this;
    }

    /** The file with variables ({@code --env-file}) instead of {@code .env}. */
    public Builder envFile(Path file) {
      this.envFile = Objects.requireNonNull(file, "file");
      return this;
    }

    /** The active profiles ({@code --profile}). */
    public Builder profiles(List<String> names) {
      this.profiles = List.copyOf(names);
      return this;
    }

    /** Variables that outrank the file's. */
    public Builder environment(Map<String, String> variables) {
      environment.putAll(variables);
      return this;
    }

    /** The project. */
    public ComposeProject build() {
      return new ComposeProject(this);
    }
  }
}
