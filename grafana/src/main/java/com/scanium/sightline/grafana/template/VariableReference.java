package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.Span;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a text that refers to a variable: {@code $name}, {@code ${name.path:format}} or {@code
 * [[name:format]]}.
 */
public final class VariableReference {
  /** How a reference is written. */
  public enum Syntax {
    /** {@code $name}. */
    DOLLAR,
    /** {@code ${name}}. */
    BRACES,
    /** {@code [[name]]}, deprecated in Grafana. */
    BRACKETS
  }

  private final Span span;
  private final Syntax syntax;
  private final String name;
  private final @Nullable String path;
  private final @Nullable String format;

  VariableReference(
      Span span, Syntax syntax, String name, @Nullable String path, @Nullable String format) {
    this.span = Objects.requireNonNull(span, "span");
    this.syntax = Objects.requireNonNull(syntax, "syntax");
    this.name = Objects.requireNonNull(name, "name");
    this.path = path;
    this.format = format;
  }

  /** Where the reference stands. */
  public Span span() {
    return span;
  }

  /** How it is written. */
  public Syntax syntax() {
    return syntax;
  }

  /** The variable's name. */
  public String name() {
    return name;
  }

  /** The part behind the dot, if any. */
  public Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** The format with its arguments, such as {@code date:YYYY}; empty when the default applies. */
  public Optional<String> format() {
    return Optional.ofNullable(format);
  }

  @Override
  public String toString() {
    return name + "@" + span;
  }
}
