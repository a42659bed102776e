package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;

/**
 * A step that is not modelled: any series may come out, with any name and any labels.
 *
 * @param id the component
 * @param location its head
 */
record OpenStage(String id, SourceLocation location) implements Stage {
  @Override
  public List<SeriesShape> apply(SeriesShape shape) {
    return List.of(shape.toBuilder().name(LabelDomain.any()).clearLabels().open().build());
  }
}
