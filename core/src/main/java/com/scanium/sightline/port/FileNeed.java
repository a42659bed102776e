package com.scanium.sightline.port;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a program wants to find in its container's file system.
 *
 * @param kind what it is
 * @param path the absolute path inside the container; empty when it is asked for only where {@code
 *     movedBy} says so
 * @param location where the configuration asks for it; empty when the program asks by itself
 * @param consequence what happens when it isn't there, one sentence
 * @param movedBy the environment variable, or the flag with its dashes, that sets another path;
 *     empty when none does
 * @param pathOfImage the path where the program's own image, started without a command line, has
 *     it; empty when that is {@code path} too
 */
public record FileNeed(
    Kind kind,
    String path,
    Optional<SourceLocation> location,
    String consequence,
    Optional<String> movedBy,
    Optional<String> pathOfImage) {
  /** What a program wants to find. */
  public enum Kind {
    /** A file that it reads. */
    FILE,
    /** A folder of files that people write for it. */
    FOLDER,
    /** A socket of the host. */
    SOCKET,
    /** A folder of its own whose content must outlive the container. */
    STATE
  }

  /** Refuses absent parts. */
  public FileNeed {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(consequence, "consequence");
    Objects.requireNonNull(movedBy, "movedBy");
    Objects.requireNonNull(pathOfImage, "pathOfImage");
  }

  /** Something at a path that nothing moves. */
  public static FileNeed of(
      Kind kind, String path, @Nullable SourceLocation location, String consequence) {
    return new FileNeed(
        kind, path, Optional.ofNullable(location), consequence, Optional.empty(), Optional.empty());
  }

  /**
   * A file whose path somebody wrote; empty when the path is not known, or is relative to a folder
   * that isn't.
   */
  public static Optional<FileNeed> ofFile(Setting<String> path, String consequence) {
    return path.value()
        .filter(name -> name.startsWith("/"))
        .map(name -> of(Kind.FILE, name, path.location().orElse(null), consequence));
  }

  /** The same, at another path where a variable or flag says so. */
  public FileNeed movedBy(String variableOrFlag) {
    return new FileNeed(
        kind, path, location, consequence, Optional.of(variableOrFlag), pathOfImage);
  }

  /** The same, at another path where the program's own image runs without a command line. */
  public FileNeed pathOfImage(String other) {
    return new FileNeed(kind, path, location, consequence, movedBy, Optional.of(other));
  }
}
