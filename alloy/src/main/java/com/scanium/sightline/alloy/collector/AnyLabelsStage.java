package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Map;

/**
 * A step that may add labels where a series lacks them, and leaves names and present labels alone.
 *
 * @param id the component
 * @param location where it says so
 */
record AnyLabelsStage(String id, SourceLocation location) implements Stage {
  @Override
  public List<SeriesShape> apply(SeriesShape shape) {
    SeriesShape.Builder widened = shape.toBuilder().open();
    for (Map.Entry<String, LabelDomain> label : shape.labels().entrySet()) {
      if (label.getValue().contains("")) {
        widened.label(label.getKey(), LabelDomain.unknown());
      }
    }
    return List.of(widened.build());
  }
}
