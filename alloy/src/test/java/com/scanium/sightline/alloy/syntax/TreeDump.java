package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.alloy.corpus.Corpus;
import com.scanium.sightline.text.Span;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a tree in the corpus' form. */
final class TreeDump implements Expression.Visitor<ObjectNode> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String text;

  TreeDump(String text) {
    this.text = text;
  }

  JsonNode body(List<Statement> statements) {
    ArrayNode all = JSON.arrayNode();
    for (Statement statement : statements) {
      ObjectNode node = all.addObject();
      node.put("line", Corpus.line(text, statement.span().start()));
      node.put("col", Corpus.column(text, statement.span().start()));
      if (statement instanceof Statement.Attribute attribute) {
        node.put("k", "attr");
        node.put("n", attribute.name().text());
        node.set("v", expression(attribute.value()));
      } else if (statement instanceof Statement.Block block) {
        node.put("k", "block");
        node.put("n", block.name().text());
        if (block.labelOrNull() != null) {
          node.put("label", block.labelOrNull().text());
        }
        node.put("endLine", Corpus.line(text, block.close().start()));
        node.put("endCol", Corpus.column(text, block.close().start()));
        node.set("body", body(block.body()));
      }
    }
    return all;
  }

  ObjectNode expression(Expression expression) {
    return expression.accept(this);
  }

  private ObjectNode node(String kind, Span at) {
    ObjectNode node = JSON.objectNode();
    node.put("k", kind);
    node.putArray("at").add(Corpus.line(text, at.start())).add(Corpus.column(text, at.start()));
    return node;
  }

  @Override
  public ObjectNode visitLiteral(Expression.Literal literal) {
    return node("lit", literal.span()).put("t", literal.kind().name()).put("v", literal.raw());
  }

  @Override
  public ObjectNode visitArray(Expression.ArrayLiteral array) {
    ObjectNode node = node("array", array.span());
    ArrayNode elements = node.putArray("e");
    array.elements().forEach(element -> elements.add(expression(element)));
    return node;
  }

  @Override
  public ObjectNode visitObject(Expression.ObjectLiteral object) {
    ObjectNode node = node("object", object.span());
    ArrayNode fields = node.putArray("f");
    for (Expression.Field field : object.fields()) {
      ObjectNode entry = fields.addObject();
      entry.set("at", node("", field.name().span()).get("at"));
      entry
          .put("n", field.name().text())
          .put("q", field.isQuoted())
          .set("v", expression(field.value()));
    }
    return node;
  }

  @Override
  public ObjectNode visitIdentifier(Expression.Identifier identifier) {
    return node("ident", identifier.span()).put("n", identifier.name());
  }

  @Override
  public ObjectNode visitAccess(Expression.Access access) {
    ObjectNode node = node("access", access.member().span()).put("n", access.member().text());
    node.set("x", expression(access.target()));
    return node;
  }

  @Override
  public ObjectNode visitIndex(Expression.Index index) {
    ObjectNode node = node("index", index.bracket());
    node.set("x", expression(index.target()));
    node.set("i", expression(index.index()));
    return node;
  }

  @Override
  public ObjectNode visitCall(Expression.Call call) {
    ObjectNode node = node("call", call.paren());
    node.set("x", expression(call.callee()));
    ArrayNode arguments = node.putArray("a");
    call.arguments().forEach(argument -> arguments.add(expression(argument)));
    return node;
  }

  @Override
  public ObjectNode visitUnary(Expression.Unary unary) {
    ObjectNode node = node("unary", unary.span()).put("o", unary.operator().symbol());
    node.set("x", expression(unary.operand()));
    return node;
  }

  @Override
  public ObjectNode visitBinary(Expression.Binary binary) {
    ObjectNode node = node("binary", binary.symbol()).put("o", binary.operator().symbol());
    node.set("l", expression(binary.left()));
    node.set("r", expression(binary.right()));
    return node;
  }

  @Override
  public ObjectNode visitParen(Expression.Paren paren) {
    ObjectNode node = node("paren", paren.span());
    node.set("x", expression(paren.inner()));
    return node;
  }

  @Override
  public ObjectNode visitMissing(Expression.Missing missing) {
    return node("missing", missing.span());
  }
}
