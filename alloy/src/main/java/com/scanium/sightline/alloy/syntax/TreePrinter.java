package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.alloy.syntax.Expression.Access;
import com.scanium.sightline.alloy.syntax.Expression.ArrayLiteral;
import com.scanium.sightline.alloy.syntax.Expression.Binary;
import com.scanium.sightline.alloy.syntax.Expression.Call;
import com.scanium.sightline.alloy.syntax.Expression.Field;
import com.scanium.sightline.alloy.syntax.Expression.Identifier;
import com.scanium.sightline.alloy.syntax.Expression.Index;
import com.scanium.sightline.alloy.syntax.Expression.Literal;
import com.scanium.sightline.alloy.syntax.Expression.Missing;
import com.scanium.sightline.alloy.syntax.Expression.ObjectLiteral;
import com.scanium.sightline.alloy.syntax.Expression.Paren;
import com.scanium.sightline.alloy.syntax.Expression.Unary;
import com.scanium.sightline.alloy.syntax.TokenPrinter.Layout;
import com.scanium.sightline.text.Span;
import java.util.List;

/**
 * Turns a tree into tokens and the layout between them; where lines end depends on where they ended
 * in the source. Each visit gives the span of what it printed.
 */
final class TreePrinter implements Expression.Visitor<Span> {
  private final TokenPrinter out;
  private final LineNumbers lines;

  TreePrinter(TokenPrinter out, LineNumbers lines) {
    this.out = out;
    this.lines = lines;
  }

  void body(List<Statement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (i > 0) {
        boolean isBlock = statement instanceof Statement.Block;
        int before = lines.at(lastOf(statements.get(i - 1).span()));
        if (isBlock || lines.at(statement.span().start()) - before > 1) {
          out.layout(Layout.SECTION);
        }
      }
      if (statement instanceof Statement.Block block) {
        block(block);
      } else if (statement instanceof Statement.Attribute attribute) {
        out.at(attribute.name().span().start()).token(attribute.name().text());
        assigned(attribute.value());
      }
      out.layout(isOnOneLine(statement.span()) ? Layout.LINE : Layout.SECTION);
    }
  }

  void expression(Expression expression) {
    expression.accept(this);
  }

  private void block(Statement.Block block) {
    out.at(block.name().span().start()).token(block.name().text());
    Name label = block.labelOrNull();
    if (label != null && !label.text().isEmpty()) {
      out.layout(Layout.SPACE).at(label.span().start()).token('"' + label.text() + '"');
    }
    out.layout(Layout.SPACE).at(block.open().start()).token("{").layout(Layout.INDENT);
    if (block.body().isEmpty()) {
      out.layout(Layout.SPACE);
    } else {
      out.layout(Layout.SECTION);
      body(block.body());
    }
    out.layout(Layout.OUTDENT).at(block.close().start()).token("}");
  }

  private Span assigned(Expression value) {
    out.layout(Layout.ALIGN).token("=").layout(Layout.SPACE);
    return value.accept(this);
  }

  @Override
  public Span visitLiteral(Literal literal) {
    out.at(literal.span().start());
    if (literal.kind() == LiteralKind.NUMBER) {
      out.number(literal.raw());
    } else {
      out.token(literal.raw());
    }
    return literal.span();
  }

  @Override
  public Span visitArray(ArrayLiteral array) {
    out.at(array.span().start()).token("[");
    int previous = array.span().start();
    int left = array.elements().size();
    for (Expression element : array.elements()) {
      boolean isOnNewLine = areOnDifferentLines(previous, element.span().start());
      if (isOnNewLine) {
        // first the indentation, so that comments before the element get it too
        out.layout(Layout.INDENT).layout(Layout.SECTION);
      } else if (left < array.elements().size()) {
        out.layout(Layout.SPACE);
      }
      previous = lastOf(element.accept(this));
      left--;
      if (left > 0) {
        out.token(",");
      }
      if (isOnNewLine) {
        out.layout(Layout.OUTDENT);
      }
    }
    int close = lastOf(array.span());
    if (!array.elements().isEmpty() && areOnDifferentLines(previous, close)) {
      out.token(",").layout(Layout.INDENT).layout(Layout.SECTION).layout(Layout.OUTDENT);
    }
    out.at(close).token("]");
    return array.span();
  }

  @Override
  public Span visitObject(ObjectLiteral object) {
    out.at(object.span().start()).token("{").layout(Layout.INDENT);
    int previous = object.span().start();
    boolean goesOn = false;
    int left = object.fields().size();
    for (Field field : object.fields()) {
      int start = field.name().span().start();
      if (areOnDifferentLines(previous, start)) {
        out.layout(goesOn ? Layout.LINE : Layout.SECTION);
      } else if (left < object.fields().size()) {
        out.layout(Layout.SPACE);
      }
      // Alloy looks at the end of the name, not of the value
      previous = start + field.name().text().length() - 1;
      out.at(start).token(field.isQuoted() ? quoted(field.name().text()) : field.name().text());
      goesOn = isOnOneLine(assigned(field.value()));
      left--;
      if (left > 0) {
        out.token(",");
      }
    }
    int close = lastOf(object.span());
    if (!object.fields().isEmpty() && areOnDifferentLines(previous, close)) {
      out.token(",").layout(Layout.SECTION);
    }
    out.layout(Layout.OUTDENT).at(close).token("}");
    return object.span();
  }

  @Override
  public Span visitIdentifier(Identifier identifier) {
    out.at(identifier.span().start()).token(identifier.name());
    return identifier.span();
  }

  @Override
  public Span visitAccess(Access access) {
    access.target().accept(this);
    out.token(".").token(access.member().text());
    return access.span();
  }

  @Override
  public Span visitIndex(Index index) {
    index.target().accept(this);
    out.at(index.bracket().start()).token("[");
    index.index().accept(this);
    out.at(lastOf(index.span())).token("]");
    return index.span();
  }

  @Override
  public Span visitCall(Call call) {
    call.callee().accept(this);
    out.token("(");
    int previous = call.paren().start();
    int left = call.arguments().size();
    for (Expression argument : call.arguments()) {
      boolean isOnNewLine = areOnDifferentLines(previous, argument.span().start());
      if (isOnNewLine) {
        out.layout(Layout.SECTION).layout(Layout.INDENT);
      }
      previous = lastOf(argument.accept(this));
      left--;
      if (left > 0) {
        out.token(",").layout(Layout.SPACE);
      }
      if (isOnNewLine) {
        out.layout(Layout.OUTDENT);
      }
    }
    if (areOnDifferentLines(previous, lastOf(call.span()))) {
      out.token(",").layout(Layout.SECTION);
    }
    out.token(")");
    return call.span();
  }

  @Override
  public Span visitUnary(Unary unary) {
    out.at(unary.span().start()).token(unary.operator().symbol());
    unary.operand().accept(this);
    return unary.span();
  }

  @Override
  public Span visitBinary(Binary binary) {
    binary.left().accept(this);
    out.layout(Layout.SPACE).at(binary.symbol().start());
    out.token(binary.operator().symbol()).layout(Layout.SPACE);
    binary.right().accept(this);
    return binary.span();
  }

  @Override
  public Span visitParen(Paren paren) {
    out.token("(");
    paren.inner().accept(this);
    out.token(")");
    return paren.span();
  }

  @Override
  public Span visitMissing(Missing missing) {
    return missing.span();
  }

  private static int lastOf(Span span) {
    return Math.max(span.start(), span.end() - 1);
  }

  private boolean isOnOneLine(Span span) {
    return !areOnDifferentLines(span.start(), lastOf(span));
  }

  private boolean areOnDifferentLines(int first, int second) {
    return lines.areApart(first, second);
  }

  /** A key in quotes, with the escapes of Go: those it was written with are escaped again. */
  private static String quoted(String key) {
    StringBuilder text = new StringBuilder(key.length() + 2).append('"');
    key.codePoints().forEach(c -> appendEscaped(text, c));
    return text.append('"').toString();
  }

  private static void appendEscaped(StringBuilder text, int c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case 0x07 -> text.append("\\a");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case 0x0B -> text.append("\\v");
      default -> {
        if (isPrintable(c)) {
          text.appendCodePoint(c);
        } else if (c < 0x80) {
          text.append(String.format("\\x%02x", c));
        } else {
          text.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
        }
      }
    }
  }

  /** Go's idea of it; what Java doesn't know yet is taken for a newer letter or sign. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
