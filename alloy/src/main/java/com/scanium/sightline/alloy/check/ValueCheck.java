package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Basis;
import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.component.ValueType;
import com.scanium.sightline.alloy.eval.Evaluated;
import com.scanium.sightline.alloy.eval.Evaluator;
import com.scanium.sightline.alloy.eval.Origin;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.syntax.Expression;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Holds values against the types of their arguments. What is not known before Alloy runs passes; an
 * export is judged by its type.
 */
final class ValueCheck {
  static final String INVALID = "alloy/invalid-argument";
  static final String RECEIVER = "alloy/receiver-type";

  private final Realm.Node node;
  private final Evaluator evaluator;
  private final Function<String, Optional<ValueType>> exports;
  private final Consumer<Defect> out;

  /**
   * @param hiding the names of custom components that hide a function
   * @param exports the type of what a chain of names refers to
   */
  ValueCheck(
      Realm.Node node,
      CheckOptions options,
      Collection<String> hiding,
      Function<String, Optional<ValueType>> exports,
      Consumer<Defect> out) {
    this.node = node;
    Scope.Builder scope = Scope.builder().environment(options.environment());
    Origin origin = new Origin(node.source(), node.block().name().span());
    hiding.forEach(name -> scope.variable(name, new Value.Reference(name, origin)));
    this.evaluator = Evaluator.of(node.source(), scope.build());
    this.exports = exports;
    this.out = out;
  }

  /** The text that an expression gives; empty when it gives none, or only when Alloy runs. */
  Optional<String> text(Expression expression) {
    return evaluator.valueOf(expression) instanceof Value.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /**
   * Checks one argument.
   *
   * @param path its name behind those of the blocks around it, with dots
   */
  void attribute(Statement.Attribute attribute, String path, ValueType type) {
    expression(attribute.value(), type, attribute.name().text());
    words(attribute, path);
  }

  private void expression(Expression expression, ValueType type, String name) {
    if (expression instanceof Expression.Paren paren) {
      expression(paren.inner(), type, name);
    } else if (expression instanceof Expression.ArrayLiteral array
        && type.kind() == ValueType.Kind.LIST) {
      ValueType element = type.element().orElse(ValueType.ANY);
      array.elements().forEach(one -> expression(one, element, name));
    } else if (expression instanceof Expression.ObjectLiteral object && takesFields(type)) {
      ValueType element = type.element().orElse(ValueType.ANY);
      object.fields().forEach(field -> expression(field.value(), element, name));
    } else {
      leaf(expression, type, name);
    }
  }

  private static boolean takesFields(ValueType type) {
    return type.kind() == ValueType.Kind.MAP || type.kind() == ValueType.Kind.TARGET;
  }

  private void leaf(Expression expression, ValueType type, String name) {
    Evaluated evaluated = evaluator.evaluate(expression);
    Phase phase = isPlain(expression) ? Phase.VALIDATE : Phase.LOAD;
    if (!evaluated.problems().isEmpty()) {
      Problem problem = evaluated.problems().get(0);
      out.accept(
          Defect.of(INVALID, phase, node.source().location(problem.span()))
              .message(problem.message())
              .evidence("Alloy cannot evaluate \"" + name + "\"")
              .build());
      return;
    }
    mismatch(evaluated.value(), type)
        .ifPresent(
            wrong ->
                out.accept(
                    Defect.of(wrong.rule(), phase, node.source().location(expression.span()))
                        .message("\"" + name + "\" " + wrong.message())
                        .basis(Basis.CATALOGUE)
                        .fix(wrong.fix())
                        .build()));
  }

  /** Whether the value is written out, so that alloy validate looks at it. */
  private static boolean isPlain(Expression expression) {
    if (expression instanceof Expression.Literal) {
      return true;
    }
    if (expression instanceof Expression.Unary unary) {
      return unary.operand() instanceof Expression.Literal;
    }
    if (expression instanceof Expression.Binary binary) {
      return binary.left() instanceof Expression.Literal
          && binary.right() instanceof Expression.Literal;
    }
    return expression instanceof Expression.ArrayLiteral
        || expression instanceof Expression.ObjectLiteral;
  }

  /**
   * Why a value doesn't fit.
   *
   * @param rule which rule says so
   * @param message goes on behind the argument's name
   */
  private record Mismatch(String rule, String message, String fix) {}

  private Optional<Mismatch> mismatch(Value value, ValueType type) {
    if (type.kind() == ValueType.Kind.ANY
        || value instanceof Value.Null
        || value instanceof Value.Unknown) {
      return Optional.empty();
    }
    if (value instanceof Value.Reference reference) {
      return exports.apply(reference.path()).flatMap(have -> export(reference, have, type));
    }
    if (value instanceof Value.Joined joined) {
      return type.kind() == ValueType.Kind.LIST
          ? joined.parts().stream().flatMap(part -> mismatch(part, type).stream()).findFirst()
          : joined.isOpen() ? Optional.empty() : wrong(value, type);
    }
    return switch (type.kind()) {
      case ANY -> Optional.empty();
      case BOOL -> value instanceof Value.Bool ? Optional.empty() : wrong(value, type);
      case NUMBER -> number(value, type);
      case STRING, BYTES, URL, REGEXP, ERROR_MODE, DURATION ->
          value instanceof Value.Text text
              ? Texts.problem(text.value(), type.kind()).map(ValueCheck::badText)
              : value instanceof Value.Numeric && type.kind() != ValueType.Kind.DURATION
                  ? Optional.empty()
                  : wrong(value, type);
      case SECRET, OPTIONAL_SECRET ->
          value instanceof Value.Text ? Optional.empty() : wrong(value, type);
      case LIST -> list(value, type);
      case MAP, TARGET -> fields(value, type);
      case CAPSULE -> wrong(value, type);
    };
  }

  private static Optional<Mismatch> number(Value value, ValueType type) {
    if (value instanceof Value.Text text) {
      return Texts.isNumber(text.value()) ? Optional.empty() : wrong(value, type);
    }
    return value instanceof Value.Numeric ? Optional.empty() : wrong(value, type);
  }

  private Optional<Mismatch> list(Value value, ValueType type) {
    if (!(value instanceof Value.Array array)) {
      return wrong(value, type);
    }
    ValueType element = type.element().orElse(ValueType.ANY);
    return array.elements().stream().flatMap(one -> mismatch(one, element).stream()).findFirst();
  }

  private Optional<Mismatch> fields(Value value, ValueType type) {
    if (!(value instanceof Value.Fields fields)) {
      return wrong(value, type);
    }
    ValueType element = type.element().orElse(ValueType.ANY);
    return fields.fields().values().stream()
        .flatMap(one -> mismatch(one, element).stream())
        .findFirst();
  }

  private static Mismatch badText(String problem) {
    return new Mismatch(INVALID, problem, "correct the text");
  }

  private static Optional<Mismatch> wrong(Value value, ValueType type) {
    return Optional.of(
        new Mismatch(
            INVALID,
            "takes "
                + Texts.describe(type)
                + ", and this is "
                + Texts.withArticle(value.typeName()),
            type.kind() == ValueType.Kind.LIST ? "write [ … ]" : "write " + Texts.describe(type)));
  }

  /** Judges an export by its type. */
  private static Optional<Mismatch> export(
      Value.Reference reference, ValueType have, ValueType want) {
    if (have.kind() == ValueType.Kind.ANY
        || want.kind() == ValueType.Kind.ANY
        || fits(have, want)) {
      return Optional.empty();
    }
    if (want.kind() == ValueType.Kind.LIST && fits(have, want.element().orElse(ValueType.ANY))) {
      return Optional.of(
          new Mismatch(
              INVALID,
              "takes a list, and " + reference.path() + " is one " + have.name(),
              "write [" + reference.path() + "]"));
    }
    if (have.kind() == ValueType.Kind.LIST && fits(have.element().orElse(ValueType.ANY), want)) {
      return Optional.of(
          new Mismatch(
              INVALID,
              "takes one " + want.name() + " at a time, and " + reference.path() + " is a list",
              "write " + reference.path() + " without brackets, or array.concat(…) for several"));
    }
    boolean isReceiver = have.isReceiver() || want.isReceiver() || receives(want);
    return Optional.of(
        new Mismatch(
            isReceiver ? RECEIVER : INVALID,
            "takes "
                + Texts.describe(want)
                + ", and "
                + reference.path()
                + " is "
                + Texts.describe(have),
            isReceiver
                ? "forward to a component that takes this signal, or convert it on the way"
                : "refer to something of the right type"));
  }

  private static boolean receives(ValueType type) {
    return type.element().filter(ValueType::isReceiver).isPresent();
  }

  /** Whether a value of one type may stand where another is wanted. */
  private static boolean fits(ValueType have, ValueType want) {
    if (have.kind() == ValueType.Kind.ANY || want.kind() == ValueType.Kind.ANY) {
      return true;
    }
    if (have.element().isPresent() && have.kind() == want.kind()) {
      return fits(have.element().get(), want.element().orElse(ValueType.ANY));
    }
    return switch (want.kind()) {
      case CAPSULE -> have.name().equals(want.name());
      case LIST -> false;
      case MAP -> have.kind() == ValueType.Kind.TARGET;
      case TARGET -> have.kind() == ValueType.Kind.TARGET || have.kind() == ValueType.Kind.MAP;
      // a secret that happens not to be one becomes a text
      case STRING, BYTES, URL, REGEXP, ERROR_MODE, DURATION, NUMBER, BOOL ->
          have.kind() != ValueType.Kind.CAPSULE
              && have.element().isEmpty()
              && have.kind() != ValueType.Kind.SECRET;
      default -> have.kind() != ValueType.Kind.CAPSULE && have.element().isEmpty();
    };
  }

  /** Checks arguments that take one out of a few words. */
  private void words(Statement.Attribute attribute, String path) {
    Optional<List<String>> allowed = AllowedWords.of(node.name(), path);
    if (allowed.isEmpty()
        || !(evaluator.valueOf(attribute.value()) instanceof Value.Text text)
        || allowed.get().contains(text.value())) {
      return;
    }
    List<String> near = Spelling.nearest(text.value(), allowed.get());
    Phase phase = isPlain(attribute.value()) ? Phase.VALIDATE : Phase.LOAD;
    out.accept(
        Defect.of(INVALID, phase, node.source().location(attribute.value().span()))
            .message("\"" + attribute.name().text() + "\" cannot be \"" + text.value() + "\"")
            .basis(Basis.CATALOGUE)
            .evidence("it takes: " + String.join(", ", allowed.get()))
            .renaming(
                "\"",
                text.value() + "\"",
                allowed.get().stream().map(word -> word + "\"").toList(),
                near.isEmpty() ? "write one of these" : "did you mean \"" + near.get(0) + "\"?")
            .build());
  }
}
