package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a panel, target or variable names its data source, with its place.
 *
 * <p>Grafana has written it as a name, as {@code null} for the default, as {@code {type, uid}} and,
 * in schema v2, as a type beside {@code {name: uid}}; here the odd shapes meet. Immutable.
 */
public final class SourceRef {
  private static final Set<String> EXPRESSION = Set.of("__expr__", "-100", "Expression");

  private final @Nullable String name;
  private final @Nullable String type;
  private final Span span;

  private SourceRef(@Nullable String name, @Nullable String type, Span span) {
    this.name = name;
    this.type = type;
    this.span = Objects.requireNonNull(span, "span");
  }

  /** Reads a {@code datasource} property: a string, an object, null. */
  static SourceRef of(Doc doc) {
    Optional<Doc> uid = doc.get("uid");
    String type = doc.get("type").flatMap(Doc::asString).filter(SourceRef::isWritten).orElse(null);
    String name =
        doc.asString()
            .or(() -> uid.flatMap(Doc::asString))
            .filter(SourceRef::isWritten)
            .filter(text -> !text.equals("default"))
            .orElse(null);
    return new SourceRef(name, type, uid.orElse(doc).span());
  }

  /** A data source of schema v2: the type stands apart, {@code name} holds the uid. */
  static SourceRef of(@Nullable Doc datasource, @Nullable String type, Span otherwise) {
    Optional<Doc> named = Optional.ofNullable(datasource).flatMap(doc -> doc.get("name"));
    Optional<Doc> uid =
        named.or(() -> Optional.ofNullable(datasource).flatMap(doc -> doc.get("uid")));
    String ownType =
        Optional.ofNullable(datasource)
            .flatMap(doc -> doc.get("type"))
            .flatMap(Doc::asString)
            .orElse(type);
    return new SourceRef(
        uid.flatMap(Doc::asString).filter(SourceRef::isWritten).orElse(null),
        ownType,
        uid.map(Doc::span).orElse(otherwise));
  }

  private static boolean isWritten(String text) {
    return !text.isEmpty();
  }

  /** The uid or name as written, variables included; empty for the default data source. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** The type as written; empty when not written. */
  public Optional<String> type() {
    return Optional.ofNullable(type);
  }

  /** Where the name is written, or the property that lacks it. */
  public Span span() {
    return span;
  }

  /** Whether each target brings its own data source. */
  public boolean isMixed() {
    return "-- Mixed --".equals(name) || "mixed".equals(type);
  }

  /** Whether the result of another panel is shown. */
  public boolean isDashboard() {
    return "-- Dashboard --".equals(name);
  }

  /** Whether Grafana computes the result from other queries. */
  public boolean isExpression() {
    return (name != null && EXPRESSION.contains(name)) || "__expr__".equals(type);
  }

  /** Whether Grafana itself provides the data: annotations, random walks, lists. */
  public boolean isBuiltIn() {
    return "-- Grafana --".equals(name)
        || "grafana".equals(name)
        || "grafana".equals(type)
        || ("datasource".equals(type) && !isMixed() && !isDashboard());
  }

  /** The reference with another name, its variables replaced for instance. */
  SourceRef withName(String other) {
    return new SourceRef(other, type, span);
  }

  /** The reference as the ports speak of it. */
  public DatasourceRef toPort() {
    return DatasourceRef.of(name, type);
  }

  @Override
  public String toString() {
    return toPort().toString();
  }
}
