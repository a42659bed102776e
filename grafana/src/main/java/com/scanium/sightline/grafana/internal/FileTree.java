package com.scanium.sightline.grafana.internal;

import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files below a path, in a stable order. */
public final class FileTree {
  private static final int MAX_DEPTH = 32;

  private FileTree() {}

  /**
   * The file itself, or the files below a folder whose names end in one of the given ways.
   *
   * @throws IOException when the path doesn't exist or can't be read
   */
  public static List<Path> files(Path path, List<String> endings) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    // "folder/." because a walk stops at a start that is a symbolic link; links below it stay out,
    // so that no loop is walked
    Path start = path.resolve(".");
    try (Stream<Path> walk = Files.walk(start, MAX_DEPTH)) {
      walk.filter(Files::isRegularFile)
          .filter(file -> endings.stream().anyMatch(lowerName(file)::endsWith))
          .map(file -> path.resolve(start.relativize(file)))
          .forEach(found::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    found.sort(Comparator.comparing(file -> file.toString().replace('\\', '/')));
    return found;
  }

  /**
   * Reads the files.
   *
   * @param base the folder that reported names are relative to
   * @throws IOException when one can't be read
   */
  public static List<SourceText> read(List<Path> files, Path base) throws IOException {
    List<SourceText> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(SourceText.load(file, base));
    }
    return texts;
  }

  private static String lowerName(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
