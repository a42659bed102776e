package com.scanium.sightline.alloy.component;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type of an argument or export, as Alloy's decoder sees it. Immutable.
 *
 * @param kind what it is
 * @param name how the catalogue spells it, such as {@code list(LogsReceiver)}
 * @param elementOrNull the type of the elements of a list or map, null for other kinds
 */
public record ValueType(Kind kind, String name, @Nullable ValueType elementOrNull) {
  /** Nothing is known, or everything is allowed. */
  public static final ValueType ANY = new ValueType(Kind.ANY, "any", null);

  private static final Map<String, Kind> BY_NAME =
      Map.ofEntries(
          Map.entry("any", Kind.ANY),
          Map.entry("string", Kind.STRING),
          Map.entry("bool", Kind.BOOL),
          Map.entry("number", Kind.NUMBER),
          Map.entry("duration", Kind.DURATION),
          Map.entry("secret", Kind.SECRET),
          Map.entry("optional_secret", Kind.OPTIONAL_SECRET),
          Map.entry("bytes", Kind.BYTES),
          Map.entry("url", Kind.URL),
          Map.entry("regexp", Kind.REGEXP),
          Map.entry("error_mode", Kind.ERROR_MODE),
          Map.entry("Target", Kind.TARGET));

  private static final Set<String> RECEIVERS =
      Set.of("MetricsReceiver", "LogsReceiver", "ProfilesReceiver", "otelcol.Consumer");

  /** Checks that lists and maps have an element type. */
  public ValueType {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    if ((kind == Kind.LIST || kind == Kind.MAP) != (elementOrNull != null)) {
      throw new IllegalArgumentException("only a list or map has an element type: " + name);
    }
  }

  /** What a type is. */
  public enum Kind {
    /** Any value. */
    ANY,
    /** A text; numbers become one. */
    STRING,
    /** True or false; nothing becomes one. */
    BOOL,
    /** A number of any width; texts that are numbers become one. */
    NUMBER,
    /** A text such as {@code 15s}. */
    DURATION,
    /** A secret; texts become one, and it becomes no text. */
    SECRET,
    /** A text that may be secret. */
    OPTIONAL_SECRET,
    /** A text such as {@code 2MiB}. */
    BYTES,
    /** A text that is a URL. */
    URL,
    /** A text that is a regular expression. */
    REGEXP,
    /** A text out of ignore, silent, propagate. */
    ERROR_MODE,
    /** A list. */
    LIST,
    /** An object whose values have one type. */
    MAP,
    /** An object of labels. */
    TARGET,
    /** Something that only components make, such as a receiver. */
    CAPSULE
  }

  /** The type that the catalogue spells so; {@link #ANY} when it spells none. */
  public static ValueType parse(String name) {
    for (String outer : new String[] {"list(", "map("}) {
      if (name.startsWith(outer) && name.endsWith(")")) {
        ValueType element = parse(name.substring(outer.length(), name.length() - 1));
        return new ValueType(outer.equals("list(") ? Kind.LIST : Kind.MAP, name, element);
      }
    }
    Kind kind = BY_NAME.get(name);
    if (kind == null) {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean isNumber =
          lower.startsWith("int") || lower.startsWith("uint") || lower.startsWith("float");
      kind = isNumber ? Kind.NUMBER : Kind.CAPSULE;
    }
    return new ValueType(kind, name, null);
  }

  /** The type of the elements of a list or map. */
  public Optional<ValueType> element() {
    return Optional.ofNullable(elementOrNull);
  }

  /** Whether data is sent to it: metrics, logs, traces or profiles. */
  public boolean isReceiver() {
    return RECEIVERS.contains(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
