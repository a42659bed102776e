package com.scanium.sightline.validation;

import java.util.Set;

/**
 * Reads keys of {@code sightline.yaml} and adds what they name to a validator; found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>Two sources that own the same key are refused.
 */
public interface PipelineSource {
  /** The top-level keys that this source owns. */
  Set<String> keys();

  /**
   * Reads the value of one owned key.
   *
   * <p>What is wrong with a file becomes a finding; what is wrong with the value itself (not a
   * list, an unknown field) is reported through {@link SourceContext#refuse}.
   *
   * @param value the value, with its place
   * @param context the folder, the environment, the kind of walk, and where to report
   * @param into takes the parts
   */
  void contribute(ConfigNode value, SourceContext context, PipelineValidator.Builder into);
}
