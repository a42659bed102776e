package com.scanium.sightline.cli;

import java.util.Map;
import java.util.function.Supplier;

/** The kinds of vectors that the command can answer. */
final class VectorKinds {
  /** Each kind by its name, made when it is asked for. */
  static final Map<String, Supplier<VectorKind>> ALL = Map.of();

  private VectorKinds() {}
}
