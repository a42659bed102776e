package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import java.nio.file.Path;
import java.util.List;

/** What the commands need of the library; a test gives another one. */
interface Validation {
  /** The library itself. */
  Validation STANDARD =
      new Validation() {
        @Override
        public PipelineReport check(Path configuration, Walk walk) {
          throw new CannotRunException("this build cannot check yet");
        }

        @Override
        public List<String> rules() {
          return List.of();
        }
      };

  enum Walk {
    STATIC,
    LIVE
  }

  /**
   * Checks the pipeline that a configuration describes.
   *
   * @throws CannotRunException when the configuration is wrong
   */
  PipelineReport check(Path configuration, Walk walk);

  /** The ids of the rules on the path, sorted. */
  List<String> rules();
}
