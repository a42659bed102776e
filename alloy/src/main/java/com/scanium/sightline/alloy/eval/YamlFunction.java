package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.StandardLibrary.RefusedException;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code encoding.from_yaml} reads. */
final class YamlFunction {
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt ]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})"
              + "(?:\\.([0-9]{1,9}))?(Z|[-+][0-9]{2}:[0-9]{2})?)?");

  private YamlFunction() {}

  static Value fromYaml(String text, Origin origin) throws RefusedException {
    DocParse parse = DocReader.yaml(SourceText.of("value.yaml", text));
    if (!parse.isClean()) {
      throw new RefusedException("the text is not YAML: " + parse.problems().get(0).message());
    }
    return parse.root().isEmpty()
        ? new Value.Null(origin)
        : new Reading(parse.source(), origin).value(parse.root().get().mergeKeysApplied());
  }

  /** Makes values of one document; its depth is bounded by the reader. */
  private record Reading(SourceText source, Origin origin) {
    Value value(Doc doc) {
      if (doc instanceof Doc.Obj object) {
        return object(object);
      }
      if (doc.isArray()) {
        List<Value> elements = new ArrayList<>();
        doc.items().forEach(item -> elements.add(value(item)));
        return new Value.Array(elements, origin);
      }
      if (doc instanceof Doc.Num number) {
        return number(number.text());
      }
      if (doc instanceof Doc.Str string) {
        boolean isPlain = string.style() == Doc.Style.PLAIN;
        return new Value.Text(isPlain ? timestamp(string.value()) : string.value(), origin);
      }
      return doc.isNull()
          ? new Value.Null(origin)
          : new Value.Bool(doc.asBoolean().orElse(false), origin);
    }

    private Value object(Doc.Obj object) {
      Map<String, Value> fields = new LinkedHashMap<>();
      for (Doc.Member member : object.members()) {
        if (!isString(member)) {
          return new Value.Capsule("an object with keys that are no strings", origin);
        }
        fields.put(member.key(), value(member.value()));
      }
      return new Value.Fields(fields, origin);
    }

    private boolean isString(Doc.Member member) {
      String raw = source.slice(member.keySpan());
      return !raw.equals(member.key())
          || DocReader.yaml(SourceText.of("key.yaml", raw))
              .root()
              .map(key -> key.kind() == Doc.Kind.STRING)
              .orElse(false);
    }

    private Value number(String text) {
      String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
      boolean signed = plain.startsWith("-") || plain.startsWith("+");
      String digits = signed ? plain.substring(1) : plain;
      if (digits.equals(".inf")) {
        double infinity = Double.POSITIVE_INFINITY;
        return Value.Numeric.ofDouble(plain.startsWith("-") ? -infinity : infinity, origin);
      }
      if (digits.equals(".nan")) {
        return Value.Numeric.ofDouble(Double.NaN, origin);
      }
      BigInteger whole = whole(digits);
      if (whole != null) {
        BigInteger value = plain.startsWith("-") ? whole.negate() : whole;
        if (value.bitLength() < Long.SIZE) {
          return Value.Numeric.ofLong(value.longValue(), origin);
        }
        if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
          return Value.Numeric.ofUnsigned(value.longValue(), origin);
        }
        if (!FLOAT.matcher(plain).matches()) {
          return new Value.Text(text, origin);
        }
      }
      double value = Double.parseDouble(plain);
      return Double.isInfinite(value)
          ? new Value.Text(text, origin)
          : Value.Numeric.ofDouble(value, origin);
    }

    private static @Nullable BigInteger whole(String digits) {
      try {
        if (digits.startsWith("0x")) {
          return new BigInteger(digits.substring(2), 16);
        }
        if (digits.startsWith("0b")) {
          return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0o")) {
          return new BigInteger(digits.substring(2), 8);
        }
        if (digits.length() > 1 && digits.startsWith("0") && digits.matches("[0-7]+")) {
          return new BigInteger(digits, 8);
        }
        boolean isOctalLike = digits.length() > 1 && digits.startsWith("0");
        return isOctalLike || digits.length() > 400 ? null : new BigInteger(digits);
      } catch (NumberFormatException notWhole) {
        return null;
      }
    }

    /** A plain scalar that is a point in time, in the form that it has as a string. */
    private static String timestamp(String text) {
      Matcher parts = TIMESTAMP.matcher(text);
      if (!parts.matches()) {
        return text;
      }
      int month = Integer.parseInt(parts.group(2));
      int day = Integer.parseInt(parts.group(3));
      boolean hasTime = parts.group(4) != null;
      int hour = hasTime ? Integer.parseInt(parts.group(4)) : 0;
      int minute = hasTime ? Integer.parseInt(parts.group(5)) : 0;
      int second = hasTime ? Integer.parseInt(parts.group(6)) : 0;
      boolean needsZone = hasTime && text.charAt(parts.end(3)) != ' ';
      boolean isValid =
          month >= 1
              && month <= 12
              && day >= 1
              && day <= YearMonth.of(Integer.parseInt(parts.group(1)), month).lengthOfMonth()
              && hour < 24
              && minute < 60
              && second < 60
              && needsZone == (parts.group(8) != null);
      if (!isValid) {
        return text;
      }
      String fraction = parts.group(7) == null ? "" : parts.group(7).replaceAll("0+$", "");
      String zone =
          parts.group(8) == null || parts.group(8).equals("+00:00") ? "Z" : parts.group(8);
      return String.format(
          Locale.ROOT,
          "%s-%02d-%02dT%02d:%02d:%02d%s%s",
          parts.group(1),
          month,
          day,
          hour,
          minute,
          second,
          fraction.isEmpty() ? "" : "." + fraction,
          zone);
    }
  }
}
