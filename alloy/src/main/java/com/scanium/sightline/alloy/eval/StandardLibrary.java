package com.scanium.sightline.alloy.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions and constants that every configuration has.
 *
 * @see <a href="https://grafana.com/docs/alloy/latest/reference/stdlib/">Grafana Alloy: standard
 *     library</a>
 */
final class StandardLibrary {
  /** What a function does with arguments of which none is open. */
  @FunctionalInterface
  interface Body {
    /**
     * The result.
     *
     * @throws EvaluationException for a wrong argument
     * @throws RefusedException when the function itself fails
     */
    Value call(List<Value> arguments, Origin origin) throws EvaluationException, RefusedException;
  }

  /** A function that fails for a reason of its own; the error is placed at its name. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * How a function is called.
   *
   * @param parameters what the arguments are read as; null when it looks at them itself
   * @param rest what further arguments are read as; null when there are none
   * @param body what it does
   */
  private record Definition(
      @Nullable List<DecodeType> parameters, @Nullable DecodeType rest, Body body) {
    Definition {
      parameters = parameters == null ? null : List.copyOf(parameters);
    }
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

  private static final List<String> CONSTANTS = List.of("arch", "hostname", "os", "version");
  private static final String VARIABLE = "sys.env";

  private static final Map<String, Definition> FUNCTIONS = functions();

  private StandardLibrary() {}

  private static Map<String, Definition> functions() {
    Map<String, Definition> all = new TreeMap<>();
    ArrayFunctions.ALL.forEach((name, body) -> all.put(name, new Definition(null, null, body)));
    all.put(
        "convert.nonsensitive",
        new Definition(
            List.of(DecodeType.SECRET),
            null,
            (a, o) -> new Value.Text(((Value.Secret) a.get(0)).content(), o)));
    DecodeType string = DecodeType.STRING;
    TextFunctions.ONE.forEach(
        (name, body) -> all.put(name, new Definition(List.of(string), null, body)));
    TextFunctions.TWO.forEach(
        (name, body) -> all.put(name, new Definition(List.of(string, string), null, body)));
    all.put(
        "string.replace",
        new Definition(List.of(string, string, string), null, TextFunctions::replace));
    all.put(
        "string.join",
        new Definition(List.of(DecodeType.listOf(string), string), null, TextFunctions::join));
    all.put(
        "string.format", new Definition(List.of(string), DecodeType.ANY, TextFunctions::format));
    all.put("file.path_join", new Definition(List.of(), string, TextFunctions::pathJoin));
    all.put(
        "encoding.to_json", new Definition(List.of(DecodeType.ANY), null, JsonFunctions::toJson));
    all.put(VARIABLE, new Definition(List.of(string), null, (a, o) -> a.get(0)));
    return all;
  }

  static boolean isFunction(String name) {
    // a name with a dot is reached through its namespace, never as one name
    return name.indexOf('.') < 0 && (ALIASES.containsKey(name) || FUNCTIONS.containsKey(name));
  }

  static boolean isNamespace(String name) {
    return switch (name) {
      case "array", "constants", "convert", "encoding", "file", "string", "sys" -> true;
      default -> false;
    };
  }

  static Value namespace(String name, Map<String, String> constants, Origin origin) {
    Map<String, Value> members = new LinkedHashMap<>();
    if (name.equals("constants")) {
      for (String constant : CONSTANTS) {
        String known = constants.get(constant);
        members.put(
            constant,
            known == null
                ? new Value.Unknown("constants." + constant + " depends on Alloy's host", origin)
                : new Value.Text(known, origin));
      }
    }
    String prefix = name + ".";
    for (String full : FUNCTIONS.keySet()) {
      if (full.startsWith(prefix)) {
        members.put(full.substring(prefix.length()), new Value.Function(full, origin));
      }
    }
    return new Value.Fields(members, origin);
  }

  static Value call(
      Value.Function function, List<Value> arguments, Environment environment, Origin origin)
      throws EvaluationException {
    String name = ALIASES.getOrDefault(function.name(), function.name());
    Definition definition = FUNCTIONS.get(name);
    if (definition == null) {
      return new Value.Unknown("what " + function.name() + " gives is not computed", origin);
    }
    List<Value> given = read(function, definition, arguments);
    boolean handlesOpen = name.equals("array.concat") || name.equals("coalesce");
    if (!handlesOpen && given.stream().anyMatch(Value::isOpen)) {
      return new Value.Unknown(
          "an argument of " + function.name() + " is known only when Alloy runs", origin);
    }
    if (name.equals(VARIABLE)) {
      return variable(((Value.Text) given.get(0)).value(), environment, origin);
    }
    try {
      return definition.body().call(given, origin);
    } catch (RefusedException refused) {
      throw EvaluationException.about(function, function.name() + ": " + refused.getMessage());
    }
  }

  private static List<Value> read(
      Value.Function function, Definition definition, List<Value> arguments)
      throws EvaluationException {
    List<DecodeType> parameters = definition.parameters();
    if (parameters == null) {
      return arguments;
    }
    int wanted = parameters.size();
    DecodeType rest = definition.rest();
    if (rest == null ? arguments.size() != wanted : arguments.size() < wanted) {
      throw EvaluationException.about(
          function,
          function.name()
              + " takes "
              + (rest == null ? "" : "at least ")
              + wanted
              + (wanted == 1 ? " argument" : " arguments")
              + ", got "
              + arguments.size());
    }
    List<Value> read = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      DecodeType type = i < wanted || rest == null ? parameters.get(i) : rest;
      read.add(Decoding.decode(arguments.get(i), type));
    }
    return read;
  }

  private static Value variable(String name, Environment environment, Origin origin) {
    Optional<String> value = environment.get(name);
    return value.isPresent()
        ? new Value.Text(value.get(), origin)
        : new Value.Unknown("environment variable \"" + name + "\" is not given", origin);
  }
}
