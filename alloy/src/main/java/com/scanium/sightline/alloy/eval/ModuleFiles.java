package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that {@code import.file} names: a file, or all {@code *.alloy} files of a folder.
 * Nothing else is ever read or fetched. Safe for use by several threads.
 */
public final class ModuleFiles {
  /** Reads nothing: every {@code import.file} stays unknown. */
  public static final ModuleFiles NONE = new ModuleFiles(null, Path.of(""));

  /** Larger files are no modules. */
  private static final long MOST_BYTES = 10_000_000;

  private static final int MOST_FILES = 1000;

  private final @Nullable Path folder;
  private final Path base;
  private final Map<String, Path> folders = new ConcurrentHashMap<>();

  private ModuleFiles(@Nullable Path folder, Path base) {
    this.folder = folder;
    this.base = base;
  }

  /**
   * Reads local files.
   *
   * @param folder what relative names are relative to: the folder of the configuration
   * @param base the folder that names in reports are relative to
   */
  public static ModuleFiles in(Path folder, Path base) {
    return new ModuleFiles(
        Objects.requireNonNull(folder, "folder").toAbsolutePath().normalize(),
        Objects.requireNonNull(base, "base"));
  }

  /** The folder of a file, which is the value of {@code module_path} in it. */
  Optional<String> folderOf(SourceText file) {
    Path known = folders.get(file.location().file());
    return Optional.ofNullable(known == null ? folder : known).map(Path::toString);
  }

  /** What a name stands for; the same file has the same key however it is named. */
  Optional<Path> resolve(String name) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(name).normalize());
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  /**
   * Reads a module.
   *
   * @throws IOException when a file cannot be read or is too large, or a folder has no module
   */
  List<AlloyFile> read(Path path) throws IOException {
    List<Path> files = Files.isDirectory(path) ? list(path) : List.of(path);
    List<AlloyFile> read = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("larger than " + MOST_BYTES + " bytes");
      }
      String name = SourceText.nameOf(file, base);
      Path parent = file.getParent();
      if (parent != null) {
        folders.put(SourceText.of(name, "").location().file(), parent);
      }
      String text = AlloySyntax.decode(Files.readAllBytes(file));
      read.add(AlloySyntax.parse(SourceText.of(name, text)));
    }
    return read;
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.alloy")) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry) && found.size() < MOST_FILES) {
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
}
