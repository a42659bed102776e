package com.scanium.sightline.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in their order: names are compared without case, each may have several values.
 *
 * <p>Names and values that could end a line or hide in one are refused, so a value from a
 * configuration file cannot add a header. Immutable.
 */
public final class Headers {
  /** No header at all. */
  public static final Headers EMPTY = new Headers(List.of());

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * One field as it goes over the wire.
   *
   * @param name as written
   * @param value without surrounding blanks
   */
  public record Field(String name, String value) {
    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException for a name that is no token, or a value with a control
     *     character or one outside ISO 8859-1; the message does not show the value
     */
    public Field {
      requireToken(name);
      value = requireValue(name, value);
    }

    /** The name alone, for the value may be a secret. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** One field. */
  public static Headers of(String name, String value) {
    return EMPTY.with(name, value);
  }

  /** These headers and one more value of that name. */
  public Headers with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  /** These headers with that value alone under that name. */
  public Headers replacing(String name, String value) {
    return without(name).with(name, value);
  }

  /** These headers without that name. */
  public Headers without(String name) {
    List<Field> rest = new ArrayList<>(fields);
    rest.removeIf(field -> field.name().equalsIgnoreCase(name));
    return rest.size() == fields.size() ? this : new Headers(rest);
  }

  /** The first value of that name; empty when there is none. */
  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** All values of that name in their order. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return List.copyOf(values);
  }

  /** The names in lower case, each once, in the order of their first field. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    fields.forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
    return names;
  }

  /** All fields in their order. */
  public List<Field> fields() {
    return fields;
  }

  private static void requireToken(String name) {
    Objects.requireNonNull(name, "name");
    boolean token = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      token &= c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
    if (!token) {
      throw new IllegalArgumentException("not a header name: " + printable(name));
    }
  }

  private static String requireValue(String name, String value) {
    Objects.requireNonNull(value, "value");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean control = (c < ' ' && c != '\t') || c == 0x7f;
      if (control || c > 0xff) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the value of header \"%s\" holds a character that no header may hold: U+%04X",
                name,
                (int) c));
      }
    }
    return value.strip();
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), 60); i++) {
      char c = text.charAt(i);
      out.append(c < ' ' || c == 0x7f ? '?' : c);
    }
    return out.append('"').toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** The names alone, for values may be secrets. */
  @Override
  public String toString() {
    return names().toString();
  }
}
