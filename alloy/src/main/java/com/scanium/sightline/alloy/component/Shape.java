package com.scanium.sightline.alloy.component;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a body may hold: arguments and blocks by name. Immutable. */
public final class Shape {
  private final NavigableMap<String, Argument> arguments;
  private final NavigableMap<String, Inner> blocks;

  Shape(Map<String, Argument> arguments, Map<String, Inner> blocks) {
    this.arguments = Collections.unmodifiableNavigableMap(new TreeMap<>(arguments));
    this.blocks = Collections.unmodifiableNavigableMap(new TreeMap<>(blocks));
  }

  /** The arguments, sorted by name. */
  public Map<String, Argument> arguments() {
    return arguments;
  }

  /** The blocks, sorted by name. */
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
   * @param type its type as Alloy's documentation spells types
   * @param isRequired whether Alloy refuses a body without it
   */
  public record Argument(String name, String type, boolean isRequired) {}

  /**
   * One block.
   *
   * @param name its name
   * @param shape what it may hold
   * @param isRequired whether Alloy refuses a body without it
   * @param isRepeatable whether it may occur more than once
   */
  public record Inner(String name, Shape shape, boolean isRequired, boolean isRepeatable) {}
}
