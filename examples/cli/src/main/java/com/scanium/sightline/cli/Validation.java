package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.validation.ConfigurationException;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSets;
import java.nio.file.Path;
import java.util.List;

/** What the commands need of the library; a test gives another one. */
interface Validation {
  /** The library itself. */
  Validation STANDARD =
      new Validation() {
        @Override
        public PipelineReport check(Path configuration, Walk walk) {
          try (PipelineValidator validator = PipelineValidator.fromFile(configuration, walk)) {
            return validator.validate();
          }
        }

        @Override
        public List<String> rules() {
          return RuleSets.onPath().stream()
              .flatMap(rules -> rules.rules().stream())
              .map(Rule::id)
              .distinct()
              .sorted()
              .toList();
        }
      };

  /**
   * Checks the pipeline that a configuration describes.
   *
   * @throws ConfigurationException when the configuration is wrong
   */
  PipelineReport check(Path configuration, Walk walk);

  /** The ids of the rules on the path, sorted. */
  List<String> rules();
}
