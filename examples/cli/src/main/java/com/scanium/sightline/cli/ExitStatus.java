package com.scanium.sightline.cli;

/** What the command tells its caller; part of its contract. */
final class ExitStatus {
  /** The pipeline is healthy, or the job is done. */
  static final int OK = 0;

  /** The pipeline is not healthy. */
  static final int NOT_HEALTHY = 1;

  /** The question could not be asked: wrong options, or no configuration to read. */
  static final int COULD_NOT_RUN = 2;

  private ExitStatus() {}
}
