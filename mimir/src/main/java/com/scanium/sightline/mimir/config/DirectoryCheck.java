package com.scanium.sightline.mimir.config;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds directories that are the same or one in the other: Mimir refuses that, since one part would
 * delete what another keeps.
 *
 * <p>Only written directories of a process that runs everything are compared. Newer versions look
 * at the folder below the directory of a storage that it really uses ({@code rules}, or its {@code
 * storage_prefix}), older ones at the directory itself; reported is what both refuse.
 */
final class DirectoryCheck {
  private static final String FILESYSTEM = "filesystem";

  private final SourceText source;

  DirectoryCheck(SourceText source) {
    this.source = source;
  }

  /**
   * A directory that somebody wrote.
   *
   * @param field its path in the file
   * @param written as written
   * @param older where older versions look
   * @param newer where newer versions look
   * @param place where it is written
   */
  private record Directory(String field, String written, Path older, Path newer, Doc place) {}

  List<Finding> check(Doc root) {
    String target = root.get("target").flatMap(Doc::asString).orElse("all");
    if (!Arrays.asList(target.split(",", -1)).contains("all")) {
      return List.of();
    }
    List<Directory> directories = new ArrayList<>();
    storage(root, "blocks_storage", prefix(root, "blocks_storage"), directories);
    plain(root, directories, "blocks_storage", "tsdb", "dir");
    plain(root, directories, "blocks_storage", "bucket_store", "sync_dir");
    plain(root, directories, "compactor", "data_dir");
    plain(root, directories, "ruler", "rule_path");
    storage(root, "ruler_storage", "rules", directories);
    if (target.contains("alertmanager")) {
      plain(root, directories, "alertmanager", "data_dir");
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < directories.size(); i++) {
      for (int j = i + 1; j < directories.size(); j++) {
        Directory one = directories.get(i);
        Directory other = directories.get(j);
        if (overlap(one.older(), other.older()) && overlap(one.newer(), other.newer())) {
          findings.add(conflict(one, other));
        }
      }
    }
    return findings;
  }

  private static String prefix(Doc root, String block) {
    return root.path(block, "storage_prefix").flatMap(Doc::asText).orElse("");
  }

  /** The directory of a storage, which it inherits from the common one when it has none itself. */
  private static void storage(Doc root, String block, String below, List<Directory> into) {
    String backend =
        root.path(block, "backend")
            .or(() -> root.path("common", "storage", "backend"))
            .flatMap(Doc::asText)
            .orElse(FILESYSTEM);
    Optional<Doc> own = root.path(block, FILESYSTEM, "dir");
    if (backend.equals(FILESYSTEM) && own.isPresent()) {
      add(block + ".filesystem.dir", own.get(), below, into);
    }
  }

  private static void plain(Doc root, List<Directory> into, String... path) {
    root.path(path).ifPresent(value -> add(String.join(".", path), value, "", into));
  }

  private static void add(String field, Doc value, String below, List<Directory> into) {
    Optional<String> written = value.asString();
    if (written.isEmpty() || written.get().isBlank() || written.get().contains("$")) {
      return;
    }
    try {
      Path path = Path.of(written.get());
      into.add(
          new Directory(
              field, written.get(), path.normalize(), path.resolve(below).normalize(), value));
    } catch (InvalidPathException e) {
      // not a path on this machine; what Mimir makes of it is not known here
    }
  }

  /** A relative and an absolute path are never held against each other. */
  private static boolean overlap(Path one, Path other) {
    return one.isAbsolute() == other.isAbsolute()
        && (one.startsWith(other) || other.startsWith(one));
  }

  private Finding conflict(Directory one, Directory other) {
    boolean same = one.written().equals(other.written());
    String how = same ? " are the same directory" : " overlap";
    return Finding.of("mimir/config-path-conflict", Severity.ERROR)
        .message(one.field() + " and " + other.field() + how + ": \"" + one.written() + "\"")
        .at(source.location(one.place().span()))
        .anchor(one.field() + " " + other.field())
        .evidence(other.field() + " is \"" + other.written() + "\" at line " + line(other))
        .evidence("Mimir refuses directories that are the same or one within the other")
        .fix(Fix.of("give each of them a directory of its own"))
        .build();
  }

  private int line(Directory directory) {
    return source.location(directory.place().span()).line().orElse(0);
  }
}
