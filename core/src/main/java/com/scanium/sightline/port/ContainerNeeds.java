package com.scanium.sightline.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A program's configuration that tells what its container must see of the host. */
public interface ContainerNeeds {
  /** The program's name for people, such as {@code Mimir}. */
  String program();

  /**
   * The configuration files, absolute; a container whose command line names one of them runs the
   * program with it. None when only the image tells which container it is.
   */
  List<Path> configFiles();

  /** Repositories of the program's own images, without tag; other images may hold the files. */
  Set<String> images();

  /** What must be there. */
  List<FileNeed> needs();
}
