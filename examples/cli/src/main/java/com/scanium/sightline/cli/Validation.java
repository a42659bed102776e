package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.ConfigurationException;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the commands need of the library; a test gives another one. */
interface Validation {
  /** The library itself. */
  Validation STANDARD =
      new Validation() {
        @Override
        public PipelineReport check(
            @Nullable Path configuration, @Nullable SourceText more, Walk walk) {
          try (PipelineValidator validator = validator(configuration, more, walk)) {
            return validator.validate();
          }
        }

        private PipelineValidator validator(
            @Nullable Path configuration, @Nullable SourceText more, Walk walk) {
          if (configuration == null) {
            return PipelineValidator.fromText(
                Objects.requireNonNull(more, "more"), Path.of("").toAbsolutePath(), walk);
          }
          return more == null
              ? PipelineValidator.fromFile(configuration, walk)
              : PipelineValidator.fromFile(configuration, more, walk);
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
   * @param configuration the file, or null when {@code more} says all
   * @param more keys that win over those of the file, or null for none
   * @throws ConfigurationException when the configuration is wrong
   */
  PipelineReport check(@Nullable Path configuration, @Nullable SourceText more, Walk walk);

  /** The ids of the rules on the path, sorted. */
  List<String> rules();
}
