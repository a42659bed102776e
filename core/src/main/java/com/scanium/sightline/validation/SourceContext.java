package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.pipeline.Versions;
import com.scanium.sightline.pipeline.Walk;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a {@link PipelineSource} may know while it reads: the folder, the environment, the kind of
 * walk; and where it says what it could not read.
 */
public final class SourceContext {
  private final Path base;
  private final Walk walk;
  private final Function<String, Optional<String>> environment;
  private final Versions versions;
  private final Set<String> keys;
  private final List<String> refusals = new ArrayList<>();
  private final PipelineValidator.Builder into;

  SourceContext(
      Path base,
      Walk walk,
      Function<String, Optional<String>> environment,
      Versions versions,
      Set<String> keys,
      PipelineValidator.Builder into) {
    this.base = Objects.requireNonNull(base, "base");
    this.walk = walk;
    this.environment = environment;
    this.versions = versions;
    this.keys = Set.copyOf(keys);
    this.into = into;
  }

  /** The folder of {@code sightline.yaml}; every path in it is relative to this one. */
  public Path base() {
    return base;
  }

  /** Whether servers may be asked. */
  public Walk walk() {
    return walk;
  }

  /** The versions that {@code sightline.yaml} states. */
  public Versions versions() {
    return versions;
  }

  /** Whether a top-level key stands in {@code sightline.yaml}. */
  public boolean has(String key) {
    return keys.contains(key);
  }

  /** A variable of the environment (for secrets named by {@code …Env}); empty when not set. */
  public Optional<String> environment(String name) {
    return environment.apply(name);
  }

  /**
   * The files that an entry names: a file, the files directly in a folder, or those that a pattern
   * with {@code *} in its last part matches; sorted. A name that leads nowhere is reported as a
   * finding and gives no file.
   *
   * @param entry the entry, a text
   * @param endings what the name of a file in a folder must end with, such as {@code .alloy}; a
   *     file named itself may end as it likes
   */
  public List<Path> files(ConfigNode entry, String... endings) {
    Optional<String> name = entry.text();
    if (name.isEmpty() || name.get().isBlank()) {
      refuse(entry, "a file name");
      return List.of();
    }
    try {
      Path path = base.resolve(name.get()).normalize();
      if (Files.isDirectory(path)) {
        return list(path, file -> endsWithAny(file, endings), entry);
      }
      Path last = path.getFileName();
      if (last != null && last.toString().contains("*") && path.getParent() != null) {
        var matcher = path.getFileSystem().getPathMatcher("glob:" + last);
        return list(path.getParent(), file -> matcher.matches(file.getFileName()), entry);
      }
      if (Files.isReadable(path)) {
        return List.of(path);
      }
      missing(entry, name.get(), Files.exists(path) ? "cannot be read" : "is not there");
    } catch (InvalidPathException e) {
      missing(entry, name.get(), "is not a file name");
    }
    return List.of();
  }

  private List<Path> list(Path folder, Predicate<Path> wanted, ConfigNode entry) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.isRegularFile(file) && wanted.test(file)) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      missing(entry, entry.text().orElse(""), "cannot be listed");
    }
    if (found.isEmpty()) {
      nothingFound(entry);
    }
    Collections.sort(found);
    return found;
  }

  private static boolean endsWithAny(Path file, String... endings) {
    for (String ending : endings) {
      if (file.getFileName().toString().endsWith(ending)) {
        return true;
      }
    }
    return endings.length == 0;
  }

  private void missing(ConfigNode entry, String name, String why) {
    report(
        Finding.of("config/unreadable-file", Severity.ERROR)
            .message("\"" + name + "\" " + why + ", named under " + entry.path())
            .at(entry.location())
            .anchor(name)
            .build());
  }

  /**
   * Says that a file is there and cannot be read.
   *
   * @param entry the entry that names it
   * @param name the file's name as reports show it
   */
  public void unreadable(ConfigNode entry, String name, IOException why) {
    missing(entry, name, "cannot be read (" + why.getMessage() + ")");
  }

  /**
   * Says that a folder or a pattern is there and holds nothing that is read.
   *
   * @param entry the entry that names it
   */
  public void nothingFound(ConfigNode entry) {
    String name = entry.text().orElse("");
    report(
        Finding.of("config/nothing-found", Severity.WARNING)
            .message("\"" + name + "\" holds no file that is read under " + entry.path())
            .at(entry.location())
            .anchor(name)
            .build());
  }

  /** Says that a file is wrong, or anything else worth a finding. */
  public void report(Finding finding) {
    into.finding(finding);
  }

  /** Says that something was seen and not looked at. */
  public void notChecked(String kind, String where, String reason) {
    into.notChecked(new NotChecked(kind, where, reason));
  }

  /**
   * Says that a value of {@code sightline.yaml} itself is wrong; the validation then does not run.
   *
   * @param value the wrong value
   * @param expected what should stand there, such as {@code a list of file names}
   */
  public void refuse(ConfigNode value, String expected) {
    refusals.add(value.location() + ": " + value.path() + " must be " + expected);
  }

  List<String> refusals() {
    return refusals;
  }
}
