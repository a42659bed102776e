package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A stage of {@code loki.process} that changes the lines, or what comes with them.
 *
 * @param labels what it does to the labels of the stream
 * @param effect what it does to the lines
 */
record LineStage(Stage labels, UnaryOperator<Lines> effect) implements Stage {
  /** What a block does to lines; empty when they stay as they are. */
  static Optional<UnaryOperator<Lines>> effectOf(Section block) {
    return switch (block.name()) {
      case "stage.pack" -> Optional.of(lines -> lines.written(Lines.Format.PACKED));
      case "stage.structured_metadata" -> Optional.of(metadata(block));
      // the line is another one afterwards, or a part of it, or several
      case "stage.cri",
          "stage.docker",
          "stage.multiline",
          "stage.output",
          "stage.replace",
          "stage.truncate" ->
          Optional.of(lines -> lines.written(Lines.Format.UNKNOWN));
      default -> Optional.empty();
    };
  }

  private static UnaryOperator<Lines> metadata(Section block) {
    Optional<Value> values = block.get("values");
    boolean isListed =
        block.get("regex").isEmpty()
            && values.map(value -> value instanceof Value.Fields).orElse(true);
    return lines -> {
      Lines more =
          values.orElse(null) instanceof Value.Fields fields
              ? lines.with(fields.fields().keySet())
              : lines;
      return isListed ? more : more.withAnyMetadata();
    };
  }

  /** What stages do to those lines that go through them, where others pass by. */
  static UnaryOperator<Lines> ofSome(List<Stage> inside, SeriesShape stream) {
    return before -> {
      Lines after = before;
      for (Stage stage : inside) {
        after = stage.lines(stream, after);
      }
      return after.format() == before.format() ? after : after.written(Lines.Format.UNKNOWN);
    };
  }

  @Override
  public String id() {
    return labels.id();
  }

  @Override
  public SourceLocation location() {
    return labels.location();
  }

  @Override
  public List<SeriesShape> apply(SeriesShape shape) {
    return labels.apply(shape);
  }

  @Override
  public Lines lines(SeriesShape stream, Lines before) {
    return effect.apply(before);
  }
}
