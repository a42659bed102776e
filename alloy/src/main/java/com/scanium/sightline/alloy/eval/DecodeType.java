package com.scanium.sightline.alloy.eval;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type that a value is read as: what an argument of a component or of a function accepts.
 *
 * <p>Reading converts numbers to strings and back, but nothing to or from a boolean; {@code null}
 * is read as the type's zero; whole numbers wrap at their width.
 */
public final class DecodeType {
  /** Any value as it is. */
  public static final DecodeType ANY = new DecodeType(Kind.ANY, null);

  /** A string; a number becomes one. */
  public static final DecodeType STRING = new DecodeType(Kind.STRING, null);

  /** A boolean. */
  public static final DecodeType BOOL = new DecodeType(Kind.BOOL, null);

  /** A secret; a string becomes one. */
  public static final DecodeType SECRET = new DecodeType(Kind.SECRET, null);

  private static final Map<String, Kind> NAMES =
      Arrays.stream(Kind.values())
          .collect(Collectors.toUnmodifiableMap(Kind::spelling, Function.identity()));

  private static final int MAX_DEPTH = 100;

  private final Kind kind;
  private final @Nullable DecodeType element;

  private DecodeType(Kind kind, @Nullable DecodeType element) {
    this.kind = kind;
    this.element = element;
  }

  /** What a type is, apart from its elements. */
  public enum Kind {
    /** Any value. */
    ANY("any", 0),
    /** A string. */
    STRING("string", 0),
    /** A boolean. */
    BOOL("bool", 0),
    /** A whole number of 64 bits. */
    INT("int", 64),
    /** A whole number of 8 bits. */
    INT8("int8", 8),
    /** A whole number of 16 bits. */
    INT16("int16", 16),
    /** A whole number of 32 bits. */
    INT32("int32", 32),
    /** A whole number of 64 bits. */
    INT64("int64", 64),
    /** A whole number of 64 bits without sign. */
    UINT("uint", 64),
    /** A whole number of 8 bits without sign. */
    UINT8("uint8", 8),
    /** A whole number of 16 bits without sign. */
    UINT16("uint16", 16),
    /** A whole number of 32 bits without sign. */
    UINT32("uint32", 32),
    /** A whole number of 64 bits without sign. */
    UINT64("uint64", 64),
    /** A number of single precision. */
    FLOAT32("float32", 32),
    /** A number of double precision. */
    FLOAT64("float64", 64),
    /** A length of time, written as a string such as {@code 1m30s}. */
    DURATION("duration", 0),
    /** A secret. */
    SECRET("secret", 0),
    /** A secret, or a string that is none. */
    OPTIONAL_SECRET("optional_secret", 0),
    /** An array whose elements have one type. */
    LIST("list", 0),
    /** An object whose fields have one type. */
    MAP("map", 0);

    private final String spelling;
    private final int bits;

    Kind(String spelling, int bits) {
      this.spelling = spelling;
      this.bits = bits;
    }

    /** The type's name, such as {@code int8}. */
    public String spelling() {
      return spelling;
    }

    /** Whether values of this type are numbers. */
    public boolean isNumber() {
      return bits > 0;
    }

    int bits() {
      return bits;
    }

    Value.NumberKind numberKind() {
      return name().startsWith("FLOAT")
          ? Value.NumberKind.FLOAT
          : name().startsWith("U") ? Value.NumberKind.UINT : Value.NumberKind.INT;
    }
  }

  /**
   * The type of a spelling such as {@code list(map(string))}; empty when there is no such type.
   *
   * @param spelling a name of {@link Kind}, for arrays and objects with the elements' type
   */
  public static Optional<DecodeType> parse(String spelling) {
    return Optional.ofNullable(parse(spelling, 0));
  }

  private static @Nullable DecodeType parse(String spelling, int depth) {
    int open = spelling.indexOf('(');
    Kind kind = NAMES.get(open < 0 ? spelling : spelling.substring(0, open));
    boolean holdsElements = kind == Kind.LIST || kind == Kind.MAP;
    if (kind == null || holdsElements != (open >= 0) || depth > MAX_DEPTH) {
      return null;
    }
    if (!holdsElements) {
      return new DecodeType(kind, null);
    }
    if (!spelling.endsWith(")")) {
      return null;
    }
    DecodeType inner = parse(spelling.substring(open + 1, spelling.length() - 1), depth + 1);
    return inner == null ? null : new DecodeType(kind, inner);
  }

  /** The type of arrays with elements of a type. */
  public static DecodeType listOf(DecodeType element) {
    return new DecodeType(Kind.LIST, Objects.requireNonNull(element, "element"));
  }

  /** The type of objects with fields of a type. */
  public static DecodeType mapOf(DecodeType element) {
    return new DecodeType(Kind.MAP, Objects.requireNonNull(element, "element"));
  }

  /** What it is, apart from its elements. */
  public Kind kind() {
    return kind;
  }

  /** The type of the elements or fields; of other types {@link #ANY}. */
  public DecodeType element() {
    return element == null ? ANY : element;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DecodeType that
        && kind == that.kind
        && Objects.equals(element, that.element);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, element);
  }

  @Override
  public String toString() {
    return element == null ? kind.spelling() : kind.spelling() + "(" + element + ")";
  }
}
