package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variable that somebody will replace with text before the query is run, such as {@code $job},
 * {@code ${job:regex}} or {@code [[job]]}.
 *
 * @param syntax how it is written
 * @param name the variable's name, without marks
 * @param fieldPath what follows the name's dot in {@code ${name.field}}; null when there is none
 * @param formatName what follows the colon in {@code ${name:format}}; null when there is none
 * @param span the whole placeholder in the source text, marks included
 */
public record Placeholder(
    Syntax syntax,
    String name,
    @Nullable String fieldPath,
    @Nullable String formatName,
    Span span) {

  /** The ways to write a placeholder. */
  public enum Syntax {
    /** {@code $name}. */
    DOLLAR,
    /** {@code ${name}}, {@code ${name:format}}, {@code ${name.field:format}}. */
    BRACES,
    /** {@code [[name]]}, {@code [[name:format]]}. */
    BRACKETS
  }

  /** The format that the text asks for; empty when it asks for none. */
  public Optional<String> format() {
    return Optional.ofNullable(formatName);
  }

  /** The field of the variable that the text asks for; empty when it asks for none. */
  public Optional<String> field() {
    return Optional.ofNullable(fieldPath);
  }

  /** The placeholder as it is written. */
  public String text() {
    String rest =
        (fieldPath == null ? "" : "." + fieldPath) + (formatName == null ? "" : ":" + formatName);
    return switch (syntax) {
      case DOLLAR -> "$" + name;
      case BRACES -> "${" + name + rest + "}";
      case BRACKETS -> "[[" + name + rest + "]]";
    };
  }
}
