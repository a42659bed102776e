package com.scanium.sightline.alloy.builder;

import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.alloy.syntax.Expression;
import com.scanium.sightline.text.SourceText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression of Alloy's language. Immutable; equal when the expressions are written the same way
 * but for white space.
 */
public final class AlloyExpr {
  private static final Set<String> KEYWORDS = Set.of("true", "false", "null");

  private final Expression tree;
  private final String text;

  private AlloyExpr(Expression tree) {
    this.tree = tree;
    this.text = ExpressionWriter.inOneLine(tree);
  }

  static AlloyExpr of(Expression tree) {
    return new AlloyExpr(tree);
  }

  /**
   * Any expression, as text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static AlloyExpr parse(String text) {
    AlloySyntax.ParsedExpression parsed =
        AlloySyntax.parseExpression(SourceText.of("expression", text));
    if (!parsed.isValid()) {
      throw new IllegalArgumentException(
          "not an expression: " + text + ": " + parsed.problems().get(0).message());
    }
    return new AlloyExpr(parsed.expression());
  }

  /** A string; whatever needs an escape gets one. */
  public static AlloyExpr string(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isISOControl(c) || c == '\uFEFF') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return parse(out.append('"').toString());
  }

  /** A whole number. */
  public static AlloyExpr number(long value) {
    return parse(Long.toString(value));
  }

  /**
   * A number.
   *
   * @throws IllegalArgumentException when it is not finite
   */
  public static AlloyExpr number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    return parse(BigDecimal.valueOf(value).toPlainString());
  }

  /** True or false. */
  public static AlloyExpr bool(boolean value) {
    return parse(Boolean.toString(value));
  }

  /** Null, which stands for an argument that is not set. */
  public static AlloyExpr nothing() {
    return parse("null");
  }

  /** A duration as a string of hours, minutes, seconds and milliseconds: {@code "1m30s"}. */
  public static AlloyExpr duration(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("a duration is not negative: " + value);
    }
    StringBuilder out = new StringBuilder();
    part(out, value.toHours(), "h");
    part(out, value.toMinutesPart(), "m");
    part(out, value.toSecondsPart(), "s");
    part(out, value.toMillisPart(), "ms");
    part(out, value.toNanosPart() % 1_000_000, "ns");
    return string(out.length() == 0 ? "0s" : out.toString());
  }

  private static void part(StringBuilder out, long count, String unit) {
    if (count > 0) {
      out.append(count).append(unit);
    }
  }

  /** An array. */
  public static AlloyExpr array(Collection<AlloyExpr> elements) {
    List<String> texts = new ArrayList<>();
    elements.forEach(element -> texts.add(element.text));
    return parse("[" + String.join(", ", texts) + "]");
  }

  /** An array. */
  public static AlloyExpr array(AlloyExpr... elements) {
    return array(List.of(elements));
  }

  /** An array of strings. */
  public static AlloyExpr strings(Collection<String> values) {
    return array(values.stream().map(AlloyExpr::string).toList());
  }

  /**
   * An object, with the fields in the map's own order.
   *
   * @throws IllegalArgumentException when a key has a quote or a backslash: Alloy takes keys as
   *     they are written, without escapes
   */
  public static AlloyExpr object(Map<String, AlloyExpr> fields) {
    List<String> texts = new ArrayList<>();
    fields.forEach((key, value) -> texts.add(key(key) + " = " + value.text));
    return parse("{" + String.join(", ", texts) + "}");
  }

  /** An object of strings, with the fields in the map's own order; see {@link #object}. */
  public static AlloyExpr labels(Map<String, String> labels) {
    List<String> texts = new ArrayList<>();
    labels.forEach((key, value) -> texts.add(key(key) + " = " + string(value).text));
    return parse("{" + String.join(", ", texts) + "}");
  }

  private static String key(String key) {
    if (AlloySyntax.isIdentifier(key) && !KEYWORDS.contains(key)) {
      return key;
    }
    boolean isPlain =
        !key.isEmpty()
            && key.chars().noneMatch(c -> c == '"' || c == '\\' || Character.isISOControl(c));
    if (!isPlain) {
      throw new IllegalArgumentException("not a key that Alloy can take: " + key);
    }
    return '"' + key + '"';
  }

  /**
   * A reference by names with dots, such as {@code prometheus.remote_write.mimir.receiver}.
   *
   * @throws IllegalArgumentException when it is not such a chain of names
   */
  public static AlloyExpr reference(String path) {
    for (String name : path.split("\\.", -1)) {
      if (!AlloySyntax.isIdentifier(name)) {
        throw new IllegalArgumentException("not a reference: " + path);
      }
    }
    return parse(path);
  }

  /** A call of a function, such as {@code sys.env} or {@code array.concat}. */
  public static AlloyExpr call(String function, AlloyExpr... arguments) {
    List<String> texts = new ArrayList<>();
    for (AlloyExpr argument : arguments) {
      texts.add(argument.text);
    }
    return parse(reference(function).text + "(" + String.join(", ", texts) + ")");
  }

  /** An environment variable, {@code sys.env("NAME")}. */
  public static AlloyExpr environment(String variable) {
    return call("sys.env", string(variable));
  }

  /** The expression in one line. */
  public String text() {
    return text;
  }

  /** The expression with line ends where it is long, lines after the first indented. */
  String laidOut(String indent) {
    return ExpressionWriter.laidOut(tree, indent);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlloyExpr that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
