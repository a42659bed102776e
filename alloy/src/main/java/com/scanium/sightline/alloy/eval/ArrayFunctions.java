package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.StandardLibrary.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that look at values of any type themselves instead of having them converted. */
final class ArrayFunctions {
  static final Map<String, Body> ALL =
      Map.of(
          "array.concat", ArrayFunctions::concat,
          "array.combine_maps", ArrayFunctions::combineMaps,
          "array.group_by", ArrayFunctions::groupBy,
          "coalesce", (arguments, origin) -> coalesce(arguments, origin));

  /** What no configuration has; a hostile one costs memory. */
  private static final int MOST_ELEMENTS = 1_000_000;

  private ArrayFunctions() {}

  private static Value concat(List<Value> arguments, Origin origin) throws EvaluationException {
    List<Value> elements = new ArrayList<>();
    List<Value> parts = new ArrayList<>();
    boolean isOpen = false;
    for (Value argument : arguments) {
      if (argument instanceof Value.Joined joined) {
        parts.addAll(joined.parts());
        isOpen = true;
      } else if (isUnknown(argument)) {
        parts.add(argument);
        isOpen = true;
      } else {
        elements.addAll(elements(argument));
        parts.add(argument);
      }
      if (elements.size() > MOST_ELEMENTS || parts.size() > MOST_ELEMENTS) {
        return new Value.Unknown("the array is too long to be computed", origin);
      }
    }
    if (isOpen) {
      return new Value.Joined(parts, origin);
    }
    return arguments.size() == 1 ? arguments.get(0) : new Value.Array(elements, origin);
  }

  private static boolean isUnknown(Value value) {
    return value instanceof Value.Reference || value instanceof Value.Unknown;
  }

  private static List<Value> elements(Value value) throws EvaluationException {
    if (value instanceof Value.Array array) {
      return array.elements();
    }
    if (value instanceof Value.Bytes bytes) {
      return bytes.elements();
    }
    throw EvaluationException.type("array", value);
  }

  /** Joins the objects of two arrays that agree in some fields. */
  private static Value combineMaps(List<Value> arguments, Origin origin)
      throws EvaluationException {
    if (arguments.size() != 3 && arguments.size() != 4) {
      throw EvaluationException.unplaced(
          "array.combine_maps takes 3 or 4 arguments, got " + arguments.size());
    }
    List<Value.Fields> left = objects(arguments.get(0));
    List<Value.Fields> right = objects(arguments.get(1));
    List<Value> conditions = elements(arguments.get(2));
    if (conditions.isEmpty()) {
      throw EvaluationException.about(
          arguments.get(2), "array.combine_maps needs a field to compare");
    }
    boolean keepsUnmatched = arguments.size() == 4 && bool(arguments.get(3));
    if ((long) left.size() * right.size() > MOST_ELEMENTS) {
      return new Value.Unknown("the array is too long to be computed", origin);
    }
    List<Value> combined = new ArrayList<>();
    for (Value.Fields one : left) {
      for (Value.Fields other : right) {
        if (agree(one, other, conditions)) {
          Map<String, Value> fields = new LinkedHashMap<>(one.fields());
          fields.putAll(other.fields());
          combined.add(new Value.Fields(fields, origin));
        } else if (keepsUnmatched) {
          combined.add(one);
        }
      }
    }
    return new Value.Array(combined, origin);
  }

  private static List<Value.Fields> objects(Value value) throws EvaluationException {
    List<Value.Fields> objects = new ArrayList<>();
    for (Value element : elements(value)) {
      if (!(element instanceof Value.Fields object)) {
        throw EvaluationException.type("object", element);
      }
      objects.add(object);
    }
    return objects;
  }

  private static boolean bool(Value value) throws EvaluationException {
    if (value instanceof Value.Bool bool) {
      return bool.value();
    }
    throw EvaluationException.type("bool", value);
  }

  private static boolean agree(Value.Fields one, Value.Fields other, List<Value> conditions)
      throws EvaluationException {
    for (Value condition : conditions) {
      if (!(condition instanceof Value.Text name)) {
        throw EvaluationException.type("string", condition);
      }
      Value a = one.fields().get(name.value());
      Value b = other.fields().get(name.value());
      if (a == null || b == null || !isSame(a, b)) {
        return false;
      }
    }
    return true;
  }

  /** Equality that tells kinds of numbers apart. */
  private static boolean isSame(Value a, Value b) {
    boolean kindsDiffer =
        a instanceof Value.Numeric x && b instanceof Value.Numeric y && x.kind() != y.kind();
    return !kindsDiffer && Operations.areEqual(a, b);
  }

  /** Objects grouped by the text of a field; Alloy gives the groups in any order. */
  private static Value groupBy(List<Value> arguments, Origin origin) throws EvaluationException {
    if (arguments.size() != 3) {
      throw EvaluationException.unplaced(
          "array.group_by takes 3 arguments, got " + arguments.size());
    }
    List<Value> items = elements(arguments.get(0));
    if (!(arguments.get(1) instanceof Value.Text key)) {
      throw EvaluationException.type("string", arguments.get(1));
    }
    boolean dropsMissing = bool(arguments.get(2));
    Map<String, List<Value>> groups = new LinkedHashMap<>();
    for (Value item : items) {
      if (!(item instanceof Value.Fields object)) {
        throw EvaluationException.type("object", item);
      }
      Value value = object.fields().get(key.value());
      if (value == null && dropsMissing) {
        continue;
      }
      if (value != null && !(value instanceof Value.Text)) {
        throw EvaluationException.type("string", value);
      }
      String text = value instanceof Value.Text found ? found.value() : "";
      groups.computeIfAbsent(text, t -> new ArrayList<>()).add(object);
    }
    List<Value> result = new ArrayList<>();
    groups.forEach(
        (text, members) -> {
          Map<String, Value> group = new LinkedHashMap<>();
          group.put(key.value(), new Value.Text(text, origin));
          group.put("items", new Value.Array(members, origin));
          result.add(new Value.Fields(group, origin));
        });
    return new Value.Array(result, origin);
  }

  /** The first argument that is not empty; the last one when all are. */
  private static Value coalesce(List<Value> arguments, Origin origin) {
    for (Value argument : arguments) {
      if (isUnknown(argument)) {
        return new Value.Unknown("coalesce depends on a value known only when Alloy runs", origin);
      }
      if (!isEmpty(argument)) {
        return argument;
      }
    }
    return arguments.isEmpty() ? new Value.Null(origin) : arguments.get(arguments.size() - 1);
  }

  private static boolean isEmpty(Value value) {
    if (value instanceof Value.Text text) {
      return text.value().isEmpty();
    }
    if (value instanceof Value.Numeric number) {
      // a negative zero is not the zero value
      return number.bits() == 0;
    }
    if (value instanceof Value.Bool bool) {
      return !bool.value();
    }
    if (value instanceof Value.Array array) {
      return array.elements().isEmpty();
    }
    if (value instanceof Value.Bytes bytes) {
      return bytes.text().isEmpty();
    }
    if (value instanceof Value.Fields object) {
      return object.fields().isEmpty();
    }
    if (value instanceof Value.Secret secret) {
      return secret.content().isEmpty() && secret.secrecy() != Value.Secrecy.OPTIONAL;
    }
    return value instanceof Value.Null;
  }
}
