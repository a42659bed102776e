package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.Value.Bool;
import com.scanium.sightline.alloy.eval.Value.NumberKind;
import com.scanium.sightline.alloy.eval.Value.Text;
import com.scanium.sightline.alloy.syntax.Operator;
import java.util.Iterator;
import java.util.Map;

/** The operators on known values, with the types that Alloy lets each of them have. */
final class Operations {
  private Operations() {}

  static Value not(Value operand, Origin origin) throws EvaluationException {
    if (operand instanceof Bool bool) {
      return new Bool(!bool.value(), origin);
    }
    throw typeMismatch("bool", operand);
  }

  static Value negate(Value operand, Origin origin) throws EvaluationException {
    if (operand instanceof Value.Numeric number) {
      return switch (number.kind()) {
        case FLOAT -> Value.Numeric.ofDouble(-number.doubleValue(), origin);
        case INT, UINT -> Value.Numeric.ofLong(-number.bits(), origin);
      };
    }
    throw typeMismatch("number", operand);
  }

  static Value binary(Operator operator, Value left, Value right, Origin origin)
      throws EvaluationException {
    return switch (operator) {
      case EQ -> new Bool(areEqual(left, right), origin);
      case NEQ -> new Bool(!areEqual(left, right), origin);
      case AND, OR -> logical(operator, left, right, origin);
      case LT, LTE, GT, GTE -> new Bool(compare(operator, left, right), origin);
      case ADD ->
          left instanceof Text a && right instanceof Text b
              ? new Text(a.value() + b.value(), origin)
              : arithmetic(operator, "number or string", left, right, origin);
      case SUB, MUL, DIV, MOD, POW -> arithmetic(operator, "number", left, right, origin);
      case NOT -> throw new IllegalArgumentException("not an operator between two operands");
    };
  }

  private static Value logical(Operator operator, Value left, Value right, Origin origin)
      throws EvaluationException {
    if (!(left instanceof Bool a)) {
      throw typeMismatch("bool", left);
    }
    if (!(right instanceof Bool b)) {
      throw typeMismatch("bool", right);
    }
    boolean both = operator == Operator.AND ? a.value() && b.value() : a.value() || b.value();
    return new Bool(both, origin);
  }

  private static boolean compare(Operator operator, Value left, Value right)
      throws EvaluationException {
    if (left instanceof Text a) {
      if (!(right instanceof Text b)) {
        throw typeMismatch("string", right);
      }
      return holds(operator, compareBytes(a.value(), b.value()));
    }
    if (!(left instanceof Value.Numeric a)) {
      throw typeMismatch("number or string", left);
    }
    if (!(right instanceof Value.Numeric b)) {
      throw typeMismatch("number", right);
    }
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

  /** The order of the texts' UTF-8 bytes, which is that of their code points. */
  private static int compareBytes(String a, String b) {
    Iterator<Integer> x = a.codePoints().iterator();
    Iterator<Integer> y = b.codePoints().iterator();
    while (x.hasNext() && y.hasNext()) {
      int order = Integer.compare(x.next(), y.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(x.hasNext(), y.hasNext());
  }

  private static Value arithmetic(
      Operator operator, String allowed, Value left, Value right, Origin origin)
      throws EvaluationException {
    if (!(left instanceof Value.Numeric a)) {
      throw typeMismatch(
          left instanceof Text && allowed.contains("string") ? "number" : allowed,
          left instanceof Text && allowed.contains("string") ? right : left);
    }
    if (!(right instanceof Value.Numeric b)) {
      throw typeMismatch("number", right);
    }
    NumberKind kind = common(a, b);
    boolean divides = operator == Operator.DIV || operator == Operator.MOD;
    if (divides && b.doubleValue() == 0) {
      throw new EvaluationException("division by zero", b.origin());
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
      default -> Math.pow(a, b);
    };
  }

  private static long onLongs(Operator operator, long a, long b, boolean unsigned) {
    return switch (operator) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> unsigned ? Long.divideUnsigned(a, b) : a / b;
      case MOD -> unsigned ? Long.remainderUnsigned(a, b) : a % b;
      default -> power(a, b);
    };
  }

  /** Whole powers wrap; a negative exponent leaves the base, as in Alloy. */
  private static long power(long base, long exponent) {
    if (exponent == 0) {
      return 1;
    }
    if (exponent < 0) {
      return base;
    }
    long result = 1;
    long factor = base;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result *= factor;
      }
      factor *= factor;
    }
    return result;
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
      return right instanceof Value.Array b && elementsEqual(a, b);
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

  static EvaluationException typeMismatch(String expected, Value found) {
    return new EvaluationException(
        "expected " + expected + ", got " + found.typeName(), found.origin());
  }
}
