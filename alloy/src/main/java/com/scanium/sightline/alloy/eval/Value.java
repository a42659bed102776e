package com.scanium.sightline.alloy.eval;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of the configuration language, or the place of one that only a running Alloy knows. */
public sealed interface Value {
  /** Where the value was written; for a computed value, the expression that computes it. */
  Origin origin();

  /** What the type is called in messages. */
  String typeName();

  /** The text, when this is a string. */
  default Optional<String> asText() {
    return Optional.empty();
  }

  /** Whether this or a value inside is known only when Alloy runs. */
  default boolean isOpen() {
    return false;
  }

  /**
   * The value {@code null}.
   *
   * @param origin where it was written
   */
  record Null(Origin origin) implements Value {
    @Override
    public String typeName() {
      return "null";
    }
  }

  /**
   * A boolean.
   *
   * @param value the value
   * @param origin where it was written
   */
  record Bool(boolean value, Origin origin) implements Value {
    @Override
    public String typeName() {
      return "bool";
    }
  }

  /** Which kind of number a value is. */
  enum NumberKind {
    /** A whole number of 64 bits without sign. */
    UINT,
    /** A whole number of 64 bits with sign. */
    INT,
    /** A number of double precision. */
    FLOAT
  }

  /**
   * A number.
   *
   * @param kind which kind
   * @param bits the number: of an INT itself, of a UINT its bits, of a FLOAT its IEEE bits
   * @param origin where it was written
   */
  record Numeric(NumberKind kind, long bits, Origin origin) implements Value {
    static Numeric ofLong(long value, Origin origin) {
      return new Numeric(NumberKind.INT, value, origin);
    }

    static Numeric ofUnsigned(long bits, Origin origin) {
      return new Numeric(NumberKind.UINT, bits, origin);
    }

    static Numeric ofDouble(double value, Origin origin) {
      return new Numeric(NumberKind.FLOAT, Double.doubleToRawLongBits(value), origin);
    }

    /** The number as a double. */
    public double doubleValue() {
      return switch (kind) {
        case INT -> bits;
        case UINT -> bits >= 0 ? bits : new BigDecimal(Long.toUnsignedString(bits)).doubleValue();
        case FLOAT -> Double.longBitsToDouble(bits);
      };
    }

    /** The number as a whole number; a fraction is cut off, and what does not fit wraps. */
    public long longValue() {
      return kind == NumberKind.FLOAT ? GoNumbers.toLong(Double.longBitsToDouble(bits)) : bits;
    }

    /** The number as text where a string is wanted; never with an exponent. */
    public String text() {
      return switch (kind) {
        case INT -> Long.toString(bits);
        case UINT -> Long.toUnsignedString(bits);
        case FLOAT -> GoNumbers.plain(Double.longBitsToDouble(bits));
      };
    }

    @Override
    public String typeName() {
      return "number";
    }
  }

  /**
   * A string.
   *
   * @param value the text with escapes resolved; a byte that is no UTF-8 is the lone surrogate
   *     {@code U+DC00 + byte}
   * @param origin where it was written
   */
  record Text(String value, Origin origin) implements Value {
    @Override
    public Optional<String> asText() {
      return Optional.of(value);
    }

    @Override
    public String typeName() {
      return "string";
    }
  }

  /**
   * An array of which every element's place is known.
   *
   * @param elements the elements, in order
   * @param origin where it was written
   */
  record Array(List<Value> elements, Origin origin) implements Value {
    /** Takes a copy of the elements. */
    public Array {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean isOpen() {
      return elements.stream().anyMatch(Value::isOpen);
    }

    @Override
    public String typeName() {
      return "array";
    }
  }

  /**
   * Bytes, such as decoded base64: an array of numbers, or a string where one is wanted.
   *
   * @param text the bytes as text; one that is no UTF-8 is the lone surrogate {@code U+DC00 + byte}
   * @param origin where it was written
   */
  record Bytes(String text, Origin origin) implements Value {
    /** The bytes as numbers. */
    public List<Value> elements() {
      byte[] bytes = ByteText.bytes(text);
      List<Value> elements = new ArrayList<>(bytes.length);
      for (byte b : bytes) {
        elements.add(Numeric.ofUnsigned(b & 0xFF, origin));
      }
      return elements;
    }

    @Override
    public String typeName() {
      return "array";
    }
  }

  /** How well a {@link Secret} is kept. */
  enum Secrecy {
    /** A secret. */
    SECRET,
    /** An optional secret that is one. */
    OPTIONAL,
    /** An optional secret that is none: it may become a string. */
    REVEALED
  }

  /**
   * A secret or an optional secret. Never printed.
   *
   * @param content what is kept
   * @param secrecy how well
   * @param origin where it was written
   */
  record Secret(String content, Secrecy secrecy, Origin origin) implements Value {
    @Override
    public String typeName() {
      return "capsule";
    }

    @Override
    public String toString() {
      return "(secret)";
    }
  }

  /**
   * A value that expressions hand on without looking into it.
   *
   * @param content what it holds, such as {@code otelcol.Consumer}
   * @param origin where it was written
   */
  record Capsule(String content, Origin origin) implements Value {
    @Override
    public String typeName() {
      return "capsule";
    }
  }

  /**
   * Several arrays joined, at least one of which is known only when Alloy runs.
   *
   * @param parts the arrays in order: arrays, references and unknown values
   * @param origin the call that joins them
   */
  record Joined(List<Value> parts, Origin origin) implements Value {
    /** Takes a copy of the parts. */
    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public String typeName() {
      return "array";
    }
  }

  /**
   * An object.
   *
   * @param fields the fields in the order in which they were first written; of a repeated name the
   *     last value
   * @param origin where it was written
   */
  record Fields(Map<String, Value> fields, Origin origin) implements Value {
    /** Takes a copy of the fields that keeps their order. */
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The value of a field. */
    public Optional<Value> get(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    @Override
    public boolean isOpen() {
      return fields.values().stream().anyMatch(Value::isOpen);
    }

    @Override
    public String typeName() {
      return "object";
    }
  }

  /**
   * A function of the standard library, not called yet.
   *
   * @param name its full name, such as {@code string.format}
   * @param origin where it was named
   */
  record Function(String name, Origin origin) implements Value {
    @Override
    public String typeName() {
      return "function";
    }
  }

  /**
   * What a component, an argument or a module exports.
   *
   * @param path the chain of names as written, such as {@code discovery.relabel.logs.output}
   * @param origin where it was written
   */
  record Reference(String path, Origin origin) implements Value {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public String typeName() {
      return "reference";
    }
  }

  /**
   * A value that the files alone do not tell.
   *
   * @param reason why it is not known, such as {@code environment variable "HOST" is not given}
   * @param origin where the unknown part was written
   */
  record Unknown(String reason, Origin origin) implements Value {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public String typeName() {
      return "unknown";
    }
  }
}
