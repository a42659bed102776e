package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.grafana.template.AdHocFilter;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.text.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The saved filters of ad hoc variables, which Grafana adds to each query of their data source. */
final class AdHocFilters {
  private AdHocFilters() {}

  /**
   * The filters that a query of this data source gets.
   *
   * @param plain replaces the variables in a data source's name
   */
  static List<AdHocFilter> of(
      Dashboard dashboard, SourceRef asked, UnaryOperator<String> plain, Datasources datasources) {
    List<AdHocFilter> filters = new ArrayList<>();
    for (Variable variable : dashboard.variables()) {
      if (variable.kind() == VariableKind.ADHOC
          && isSame(variable.datasource(), asked, plain, datasources)) {
        filters.addAll(
            dashboard
                .link()
                .flatMap(link -> LinkedValues.filters(variable, link))
                .orElseGet(variable::filters));
      }
    }
    return filters;
  }

  private static boolean isSame(
      Optional<SourceRef> filtered,
      SourceRef asked,
      UnaryOperator<String> plain,
      Datasources datasources) {
    Optional<Datasource> left =
        datasources.resolve(filtered.map(it -> named(it, plain).toPort()).orElse(defaultSource()));
    Optional<Datasource> right = datasources.resolve(named(asked, plain).toPort());
    if (left.isPresent() || right.isPresent()) {
      return left.isPresent() && left.equals(right);
    }
    String name = filtered.flatMap(SourceRef::name).map(plain).orElse("");
    return name.equals(asked.name().map(plain).orElse(""));
  }

  private static SourceRef named(SourceRef ref, UnaryOperator<String> plain) {
    return ref.name().map(plain).map(ref::withName).orElse(ref);
  }

  private static DatasourceRef defaultSource() {
    return DatasourceRef.defaultSource();
  }

  /** The filters that a variable was saved with; incomplete ones are left out, as Grafana does. */
  static List<AdHocFilter> saved(Doc body) {
    List<AdHocFilter> filters = new ArrayList<>();
    for (String key : List.of("baseFilters", "filters")) {
      for (Doc filter : body.get(key).map(Doc::items).orElse(List.of())) {
        String label = text(filter, "key");
        String operator = text(filter, "operator");
        if (!label.isEmpty() && !operator.isEmpty()) {
          filters.add(
              new AdHocFilter(
                  label,
                  operator,
                  text(filter, "value"),
                  filter.get("values").map(Doc::items).orElse(List.of()).stream()
                      .flatMap(it -> it.asText().stream())
                      .toList()));
        }
      }
    }
    return filters;
  }

  private static String text(Doc doc, String key) {
    return doc.get(key).flatMap(Doc::asText).orElse("");
  }
}
