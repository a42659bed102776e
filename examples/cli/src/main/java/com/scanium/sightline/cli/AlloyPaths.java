package com.scanium.sightline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The configurations that a command is about: files, and folders of {@code *.alloy} files. */
final class AlloyPaths {
  private AlloyPaths() {}

  static void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .paramLabel("FILE")
            .description("Configuration files, or folders that Alloy loads as one.")
            .build());
  }

  /** The paths in the order given; each is there. */
  static List<Path> of(ParseResult given) {
    List<Path> paths = given.matchedPositionalValue(0, List.of());
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new CannotRunException("no such file or folder: \"" + path + "\"");
      }
    }
    if (paths.isEmpty()) {
      throw new CannotRunException("name a file or folder");
    }
    return paths;
  }
}
