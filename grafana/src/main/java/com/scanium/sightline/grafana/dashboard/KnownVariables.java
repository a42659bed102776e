package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableOptions;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.Doc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the variables of a dashboard stand for when it opens, as far as files tell.
 *
 * <p>A query variable's options are the store's business: without somebody who knows them it is
 * known only when its saved value is used as it is (no refresh), or when "All" is selected and has
 * a value of its own.
 */
final class KnownVariables {
  private final Map<String, TemplateVariable> known;

  private KnownVariables(Map<String, TemplateVariable> known) {
    this.known = known;
  }

  static KnownVariables of(Dashboard dashboard, Datasources datasources, VariableValues values) {
    Map<String, TemplateVariable> known = new LinkedHashMap<>();
    dashboard
        .inputs()
        .forEach(
            (name, value) ->
                known.put(
                    name,
                    TemplateVariable.builder(name, VariableValue.of(value))
                        .kind(VariableKind.CONSTANT)
                        .build()));
    // a variable's query may use those before it
    for (Variable variable : dashboard.variables()) {
      dashboard
          .link()
          .flatMap(
              link ->
                  LinkedValues.of(
                      variable,
                      link,
                      () -> QueryOptions.options(variable, known, datasources, values),
                      datasources))
          .or(() -> value(variable, datasources))
          .or(() -> QueryOptions.of(variable, known, datasources, values))
          .ifPresent(it -> known.put(variable.name(), it));
    }
    return new KnownVariables(known);
  }

  Map<String, TemplateVariable> all() {
    return known;
  }

  /** The variable with "All" selected, when that changes something and its value is known. */
  static Optional<TemplateVariable> allSelected(Variable variable, Optional<TemplateVariable> now) {
    boolean isAll = now.isPresent() && now.get().isAllSelected();
    boolean offered =
        now.isPresent()
            && (variable.kind() != VariableKind.QUERY || !now.get().options().isEmpty());
    boolean isKnown = offered || variable.allValue().isPresent();
    return isAll || !variable.includesAll() || !isKnown
        ? Optional.empty()
        : Optional.of(
            build(
                variable,
                VariableValue.of(VariableValue.ALL),
                now.map(TemplateVariable::options).orElse(List.of())));
  }

  /** What one variable stands for; empty when files don't tell. */
  static Optional<TemplateVariable> value(Variable variable, Datasources datasources) {
    String query = variable.query().map(Doc.Str::value).orElse("");
    return switch (variable.kind()) {
      case CUSTOM -> Optional.of(selected(variable, variable.writtenOptions()));
      case INTERVAL -> Optional.of(selected(variable, variable.writtenOptions()));
      case CONSTANT -> {
        String value = query.isEmpty() ? currentText(variable).orElse("") : query;
        yield Optional.of(build(variable, VariableValue.of(value), List.of()));
      }
      case TEXTBOX -> {
        String value = currentText(variable).orElse(query);
        yield Optional.of(build(variable, VariableValue.of(value), List.of()));
      }
      case SWITCH ->
          currentText(variable).map(it -> build(variable, VariableValue.of(it), List.of()));
      case DATASOURCE -> datasource(variable, query, datasources);
      case QUERY -> query(variable);
      default -> Optional.empty();
    };
  }

  private static Optional<TemplateVariable> query(Variable variable) {
    Optional<VariableValue> current = variable.current();
    if (current.isEmpty()) {
      return Optional.empty();
    }
    TemplateVariable saved = build(variable, current.get(), List.of());
    if (saved.isAllSelected()) {
      return variable.allValue().isPresent() ? Optional.of(saved) : Optional.empty();
    }
    boolean isEmpty =
        current.get() instanceof VariableValue.One one
            ? one.value().isEmpty()
            : current.get() instanceof VariableValue.Many many && many.values().isEmpty();
    return variable.refreshes() || isEmpty ? Optional.empty() : Optional.of(saved);
  }

  private static Optional<TemplateVariable> datasource(
      Variable variable, String type, Datasources datasources) {
    List<Datasource> ofType =
        datasources.all().stream().filter(it -> it.type().equals(type)).toList();
    if (ofType.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = ofType.stream().map(Datasource::name).toList();
    List<String> allowed =
        VariableOptions.of(names, variable.regex(), 0).options().stream()
            .map(VariableOption::value)
            .toList();
    List<Datasource> options = ofType.stream().filter(it -> allowed.contains(it.name())).toList();
    Optional<Datasource> chosen =
        currentText(variable)
            .flatMap(
                it ->
                    it.equals("default")
                        ? options.stream().filter(Datasource::isDefault).findFirst()
                        : datasources.resolve(DatasourceRef.of(it, type)).filter(options::contains))
            .or(() -> options.stream().findFirst());
    return chosen.map(
        it ->
            build(
                variable,
                VariableValue.of(it.uid()),
                options.stream().map(o -> new VariableOption(o.name(), o.uid())).toList()));
  }

  private static TemplateVariable selected(Variable variable, List<VariableOption> options) {
    Optional<VariableValue> current = variable.current().filter(it -> isOffered(it, options));
    VariableValue first =
        !options.isEmpty()
            ? VariableValue.of(options.get(0).value())
            : variable.includesAll()
                ? VariableValue.of(VariableValue.ALL)
                : variable.isMulti() ? VariableValue.of(List.of()) : VariableValue.of("");
    return build(variable, current.orElse(first), options);
  }

  private static boolean isOffered(VariableValue value, List<VariableOption> options) {
    List<String> values =
        value instanceof VariableValue.Many many
            ? many.values()
            : value instanceof VariableValue.One one ? List.of(one.value()) : List.of();
    return !values.isEmpty()
        && values.stream()
            .allMatch(
                it ->
                    it.equals(VariableValue.ALL)
                        || it.startsWith("$__auto")
                        || options.stream().anyMatch(option -> option.value().equals(it)));
  }

  private static Optional<String> currentText(Variable variable) {
    return variable
        .current()
        .map(
            it ->
                it instanceof VariableValue.One one
                    ? one.value()
                    : it instanceof VariableValue.Many many && !many.values().isEmpty()
                        ? many.values().get(0)
                        : "");
  }

  static TemplateVariable build(
      Variable variable, VariableValue value, List<VariableOption> options) {
    boolean many = variable.kind() != VariableKind.CONSTANT;
    return TemplateVariable.builder(variable.name(), value)
        .kind(variable.kind())
        .multi(many && variable.isMulti())
        .includeAll(many && variable.includesAll())
        .allValue(variable.allValue().orElse(null))
        .options(options)
        .texts(texts(value, options))
        .auto(
            variable.body().get("auto_count").flatMap(Doc::asInt).orElse(30),
            Objects.requireNonNullElse(
                variable.body().get("auto_min").flatMap(Doc::asText).orElse(null), "10s"))
        .build();
  }

  /** What people see of the selected values; none when no option says more than the values. */
  private static List<String> texts(VariableValue value, List<VariableOption> options) {
    List<String> values =
        value instanceof VariableValue.Many many
            ? many.values()
            : value instanceof VariableValue.One one ? List.of(one.value()) : List.of();
    boolean labelled =
        options.stream()
            .anyMatch(it -> values.contains(it.value()) && !it.label().equals(it.value()));
    return labelled ? values.stream().map(it -> label(it, options)).toList() : List.of();
  }

  private static String label(String value, List<VariableOption> options) {
    return options.stream()
        .filter(it -> it.value().equals(value))
        .findFirst()
        .map(VariableOption::label)
        .orElse(value);
  }
}
