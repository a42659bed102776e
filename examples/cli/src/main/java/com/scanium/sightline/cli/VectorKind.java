package com.scanium.sightline.cli;

/** Answers test vectors of one kind; in-house tools in other languages use it too. */
@FunctionalInterface
interface VectorKind {
  /**
   * The answer to one line.
   *
   * @param line one JSON object; expectations in it are ignored
   * @return one JSON object without a line end; a line that cannot be read is answered too
   */
  String answer(String line);
}
