package com.scanium.sightline.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a store's own configuration says about whom it serves, and what it keeps of what comes. */
public interface StoreConfig {
  /** The file's name as reports show it. */
  String name();

  /** The configuration files, absolute; a container that mounts one of them runs with it. */
  List<Path> configFiles();

  /** Repositories of the store's images, without tag. */
  Set<String> images();

  /**
   * Whether requests need a tenant.
   *
   * @param arguments the words of the container's command line, which win over the file
   * @return empty when nobody can say
   */
  Optional<Boolean> multitenancy(List<String> arguments);

  /** What becomes of series when they are taken in, in order; none when they stay as they are. */
  List<Stage> ingestion();

  /**
   * Whether the store surely shares its data with no other: it keeps them on its own disk and joins
   * no cluster.
   *
   * @param arguments the words of the container's command line
   */
  boolean isAlone(List<String> arguments);
}
