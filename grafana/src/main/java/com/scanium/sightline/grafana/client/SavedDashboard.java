package com.scanium.sightline.grafana.client;

import java.util.Objects;

/**
 * What became of a change.
 *
 * @param uid the dashboard's
 * @param version the one that is stored now
 * @param url the path of its page
 */
public record SavedDashboard(String uid, long version, String url) {
  /** Refuses absent parts. */
  public SavedDashboard {
    Objects.requireNonNull(uid, "uid");
    Objects.requireNonNull(url, "url");
  }
}
