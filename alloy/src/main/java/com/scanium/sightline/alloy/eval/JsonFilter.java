package com.scanium.sightline.alloy.eval;

import java.util.List;

/** The condition of a filter in a {@link JsonPath}: an expression over the value at hand. */
interface JsonFilter {
  /** What the expression gives; none when it leads nowhere. */
  List<Value> values(Value here, Value root);

  /** Whether the expression holds: true, or leads somewhere. */
  default boolean holds(Value here, Value root) {
    List<Value> found = values(here, root);
    if (found.size() == 1 && found.get(0) instanceof Value.Bool bool) {
      return bool.value();
    }
    return !found.isEmpty();
  }

  static JsonFilter constant(Value value) {
    return (here, root) -> List.of(value);
  }

  static JsonFilter path(JsonPath path) {
    return path::select;
  }

  static JsonFilter not(JsonFilter operand) {
    return (here, root) -> truth(!operand.holds(here, root), here);
  }

  /** Two expressions joined by an operator that the parser knows. */
  static JsonFilter operation(String operator, JsonFilter left, JsonFilter right) {
    return switch (operator) {
      case "&&" -> (h, r) -> truth(left.holds(h, r) && right.holds(h, r), h);
      case "||" -> (h, r) -> truth(left.holds(h, r) || right.holds(h, r), h);
      default -> (h, r) -> truth(compare(operator, left.values(h, r), right.values(h, r)), h);
    };
  }

  private static List<Value> truth(boolean holds, Value here) {
    return List.of(new Value.Bool(holds, here.origin()));
  }

  private static boolean compare(String operator, List<Value> left, List<Value> right) {
    if (left.isEmpty() || right.isEmpty()) {
      boolean bothAbsent = left.isEmpty() && right.isEmpty();
      return operator.equals("==") ? bothAbsent : operator.equals("!=") && !bothAbsent;
    }
    Value a = left.get(0);
    Value b = right.get(0);
    boolean ordered =
        (a instanceof Value.Numeric && b instanceof Value.Numeric)
            || (a instanceof Value.Text && b instanceof Value.Text);
    if (!ordered) {
      return operator.equals("==")
          ? Operations.areEqual(a, b)
          : operator.equals("!=") && !Operations.areEqual(a, b);
    }
    int order =
        a instanceof Value.Numeric x && b instanceof Value.Numeric y
            ? Double.compare(x.doubleValue(), y.doubleValue())
            : Operations.compareBytes(a.asText().orElse(""), b.asText().orElse(""));
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }
}
