package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.Doc;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query variable asks of Loki: the names of labels, or the values of one.
 *
 * <p>Grafana's forms: {@code label_names()}, {@code label_values(label)}, {@code
 * label_values({selector}, label)}, or an object with {@code type} (0 names, 1 values), {@code
 * label} and {@code stream}.
 *
 * @param kind what is asked for
 * @param selector which streams; empty text for all
 * @param label the label of {@link Kind#LABEL_VALUES}; else empty text
 */
public record LokiVariableQuery(Kind kind, String selector, String label) {
  private static final Pattern NAMES = Pattern.compile("\\s*label_names\\(\\s*\\)\\s*");

  private static final Pattern VALUES =
      Pattern.compile(
          "\\s*label_values\\((?:(.+),\\s*)?([a-zA-Z_$][a-zA-Z0-9_{}:]*)\\s*\\)\\s*",
          Pattern.DOTALL);

  private static final int TYPE_VALUES = 1;

  /** What is asked for. */
  public enum Kind {
    /** The names of labels. */
    LABEL_NAMES,
    /** The values of one label. */
    LABEL_VALUES
  }

  /** Refuses absent parts. */
  public LokiVariableQuery {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(selector, "selector");
    Objects.requireNonNull(label, "label");
  }

  /** Reads the text form; empty for any other text. */
  public static Optional<LokiVariableQuery> parse(String text) {
    if (NAMES.matcher(text).matches()) {
      return Optional.of(new LokiVariableQuery(Kind.LABEL_NAMES, "", ""));
    }
    Matcher values = VALUES.matcher(text);
    if (!values.matches()) {
      return Optional.empty();
    }
    String selector = values.group(1) == null ? "" : values.group(1).strip();
    return Optional.of(new LokiVariableQuery(Kind.LABEL_VALUES, selector, values.group(2)));
  }

  /** Reads the object form; empty when it has neither a type nor a label. */
  public static Optional<LokiVariableQuery> of(Doc query) {
    Optional<String> label = query.get("label").flatMap(Doc::asText).filter(it -> !it.isBlank());
    Optional<Integer> type = query.get("type").flatMap(Doc::asInt);
    if (label.isEmpty() && type.isEmpty()) {
      return Optional.empty();
    }
    boolean isValues = type.map(it -> it == TYPE_VALUES).orElse(true);
    if (!isValues) {
      return Optional.of(new LokiVariableQuery(Kind.LABEL_NAMES, "", ""));
    }
    String stream = query.get("stream").flatMap(Doc::asText).orElse("").strip();
    return label.map(name -> new LokiVariableQuery(Kind.LABEL_VALUES, stream, name));
  }
}
