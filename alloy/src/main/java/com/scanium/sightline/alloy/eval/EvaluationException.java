package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error that Alloy reports when it evaluates; never leaves this package.
 *
 * <p>Alloy places an error at an expression through the values that it is about, from the outermost
 * to the innermost: the last one that an expression of this file gave is the place.
 */
final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Value> about;
  private final transient @Nullable Span place;

  private EvaluationException(String message, List<Value> about, @Nullable Span place) {
    super(message);
    this.about = about;
    this.place = place;
  }

  /** An error about a value. */
  static EvaluationException about(Value value, String message) {
    return new EvaluationException(message, List.of(value), null);
  }

  /** An error at a place. */
  static EvaluationException at(Span place, String message) {
    return new EvaluationException(message, List.of(), place);
  }

  /** An error for which Alloy names no place. */
  static EvaluationException unplaced(String message) {
    return new EvaluationException(message, List.of(), null);
  }

  /** A value of the wrong type. */
  static EvaluationException type(String expected, Value found) {
    return about(found, "expected " + expected + ", got " + found.typeName());
  }

  /** The same error, inside a larger value. */
  EvaluationException within(Value outer) {
    List<Value> longer = new ArrayList<>(about.size() + 1);
    longer.add(outer);
    longer.addAll(about);
    return new EvaluationException(message(), longer, place);
  }

  /** The values that it is about, the outermost first. */
  List<Value> about() {
    return about;
  }

  /** Where it is, when that does not follow from the values. */
  @Nullable Span place() {
    return place;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
