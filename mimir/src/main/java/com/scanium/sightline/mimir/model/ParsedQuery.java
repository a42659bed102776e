package com.scanium.sightline.mimir.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree that a server made of a query: the server's own reading of it. Immutable.
 *
 * <p>Our own parser gives more, without a server; this tells how that very server reads a query.
 */
public final class ParsedQuery {
  private final String type;
  private final Map<String, String> properties;
  private final List<Matcher> matchers;
  private final List<ParsedQuery> children;

  private ParsedQuery(
      String type,
      Map<String, String> properties,
      List<Matcher> matchers,
      List<ParsedQuery> children) {
    this.type = Objects.requireNonNull(type, "type");
    this.properties = Map.copyOf(properties);
    this.matchers = List.copyOf(matchers);
    this.children = List.copyOf(children);
  }

  /** A node. */
  public static ParsedQuery of(
      String type,
      Map<String, String> properties,
      List<Matcher> matchers,
      List<ParsedQuery> children) {
    return new ParsedQuery(type, properties, matchers, children);
  }

  /**
   * A matcher of a selector.
   *
   * @param label which label
   * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
   * @param value what it is compared with
   */
  public record Matcher(String label, String operator, String value) {
    /** Refuses absent parts. */
    public Matcher {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(operator, "operator");
      Objects.requireNonNull(value, "value");
    }
  }

  /** The server's name of the kind of node, for instance {@code binaryExpr} or {@code call}. */
  public String type() {
    return type;
  }

  /**
   * A plain property as the server writes it, for instance {@code op} or {@code range} (in
   * milliseconds); empty when the node does not have it or it is null.
   */
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** The matchers of a selector, the metric name under {@code __name__}. */
  public List<Matcher> matchers() {
    return matchers;
  }

  /** The nodes below, in the order of the server. */
  public List<ParsedQuery> children() {
    return children;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParsedQuery that
        && type.equals(that.type)
        && properties.equals(that.properties)
        && matchers.equals(that.matchers)
        && children.equals(that.children);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, properties, matchers, children);
  }

  @Override
  public String toString() {
    return type + children;
  }
}
