package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.port.Datasources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values variables have for one panel: those of its sections, and one for each copy. */
final class Repeats {
  private final Datasources datasources;
  private final Set<TemplateVariable> copies = Collections.newSetFromMap(new IdentityHashMap<>());

  Repeats(Datasources datasources) {
    this.datasources = datasources;
  }

  /** The variables that a panel sees: a section's own hides the dashboard's of the same name. */
  Map<String, TemplateVariable> visible(Panel panel, Map<String, TemplateVariable> known) {
    List<Section> sections =
        panel.placements().stream().limit(1).flatMap(it -> it.sections().stream()).toList();
    if (sections.stream().allMatch(it -> it.variables().isEmpty())) {
      return known;
    }
    Map<String, TemplateVariable> visible = new LinkedHashMap<>(known);
    for (Section section : sections) {
      for (Variable variable : section.variables()) {
        visible.remove(variable.name());
        KnownVariables.value(variable, datasources)
            .ifPresent(it -> visible.put(variable.name(), it));
      }
    }
    return visible;
  }

  /**
   * The values for each copy of a repeated panel; one map for a panel that isn't repeated. A
   * variable without any value gives one copy with the empty text; one whose values aren't known
   * stays unknown.
   *
   * @param most how many copies to give at most
   */
  List<Map<String, TemplateVariable>> copies(
      Panel panel, Map<String, TemplateVariable> visible, int most) {
    List<Map<String, TemplateVariable>> made = List.of(visible);
    for (Repeat repeat : panel.repeats()) {
      TemplateVariable variable = visible.get(repeat.variable());
      if (variable == null) {
        continue;
      }
      List<Map<String, TemplateVariable>> further = new ArrayList<>();
      for (Map<String, TemplateVariable> each : made) {
        if (areUnknown(variable)) {
          Map<String, TemplateVariable> copy = new LinkedHashMap<>(each);
          copy.remove(variable.name());
          further.add(copy);
          continue;
        }
        for (VariableOption option : selected(variable)) {
          Map<String, TemplateVariable> copy = new LinkedHashMap<>(each);
          copy.put(variable.name(), one(variable, option));
          if (further.size() < most) {
            further.add(copy);
          }
        }
      }
      made = further;
    }
    return made;
  }

  /** Whether the value is that of one copy. */
  boolean isCopy(TemplateVariable variable) {
    return copies.contains(variable);
  }

  private TemplateVariable one(TemplateVariable variable, VariableOption option) {
    // Grafana keeps "multi" and "include all" on a copy's value, so that it is escaped the same way
    TemplateVariable copy =
        TemplateVariable.builder(variable.name(), VariableValue.of(option.value()))
            .kind(variable.kind())
            .texts(List.of(option.label()))
            .multi(variable.isMulti())
            .includeAll(variable.includesAll())
            .options(variable.options())
            .build();
    copies.add(copy);
    return copy;
  }

  /** The options that copies are made for. */
  static List<VariableOption> selected(TemplateVariable variable) {
    if (variable.isAllSelected()) {
      return variable.options().isEmpty() ? empty() : variable.options();
    }
    List<String> values =
        variable.value() instanceof VariableValue.Many many
            ? many.values()
            : variable.value() instanceof VariableValue.One one ? List.of(one.value()) : List.of();
    return values.isEmpty()
        ? empty()
        : values.stream().map(value -> option(variable, value)).toList();
  }

  /** Whether "All" is selected and only the store knows what that is. */
  static boolean areUnknown(TemplateVariable variable) {
    return variable.isAllSelected()
        && variable.options().isEmpty()
        && variable.kind() == VariableKind.QUERY;
  }

  private static List<VariableOption> empty() {
    return List.of(VariableOption.of(""));
  }

  private static VariableOption option(TemplateVariable variable, String value) {
    return variable.options().stream()
        .filter(it -> it.value().equals(value))
        .findFirst()
        .orElse(VariableOption.of(value));
  }
}
