package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** An expression: what stands on the right of an attribute. */
public sealed interface Expression {
  /** The expression's characters. */
  Span span();

  /** The expressions directly inside, in source order. */
  List<Expression> children();

  /** Calls the visitor's method for this kind of expression. */
  <R> R accept(Visitor<R> visitor);

  /**
   * One method for each kind of expression; may gain methods in minor versions.
   *
   * @param <R> what a visit gives
   */
  interface Visitor<R> {
    /** A literal. */
    R visitLiteral(Literal literal);

    /** An array. */
    R visitArray(ArrayLiteral array);

    /** An object. */
    R visitObject(ObjectLiteral object);

    /** A name that stands alone. */
    R visitIdentifier(Identifier identifier);

    /** An access to a member. */
    R visitAccess(Access access);

    /** An access by index or key. */
    R visitIndex(Index index);

    /** A call. */
    R visitCall(Call call);

    /** An operator with one operand. */
    R visitUnary(Unary unary);

    /** An operator with two operands. */
    R visitBinary(Binary binary);

    /** An expression in parentheses. */
    R visitParen(Paren paren);

    /** The place of an expression that is missing or broken. */
    R visitMissing(Missing missing);
  }

  /**
   * A literal value.
   *
   * @param kind which kind of value
   * @param raw the characters as written, quotes and escapes included
   * @param span where it is
   */
  record Literal(LiteralKind kind, String raw, Span span) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLiteral(this);
    }
  }

  /**
   * An array, {@code [a, b]}.
   *
   * @param elements the elements, in order
   * @param span the array with its brackets
   */
  record ArrayLiteral(List<Expression> elements, Span span) implements Expression {
    /** Takes a copy of the elements. */
    public ArrayLiteral {
      elements = List.copyOf(elements);
    }

    @Override
    public List<Expression> children() {
      return elements;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitArray(this);
    }
  }

  /**
   * An object, {@code {a = 1, "b" = 2}}.
   *
   * @param fields the fields, in order; a name may occur more than once
   * @param span the object with its braces
   */
  record ObjectLiteral(List<Field> fields, Span span) implements Expression {
    /** Takes a copy of the fields. */
    public ObjectLiteral {
      fields = List.copyOf(fields);
    }

    @Override
    public List<Expression> children() {
      return fields.stream().map(Field::value).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitObject(this);
    }
  }

  /**
   * A field of an object.
   *
   * @param name the key; its text is not unescaped, as in Alloy
   * @param isQuoted whether the key was written as a string that is not empty
   * @param value what it is set to
   */
  record Field(Name name, boolean isQuoted, Expression value) {}

  /**
   * A name that stands alone or starts a chain of accesses.
   *
   * @param name the name
   * @param span where it is
   */
  record Identifier(String name, Span span) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIdentifier(this);
    }
  }

  /**
   * An access to a member, {@code target.member}.
   *
   * @param target what is accessed
   * @param member the member's name
   * @param span from the target to the member
   */
  record Access(Expression target, Name member, Span span) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(target);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAccess(this);
    }
  }

  /**
   * An access by index or key, {@code target[index]}.
   *
   * @param target what is accessed
   * @param index the index or key
   * @param bracket the opening bracket
   * @param span from the target to the closing bracket
   */
  record Index(Expression target, Expression index, Span bracket, Span span) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(target, index);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIndex(this);
    }
  }

  /**
   * A call, {@code callee(arguments)}.
   *
   * @param callee what is called
   * @param arguments the arguments, in order
   * @param paren the opening parenthesis
   * @param span from the callee to the closing parenthesis
   */
  record Call(Expression callee, List<Expression> arguments, Span paren, Span span)
      implements Expression {
    /** Takes a copy of the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expression> children() {
      List<Expression> all = new ArrayList<>(arguments.size() + 1);
      all.add(callee);
      all.addAll(arguments);
      return List.copyOf(all);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCall(this);
    }
  }

  /**
   * An operator before one operand.
   *
   * @param operator {@link Operator#NOT} or {@link Operator#SUB}
   * @param operand what it is applied to
   * @param span from the operator to the end of the operand
   */
  record Unary(Operator operator, Expression operand, Span span) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnary(this);
    }
  }

  /**
   * An operator between two operands.
   *
   * @param operator the operator
   * @param left the left operand
   * @param right the right operand
   * @param symbol the operator's own characters
   * @param span from the left operand to the right one
   */
  record Binary(Operator operator, Expression left, Expression right, Span symbol, Span span)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBinary(this);
    }
  }

  /**
   * An expression in parentheses.
   *
   * @param inner the expression inside
   * @param span the expression with its parentheses
   */
  record Paren(Expression inner, Span span) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(inner);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitParen(this);
    }
  }

  /**
   * The place where an expression was expected; the text has an error there.
   *
   * @param span what stands there instead; may be empty
   */
  record Missing(Span span) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMissing(this);
    }
  }
}
