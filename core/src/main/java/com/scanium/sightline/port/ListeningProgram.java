package com.scanium.sightline.port;

import java.nio.file.Path;
import java.util.List;

/** A program's configuration that tells at which ports the program listens. */
public interface ListeningProgram {
  /**
   * The configuration files, absolute; a container whose command line names one of them runs the
   * program with it.
   */
  List<Path> configFiles();

  /**
   * Every port that the configuration opens, the one for HTTP first; one that is unknown means that
   * there may be any others. Flags of the container's command line may move them.
   */
  List<Setting<Integer>> listens();
}
