package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One file read: its tree, its comments and everything that is wrong with its syntax. Immutable.
 *
 * @param source the text that was read
 * @param body the statements at the top level; after errors, those that could be understood
 * @param comments all comments, in source order
 * @param problems the errors in the order in which they were found; empty when Alloy accepts the
 *     syntax
 */
public record AlloyFile(
    SourceText source, List<Statement> body, List<Comment> comments, List<Problem> problems) {
  /** Takes copies of the lists. */
  public AlloyFile {
    Objects.requireNonNull(source, "source");
    body = List.copyOf(body);
    comments = List.copyOf(comments);
    problems = List.copyOf(problems);
  }

  /** Whether the syntax is without errors. */
  public boolean isValid() {
    return problems.isEmpty();
  }

  /** The blocks at the top level, in order. */
  public Stream<Statement.Block> blocks() {
    return body.stream().filter(Statement.Block.class::isInstance).map(Statement.Block.class::cast);
  }

  /**
   * This file, when it has no errors.
   *
   * @throws IllegalArgumentException when it has; the message names the first one and its place
   */
  public AlloyFile orElseThrow() {
    if (!problems.isEmpty()) {
      Problem first = problems.get(0);
      throw new IllegalArgumentException(source.location(first.span()) + ": " + first.message());
    }
    return this;
  }
}
