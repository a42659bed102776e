package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A step that is a function of shapes; two of them are equal when they are at the same place. */
final class ShapeStage implements Stage {
  private final String id;
  private final SourceLocation location;
  private final Function<SeriesShape, List<SeriesShape>> effect;

  ShapeStage(String id, SourceLocation location, Function<SeriesShape, List<SeriesShape>> effect) {
    this.id = Objects.requireNonNull(id, "id");
    this.location = Objects.requireNonNull(location, "location");
    this.effect = Objects.requireNonNull(effect, "effect");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public SourceLocation location() {
    return location;
  }

  @Override
  public List<SeriesShape> apply(SeriesShape shape) {
    return effect.apply(shape);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ShapeStage that && id.equals(that.id) && location.equals(that.location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, location);
  }

  @Override
  public String toString() {
    return id;
  }
}
