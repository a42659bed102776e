package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.DecodeType.Kind;
import com.scanium.sightline.alloy.eval.Value.Secrecy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a value as one of a wanted type, converting where Alloy converts. */
final class Decoding {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern SIGNED = Pattern.compile("-[0-9]+");

  private Decoding() {}

  /** The value as one of the type; a value that is known only when Alloy runs stays as it is. */
  static Value decode(Value value, DecodeType type) throws EvaluationException {
    if (value instanceof Value.Reference
        || value instanceof Value.Unknown
        || value instanceof Value.Joined) {
      return value;
    }
    if (value instanceof Value.Null) {
      return zero(type, value.origin());
    }
    Kind kind = type.kind();
    if (kind.isNumber()) {
      return narrowed(number(value), kind);
    }
    return switch (kind) {
      case ANY -> any(value);
      case STRING -> new Value.Text(text(value), value.origin());
      case DURATION -> duration(value);
      case SECRET, OPTIONAL_SECRET -> secret(value, kind);
      case LIST -> list(value, type);
      case MAP -> map(value, type);
      default -> {
        if (value instanceof Value.Bool) {
          yield value;
        }
        throw EvaluationException.type("bool", value);
      }
    };
  }

  private static Value zero(DecodeType type, Origin origin) {
    Kind kind = type.kind();
    if (kind.isNumber()) {
      return new Value.Numeric(kind.numberKind(), 0, origin);
    }
    return switch (kind) {
      case STRING -> new Value.Text("", origin);
      case DURATION -> new Value.Text("0s", origin);
      case BOOL -> new Value.Bool(false, origin);
      case SECRET -> new Value.Secret("", Secrecy.SECRET, origin);
      case OPTIONAL_SECRET -> new Value.Secret("", Secrecy.REVEALED, origin);
      case LIST -> new Value.Array(List.of(), origin);
      case MAP -> new Value.Fields(Map.of(), origin);
      default -> new Value.Null(origin);
    };
  }

  /** Whole numbers without sign become ones with sign where they fit, bytes become numbers. */
  private static Value any(Value value) throws EvaluationException {
    if (value instanceof Value.Numeric number) {
      return number.kind() == Value.NumberKind.UINT && number.bits() >= 0
          ? Value.Numeric.ofLong(number.bits(), number.origin())
          : number;
    }
    if (value instanceof Value.Array || value instanceof Value.Bytes) {
      return list(value, DecodeType.listOf(DecodeType.ANY));
    }
    return value instanceof Value.Fields ? map(value, DecodeType.mapOf(DecodeType.ANY)) : value;
  }

  private static Value list(Value value, DecodeType type) throws EvaluationException {
    List<Value> from = elements(value, type);
    List<Value> elements = new ArrayList<>(from.size());
    for (Value element : from) {
      try {
        elements.add(decode(element, type.element()));
      } catch (EvaluationException inner) {
        throw inner.within(value);
      }
    }
    return new Value.Array(elements, value.origin());
  }

  private static List<Value> elements(Value value, DecodeType type) throws EvaluationException {
    if (value instanceof Value.Array array) {
      return array.elements();
    }
    if (value instanceof Value.Bytes bytes) {
      return bytes.elements();
    }
    if (value instanceof Value.Text text && type.element().kind() == Kind.UINT8) {
      return new Value.Bytes(text.value(), text.origin()).elements();
    }
    throw EvaluationException.type("array", value);
  }

  private static Value map(Value value, DecodeType type) throws EvaluationException {
    if (!(value instanceof Value.Fields object)) {
      throw EvaluationException.type("object", value);
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    for (Map.Entry<String, Value> field : object.fields().entrySet()) {
      try {
        fields.put(field.getKey(), decode(field.getValue(), type.element()));
      } catch (EvaluationException inner) {
        throw inner.within(value);
      }
    }
    return new Value.Fields(fields, value.origin());
  }

  /** A value where a string is wanted. */
  static String text(Value value) throws EvaluationException {
    if (value instanceof Value.Text text) {
      return text.value();
    }
    if (value instanceof Value.Numeric number) {
      return number.text();
    }
    if (value instanceof Value.Bytes bytes) {
      return bytes.text();
    }
    if (value instanceof Value.Secret secret) {
      if (secret.secrecy() == Secrecy.REVEALED) {
        return secret.content();
      }
      throw EvaluationException.about(secret, "a secret does not become a string");
    }
    throw EvaluationException.type("string", value);
  }

  private static Value secret(Value value, Kind kind) throws EvaluationException {
    boolean optional = kind == Kind.OPTIONAL_SECRET;
    if (value instanceof Value.Text text) {
      return new Value.Secret(
          text.value(), optional ? Secrecy.REVEALED : Secrecy.SECRET, text.origin());
    }
    if (!(value instanceof Value.Secret secret)) {
      throw EvaluationException.type("capsule", value);
    }
    if (!optional) {
      return new Value.Secret(secret.content(), Secrecy.SECRET, secret.origin());
    }
    return secret.secrecy() == Secrecy.SECRET
        ? new Value.Secret(secret.content(), Secrecy.OPTIONAL, secret.origin())
        : secret;
  }

  private static Value duration(Value value) throws EvaluationException {
    String text = text(value);
    try {
      return new Value.Text(GoDuration.format(GoDuration.parse(text)), value.origin());
    } catch (NumberFormatException malformed) {
      throw EvaluationException.about(value, String.valueOf(malformed.getMessage()));
    }
  }

  private static Value.Numeric number(Value value) throws EvaluationException {
    if (value instanceof Value.Numeric number) {
      return number;
    }
    if (value instanceof Value.Text text) {
      return parsed(text.value(), value);
    }
    if (value instanceof Value.Secret secret && secret.secrecy() == Secrecy.REVEALED) {
      return parsed(secret.content(), value);
    }
    throw EvaluationException.type("number", value);
  }

  private static Value.Numeric parsed(String text, Value value) throws EvaluationException {
    try {
      if (SIGNED.matcher(text).matches()) {
        return Value.Numeric.ofLong(Long.parseLong(text), value.origin());
      }
      if (!text.startsWith("-") && text.matches("(?s).*[.eE].*")) {
        return Value.Numeric.ofDouble(GoNumbers.parseDouble(text), value.origin());
      }
      if (DIGITS.matcher(text).matches()) {
        return Value.Numeric.ofUnsigned(Long.parseUnsignedLong(text), value.origin());
      }
    } catch (NumberFormatException outOfRange) {
      throw EvaluationException.type("number", value);
    }
    throw EvaluationException.type("number", value);
  }

  private static Value narrowed(Value.Numeric number, Kind kind) {
    Origin origin = number.origin();
    int unused = 64 - kind.bits();
    return switch (kind.numberKind()) {
      case FLOAT -> {
        double value = number.doubleValue();
        yield Value.Numeric.ofDouble(
            kind == Kind.FLOAT32 ? GoNumbers.single(value) : value, origin);
      }
      case INT -> Value.Numeric.ofLong(number.longValue() << unused >> unused, origin);
      case UINT -> {
        long bits =
            number.kind() == Value.NumberKind.FLOAT
                ? GoNumbers.toUnsigned(number.doubleValue())
                : number.bits();
        yield Value.Numeric.ofUnsigned(bits << unused >>> unused, origin);
      }
    };
  }
}
