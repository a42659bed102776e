package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.syntax.Expression;
import com.scanium.sightline.alloy.syntax.Operator;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Evaluates expressions of one file. Thread-safe; each call stands alone.
 *
 * <p>What is certain to fail in Alloy is a problem; what depends on something that is known only
 * when Alloy runs is an open value, and so is everything computed from it.
 */
public final class Evaluator {
  private final SourceText source;
  private final Scope scope;

  private Evaluator(SourceText source, Scope scope) {
    this.source = Objects.requireNonNull(source, "source");
    this.scope = Objects.requireNonNull(scope, "scope");
  }

  /** An evaluator for the expressions of a file. */
  public static Evaluator of(SourceText source, Scope scope) {
    return new Evaluator(source, scope);
  }

  /** Evaluates one expression of the file. */
  public Evaluated evaluate(Expression expression) {
    Walk walk = new Walk();
    Value value = expression.accept(walk);
    return new Evaluated(value, walk.problems);
  }

  /** Evaluates one expression of the file; what is wrong with it makes it unknown. */
  public Value valueOf(Expression expression) {
    return expression.accept(new Walk());
  }

  private final class Walk implements Expression.Visitor<Value> {
    private final List<Problem> problems = new ArrayList<>();

    private Origin at(Expression expression) {
      return new Origin(source, expression.span());
    }

    private Value failed(String message, Origin origin) {
      Span span = origin.source() == source ? origin.span() : new Span(0, 0);
      problems.add(new Problem(span, message));
      return new Value.Unknown(message, origin);
    }

    @Override
    public Value visitLiteral(Expression.Literal literal) {
      Origin origin = at(literal);
      return switch (literal.kind()) {
        case NULL -> new Value.Null(origin);
        case BOOL -> new Value.Bool(literal.raw().equals("true"), origin);
        case STRING -> text(literal, origin);
        case NUMBER, FLOAT -> number(literal, origin);
      };
    }

    private Value text(Expression.Literal literal, Origin origin) {
      try {
        return new Value.Text(StringLiterals.unquote(literal.raw()), origin);
      } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
        // only a literal that the lexer has refused; it was reported there
        return new Value.Unknown("the string is malformed", origin);
      }
    }

    private Value number(Expression.Literal literal, Origin origin) {
      try {
        return GoNumbers.parse(literal.raw(), origin);
      } catch (NumberFormatException outOfRange) {
        return failed("number " + literal.raw() + " is out of range", origin);
      }
    }

    @Override
    public Value visitArray(Expression.ArrayLiteral array) {
      List<Value> elements = new ArrayList<>(array.elements().size());
      for (Expression element : array.elements()) {
        elements.add(element.accept(this));
      }
      return new Value.Array(elements, at(array));
    }

    @Override
    public Value visitObject(Expression.ObjectLiteral object) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (Expression.Field field : object.fields()) {
        fields.put(field.name().text(), field.value().accept(this));
      }
      return new Value.Fields(fields, at(object));
    }

    @Override
    public Value visitIdentifier(Expression.Identifier identifier) {
      Origin origin = at(identifier);
      String name = identifier.name();
      Optional<Value> variable = scope.variable(name);
      if (variable.isPresent()) {
        return variable.get();
      }
      if (StandardLibrary.isFunction(name)) {
        return new Value.Function(name, origin);
      }
      if (StandardLibrary.isNamespace(name)) {
        return StandardLibrary.namespace(name, origin);
      }
      if (scope.isClosed()) {
        return failed("name \"" + name + "\" does not exist", origin);
      }
      return new Value.Reference(name, origin);
    }

    @Override
    public Value visitAccess(Expression.Access access) {
      Value target = access.target().accept(this);
      String name = access.member().text();
      Origin origin = at(access);
      if (target instanceof Value.Reference reference) {
        return new Value.Reference(reference.path() + "." + name, origin);
      }
      if (target instanceof Value.Unknown unknown) {
        return unknown;
      }
      if (target instanceof Value.Fields object) {
        Optional<Value> found = object.get(name);
        return found.isPresent()
            ? found.get()
            : failed(
                "field \"" + name + "\" does not exist",
                new Origin(source, access.member().span()));
      }
      return failed(
          "cannot access field \"" + name + "\" on a value of type " + target.typeName(),
          at(access.target()));
    }

    @Override
    public Value visitIndex(Expression.Index index) {
      Value target = index.target().accept(this);
      Value key = index.index().accept(this);
      if (target instanceof Value.Array array) {
        return element(array, key, index);
      }
      if (target instanceof Value.Fields object) {
        if (key instanceof Value.Text text) {
          return object.get(text.value()).orElseGet(() -> new Value.Null(at(index)));
        }
        return isUnknown(key)
            ? new Value.Unknown("the key is known only when Alloy runs", at(index))
            : failed("key should be string, got " + key.typeName(), at(index.index()));
      }
      if (isUnknown(target) || target instanceof Value.Joined) {
        return new Value.Unknown("an element of a value known only when Alloy runs", at(index));
      }
      return failed("expected object or array, got " + target.typeName(), at(index.target()));
    }

    private Value element(Value.Array array, Value key, Expression.Index index) {
      if (key instanceof Value.Numeric number) {
        long at = number.longValue();
        if (at < 0 || at >= array.elements().size()) {
          return failed(
              "index " + at + " is out of range of an array of " + array.elements().size(),
              at(index.index()));
        }
        return array.elements().get((int) at);
      }
      return isUnknown(key)
          ? new Value.Unknown("the index is known only when Alloy runs", at(index))
          : failed("index should be number, got " + key.typeName(), at(index.index()));
    }

    @Override
    public Value visitCall(Expression.Call call) {
      Value callee = call.callee().accept(this);
      List<Value> arguments = new ArrayList<>(call.arguments().size());
      for (Expression argument : call.arguments()) {
        arguments.add(argument.accept(this));
      }
      Origin origin = at(call);
      if (callee instanceof Value.Function function) {
        try {
          return StandardLibrary.call(function.name(), arguments, scope.environment(), origin);
        } catch (EvaluationException refused) {
          return failed(function.name() + ": " + refused.message(), refused.origin());
        }
      }
      return isUnknown(callee)
          ? new Value.Unknown("what is called is known only when Alloy runs", origin)
          : failed("expected function, got " + callee.typeName(), at(call.callee()));
    }

    @Override
    public Value visitUnary(Expression.Unary unary) {
      Value operand = unary.operand().accept(this);
      Origin origin = at(unary);
      if (isUnknown(operand)) {
        return new Value.Unknown("an operand is known only when Alloy runs", origin);
      }
      try {
        return unary.operator() == Operator.NOT
            ? Operations.not(operand, origin)
            : Operations.negate(operand, origin);
      } catch (EvaluationException refused) {
        return failed(refused.message(), refused.origin());
      }
    }

    @Override
    public Value visitBinary(Expression.Binary binary) {
      Value left = binary.left().accept(this);
      Value right = binary.right().accept(this);
      Origin origin = at(binary);
      if (left.isOpen() || right.isOpen()) {
        return new Value.Unknown("an operand is known only when Alloy runs", origin);
      }
      try {
        return Operations.binary(binary.operator(), left, right, origin);
      } catch (EvaluationException refused) {
        return failed(refused.message(), refused.origin());
      }
    }

    @Override
    public Value visitParen(Expression.Paren paren) {
      return paren.inner().accept(this);
    }

    @Override
    public Value visitMissing(Expression.Missing missing) {
      return new Value.Unknown("the expression is malformed", at(missing));
    }

    private static boolean isUnknown(Value value) {
      return value instanceof Value.Reference || value instanceof Value.Unknown;
    }
  }
}
