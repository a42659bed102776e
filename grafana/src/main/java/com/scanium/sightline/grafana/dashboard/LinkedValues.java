package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.AdHocFilter;
import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the address of a dashboard selects of its variables.
 *
 * <p>A value of the address counts even where no option has it: Grafana keeps it when the dashboard
 * opens. {@code All} means {@code $__all}, and so does the "all" value itself.
 */
final class LinkedValues {
  /** Kinds that addresses don't set. */
  private static final Set<VariableKind> WITHOUT =
      Set.of(VariableKind.CONSTANT, VariableKind.ADHOC, VariableKind.UNKNOWN);

  private LinkedValues() {}

  /** Whether the address can say anything of this variable. */
  static boolean isSettable(Variable variable) {
    return !variable.body().get("skipUrlSync").flatMap(Doc::asBoolean).orElse(false)
        && variable.kind() != VariableKind.CONSTANT
        && variable.kind() != VariableKind.UNKNOWN;
  }

  /**
   * The variable as the address selects it; empty when it says nothing, or selects "All" of options
   * that nobody knows.
   *
   * @param options the options of a query variable, empty when nobody knows them
   */
  static Optional<TemplateVariable> of(
      Variable variable,
      DashboardLink link,
      Supplier<Optional<List<VariableOption>>> options,
      Datasources datasources) {
    List<String> given = link.variables().get(variable.name());
    if (given == null || WITHOUT.contains(variable.kind()) || !isSettable(variable)) {
      return Optional.empty();
    }
    return switch (variable.kind()) {
      case TEXTBOX, SWITCH ->
          Optional.of(KnownVariables.build(variable, VariableValue.of(given.get(0)), List.of()));
      case DATASOURCE -> datasource(variable, given, datasources);
      case CUSTOM, INTERVAL -> Optional.of(selected(variable, given, variable.writtenOptions()));
      default -> {
        Optional<List<VariableOption>> known = options.get();
        TemplateVariable chosen = selected(variable, given, known.orElse(List.of()));
        boolean isUnknown =
            chosen.isAllSelected() && known.isEmpty() && variable.allValue().isEmpty();
        yield isUnknown ? Optional.empty() : Optional.of(chosen);
      }
    };
  }

  private static TemplateVariable selected(
      Variable variable, List<String> given, List<VariableOption> options) {
    List<String> values = new ArrayList<>();
    for (String each : given) {
      boolean all =
          (variable.includesAll() && each.equals("All"))
              || variable.allValue().filter(each::equals).isPresent();
      values.add(all ? VariableValue.ALL : valueOf(each, options));
    }
    boolean endsWithAll = values.get(values.size() - 1).equals(VariableValue.ALL);
    if (endsWithAll) {
      return KnownVariables.build(variable, VariableValue.of(VariableValue.ALL), options);
    }
    // a single value beside "All" takes its place
    values.removeIf(VariableValue.ALL::equals);
    boolean several = variable.isMulti() || values.size() > 1;
    return KnownVariables.build(
        variable, several ? VariableValue.of(values) : VariableValue.of(values.get(0)), options);
  }

  /** The value behind a text that people see, when no option has it as its value. */
  private static String valueOf(String given, List<VariableOption> options) {
    boolean isValue = options.stream().anyMatch(it -> it.value().equals(given));
    return isValue
        ? given
        : options.stream()
            .filter(it -> it.label().equals(given))
            .findFirst()
            .map(VariableOption::value)
            .orElse(given);
  }

  private static Optional<TemplateVariable> datasource(
      Variable variable, List<String> given, Datasources datasources) {
    String type = variable.query().map(Doc.Str::value).orElse("");
    List<VariableOption> options =
        datasources.all().stream()
            .filter(it -> it.type().equals(type))
            .map(it -> new VariableOption(it.name(), it.uid()))
            .toList();
    List<String> uids = new ArrayList<>();
    for (String each : given) {
      Optional<Datasource> meant =
          each.equals("default")
              ? datasources.all().stream()
                  .filter(it -> it.type().equals(type) && it.isDefault())
                  .findFirst()
              : datasources.resolve(DatasourceRef.of(each, type));
      uids.add(meant.map(Datasource::uid).orElse(each));
    }
    return Optional.of(selected(variable, uids, options));
  }

  /**
   * The filters that the address sets on an ad hoc variable: {@code key|operator|value}, with
   * {@code __gfp__}, {@code __gfc__} and {@code __gfh__} for bar, comma and hash. Empty when it
   * sets none.
   */
  static Optional<List<AdHocFilter>> filters(Variable variable, DashboardLink link) {
    List<String> given = link.variables().get(variable.name());
    if (given == null || variable.kind() != VariableKind.ADHOC || !isSettable(variable)) {
      return Optional.empty();
    }
    List<AdHocFilter> filters = new ArrayList<>();
    for (String each : given) {
      List<String> parts =
          Arrays.stream(each.split("\\|", -1)).map(LinkedValues::unescaped).toList();
      if (parts.size() >= 3 && !parts.get(0).isEmpty() && !parts.get(1).isEmpty()) {
        filters.add(
            new AdHocFilter(
                parts.get(0), parts.get(1), parts.get(2), parts.subList(2, parts.size())));
      }
    }
    return Optional.of(filters);
  }

  /** A part without the label that stands behind its comma. */
  private static String unescaped(String part) {
    int comma = part.indexOf(',');
    return (comma < 0 ? part : part.substring(0, comma))
        .replace("__gfp__", "|")
        .replace("__gfc__", ",")
        .replace("__gfh__", "#");
  }
}
