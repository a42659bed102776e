package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Presence;
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
    // a stream has no name, and no step gives it one
    LabelDomain name =
        shape.nameDomain().presence() == Presence.NEVER ? shape.nameDomain() : LabelDomain.any();
    return List.of(shape.toBuilder().name(name).clearLabels().open().build());
  }

  @Override
  public Lines lines(SeriesShape stream, Lines before) {
    return Lines.ANY;
  }
}
