package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Configurations for tests, and what arrives at their ends. */
final class Configurations {
  private Configurations() {}

  static AlloyConfig read(String text) {
    AlloyConfig config = AlloyConfig.parse(SourceText.of("config.alloy", text));
    assertThat(config.syntaxFindings()).isEmpty();
    return config;
  }

  /** All shapes of streams or derived metrics that arrive at an end. */
  static List<SeriesShape> arriving(AlloyConfig config) {
    List<SeriesShape> all = new ArrayList<>();
    for (TelemetrySource source : config.telemetry()) {
      for (DeliveryPath path : source.paths()) {
        all.addAll(source.arriving(path));
      }
    }
    return all;
  }
}
