package com.scanium.sightline.grafana.loki;

import java.util.Locale;

/** From which end of the time range lines are taken when there are more than the limit. */
public enum Direction {
  /** The newest first; Loki's own choice. */
  BACKWARD,
  /** The oldest first. */
  FORWARD;

  /** As the parameter spells it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
