package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.AdHocFilter;
import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes a variable in Java; not safe for use by several threads. */
public final class VariableBuilder {
  private final String name;
  private final List<Doc> filters = new ArrayList<>();
  private Doc json;

  private VariableBuilder(String type, String name) {
    this.name = Objects.requireNonNull(name, "name");
    this.json = Doc.object().with("type", Doc.string(type)).with("name", Doc.string(name));
  }

  /** Options that the store gives, such as {@code label_values(up, job)}. */
  public static VariableBuilder query(String name, String query) {
    return new VariableBuilder("query", name)
        .property("query", Doc.string(query))
        .property("definition", Doc.string(query))
        .property("refresh", Doc.number(1));
  }

  /** Options that are written here. */
  public static VariableBuilder custom(String name, List<String> values) {
    return withValues("custom", name, values);
  }

  /** Durations to choose from. */
  public static VariableBuilder interval(String name, List<String> values) {
    return withValues("interval", name, values).property("refresh", Doc.number(2));
  }

  /** The data sources of one plugin type. */
  public static VariableBuilder datasource(String name, String type) {
    return new VariableBuilder("datasource", name)
        .property("query", Doc.string(type))
        .property("refresh", Doc.number(1));
  }

  /** A text that the user types. */
  public static VariableBuilder textbox(String name, String value) {
    return new VariableBuilder("textbox", name).property("query", Doc.string(value)).current(value);
  }

  /** One value that nobody changes. */
  public static VariableBuilder constant(String name, String value) {
    return new VariableBuilder("constant", name)
        .property("query", Doc.string(value))
        .property("hide", Doc.number(2))
        .current(value);
  }

  /** Label filters that are added to each query of a data source. */
  public static VariableBuilder adHoc(String name) {
    return new VariableBuilder("adhoc", name);
  }

  private static VariableBuilder withValues(String type, String name, List<String> values) {
    List<Doc> options = new ArrayList<>();
    for (String value : values) {
      options.add(
          Doc.object()
              .with("selected", Doc.bool(options.isEmpty()))
              .with("text", Doc.string(value))
              .with("value", Doc.string(value)));
    }
    String query = String.join(",", values.stream().map(it -> it.replace(",", "\\,")).toList());
    VariableBuilder builder =
        new VariableBuilder(type, name)
            .property("query", Doc.string(query))
            .property("options", Doc.array(options));
    return values.isEmpty() ? builder : builder.current(values.get(0));
  }

  /** The data source that is asked or filtered. */
  public VariableBuilder datasource(DatasourceUid source) {
    return property("datasource", Json.datasource(source.type(), source.uid()));
  }

  /**
   * A data source by its type and uid.
   *
   * @param type the plugin, such as {@code prometheus}
   * @param uid the uid, or a variable such as {@code ${datasource}}
   */
  public record DatasourceUid(String type, String uid) {}

  /** What the user sees in front of the list. */
  public VariableBuilder label(String label) {
    return property("label", Doc.string(label));
  }

  /** Several values may be selected. */
  public VariableBuilder multi() {
    return property("multi", Doc.bool(true));
  }

  /** Offers "All", and selects it. */
  public VariableBuilder includeAll() {
    return property("includeAll", Doc.bool(true))
        .property(
            "current",
            Doc.object().with("text", Doc.string("All")).with("value", Doc.string("$__all")));
  }

  /** What "All" stands for, such as {@code .*}. */
  public VariableBuilder allValue(String value) {
    return property("allValue", Doc.string(value));
  }

  /** Which of the store's values become options, and which part of them. */
  public VariableBuilder regex(String regex) {
    return property("regex", Doc.string(regex));
  }

  /** The order of the options, 0 to 8 as in the file. */
  public VariableBuilder sort(int order) {
    return property("sort", Doc.number(order));
  }

  /** The value that is selected at first. */
  public VariableBuilder current(String value) {
    return property(
        "current", Doc.object().with("text", Doc.string(value)).with("value", Doc.string(value)));
  }

  /** Keeps it out of the users' sight. */
  public VariableBuilder hidden() {
    return property("hide", Doc.number(2));
  }

  /** A filter of an ad hoc variable. */
  public VariableBuilder filter(AdHocFilter filter) {
    Doc written =
        Doc.object()
            .with("key", Doc.string(filter.key()))
            .with("operator", Doc.string(filter.operator()))
            .with("value", Doc.string(filter.value()));
    filters.add(
        filter.values().isEmpty()
            ? written
            : written.with("values", Json.strings(filter.values())));
    return property("filters", Doc.array(filters));
  }

  /** Any other property of the variable. */
  public VariableBuilder property(String key, Doc value) {
    json = json.with(key, value);
    return this;
  }

  String name() {
    return name;
  }

  Doc json() {
    return json;
  }
}
