package com.scanium.sightline.port;

import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The folders that a server loads files from while it runs, as they are called inside its
 * container: what isn't mounted there is never loaded.
 */
public interface LoadedFolders {
  /**
   * The images that run the server, without registry and tag, such as {@code grafana/grafana}: a
   * container of another image doesn't load these folders.
   */
  Set<String> images();

  /** The folder of the server's own settings that name the others; absolute. */
  String settingsFolder();

  /** The folders, in the order of the files. */
  List<LoadedFolder> folders();

  /** The settings files that were read, by the names that reports use. */
  List<SourceLocation> settingsFiles();

  /**
   * One folder.
   *
   * @param name what the settings call it, for people; may be empty
   * @param path absolute inside the container; unknown when it depends on the environment
   * @param location where the settings name it
   */
  record LoadedFolder(String name, Setting<String> path, SourceLocation location) {
    /** Refuses absent parts. */
    public LoadedFolder {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(location, "location");
    }
  }
}
