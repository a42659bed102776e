package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.component.ValueType;
import com.scanium.sightline.regex.Regex;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text of a value must look like, and how messages call types. */
final class Texts {
  private static final Set<String> ERROR_MODES = Set.of("ignore", "silent", "propagate");

  /** Go's durations and Prometheus's, which know days, weeks and years besides. */
  private static final Pattern DURATION =
      Pattern.compile("[-+]?(0|((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d|w|y))+)");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\d[\\d_]*(\\.\\d*)?|\\.\\d+|0[xXoObB][\\da-fA-F_]+)([eE][-+]?\\d+)?"
              + "|[-+]?(?i:inf|infinity|nan)");

  private Texts() {}

  /** What is wrong with a text where a kind is wanted; goes on behind the argument's name. */
  static Optional<String> problem(String text, ValueType.Kind kind) {
    return switch (kind) {
      case DURATION ->
          text.isEmpty() || text.equals("infinity") || DURATION.matcher(text).matches()
              ? Optional.empty()
              : Optional.of("takes a duration such as \"15s\", and this is \"" + text + "\"");
      case REGEXP ->
          Regex.anchored(text) instanceof Regex.Outcome.Invalid invalid
              ? Optional.of("is no regular expression: " + invalid.message())
              : Optional.empty();
      case ERROR_MODE ->
          ERROR_MODES.contains(text)
              ? Optional.empty()
              : Optional.of("takes ignore, silent or propagate, and this is \"" + text + "\"");
      default -> Optional.empty();
    };
  }

  /** Whether Alloy makes a number of a text. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** A type as messages call it. */
  static String describe(ValueType type) {
    return switch (type.kind()) {
      case ANY -> "anything";
      case STRING, BYTES, URL, REGEXP, ERROR_MODE -> "a string";
      case BOOL -> "a bool";
      case NUMBER -> "a number";
      case DURATION -> "a duration such as \"15s\"";
      case SECRET, OPTIONAL_SECRET -> "a secret";
      case LIST -> type.name().equals("list(Target)") ? "targets" : "an array of " + inner(type);
      case MAP -> "an object";
      case TARGET -> "a target";
      case CAPSULE -> withArticle(type.name());
    };
  }

  /** A noun with "a" or "an". */
  static String withArticle(String noun) {
    return ("aeio".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }

  private static String inner(ValueType type) {
    return type.element().map(ValueType::name).orElse("any");
  }
}
