package com.scanium.sightline.port;

import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;

/** One step on the way of a series through a collector. */
public interface Stage {
  /** The component, and the rule within it where that helps. */
  String id();

  /** Where it is written. */
  SourceLocation location();

  /**
   * Whether each series that leaves bears the name that it came with; false when that isn't
   * certain.
   */
  default boolean keepsNames() {
    return false;
  }

  /**
   * What can come out when such a series goes in.
   *
   * <p>Sound: whatever the real step can make of a series of this shape is covered by a shape of
   * the result. An empty list is a proof that every such series is dropped here.
   */
  List<SeriesShape> apply(SeriesShape shape);

  /**
   * What becomes of the lines of a log stream here; a step that looks at labels only leaves them.
   *
   * @param stream the stream as it comes in
   * @param before its lines as they come in
   */
  default Lines lines(SeriesShape stream, Lines before) {
    return before;
  }
}
