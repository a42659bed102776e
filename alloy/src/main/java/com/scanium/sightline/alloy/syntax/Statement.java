package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A statement of a body: an attribute or a block. */
public sealed interface Statement {
  /** The characters from the first to the last of the statement, without the line end. */
  Span span();

  /**
   * A name and its value, {@code name = value}.
   *
   * @param name the attribute's name
   * @param value what it is set to
   * @param span the whole statement
   */
  record Attribute(Name name, Expression value, Span span) implements Statement {}

  /**
   * A block, {@code name "label" { body }}.
   *
   * @param name the name with its dots
   * @param labelOrNull the label as written, null when none was; it may be empty
   * @param body the statements inside, in order
   * @param open the opening brace
   * @param close the closing brace; empty, at the place where it was expected, when it is missing
   * @param span the whole block
   */
  record Block(
      Name name, @Nullable Name labelOrNull, List<Statement> body, Span open, Span close, Span span)
      implements Statement {
    /** Takes a copy of the body. */
    public Block {
      body = List.copyOf(body);
    }

    /** The label, without quotes; absent when none was written or it is empty. */
    public Optional<String> label() {
      return labelOrNull == null || labelOrNull.text().isEmpty()
          ? Optional.empty()
          : Optional.of(labelOrNull.text());
    }

    /** The attributes of the body, in order. */
    public Stream<Attribute> attributes() {
      return body.stream().filter(Attribute.class::isInstance).map(Attribute.class::cast);
    }

    /** The blocks of the body, in order. */
    public Stream<Block> blocks() {
      return body.stream().filter(Block.class::isInstance).map(Block.class::cast);
    }

    /** The inner blocks of one name, in order. */
    public List<Block> blocks(String named) {
      return blocks().filter(block -> block.name().text().equals(named)).toList();
    }

    /** The first attribute of a name. */
    public Optional<Attribute> attribute(String named) {
      return attributes().filter(found -> found.name().text().equals(named)).findFirst();
    }
  }
}
