package com.scanium.sightline.promql;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How the series of both sides of a binary operator find each other.
 *
 * @param cardinality how many series of each side may belong together
 * @param mode whether {@code labels} are the compared ones or the ignored ones
 * @param labels the labels of {@code on(…)} or {@code ignoring(…)}
 * @param include the labels of {@code group_left(…)} or {@code group_right(…)}
 * @param leftFill the value that stands in for a missing left side (experimental); null when absent
 * @param rightFill the value that stands in for a missing right side (experimental); null when
 *     absent
 */
public record VectorMatching(
    Cardinality cardinality,
    Mode mode,
    List<PromQlText> labels,
    List<PromQlText> include,
    @Nullable Double leftFill,
    @Nullable Double rightFill) {
  /** All labels compared, one series to one. */
  public static final VectorMatching DEFAULT =
      new VectorMatching(Cardinality.ONE_TO_ONE, Mode.IGNORING, List.of(), List.of(), null, null);

  /** All labels compared, as set operators do it. */
  static final VectorMatching DEFAULT_SET = DEFAULT.withCardinality(Cardinality.MANY_TO_MANY);

  /** Copies the lists. */
  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  /** Exactly these labels compared, one series to one. */
  public static VectorMatching on(String... labels) {
    return new VectorMatching(
        Cardinality.ONE_TO_ONE, Mode.ON, Nodes.texts(labels), List.of(), null, null);
  }

  /** All labels but these compared, one series to one. */
  public static VectorMatching ignoring(String... labels) {
    return new VectorMatching(
        Cardinality.ONE_TO_ONE, Mode.IGNORING, Nodes.texts(labels), List.of(), null, null);
  }

  /** The same with {@code group_left}: many series of the left side for one of the right. */
  public VectorMatching groupLeft(String... taken) {
    return new VectorMatching(
        Cardinality.MANY_TO_ONE, mode, labels, Nodes.texts(taken), leftFill, rightFill);
  }

  /** The same with {@code group_right}: many series of the right side for one of the left. */
  public VectorMatching groupRight(String... taken) {
    return new VectorMatching(
        Cardinality.ONE_TO_MANY, mode, labels, Nodes.texts(taken), leftFill, rightFill);
  }

  /**
   * The same with values that stand in for a missing side (experimental).
   *
   * @param left the value for the left side; null for none
   * @param right the value for the right side; null for none
   */
  public VectorMatching filling(@Nullable Double left, @Nullable Double right) {
    return new VectorMatching(cardinality, mode, labels, include, left, right);
  }

  VectorMatching withCardinality(Cardinality changed) {
    return new VectorMatching(changed, mode, labels, include, leftFill, rightFill);
  }

  /** Whether exactly the given labels are compared. */
  public boolean isOn() {
    return mode == Mode.ON;
  }

  /** The value for a missing left side; empty when there is none. */
  public OptionalDouble fillLeft() {
    return leftFill == null ? OptionalDouble.empty() : OptionalDouble.of(leftFill);
  }

  /** The value for a missing right side; empty when there is none. */
  public OptionalDouble fillRight() {
    return rightFill == null ? OptionalDouble.empty() : OptionalDouble.of(rightFill);
  }

  /** Which labels decide. */
  public enum Mode {
    /** {@code on(…)}: only these. */
    ON,
    /** {@code ignoring(…)}, or nothing: all but these. */
    IGNORING
  }

  /** How many series of each side belong together. */
  public enum Cardinality {
    /** One left, one right. */
    ONE_TO_ONE("one-to-one"),
    /** {@code group_left}. */
    MANY_TO_ONE("many-to-one"),
    /** {@code group_right}. */
    ONE_TO_MANY("one-to-many"),
    /** Set operators. */
    MANY_TO_MANY("many-to-many");

    private final String text;

    Cardinality(String text) {
      this.text = text;
    }

    /** The name that Prometheus' documentation uses. */
    public String text() {
      return text;
    }
  }
}
