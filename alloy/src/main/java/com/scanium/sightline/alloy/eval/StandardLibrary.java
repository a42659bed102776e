package com.scanium.sightline.alloy.eval;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The functions and constants that every configuration has.
 *
 * @see <a href="https://grafana.com/docs/alloy/latest/reference/stdlib/">Grafana Alloy: standard
 *     library</a>
 */
final class StandardLibrary {
  /** How one function works on arguments of which none is open. */
  private interface Body {
    Value call(List<Value> arguments, Origin origin) throws EvaluationException;
  }

  /** The older names that still work. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("concat", "array.concat"),
          Map.entry("nonsensitive", "convert.nonsensitive"),
          Map.entry("base64_decode", "encoding.from_base64"),
          Map.entry("json_decode", "encoding.from_json"),
          Map.entry("yaml_decode", "encoding.from_yaml"),
          Map.entry("format", "string.format"),
          Map.entry("join", "string.join"),
          Map.entry("replace", "string.replace"),
          Map.entry("split", "string.split"),
          Map.entry("to_lower", "string.to_lower"),
          Map.entry("to_upper", "string.to_upper"),
          Map.entry("trim", "string.trim"),
          Map.entry("trim_prefix", "string.trim_prefix"),
          Map.entry("trim_space", "string.trim_space"),
          Map.entry("trim_suffix", "string.trim_suffix"),
          Map.entry("env", "sys.env"));

  private static final Map<String, Body> FUNCTIONS = functions();

  /** Known by name, but what they give is not computed here: an open value. */
  private static final List<String> OPAQUE =
      List.of(
          "array.combine_maps",
          "array.group_by",
          "encoding.from_json",
          "encoding.from_yaml",
          "encoding.to_json",
          "json_path");

  private static final List<String> CONSTANTS = List.of("arch", "hostname", "os", "version");
  private static final Pattern SLASHES = Pattern.compile("/+");

  private StandardLibrary() {}

  private static Map<String, Body> functions() {
    Map<String, Body> all = new LinkedHashMap<>();
    all.put("convert.nonsensitive", StandardLibrary::nonsensitive);
    all.put("encoding.from_base64", text(1, (a, o) -> decoded(a.get(0), Base64.getDecoder(), o)));
    all.put(
        "encoding.from_URLbase64", text(1, (a, o) -> decoded(a.get(0), Base64.getUrlDecoder(), o)));
    all.put("encoding.to_base64", text(1, (a, o) -> encoded(a.get(0), Base64.getEncoder())));
    all.put("encoding.to_URLbase64", text(1, (a, o) -> encoded(a.get(0), Base64.getUrlEncoder())));
    all.put(
        "encoding.url_encode",
        text(1, (a, o) -> URLEncoder.encode(a.get(0), StandardCharsets.UTF_8).replace("*", "%2A")));
    all.put("encoding.url_decode", text(1, (a, o) -> urlDecoded(a.get(0), o)));
    all.put("file.path_join", text(-1, (a, o) -> pathJoin(a)));
    all.put("string.to_lower", text(1, (a, o) -> mapped(a.get(0), Character::toLowerCase)));
    all.put("string.to_upper", text(1, (a, o) -> mapped(a.get(0), Character::toUpperCase)));
    all.put("string.trim_space", text(1, (a, o) -> trimmed(a.get(0), StandardLibrary::isSpace)));
    all.put("string.trim", text(2, (a, o) -> trimmed(a.get(0), c -> a.get(1).indexOf(c) >= 0)));
    all.put(
        "string.trim_prefix",
        text(
            2,
            (a, o) ->
                a.get(0).startsWith(a.get(1)) ? a.get(0).substring(a.get(1).length()) : a.get(0)));
    all.put(
        "string.trim_suffix",
        text(
            2,
            (a, o) ->
                a.get(0).endsWith(a.get(1))
                    ? a.get(0).substring(0, a.get(0).length() - a.get(1).length())
                    : a.get(0)));
    all.put("string.replace", text(3, (a, o) -> a.get(0).replace(a.get(1), a.get(2))));
    all.put("string.split", StandardLibrary::split);
    all.put("string.join", StandardLibrary::join);
    all.put("string.format", StandardLibrary::format);
    return all;
  }

  static boolean isFunction(String name) {
    String full = ALIASES.getOrDefault(name, name);
    boolean known =
        FUNCTIONS.containsKey(full)
            || OPAQUE.contains(full)
            || full.equals("array.concat")
            || full.equals("coalesce")
            || full.equals("sys.env");
    // a name with a dot is reached through its namespace, never as one name
    return known && name.indexOf('.') < 0;
  }

  static boolean isNamespace(String name) {
    return switch (name) {
      case "array", "constants", "convert", "encoding", "file", "string", "sys" -> true;
      default -> false;
    };
  }

  static Value namespace(String name, Origin origin) {
    Map<String, Value> members = new LinkedHashMap<>();
    if (name.equals("constants")) {
      CONSTANTS.forEach(
          constant ->
              members.put(
                  constant,
                  new Value.Unknown("constants." + constant + " depends on Alloy's host", origin)));
    }
    String prefix = name + ".";
    List<String> names = new ArrayList<>(FUNCTIONS.keySet());
    names.addAll(OPAQUE);
    names.add("array.concat");
    names.add("sys.env");
    names.stream()
        .filter(full -> full.startsWith(prefix))
        .sorted()
        .forEach(
            full -> members.put(full.substring(prefix.length()), new Value.Function(full, origin)));
    return new Value.Fields(members, origin);
  }

  static Value call(String name, List<Value> arguments, Environment environment, Origin origin)
      throws EvaluationException {
    String full = ALIASES.getOrDefault(name, name);
    switch (full) {
      case "array.concat" -> {
        return concat(arguments, origin);
      }
      case "coalesce" -> {
        return coalesce(arguments, origin);
      }
      case "sys.env" -> {
        return variable(arguments, environment, origin);
      }
      default -> {}
    }
    if (arguments.stream().anyMatch(Value::isOpen)) {
      return new Value.Unknown("an argument of " + name + " is known only when Alloy runs", origin);
    }
    Body body = FUNCTIONS.get(full);
    return body == null
        ? new Value.Unknown("what " + name + " gives is not computed", origin)
        : body.call(arguments, origin);
  }

  private static Value concat(List<Value> arguments, Origin origin) throws EvaluationException {
    List<Value> elements = new ArrayList<>();
    List<Value> parts = new ArrayList<>();
    boolean isOpen = false;
    for (Value argument : arguments) {
      if (argument instanceof Value.Array array) {
        elements.addAll(array.elements());
        parts.add(array);
      } else if (argument instanceof Value.Joined joined) {
        parts.addAll(joined.parts());
        isOpen = true;
      } else if (argument instanceof Value.Reference || argument instanceof Value.Unknown) {
        parts.add(argument);
        isOpen = true;
      } else if (!(argument instanceof Value.Null)) {
        throw Operations.typeMismatch("array", argument);
      }
    }
    return isOpen ? new Value.Joined(parts, origin) : new Value.Array(elements, origin);
  }

  /** The first argument that is not empty; the last one when all are. */
  private static Value coalesce(List<Value> arguments, Origin origin) {
    for (Value argument : arguments) {
      if (argument instanceof Value.Reference || argument instanceof Value.Unknown) {
        return new Value.Unknown("coalesce depends on a value known only when Alloy runs", origin);
      }
      if (!isEmpty(argument)) {
        return argument;
      }
    }
    return arguments.isEmpty() ? new Value.Null(origin) : arguments.get(arguments.size() - 1);
  }

  private static boolean isEmpty(Value value) {
    if (value instanceof Value.Text text) {
      return text.value().isEmpty();
    }
    if (value instanceof Value.Numeric number) {
      return number.doubleValue() == 0;
    }
    if (value instanceof Value.Bool bool) {
      return !bool.value();
    }
    if (value instanceof Value.Array array) {
      return array.elements().isEmpty();
    }
    if (value instanceof Value.Fields object) {
      return object.fields().isEmpty();
    }
    return value instanceof Value.Null;
  }

  private static Value variable(List<Value> arguments, Environment environment, Origin origin)
      throws EvaluationException {
    requireCount(1, arguments, origin);
    if (arguments.get(0).isOpen()) {
      return new Value.Unknown("the variable's name is known only when Alloy runs", origin);
    }
    String name = textOf(arguments.get(0));
    Optional<String> value = environment.get(name);
    return value.isPresent()
        ? new Value.Text(value.get(), origin)
        : new Value.Unknown("environment variable \"" + name + "\" is not given", origin);
  }

  /** A function whose arguments and result are strings. */
  private interface TextBody {
    String call(List<String> arguments, Origin origin) throws EvaluationException;
  }

  private static Body text(int count, TextBody body) {
    return (arguments, origin) -> {
      if (count >= 0) {
        requireCount(count, arguments, origin);
      }
      List<String> texts = new ArrayList<>(arguments.size());
      for (Value argument : arguments) {
        texts.add(textOf(argument));
      }
      return new Value.Text(body.call(texts, origin), origin);
    };
  }

  private static void requireCount(int count, List<Value> arguments, Origin origin)
      throws EvaluationException {
    if (arguments.size() != count) {
      throw new EvaluationException(
          "expected " + count + " arguments, got " + arguments.size(), origin);
    }
  }

  /** A value where a string is wanted: numbers become text, null becomes "". */
  static String textOf(Value value) throws EvaluationException {
    if (value instanceof Value.Text text) {
      return text.value();
    }
    if (value instanceof Value.Numeric number) {
      return number.text();
    }
    if (value instanceof Value.Null) {
      return "";
    }
    throw Operations.typeMismatch("string", value);
  }

  private static Value nonsensitive(List<Value> arguments, Origin origin)
      throws EvaluationException {
    requireCount(1, arguments, origin);
    if (arguments.get(0) instanceof Value.Numeric number) {
      throw Operations.typeMismatch("secret or string", number);
    }
    return new Value.Text(textOf(arguments.get(0)), origin);
  }

  private static Value split(List<Value> arguments, Origin origin) throws EvaluationException {
    requireCount(2, arguments, origin);
    String text = textOf(arguments.get(0));
    String separator = textOf(arguments.get(1));
    List<String> parts =
        separator.isEmpty()
            ? text.codePoints().mapToObj(Character::toString).toList()
            : Arrays.asList(Pattern.compile(separator, Pattern.LITERAL).split(text, -1));
    return new Value.Array(
        parts.stream().map(part -> (Value) new Value.Text(part, origin)).toList(), origin);
  }

  private static Value join(List<Value> arguments, Origin origin) throws EvaluationException {
    requireCount(2, arguments, origin);
    if (!(arguments.get(0) instanceof Value.Array array)) {
      throw Operations.typeMismatch("array", arguments.get(0));
    }
    List<String> parts = new ArrayList<>();
    for (Value element : array.elements()) {
      parts.add(textOf(element));
    }
    return new Value.Text(String.join(textOf(arguments.get(1)), parts), origin);
  }

  private static Value format(List<Value> arguments, Origin origin) throws EvaluationException {
    if (arguments.isEmpty()) {
      throw new EvaluationException("expected at least 1 argument, got 0", origin);
    }
    return new Value.Text(
        GoFormat.format(textOf(arguments.get(0)), arguments.subList(1, arguments.size())), origin);
  }

  private static String encoded(String text, Base64.Encoder encoder) {
    return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text, Base64.Decoder decoder, Origin origin)
      throws EvaluationException {
    try {
      return new String(decoder.decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new EvaluationException("the text is not base64", origin);
    }
  }

  private static String urlDecoded(String text, Origin origin) throws EvaluationException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new EvaluationException("the text has an invalid percent escape", origin);
    }
  }

  private static String mapped(String text, IntUnaryOperator mapping) {
    return text.codePoints()
        .map(mapping)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static String trimmed(String text, IntPredicate isCut) {
    int[] points = text.codePoints().toArray();
    int start = 0;
    int end = points.length;
    while (start < end && isCut.test(points[start])) {
      start++;
    }
    while (end > start && isCut.test(points[end - 1])) {
      end--;
    }
    return new String(points, start, end - start);
  }

  /** Joins the parts that are not empty with {@code /} and resolves {@code .} and {@code ..}. */
  private static String pathJoin(List<String> parts) {
    String joined = parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("/"));
    if (joined.isEmpty()) {
      return "";
    }
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
