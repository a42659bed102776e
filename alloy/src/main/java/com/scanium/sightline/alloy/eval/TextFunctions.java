package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.alloy.eval.StandardLibrary.Body;
import com.scanium.sightline.alloy.eval.StandardLibrary.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The functions on strings. */
final class TextFunctions {
  /** A function of one string. */
  private interface OneText {
    String of(String text) throws RefusedException;
  }

  /** A function of two strings. */
  private interface TwoTexts {
    String of(String text, String other);
  }

  /** The functions of one string. */
  static final Map<String, Body> ONE = ofOne();

  /** The functions of two strings. */
  static final Map<String, Body> TWO = ofTwo();

  /** What no configuration has; a hostile one costs memory. */
  private static final int LONGEST = 1 << 24;

  private static final Pattern SLASHES = Pattern.compile("/+");

  private TextFunctions() {}

  private static Map<String, Body> ofOne() {
    Map<String, Body> all = new LinkedHashMap<>();
    all.put("encoding.from_json", (a, o) -> JsonFunctions.fromJson(text(a, 0), o));
    all.put("encoding.from_yaml", (a, o) -> YamlFunction.fromYaml(text(a, 0), o));
    all.put(
        "encoding.from_base64",
        (a, o) -> new Value.Bytes(Base64Text.STANDARD.decode(text(a, 0)), o));
    all.put(
        "encoding.from_URLbase64", (a, o) -> new Value.Bytes(Base64Text.URL.decode(text(a, 0)), o));
    all.put("encoding.to_base64", one(Base64Text.STANDARD::encode));
    all.put("encoding.to_URLbase64", one(Base64Text.URL::encode));
    all.put("encoding.url_encode", one(UrlText::encode));
    all.put("encoding.url_decode", one(UrlText::decode));
    all.put("string.to_lower", one(text -> mapped(text, Character::toLowerCase)));
    all.put("string.to_upper", one(text -> mapped(text, Character::toUpperCase)));
    all.put("string.trim_space", one(text -> trimmed(text, TextFunctions::isSpace)));
    return all;
  }

  private static Map<String, Body> ofTwo() {
    Map<String, Body> all = new LinkedHashMap<>();
    all.put("json_path", (a, o) -> JsonFunctions.select(text(a, 0), text(a, 1), o));
    all.put("string.split", (a, o) -> split(text(a, 0), text(a, 1), o));
    all.put("string.trim", two((text, cut) -> trimmed(text, c -> cut.indexOf(c) >= 0)));
    all.put(
        "string.trim_prefix",
        two((text, prefix) -> text.startsWith(prefix) ? text.substring(prefix.length()) : text));
    all.put(
        "string.trim_suffix",
        two(
            (text, suffix) ->
                text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text));
    return all;
  }

  private static Body one(OneText function) {
    return (arguments, origin) -> new Value.Text(function.of(text(arguments, 0)), origin);
  }

  private static Body two(TwoTexts function) {
    return (arguments, origin) ->
        new Value.Text(function.of(text(arguments, 0), text(arguments, 1)), origin);
  }

  /** An argument that was read as a string. */
  private static String text(List<Value> arguments, int index) {
    return ((Value.Text) arguments.get(index)).value();
  }

  static Value replace(List<Value> arguments, Origin origin) {
    String text = text(arguments, 0);
    String old = text(arguments, 1);
    String with = text(arguments, 2);
    long most = (long) (text.length() + 1) * (with.length() + 1);
    if (most > LONGEST && count(text, old) * (long) with.length() > LONGEST) {
      return tooLong(origin);
    }
    if (!old.isEmpty()) {
      return new Value.Text(ByteText.joined(text.replace(old, with)), origin);
    }
    StringBuilder out = new StringBuilder(with);
    text.codePoints().forEach(c -> out.appendCodePoint(c).append(with));
    return new Value.Text(ByteText.joined(out.toString()), origin);
  }

  private static long count(String text, String part) {
    if (part.isEmpty()) {
      return text.length() + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static Value tooLong(Origin origin) {
    return new Value.Unknown("the string is too long to be computed", origin);
  }

  private static Value split(String text, String separator, Origin origin) {
    List<Value> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(new Value.Text(Character.toString(c), origin)));
      return new Value.Array(parts, origin);
    }
    int start = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      parts.add(new Value.Text(text.substring(start, at), origin));
      start = at + separator.length();
    }
    parts.add(new Value.Text(text.substring(start), origin));
    return new Value.Array(parts, origin);
  }

  static Value join(List<Value> arguments, Origin origin) {
    List<Value> elements = ((Value.Array) arguments.get(0)).elements();
    String separator = text(arguments, 1);
    long length = (long) separator.length() * elements.size();
    for (Value element : elements) {
      length += ((Value.Text) element).value().length();
    }
    if (length > LONGEST) {
      return tooLong(origin);
    }
    String joined =
        elements.stream()
            .map(element -> ((Value.Text) element).value())
            .collect(Collectors.joining(separator));
    return new Value.Text(ByteText.joined(joined), origin);
  }

  static Value format(List<Value> arguments, Origin origin) {
    String text =
        GoFormat.format(text(arguments, 0), arguments.subList(1, arguments.size()), LONGEST);
    return text.length() > LONGEST
        ? tooLong(origin)
        : new Value.Text(ByteText.joined(text), origin);
  }

  private static String mapped(String text, IntUnaryOperator mapping) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> ByteText.isByte(c) ? 0xFFFD : mapping.applyAsInt(c))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  private static String trimmed(String text, IntPredicate isCut) {
    int start = 0;
    int end = text.length();
    while (start < end && isCut.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (end > start && isCut.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** Joins the parts that are not empty with {@code /} and resolves {@code .} and {@code ..}. */
  static Value pathJoin(List<Value> arguments, Origin origin) {
    String joined =
        arguments.stream()
            .map(argument -> ((Value.Text) argument).value())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/"));
    return new Value.Text(joined.isEmpty() ? "" : cleaned(joined), origin);
  }

  private static String cleaned(String joined) {
    boolean isAbsolute = joined.startsWith("/");
    List<String> kept = new ArrayList<>();
    for (String part : SLASHES.split(joined, -1)) {
      boolean goesUp = part.equals("..");
      if (part.isEmpty() || part.equals(".") || (goesUp && isAbsolute && kept.isEmpty())) {
        continue;
      }
      if (goesUp && !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..")) {
        kept.remove(kept.size() - 1);
      } else {
        kept.add(part);
      }
    }
    String path = String.join("/", kept);
    return isAbsolute ? "/" + path : path.isEmpty() ? "." : path;
  }
}
