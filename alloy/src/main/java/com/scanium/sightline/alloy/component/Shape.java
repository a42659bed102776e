package com.scanium.sightline.alloy.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a body may hold: arguments and blocks by name. Immutable. */
public final class Shape {
  private final Map<String, Argument> arguments;
  private final Map<String, Inner> blocks;

  Shape(Map<String, Argument> arguments, Map<String, Inner> blocks) {
    this.arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    this.blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
  }

  /**
   * A body of arguments only.
   *
   * @param arguments the arguments by name, in order
   */
  public static Shape of(Map<String, Argument> arguments) {
    return new Shape(arguments, Map.of());
  }

  /** The arguments by name, in Alloy's order. */
  public Map<String, Argument> arguments() {
    return arguments;
  }

  /** The blocks by name, in Alloy's order. */
  public Map<String, Inner> blocks() {
    return blocks;
  }

  /** An argument by name. */
  public Optional<Argument> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  /** A block by name. */
  public Optional<Inner> block(String name) {
    return Optional.ofNullable(blocks.get(name));
  }

  /** The names of all arguments and blocks, sorted. */
  public NavigableSet<String> names() {
    NavigableSet<String> names = new TreeSet<>(arguments.keySet());
    names.addAll(blocks.keySet());
    return names;
  }

  /**
   * One argument.
   *
   * @param name its name
   * @param type its type
   * @param isRequired whether Alloy refuses a body without it
   * @param defaultOrNull what it is when it is not set, written as in a configuration; null when
   *     there is no default or it depends on other things
   */
  public record Argument(
      String name, ValueType type, boolean isRequired, @Nullable String defaultOrNull) {
    /** What it is when it is not set, written as in a configuration. */
    public Optional<String> defaultText() {
      return Optional.ofNullable(defaultOrNull);
    }
  }

  /** How often a block may occur in one body. */
  public enum Occurrence {
    /** At most once. */
    ONCE,
    /** As often as one likes. */
    REPEATED,
    /** The facts don't say. */
    UNKNOWN
  }

  /**
   * One block.
   *
   * @param name its name
   * @param shape what it may hold
   * @param isRequired whether Alloy refuses a body without it
   * @param occurrence how often it may occur
   * @param needsLabel whether it takes a label; one that takes one must have one
   */
  public record Inner(
      String name, Shape shape, boolean isRequired, Occurrence occurrence, boolean needsLabel) {}
}
