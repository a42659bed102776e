package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.syntax.Expression;
import java.util.ArrayList;
import java.util.List;

/** The chains of names in expressions: what may refer to exports. */
final class NameChains {
  private NameChains() {}

  /** The longest chains of names in an expression, with dots between, in source order. */
  static List<String> in(Expression expression) {
    List<String> found = new ArrayList<>();
    collect(expression, found);
    return found;
  }

  private static void collect(Expression expression, List<String> into) {
    StringBuilder path = new StringBuilder();
    if (chain(expression, path)) {
      into.add(path.toString());
      return;
    }
    expression.children().forEach(child -> collect(child, into));
  }

  private static boolean chain(Expression expression, StringBuilder path) {
    if (expression instanceof Expression.Identifier identifier) {
      path.append(identifier.name());
      return true;
    }
    if (expression instanceof Expression.Access access && chain(access.target(), path)) {
      path.append('.').append(access.member().text());
      return true;
    }
    return false;
  }
}
