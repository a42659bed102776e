package com.scanium.sightline.grafana.dashboard;

import java.util.List;

/**
 * The dashboards of a set side by side, one card each: a subject for rules that compare them.
 *
 * @param cards in the order of the files
 */
public record DashboardIndex(List<DashboardCard> cards) {
  /** Takes a copy. */
  public DashboardIndex {
    cards = List.copyOf(cards);
  }
}
