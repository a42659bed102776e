package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.Value.Bool;
import com.scanium.sightline.alloy.eval.Value.NumberKind;
import com.scanium.sightline.alloy.eval.Value.Text;
import com.scanium.sightline.alloy.syntax.Operator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** The operators on known values, with the types that Alloy lets each of them have. */
final class Operations {
  private Operations() {}

  /** The order of byte strings. */
  static final Comparator<byte[]> BYTES = Arrays::compareUnsigned;

  static Value not(Value operand, Origin origin) throws EvaluationException {
    if (operand instanceof Bool bool) {
      return new Bool(!bool.value(), origin);
    }
    throw EvaluationException.type("bool", operand);
  }

  static Value negate(Value operand, Origin origin) throws EvaluationException {
    if (operand instanceof Value.Numeric number) {
      return switch (number.kind()) {
        case FLOAT -> Value.Numeric.ofDouble(-number.doubleValue(), origin);
        case INT, UINT -> Value.Numeric.ofLong(-number.bits(), origin);
      };
    }
    throw EvaluationException.type("number", operand);
  }

  /** What an operator makes of two known values; secrets make secrets. */
  static Value binary(Operator operator, Value left, Value right, Origin origin)
      throws EvaluationException {
    Value a = Secrets.alike(left, right);
    Value b = Secrets.alike(right, left);
    if (operator == Operator.EQ || operator == Operator.NEQ) {
      return new Bool(areEqual(a, b) == (operator == Operator.EQ), origin);
    }
    String allowed =
        switch (operator) {
          case AND, OR -> "bool";
          case LT, LTE, GT, GTE -> "number or string";
          case ADD -> "number, string or capsule";
          default -> "number";
        };
    requireOneOf(allowed, a, left);
    requireOneOf(allowed, b, right);
    if (!a.typeName().equals(b.typeName())) {
      throw EvaluationException.about(b, "expected " + a.typeName() + ", got " + b.typeName());
    }
    return switch (operator) {
      case AND, OR -> logical(operator, (Bool) a, (Bool) b, origin);
      case LT, LTE, GT, GTE -> new Bool(compare(operator, a, b), origin);
      default -> {
        if (a instanceof Text x && b instanceof Text y) {
          yield new Text(ByteText.joined(x.value() + y.value()), origin);
        }
        if (a instanceof Value.Secret x && b instanceof Value.Secret y) {
          yield Secrets.joined(x, y, origin);
        }
        if (a instanceof Value.Numeric x && b instanceof Value.Numeric y) {
          yield arithmetic(operator, x, y, right, origin);
        }
        throw EvaluationException.about(left, "a capsule cannot be added to");
      }
    };
  }

  private static void requireOneOf(String allowed, Value value, Value written)
      throws EvaluationException {
    if (!allowed.contains(value.typeName())) {
      throw EvaluationException.about(written, "expected " + allowed + ", got " + value.typeName());
    }
  }

  private static Value logical(Operator operator, Bool a, Bool b, Origin origin) {
    boolean both = operator == Operator.AND ? a.value() && b.value() : a.value() || b.value();
    return new Bool(both, origin);
  }

  private static boolean compare(Operator operator, Value left, Value right) {
    if (left instanceof Text x && right instanceof Text y) {
      return holds(operator, compareBytes(x.value(), y.value()));
    }
    Value.Numeric a = (Value.Numeric) left;
    Value.Numeric b = (Value.Numeric) right;
    NumberKind kind = common(a, b);
    if (kind == NumberKind.FLOAT) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return switch (operator) {
        case LT -> x < y;
        case LTE -> x <= y;
        case GT -> x > y;
        default -> x >= y;
      };
    }
    int order =
        kind == NumberKind.INT
            ? Long.compare(a.bits(), b.bits())
            : Long.compareUnsigned(a.bits(), b.bits());
    return holds(operator, order);
  }

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case LT -> order < 0;
      case LTE -> order <= 0;
      case GT -> order > 0;
      default -> order >= 0;
    };
  }

  /** The order of the texts' bytes. */
  static int compareBytes(String a, String b) {
    return BYTES.compare(ByteText.bytes(a), ByteText.bytes(b));
  }

  private static Value arithmetic(
      Operator operator, Value.Numeric a, Value.Numeric b, Value divisor, Origin origin)
      throws EvaluationException {
    NumberKind kind = common(a, b);
    boolean divides = operator == Operator.DIV || operator == Operator.MOD;
    if (divides && b.doubleValue() == 0) {
      throw EvaluationException.about(divisor, "division by zero");
    }
    if (kind == NumberKind.FLOAT) {
      return Value.Numeric.ofDouble(onDoubles(operator, a.doubleValue(), b.doubleValue()), origin);
    }
    long bits = onLongs(operator, a.bits(), b.bits(), kind == NumberKind.UINT);
    return new Value.Numeric(kind, bits, origin);
  }

  private static double onDoubles(Operator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MOD -> a % b;
      default -> GoNumbers.power(a, b);
    };
  }

  private static long onLongs(Operator operator, long a, long b, boolean unsigned) {
    return switch (operator) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> unsigned ? Long.divideUnsigned(a, b) : a / b;
      case MOD -> unsigned ? Long.remainderUnsigned(a, b) : a % b;
      default -> GoNumbers.power(a, b, unsigned);
    };
  }

  private static NumberKind common(Value.Numeric a, Value.Numeric b) {
    return a.kind().compareTo(b.kind()) >= 0 ? a.kind() : b.kind();
  }

  static boolean areEqual(Value left, Value right) {
    if (left instanceof Value.Null) {
      return right instanceof Value.Null;
    }
    if (left instanceof Bool a) {
      return right instanceof Bool b && a.value() == b.value();
    }
    if (left instanceof Value.Numeric a) {
      return right instanceof Value.Numeric b && numbersEqual(a, b);
    }
    if (left instanceof Text a) {
      return right instanceof Text b && a.value().equals(b.value());
    }
    if (left instanceof Value.Array a) {
      return right instanceof Value.Bytes b
          ? elementsEqual(a, new Value.Array(b.elements(), b.origin()))
          : right instanceof Value.Array c && elementsEqual(a, c);
    }
    if (left instanceof Value.Bytes a) {
      return right instanceof Value.Bytes b
          ? a.text().equals(b.text())
          : areEqual(new Value.Array(a.elements(), a.origin()), right);
    }
    if (left instanceof Value.Secret a) {
      return right instanceof Value.Secret b
          && a.secrecy() == b.secrecy()
          && a.content().equals(b.content());
    }
    return left instanceof Value.Fields a && right instanceof Value.Fields b && fieldsEqual(a, b);
  }

  private static boolean numbersEqual(Value.Numeric a, Value.Numeric b) {
    return common(a, b) == NumberKind.FLOAT
        ? a.doubleValue() == b.doubleValue()
        : a.bits() == b.bits();
  }

  private static boolean elementsEqual(Value.Array a, Value.Array b) {
    if (a.elements().size() != b.elements().size()) {
      return false;
    }
    for (int i = 0; i < a.elements().size(); i++) {
      if (!areEqual(a.elements().get(i), b.elements().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fieldsEqual(Value.Fields a, Value.Fields b) {
    if (!a.fields().keySet().equals(b.fields().keySet())) {
      return false;
    }
    for (Map.Entry<String, Value> entry : a.fields().entrySet()) {
      Value other = b.fields().get(entry.getKey());
      if (other == null || !areEqual(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }
}
