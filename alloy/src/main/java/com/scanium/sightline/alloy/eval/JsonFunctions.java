package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.StandardLibrary.RefusedException;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that read and write JSON. */
final class JsonFunctions {
  private static final String HEX = "0123456789abcdef";

  /** How numbers of a JSON text are read. */
  private enum Numbers {
    /** All as floating point numbers. */
    FLOATS,
    /** Whole ones as whole numbers. */
    WHOLE_AND_FLOATS
  }

  private JsonFunctions() {}

  static Value fromJson(String text, Origin origin) throws RefusedException {
    return value(parse(text), Numbers.FLOATS, origin);
  }

  /** What {@code json_path} selects. */
  static Value select(String json, String path, Origin origin) throws RefusedException {
    JsonPath parsed = JsonPath.parse(path);
    Value root = value(parse(json), Numbers.WHOLE_AND_FLOATS, origin);
    return new Value.Array(parsed.select(root), origin);
  }

  private static Doc parse(String text) throws RefusedException {
    // a byte order mark is refused here, while readers of files skip it
    String given = text.startsWith("\uFEFF") ? "?" : ByteText.printable(text);
    DocParse parse = DocReader.json(SourceText.of("value.json", given));
    if (parse.root().isEmpty() || !parse.isClean()) {
      throw new RefusedException(
          "the text is not JSON"
              + (parse.isClean() ? "" : ": " + parse.problems().get(0).message()));
    }
    return parse.root().get();
  }

  /** The value of a document; its depth is bounded by the reader. */
  private static Value value(Doc doc, Numbers numbers, Origin origin) throws RefusedException {
    if (doc.isObject()) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (Doc.Member member : doc.members()) {
        fields.put(withoutLoneSurrogates(member.key()), value(member.value(), numbers, origin));
      }
      return new Value.Fields(fields, origin);
    }
    if (doc.isArray()) {
      List<Value> elements = new ArrayList<>();
      for (Doc item : doc.items()) {
        elements.add(value(item, numbers, origin));
      }
      return new Value.Array(elements, origin);
    }
    if (doc instanceof Doc.Num number) {
      return number(number.text(), numbers, origin);
    }
    if (doc instanceof Doc.Str string) {
      return new Value.Text(withoutLoneSurrogates(string.value()), origin);
    }
    return doc.isNull()
        ? new Value.Null(origin)
        : new Value.Bool(doc.asBoolean().orElse(false), origin);
  }

  private static Value number(String text, Numbers numbers, Origin origin) throws RefusedException {
    try {
      if (numbers == Numbers.WHOLE_AND_FLOATS && text.matches("-?[0-9]{1,19}")) {
        return Value.Numeric.ofLong(Long.parseLong(text), origin);
      }
      return Value.Numeric.ofDouble(GoNumbers.parseDouble(text), origin);
    } catch (NumberFormatException outOfRange) {
      throw new RefusedException("the number " + text + " is out of range");
    }
  }

  /** A half of a surrogate pair is what JSON can escape, but no character. */
  private static String withoutLoneSurrogates(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return out.toString();
  }

  /** An object as JSON text, its keys in order. */
  static Value toJson(List<Value> arguments, Origin origin) throws RefusedException {
    if (!(arguments.get(0) instanceof Value.Fields object)) {
      throw new RefusedException("only an object becomes JSON");
    }
    StringBuilder out = new StringBuilder();
    write(object, out);
    return new Value.Text(out.toString(), origin);
  }

  private static void write(Value value, StringBuilder out) throws RefusedException {
    if (value instanceof Value.Fields object) {
      out.append('{');
      List<String> keys = new ArrayList<>(object.fields().keySet());
      keys.sort(Comparator.comparing(ByteText::bytes, Operations.BYTES));
      for (int i = 0; i < keys.size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        quote(keys.get(i), out);
        out.append(':');
        write(object.get(keys.get(i)).orElseThrow(), out);
      }
      out.append('}');
    } else if (value instanceof Value.Array array) {
      out.append('[');
      for (int i = 0; i < array.elements().size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        write(array.elements().get(i), out);
      }
      out.append(']');
    } else if (value instanceof Value.Text text) {
      quote(text.value(), out);
    } else if (value instanceof Value.Numeric number) {
      out.append(number(number));
    } else if (value instanceof Value.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof Value.Null) {
      out.append("null");
    } else if (value instanceof Value.Secret secret) {
      // what Alloy makes of a secret here is readable, like every string
      secret(secret, out);
    } else {
      throw new RefusedException("a " + value.typeName() + " has no form in JSON");
    }
  }

  private static void secret(Value.Secret secret, StringBuilder out) {
    if (secret.secrecy() == Value.Secrecy.SECRET) {
      quote(secret.content(), out);
      return;
    }
    boolean isSecret = secret.secrecy() == Value.Secrecy.OPTIONAL;
    out.append("{\"IsSecret\":").append(isSecret).append(",\"Value\":");
    quote(secret.content(), out);
    out.append('}');
  }

  private static String number(Value.Numeric number) throws RefusedException {
    if (number.kind() != Value.NumberKind.FLOAT) {
      return number.text();
    }
    double value = number.doubleValue();
    if (GoNumbers.special(value)) {
      throw new RefusedException(GoNumbers.specialName(value) + " has no form in JSON");
    }
    return GoNumbers.json(value);
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', 0x2028, 0x2029 -> escape(c, out);
                default -> {
                  if (c < ' ') {
                    escape(c, out);
                  } else if (ByteText.isByte(c)) {
                    escape(0xFFFD, out);
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    out.append('"');
  }

  private static void escape(int c, StringBuilder out) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 15));
    }
  }
}
