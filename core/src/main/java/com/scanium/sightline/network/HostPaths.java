package com.scanium.sightline.network;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Turns written paths into real ones; a file can hold words that no file system takes. */
final class HostPaths {
  private HostPaths() {}

  /** The path, relative to a folder unless absolute; empty when it can be none. */
  static Optional<Path> resolve(Path folder, String text) {
    try {
      return Optional.of(folder.resolve(text).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
