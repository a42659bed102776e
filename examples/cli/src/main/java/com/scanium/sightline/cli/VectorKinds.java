package com.scanium.sightline.cli;

import com.scanium.sightline.logql.LogQlVectors;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.PromQlVectors;
import com.scanium.sightline.signal.RelabelVectors;
import java.util.Map;
import java.util.function.Function;

/** The kinds of vectors that the command can answer. */
final class VectorKinds {
  /** Each kind by its name, made for a version of PromQL's grammar when it is asked for. */
  static final Map<String, Function<Grammar, VectorKind>> ALL =
      Map.of(
          "logql", grammar -> LogQlVectors::answer,
          "promql", grammar -> new PromQlVectors(grammar)::answer,
          "relabel", grammar -> RelabelVectors::answer);

  private VectorKinds() {}
}
