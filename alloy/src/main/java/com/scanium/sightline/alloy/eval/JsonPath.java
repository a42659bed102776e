package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.StandardLibrary.RefusedException;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into a JSON value: names, indexes, slices, unions, wildcards, descents and filters.
 * Immutable.
 */
final class JsonPath {
  /** One step of a path: what it leads to from one value. */
  @FunctionalInterface
  interface Step {
    void from(Value value, Value root, List<Value> into);
  }

  private final List<Step> steps;

  JsonPath(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  static JsonPath parse(String text) throws RefusedException {
    return new JsonPathParser(text).parse();
  }

  /** What the path leads to, in order. */
  List<Value> select(Value root) {
    return select(root, root);
  }

  List<Value> select(Value from, Value root) {
    List<Value> at = List.of(from);
    for (Step step : steps) {
      List<Value> next = new ArrayList<>();
      for (Value value : at) {
        step.from(value, root, next);
      }
      at = next;
    }
    return at;
  }

  static Step root() {
    return (value, root, into) -> into.add(root);
  }

  static Step here() {
    return (value, root, into) -> into.add(value);
  }

  static Step child(String name) {
    return (value, root, into) -> {
      if (value instanceof Value.Fields object && object.fields().containsKey(name)) {
        into.add(object.get(name).orElseThrow());
      }
    };
  }

  static Step index(long index) {
    return (value, root, into) -> {
      if (value instanceof Value.Array array) {
        long size = array.elements().size();
        long at = index < 0 ? size + index : index;
        if (at >= 0 && at < size) {
          into.add(array.elements().get((int) at));
        }
      }
    };
  }

  static Step slice(long start, long end, long step) {
    return (value, root, into) -> {
      if (!(value instanceof Value.Array array) || step == 0) {
        return;
      }
      long size = array.elements().size();
      long from = start < 0 ? Math.max(0, size + start) : start;
      long to = end < 0 ? size + end : Math.min(end, size);
      if (step > 0) {
        for (long i = from; i < to; i += step) {
          into.add(array.elements().get((int) i));
        }
      } else {
        for (long i = Math.min(from, size - 1); i > to && i >= 0; i += step) {
          into.add(array.elements().get((int) i));
        }
      }
    };
  }

  static Step union(List<Step> members) {
    return (value, root, into) -> members.forEach(member -> member.from(value, root, into));
  }

  static Step wildcard() {
    return (value, root, into) -> into.addAll(children(value));
  }

  /** The value and everything below, each before what it holds. */
  static Step descent() {
    return (value, root, into) -> descend(value, into);
  }

  private static void descend(Value value, List<Value> into) {
    into.add(value);
    for (Value child : children(value)) {
      if (child instanceof Value.Fields || child instanceof Value.Array) {
        descend(child, into);
      }
    }
  }

  static Step filter(JsonFilter filter) {
    return (value, root, into) -> {
      for (Value child : children(value)) {
        if (filter.holds(child, root)) {
          into.add(child);
        }
      }
    };
  }

  private static List<Value> children(Value value) {
    if (value instanceof Value.Array array) {
      return array.elements();
    }
    return value instanceof Value.Fields object ? List.copyOf(object.fields().values()) : List.of();
  }
}
