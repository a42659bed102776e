package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.syntax.Expression;
import com.scanium.sightline.alloy.syntax.Operator;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
    return evaluate(expression, DecodeType.ANY);
  }

  /** Evaluates one expression of the file and reads its value as one of a type. */
  public Evaluated evaluate(Expression expression, DecodeType type) {
    Walk walk = new Walk();
    Value value = walk.value(expression);
    if (walk.problems.isEmpty()) {
      try {
        value = Decoding.decode(value, type);
      } catch (EvaluationException refused) {
        value = walk.failed(refused, expression);
      }
    }
    return new Evaluated(value, walk.problems, walk.isPlaced);
  }

  /** Evaluates one expression of the file; what is wrong with it makes it unknown. */
  public Value valueOf(Expression expression) {
    return new Walk().value(expression);
  }

  private final class Walk implements Expression.Visitor<Value> {
    private final List<Problem> problems = new ArrayList<>();

    /** Which expression gave a value last; that is where an error about the value is placed. */
    private final IdentityHashMap<Value, Expression> givers = new IdentityHashMap<>();

    private boolean isPlaced = true;

    private Value value(Expression expression) {
      Value value = expression.accept(this);
      if (!(value instanceof Value.Null)) {
        givers.put(value, expression);
      }
      return value;
    }

    private Origin at(Expression expression) {
      return new Origin(source, expression.span());
    }

    private Value failed(EvaluationException refused, Expression whole) {
      Span place = refused.place();
      for (Value value : refused.about()) {
        Expression giver = givers.get(value);
        place = giver == null ? place : giver.span();
      }
      if (problems.isEmpty()) {
        isPlaced = place != null;
      }
      Span known = place == null ? whole.span() : place;
      problems.add(new Problem(known, refused.message()));
      return new Value.Unknown(refused.message(), new Origin(source, known));
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
        return failed(
            EvaluationException.unplaced("number " + literal.raw() + " is out of range"), literal);
      }
    }

    @Override
    public Value visitArray(Expression.ArrayLiteral array) {
      List<Value> elements = new ArrayList<>(array.elements().size());
      for (Expression element : array.elements()) {
        elements.add(value(element));
      }
      return new Value.Array(elements, at(array));
    }

    @Override
    public Value visitObject(Expression.ObjectLiteral object) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (Expression.Field field : object.fields()) {
        fields.put(field.name().text(), value(field.value()));
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
        return StandardLibrary.namespace(name, scope.constants(), origin);
      }
      if (scope.isClosed()) {
        return failed(
            EvaluationException.at(identifier.span(), "name \"" + name + "\" does not exist"),
            identifier);
      }
      return new Value.Reference(name, origin);
    }

    @Override
    public Value visitAccess(Expression.Access access) {
      Value target = value(access.target());
      String name = access.member().text();
      Origin origin = at(access);
      if (target instanceof Value.Reference reference) {
        String path = reference.path() + "." + name;
        return scope.export(path).orElseGet(() -> new Value.Reference(path, origin));
      }
      if (target instanceof Value.Unknown unknown) {
        return unknown;
      }
      if (target instanceof Value.Fields object) {
        return object
            .get(name)
            .orElseGet(
                () ->
                    failed(
                        EvaluationException.at(
                            access.member().span(), "field \"" + name + "\" does not exist"),
                        access));
      }
      return failed(
          EvaluationException.about(
              target,
              "cannot access field \"" + name + "\" of a value of type " + target.typeName()),
          access);
    }

    @Override
    public Value visitIndex(Expression.Index index) {
      Value target = value(index.target());
      Value key = value(index.index());
      if (isUnknown(target) || target instanceof Value.Joined) {
        return new Value.Unknown("an element of a value known only when Alloy runs", at(index));
      }
      try {
        return element(target, key, at(index));
      } catch (EvaluationException refused) {
        return failed(refused, index);
      }
    }

    private Value element(Value target, Value key, Origin origin) throws EvaluationException {
      List<Value> elements =
          target instanceof Value.Array array
              ? array.elements()
              : target instanceof Value.Bytes bytes ? bytes.elements() : List.of();
      if (target.typeName().equals("array")) {
        if (isUnknown(key)) {
          return new Value.Unknown("the index is known only when Alloy runs", origin);
        }
        if (!(key instanceof Value.Numeric number)) {
          throw EvaluationException.type("number", key);
        }
        long at = number.longValue();
        if (at < 0 || at >= elements.size()) {
          throw EvaluationException.about(
              key, "index " + at + " is out of range of an array of " + elements.size());
        }
        return elements.get((int) at);
      }
      if (target instanceof Value.Fields object) {
        if (isUnknown(key)) {
          return new Value.Unknown("the key is known only when Alloy runs", origin);
        }
        if (!(key instanceof Value.Text text)) {
          throw EvaluationException.type("string", key);
        }
        return object.get(text.value()).orElseGet(() -> new Value.Null(origin));
      }
      throw EvaluationException.type("object or array", target);
    }

    @Override
    public Value visitCall(Expression.Call call) {
      Value callee = value(call.callee());
      Origin origin = at(call);
      if (!(callee instanceof Value.Function function)) {
        return isUnknown(callee)
            ? new Value.Unknown("what is called is known only when Alloy runs", origin)
            : failed(EvaluationException.type("function", callee), call);
      }
      List<Value> arguments = new ArrayList<>(call.arguments().size());
      for (Expression argument : call.arguments()) {
        arguments.add(value(argument));
      }
      try {
        return StandardLibrary.call(function, arguments, scope.environment(), origin);
      } catch (EvaluationException refused) {
        return failed(refused, call);
      }
    }

    @Override
    public Value visitUnary(Expression.Unary unary) {
      Value operand = value(unary.operand());
      Origin origin = at(unary);
      if (isUnknown(operand)) {
        return new Value.Unknown("an operand is known only when Alloy runs", origin);
      }
      try {
        return unary.operator() == Operator.NOT
            ? Operations.not(operand, origin)
            : Operations.negate(operand, origin);
      } catch (EvaluationException refused) {
        return failed(refused, unary);
      }
    }

    @Override
    public Value visitBinary(Expression.Binary binary) {
      Value left = value(binary.left());
      Value right = value(binary.right());
      Origin origin = at(binary);
      if (left.isOpen() || right.isOpen()) {
        return new Value.Unknown("an operand is known only when Alloy runs", origin);
      }
      try {
        return Operations.binary(binary.operator(), left, right, origin);
      } catch (EvaluationException refused) {
        return failed(refused, binary);
      }
    }

    @Override
    public Value visitParen(Expression.Paren paren) {
      return value(paren.inner());
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
