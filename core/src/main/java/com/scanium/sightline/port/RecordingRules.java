package com.scanium.sightline.port;

import java.util.List;

/**
 * Rules that a store, a ruler or a dashboard server evaluates and whose results it stores:
 * producers of series as much as any target.
 *
 * <p>Alert rules that leave {@code ALERTS} behind are among them; as consumers they come through
 * {@link AlertRules}.
 */
public interface RecordingRules {
  /** Every rule that records something, in the order of the files. */
  List<RecordingRule> recordings();

  /**
   * Whether these are the rule files of the store itself, so that its rules are told; others may be
   * evaluated all the same when somebody gave them to it in another way.
   */
  boolean isStoresOwn();
}
