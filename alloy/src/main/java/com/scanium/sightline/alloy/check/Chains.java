package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.component.References;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** The chains of names in bodies. */
final class Chains {
  private Chains() {}

  /**
   * One chain of names.
   *
   * @param path the names with dots between
   * @param span where it is written
   */
  record Chain(String path, Span span) {
    /** The first name. */
    String first() {
      int dot = path.indexOf('.');
      return dot < 0 ? path : path.substring(0, dot);
    }
  }

  /** All chains in a body and the blocks inside, in source order. */
  static List<Chain> of(List<Statement> body) {
    List<Chain> found = new ArrayList<>();
    collect(body, found);
    return found;
  }

  private static void collect(List<Statement> body, List<Chain> into) {
    for (Statement statement : body) {
      if (statement instanceof Statement.Attribute attribute) {
        for (References.Chain chain : References.in(attribute.value())) {
          into.add(new Chain(chain.path(), chain.span()));
        }
      } else if (statement instanceof Statement.Block block) {
        collect(block.body(), into);
      }
    }
  }
}
