package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * That a panel, row or tab is shown once for each selected value of a variable. Immutable.
 *
 * <p>Each copy sees the variable with its one value only, so that a query never meets a list.
 */
public final class Repeat {
  /** Which way copies of a panel are laid out. */
  public enum Direction {
    /** Side by side, in as many lines as needed. */
    HORIZONTAL,
    /** One below the other. */
    VERTICAL
  }

  private final String variable;
  private final Direction direction;
  private final @Nullable Integer maxPerRow;
  private final Span span;

  private Repeat(String variable, Direction direction, @Nullable Integer maxPerRow, Span span) {
    this.variable = Objects.requireNonNull(variable, "variable");
    this.direction = Objects.requireNonNull(direction, "direction");
    this.maxPerRow = maxPerRow;
    this.span = Objects.requireNonNull(span, "span");
  }

  /** What a panel or row of the classic schema says; null and the empty text mean no repeat. */
  static Optional<Repeat> classic(Doc doc) {
    return doc.get("repeat")
        .filter(it -> it.asString().filter(text -> !text.isEmpty()).isPresent())
        .map(
            it ->
                new Repeat(
                    name(it.asString().orElse("")),
                    direction(doc.get("repeatDirection")),
                    number(doc.get("maxPerRow")),
                    it.span()));
  }

  /** The {@code repeat} object of schema v2. */
  static Optional<Repeat> v2(Doc spec) {
    Optional<Doc> repeat = spec.get("repeat").filter(Doc::isObject);
    Optional<Doc> value = repeat.flatMap(it -> it.get("value"));
    return value
        .flatMap(Doc::asString)
        .filter(text -> !text.isEmpty())
        .map(
            text ->
                new Repeat(
                    name(text),
                    direction(repeat.flatMap(it -> it.get("direction"))),
                    number(repeat.flatMap(it -> it.get("maxPerRow"))),
                    value.get().span()));
  }

  private static String name(String written) {
    return written.startsWith("$") ? written.substring(1) : written;
  }

  private static Direction direction(Optional<Doc> doc) {
    String text = doc.flatMap(Doc::asString).orElse("h").toLowerCase(Locale.ROOT);
    return text.equals("v") ? Direction.VERTICAL : Direction.HORIZONTAL;
  }

  private static @Nullable Integer number(Optional<Doc> doc) {
    return doc.flatMap(Doc::asInt).filter(it -> it > 0).orElse(null);
  }

  /** The name of the variable, without {@code $}. */
  public String variable() {
    return variable;
  }

  /** Which way the copies go; rows and tabs follow one another whatever this says. */
  public Direction direction() {
    return direction;
  }

  /** How many copies of a panel stand side by side at most; empty for Grafana's own limit, 4. */
  public OptionalInt maxPerRow() {
    return maxPerRow == null ? OptionalInt.empty() : OptionalInt.of(maxPerRow);
  }

  /** Where the variable is named. */
  public Span span() {
    return span;
  }

  @Override
  public String toString() {
    return "for each $" + variable;
  }
}
