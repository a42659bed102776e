package com.scanium.sightline.network;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds Compose files that nobody named and that would run the same containers: stacks that may be
 * started instead of the named ones.
 */
public final class ComposeSearch {
  private static final Pattern NAME =
      Pattern.compile("(?:docker-)?compose(?:[._-].*)?\\.ya?ml", Pattern.CASE_INSENSITIVE);

  /** Folders of dependencies and of what is built; hidden ones are passed over too. */
  private static final Set<String> PASSED_OVER =
      Set.of("node_modules", "vendor", "target", "build", "dist", "out");

  private static final int DEEPEST = 8;
  private static final int MOST_ENTRIES = 20_000;
  private static final int MOST_STACKS = 12;

  private ComposeSearch() {}

  /**
   * The stacks below a folder that are no part of a network and would take the place of some of its
   * containers: they give a container the same name, or mount the same file into one. Each is one
   * file; at most twelve, in the order of their names.
   *
   * @param base the folder, which names in reports are relative to
   * @param named the files of the network that is in use
   * @param inUse that network
   */
  public static List<NetworkTopology> alternatives(
      Path base, List<Path> named, NetworkTopology inUse) {
    Set<Path> known = new HashSet<>();
    named.forEach(file -> known.add(file.toAbsolutePath().normalize()));
    List<NetworkTopology> stacks = new ArrayList<>();
    for (Path file : files(base)) {
      boolean isPart = known.contains(file.toAbsolutePath().normalize());
      if (!isPart && stacks.size() < MOST_STACKS) {
        NetworkTopology stack = ComposeTopology.load(base, List.of(ComposeProject.of(file)));
        if (replaces(stack, inUse)) {
          stacks.add(stack);
        }
      }
    }
    return stacks;
  }

  private static boolean replaces(NetworkTopology stack, NetworkTopology inUse) {
    Set<String> names = new HashSet<>();
    Set<Path> mounted = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (ContainerService service : inUse.services()) {
      service.containerName().map(LocatedText::text).ifPresent(names::add);
      service.mounts().forEach(mount -> mount.hostPath().ifPresent(mounted::add));
      files.add(service.location().file());
    }
    mounted.removeIf(path -> !Files.isRegularFile(path));
    boolean isIncluded =
        stack.services().stream().anyMatch(one -> files.contains(one.location().file()));
    return !isIncluded
        && stack.services().stream()
            .anyMatch(
                service ->
                    service
                            .containerName()
                            .map(LocatedText::text)
                            .filter(names::contains)
                            .isPresent()
                        || service.mounts().stream()
                            .flatMap(mount -> mount.hostPath().stream())
                            .anyMatch(mounted::contains));
  }

  private static List<Path> files(Path base) {
    List<Path> found = new ArrayList<>();
    Finder finder = new Finder(base, found);
    try {
      Files.walkFileTree(base, EnumSet.noneOf(FileVisitOption.class), DEEPEST, finder);
    } catch (IOException unreadable) {
      return List.of(); // what cannot be listed holds no stack that anybody could start
    }
    Collections.sort(found);
    return found;
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path base;
    private final List<Path> found;
    private int entries;

    Finder(Path base, List<Path> found) {
      this.base = base;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      boolean isPassedOver =
          !folder.equals(base) && (name.startsWith(".") || PASSED_OVER.contains(name));
      return isPassedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = String.valueOf(file.getFileName());
      boolean isOverride = name.toLowerCase(Locale.ROOT).contains("override");
      if (attributes.isRegularFile() && !isOverride && NAME.matcher(name).matches()) {
        found.add(file);
      }
      return ++entries < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
