package com.scanium.sightline.alloy.eval;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints one value by a verb and its flags, into a text. */
final class GoPrinter {
  private final GoFlags flags;
  private final StringBuilder out;

  GoPrinter(GoFlags flags, StringBuilder out) {
    this.flags = flags;
    this.out = out;
  }

  void print(int verb, Value value) {
    if (value instanceof Value.Null) {
      if (verb == 'T' || verb == 'v') {
        out.append(flags.padded("<nil>"));
      } else {
        wrong(verb, value);
      }
    } else if (verb == 'T') {
      out.append(flags.padded(typeName(value)));
    } else if (verb == 'p') {
      wrong(verb, value);
    } else {
      inner(verb, value);
    }
  }

  /** A value that may be inside another one. */
  private void inner(int verb, Value value) {
    if (value instanceof Value.Bool bool) {
      bool(verb, bool.value(), value);
    } else if (value instanceof Value.Numeric number) {
      number(verb, number);
    } else if (value instanceof Value.Text text) {
      text(verb, text.value(), value);
    } else if (value instanceof Value.Secret secret) {
      secret(verb, secret);
    } else if (value instanceof Value.Array array) {
      array(verb, array);
    } else if (value instanceof Value.Fields object) {
      object(verb, object);
    } else if (value instanceof Value.Null) {
      out.append(flags.isSource ? "interface {}(nil)" : "<nil>");
    } else {
      // a function or an opaque capsule: what is printed for it differs from run to run
      out.append('(').append(value.typeName()).append(')');
    }
  }

  private void wrong(int verb, Value value) {
    out.append("%!").appendCodePoint(verb).append('(');
    if (value instanceof Value.Null) {
      out.append("<nil>");
    } else {
      out.append(typeName(value)).append('=');
      inner('v', value);
    }
    out.append(')');
  }

  private void bool(int verb, boolean bool, Value value) {
    if (verb == 't' || verb == 'v') {
      out.append(flags.padded(String.valueOf(bool)));
    } else {
      wrong(verb, value);
    }
  }

  private void number(int verb, Value.Numeric number) {
    boolean isFloat = number.kind() == Value.NumberKind.FLOAT;
    switch (verb) {
      case 'v' -> {
        if (isFloat) {
          out.append(GoFloats.format(flags, 'g', -1, number.doubleValue()));
        } else if (flags.isSource && number.kind() == Value.NumberKind.UINT) {
          out.append("0x").append(whole(number, 16, 'v'));
        } else {
          out.append(whole(number, 10, 'v'));
        }
      }
      case 'd', 'b', 'o', 'O', 'x', 'X' -> {
        if (isFloat) {
          wrong(verb, number);
        } else {
          int base = verb == 'd' ? 10 : verb == 'b' ? 2 : verb == 'o' || verb == 'O' ? 8 : 16;
          out.append(whole(number, base, verb));
        }
      }
      case 'c', 'q', 'U' -> {
        if (isFloat) {
          wrong(verb, number);
        } else {
          out.append(flags.padded(character(verb, number.longValue())));
        }
      }
      case 'e', 'E', 'f', 'F', 'g', 'G' -> {
        if (isFloat) {
          int digits = verb == 'g' || verb == 'G' ? -1 : 6;
          out.append(GoFloats.format(flags, verb, digits, number.doubleValue()));
        } else {
          wrong(verb, number);
        }
      }
      default -> wrong(verb, number);
    }
  }

  private String whole(Value.Numeric number, int base, int verb) {
    BigInteger value = new BigInteger(number.text());
    boolean isNegative = value.signum() < 0;
    boolean signs = isNegative || flags.plus || flags.space;
    int precision = flags.precision;
    if (precision == 0 && value.signum() == 0) {
      boolean zero = flags.zero;
      flags.zero = false;
      String blank = flags.padded("");
      flags.zero = zero;
      return blank;
    }
    if (precision < 0 && flags.fillsWithZeros()) {
      precision = flags.width - (signs ? 1 : 0);
    }
    String digits = value.abs().toString(base);
    if (verb == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    if (flags.sharp || verb == 'O') {
      digits =
          switch (base) {
            case 2 -> "0b" + digits;
            case 8 -> verb == 'O' ? "0o" + digits : digits.startsWith("0") ? digits : "0" + digits;
            case 16 -> (verb == 'X' ? "0X" : "0x") + digits;
            default -> digits;
          };
    }
    String sign = isNegative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    boolean zero = flags.zero;
    flags.zero = false;
    String padded = flags.padded(sign + digits);
    flags.zero = zero;
    return padded;
  }

  private String character(int verb, long number) {
    boolean isCharacter =
        number >= 0 && number <= Character.MAX_CODE_POINT && !(number >= 0xD800 && number < 0xE000);
    int c = isCharacter ? (int) number : 0xFFFD;
    if (verb == 'c') {
      return Character.toString(c);
    }
    if (verb == 'q') {
      return GoQuotes.quote(Character.toString(c), '\'', flags.plus);
    }
    String hex = Long.toHexString(number).toUpperCase(Locale.ROOT);
    String code = "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    return flags.sharp && isCharacter && GoQuotes.isPrintable(c)
        ? code + " '" + Character.toString(c) + "'"
        : code;
  }

  private void text(int verb, String text, Value value) {
    switch (verb) {
      case 'v' -> out.append(flags.padded(flags.isSource ? quoted(text) : cut(text)));
      case 's' -> out.append(flags.padded(cut(text)));
      case 'q' -> out.append(flags.padded(quoted(cut(text))));
      case 'x', 'X' -> out.append(flags.padded(hex(verb, text)));
      default -> wrong(verb, value);
    }
  }

  private String cut(String text) {
    int limit = flags.precision;
    return limit < 0 || text.codePointCount(0, text.length()) <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, limit));
  }

  private String quoted(String text) {
    return flags.sharp && GoQuotes.canBackquote(text)
        ? "`" + text + "`"
        : GoQuotes.quote(text, '"', flags.plus);
  }

  private String hex(int verb, String text) {
    byte[] bytes = ByteText.bytes(text);
    int length = flags.precision < 0 ? bytes.length : Math.min(flags.precision, bytes.length);
    String prefix = flags.sharp ? (verb == 'X' ? "0X" : "0x") : "";
    StringBuilder hex = new StringBuilder(length == 0 ? "" : prefix);
    for (int i = 0; i < length; i++) {
      if (flags.space && i > 0) {
        hex.append(' ').append(prefix);
      }
      hex.append(String.format(verb == 'X' ? "%02X" : "%02x", bytes[i] & 0xFF));
    }
    return hex.toString();
  }

  /** A secret is readable here, as it is in Alloy. */
  private void secret(int verb, Value.Secret secret) {
    if (secret.secrecy() == Value.Secrecy.SECRET) {
      text(verb, secret.content(), secret);
      return;
    }
    boolean isGo = flags.isSource;
    boolean isNamed = isGo || flags.isNamed;
    Value isSecret = new Value.Bool(secret.secrecy() == Value.Secrecy.OPTIONAL, secret.origin());
    Value content = new Value.Text(secret.content(), secret.origin());
    out.append(isGo ? typeName(secret) : "").append('{').append(isNamed ? "IsSecret:" : "");
    inner(verb, isSecret);
    out.append(isGo ? ", " : " ").append(isNamed ? "Value:" : "");
    inner(verb, content);
    out.append('}');
  }

  private void array(int verb, Value.Array array) {
    boolean isGo = flags.isSource;
    out.append(isGo ? "[]interface {}{" : "[");
    for (int i = 0; i < array.elements().size(); i++) {
      out.append(i == 0 ? "" : isGo ? ", " : " ");
      inner(verb, array.elements().get(i));
    }
    out.append(isGo ? "}" : "]");
  }

  private void object(int verb, Value.Fields object) {
    boolean isGo = flags.isSource;
    out.append(isGo ? "map[string]interface {}{" : "map[");
    List<String> keys = new ArrayList<>(object.fields().keySet());
    keys.sort(Operations::compareBytes);
    for (int i = 0; i < keys.size(); i++) {
      out.append(i == 0 ? "" : isGo ? ", " : " ");
      inner(verb, new Value.Text(keys.get(i), object.origin()));
      out.append(':');
      inner(verb, object.get(keys.get(i)).orElseThrow());
    }
    out.append(isGo ? "}" : "]");
  }

  /** What the type is called there. */
  static String typeName(Value value) {
    if (value instanceof Value.Numeric number) {
      return switch (number.kind()) {
        case INT -> "int";
        case UINT -> "uint64";
        case FLOAT -> "float64";
      };
    }
    if (value instanceof Value.Secret secret) {
      return secret.secrecy() == Value.Secrecy.SECRET
          ? "alloytypes.Secret"
          : "alloytypes.OptionalSecret";
    }
    return switch (value.typeName()) {
      case "array" -> "[]interface {}";
      case "object" -> "map[string]interface {}";
      case "null" -> "<nil>";
      default -> value.typeName();
    };
  }
}
