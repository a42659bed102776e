package com.scanium.sightline.cli;

import com.scanium.sightline.grafana.dashboard.DashboardView;
import com.scanium.sightline.grafana.dashboard.PanelCopy;
import com.scanium.sightline.grafana.template.TemplateVariable;
import com.scanium.sightline.grafana.template.VariableOption;
import com.scanium.sightline.grafana.template.VariableValue;
import com.scanium.sightline.text.Doc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what the address of a dashboard gives: time range and values of variables. */
final class OpenedDashboards {
  private OpenedDashboards() {}

  static void print(List<DashboardView> views, Console console) {
    for (DashboardView view : views) {
      console.out().println(Printable.of(view.dashboard().toString()));
      String length = view.range().map(it -> ", " + it.toSeconds() + "s").orElse("");
      console.out().println("  from " + view.from() + " to " + view.to() + length);
      for (TemplateVariable variable : view.variables()) {
        console
            .out()
            .println(
                "  $"
                    + variable.name()
                    + " = "
                    + Printable.of(String.join(", ", values(variable))));
      }
      view.unknownVariables()
          .forEach(
              name -> console.out().println("  $" + name + " is not known: only the store knows"));
      view.ignored()
          .forEach(
              name ->
                  console
                      .err()
                      .println(
                          "the address sets \""
                              + Printable.of(name)
                              + "\", which the dashboard does"
                              + " not take from it"));
    }
  }

  /** The values, those behind "All" included. */
  private static List<String> values(TemplateVariable variable) {
    if (variable.isAllSelected()) {
      return variable
          .allValue()
          .map(it -> List.of("All (" + it + ")"))
          .orElseGet(() -> variable.options().stream().map(VariableOption::value).toList());
    }
    return variable.value() instanceof VariableValue.Many many
        ? many.values()
        : variable.value() instanceof VariableValue.One one ? List.of(one.value()) : List.of();
  }

  /** The same for programs, with the queries beside it. */
  static Doc doc(List<DashboardView> views, List<Doc> queries) {
    return Doc.object()
        .with("dashboards", Doc.array(views.stream().map(OpenedDashboards::doc).toList()))
        .with("queries", Doc.array(queries));
  }

  private static Doc doc(DashboardView view) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("dashboard", Doc.string(view.dashboard().id()));
    members.put("title", Doc.string(view.dashboard().title()));
    members.put("from", Doc.string(view.from()));
    members.put("to", Doc.string(view.to()));
    view.start().ifPresent(it -> members.put("start", Doc.string(it.toString())));
    view.end().ifPresent(it -> members.put("end", Doc.string(it.toString())));
    view.range().ifPresent(it -> members.put("seconds", Doc.number(it.toSeconds())));
    Map<String, Doc> variables = new LinkedHashMap<>();
    for (TemplateVariable variable : view.variables()) {
      variables.put(variable.name(), value(variable));
    }
    members.put("variables", Doc.object(variables));
    members.put("panels", Doc.array(view.panels().stream().map(OpenedDashboards::doc).toList()));
    members.put("unknown", texts(view.unknownVariables()));
    members.put("ignored", texts(view.ignored()));
    return Doc.object(members);
  }

  private static Doc doc(PanelCopy panel) {
    Map<String, Doc> members = new LinkedHashMap<>();
    panel.id().ifPresent(it -> members.put("id", Doc.number(it)));
    panel.panel().element().ifPresent(it -> members.put("element", Doc.string(it)));
    members.put("type", Doc.string(panel.panel().type()));
    members.put("title", Doc.string(panel.title()));
    if (!panel.values().isEmpty()) {
      Map<String, Doc> values = new LinkedHashMap<>();
      panel.values().forEach((name, option) -> values.put(name, Doc.string(option.value())));
      members.put("repeatedFor", Doc.object(values));
    }
    panel
        .position()
        .ifPresent(
            it ->
                members.put(
                    "gridPos",
                    Doc.object()
                        .with("x", Doc.number(it.x()))
                        .with("y", Doc.number(it.y()))
                        .with("w", Doc.number(it.width()))
                        .with("h", Doc.number(it.height()))));
    return Doc.object(members);
  }

  private static Doc value(TemplateVariable variable) {
    boolean single = variable.value() instanceof VariableValue.One && !variable.isAllSelected();
    List<String> values = values(variable);
    return single && values.size() == 1 ? Doc.string(values.get(0)) : texts(values);
  }

  private static Doc texts(List<String> texts) {
    return Doc.array(texts.stream().<Doc>map(Doc::string).toList());
  }
}
