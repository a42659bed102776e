package com.scanium.sightline.grafana.client;

import java.util.Objects;

/**
 * What the plugin of a data source found when it asked its store.
 *
 * @param isOk whether the store answered
 * @param message the plugin's words; may be empty
 */
public record DatasourceHealth(boolean isOk, String message) {
  /** Refuses an absent message. */
  public DatasourceHealth {
    Objects.requireNonNull(message, "message");
  }
}
