package com.scanium.sightline.alloy.component;

import com.scanium.sightline.alloy.syntax.Expression;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** The chains of names in expressions. */
public final class References {
  private References() {}

  /**
   * One chain of names.
   *
   * @param path the names with dots between
   * @param span where it is written
   */
  public record Chain(String path, Span span) {}

  /** The longest chains of names in an expression, in source order. */
  public static List<Chain> in(Expression expression) {
    List<Chain> found = new ArrayList<>();
    collect(expression, found);
    return found;
  }

  private static void collect(Expression expression, List<Chain> into) {
    StringBuilder path = new StringBuilder();
    if (chain(expression, path)) {
      into.add(new Chain(path.toString(), expression.span()));
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
