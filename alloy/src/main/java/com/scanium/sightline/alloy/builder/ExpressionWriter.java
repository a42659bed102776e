package com.scanium.sightline.alloy.builder;

import com.scanium.sightline.alloy.syntax.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an expression: in one line, or with long arrays and objects an element a line.
 *
 * <p>The tree's height is bounded by the parser, so recursion is.
 */
final class ExpressionWriter implements Expression.Visitor<String> {
  private static final int WIDTH = 90;
  private static final ExpressionWriter ONE_LINE = new ExpressionWriter(Integer.MAX_VALUE, "");

  private final int width;
  private final String indent;

  private ExpressionWriter(int width, String indent) {
    this.width = width;
    this.indent = indent;
  }

  /** The one way in which an expression is written in one line. */
  static String inOneLine(Expression expression) {
    return expression.accept(ONE_LINE);
  }

  /**
   * The expression with line ends where it is long.
   *
   * @param indent what lines after the first begin with
   */
  static String laidOut(Expression expression, String indent) {
    return expression.accept(new ExpressionWriter(WIDTH, indent));
  }

  @Override
  public String visitLiteral(Expression.Literal literal) {
    return literal.raw();
  }

  @Override
  public String visitArray(Expression.ArrayLiteral array) {
    List<String> parts = new ArrayList<>();
    ExpressionWriter inner = deeper();
    array.elements().forEach(element -> parts.add(element.accept(inner)));
    return list("[", parts, "]", inOneLine(array.elements()));
  }

  private static List<String> inOneLine(List<Expression> elements) {
    return elements.stream().map(ExpressionWriter::inOneLine).toList();
  }

  @Override
  public String visitObject(Expression.ObjectLiteral object) {
    List<String> parts = new ArrayList<>();
    List<String> flat = new ArrayList<>();
    ExpressionWriter inner = deeper();
    for (Expression.Field field : object.fields()) {
      String name = field.name().text();
      String key = (field.isQuoted() ? '"' + name + '"' : name) + " = ";
      parts.add(key + field.value().accept(inner));
      flat.add(key + inOneLine(field.value()));
    }
    return list("{", parts, "}", flat);
  }

  private ExpressionWriter deeper() {
    return width == Integer.MAX_VALUE ? this : new ExpressionWriter(width, indent + "\t");
  }

  private String list(String open, List<String> parts, String close, List<String> flat) {
    String line = open + String.join(", ", flat) + close;
    if (line.length() <= width || parts.isEmpty()) {
      return line;
    }
    StringBuilder out = new StringBuilder(open).append('\n');
    for (String part : parts) {
      out.append(indent).append('\t').append(part).append(",\n");
    }
    return out.append(indent).append(close).toString();
  }

  @Override
  public String visitIdentifier(Expression.Identifier identifier) {
    return identifier.name();
  }

  @Override
  public String visitAccess(Expression.Access access) {
    return access.target().accept(this) + "." + access.member().text();
  }

  @Override
  public String visitIndex(Expression.Index index) {
    return index.target().accept(this) + "[" + index.index().accept(this) + "]";
  }

  @Override
  public String visitCall(Expression.Call call) {
    List<String> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(argument.accept(this)));
    return call.callee().accept(this) + "(" + String.join(", ", arguments) + ")";
  }

  @Override
  public String visitUnary(Expression.Unary unary) {
    return unary.operator().symbol() + unary.operand().accept(this);
  }

  @Override
  public String visitBinary(Expression.Binary binary) {
    return binary.left().accept(this)
        + " "
        + binary.operator().symbol()
        + " "
        + binary.right().accept(this);
  }

  @Override
  public String visitParen(Expression.Paren paren) {
    return "(" + paren.inner().accept(this) + ")";
  }

  @Override
  public String visitMissing(Expression.Missing missing) {
    throw new IllegalArgumentException("an expression is missing");
  }
}
