package com.scanium.sightline.port;

import com.scanium.sightline.regex.Regex;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a store of logs, as far as it decides which labels streams have once they
 * are stored. What it doesn't set holds by the store's defaults, which its release decides.
 */
public interface StreamStore {
  /** Repositories of the container images that run such a store, without tag. */
  Set<String> images();

  /** Whether one tenant's limits may differ from another's, so that nothing here is sure. */
  boolean mayDiffer();

  /**
   * The labels of which the first that a stream has becomes its service name; an empty list says
   * that none is added; empty when the configuration doesn't say.
   */
  Optional<List<String>> serviceNameSources();

  /** Which attributes of OTLP resources become labels; empty when the configuration doesn't say. */
  Optional<ResourceLabels> resourceLabels();

  /** Whether a level is looked for in each line; empty when the configuration doesn't say. */
  Optional<Boolean> discoversLevels();

  /**
   * The attributes of OTLP resources that become labels; all others become structured metadata.
   *
   * @param names by name, spelled as attributes, beside those that are labels by default
   * @param patterns by regular expression
   * @param withDefaults whether the defaults of the store are labels, too
   * @param withSeverity whether the severity of a record becomes the label {@code severity_text}
   */
  record ResourceLabels(
      List<String> names, List<Regex> patterns, boolean withDefaults, boolean withSeverity) {
    /** Takes copies. */
    public ResourceLabels {
      names = List.copyOf(names);
      patterns = List.copyOf(Objects.requireNonNull(patterns, "patterns"));
    }
  }
}
