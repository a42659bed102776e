package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dashboard's file says, whichever schema it follows. */
class DashboardModelTest {
  private static final String V2 =
      """
      {"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard",
       "metadata": {"name": "abc"},
       "spec": {
        "title": "Two",
        "variables": [
         {"kind": "CustomVariable", "spec": {"name": "env", "query": "prod,dev",
          "current": {"text": "prod", "value": "prod"}, "multi": true, "includeAll": true}}],
        "annotations": [
         {"kind": "AnnotationQuery", "spec": {"name": "deploys", "enable": true,
          "query": {"kind": "DataQuery", "group": "prometheus", "version": "v0",
           "datasource": {"name": "prom"}, "spec": {"expr": "changes(build_info[5m])"}}}}],
        "elements": {
         "one": {"kind": "Panel", "spec": {"id": 1, "title": "First",
          "data": {"kind": "QueryGroup", "spec": {
           "queries": [{"kind": "PanelQuery", "spec": {"refId": "A", "hidden": false,
            "query": {"kind": "DataQuery", "group": "prometheus", "version": "v0",
             "datasource": {"name": "prom"},
             "spec": {"expr": "up{env=\\"$env\\", zone=\\"$zone\\"}", "legendFormat": "{{job}}"}}}}],
           "transformations": [{"kind": "Transformation", "group": "organize",
            "spec": {"options": {"renameByName": {"job": "Job"},
                                 "excludeByName": {"Time": true, "Value": false}}}}],
           "queryOptions": {"maxDataPoints": 100}}},
          "vizConfig": {"kind": "VizConfig", "group": "timeseries", "version": "", "spec": {
           "options": {}, "fieldConfig": {"defaults": {"links": [
            {"title": "to", "url": "/d/x?var-job=${__field.labels.job}"}]}, "overrides": []}}}}},
         "lib": {"kind": "LibraryPanel", "spec": {"id": 2, "title": "Shared",
          "libraryPanel": {"uid": "lib-1", "name": "Shared panel"}}},
         "lost": {"kind": "Panel", "spec": {"id": 3, "title": "Nowhere",
          "data": {"kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec":
           {"refId": "A", "query": {"kind": "DataQuery", "group": "prometheus",
            "spec": {"expr": "up"}}}}]}},
          "vizConfig": {"kind": "VizConfig", "group": "stat", "spec": {}}}}},
        "layout": {"kind": "TabsLayout", "spec": {"tabs": [
         {"kind": "TabsLayoutTab", "spec": {"title": "Overview",
          "layout": {"kind": "RowsLayout", "spec": {"rows": [
           {"kind": "RowsLayoutRow", "spec": {"title": "Row of $env", "collapse": true,
            "repeat": {"mode": "variable", "value": "env"},
            "variables": [{"kind": "ConstantVariable", "spec": {"name": "zone", "query": "eu"}}],
            "layout": {"kind": "GridLayout", "spec": {"items": [
             {"kind": "GridLayoutItem", "spec": {"x": 2, "y": 3, "width": 4, "height": 5,
              "element": {"kind": "ElementReference", "name": "one"}}}]}}}}]}}}},
         {"kind": "TabsLayoutTab", "spec": {"title": "Shared", "conditionalRendering": {},
          "layout": {"kind": "AutoGridLayout", "spec": {"items": [
           {"kind": "AutoGridLayoutItem", "spec": {
            "element": {"kind": "ElementReference", "name": "lib"}}},
           {"kind": "AutoGridLayoutItem", "spec": {
            "element": {"kind": "ElementReference", "name": "gone"}}}]}}}}]}}}}
      """;

  private final Dashboard dashboard = read("two.json", V2);

  @Test
  void layoutsTellWhereElementsAreShown() {
    Placement place = dashboard.panels().get(0).placements().get(0);

    assertThat(place.sections())
        .extracting(Section::toString)
        .containsExactly("tab Overview", "row Row of $env");
    assertThat(place.position()).contains(new GridPosition(2, 3, 4, 5));
    assertThat(place.isCollapsed()).isTrue();
    assertThat(place.repeats()).extracting(Repeat::variable).containsExactly("env");
    assertThat(place.isConditional()).isFalse();
    assertThat(dashboard.panels().get(1).placements().get(0).isConditional()).isTrue();
    assertThat(dashboard.sections())
        .extracting(Section::title)
        .containsExactly("Overview", "Row of $env", "Shared");
  }

  @Test
  void elementsWithoutPlaceAndPlacesWithoutElementAreSaid() {
    assertThat(dashboard.panels().get(2).isShown()).isFalse();
    assertThat(dashboard.missingElements()).containsOnlyKeys("gone");
    assertThat(reasons("two.json", V2))
        .contains(
            "no layout shows it, so it is never asked",
            "the layout names an element that the dashboard does not have");
  }

  @Test
  void sectionsHaveVariablesOfTheirOwn() {
    assertThat(dashboard.variables()).hasSize(1);
    assertThat(dashboard.sectionVariables()).extracting(Variable::name).containsExactly("zone");
    assertThat(dashboard.variable(dashboard.panels().get(0), "zone")).isPresent();
    assertThat(dashboard.variable(dashboard.panels().get(2), "zone")).isEmpty();
  }

  @Test
  void repeatedRowsAskOncePerValueWithTheSectionsVariables() {
    PanelQuery query = queries("two.json", V2).get(0);

    assertThat(query.variants())
        .extracting(QueryVariant::text)
        .containsExactly("up{env=\"prod\", zone=\"eu\"}");
    String all =
        V2.replace("\"value\": \"prod\"}, \"multi\"", "\"value\": [\"$__all\"]}, \"multi\"");
    assertThat(queries("two.json", all).get(0).variants())
        .extracting(QueryVariant::text)
        .containsExactly("up{env=\"prod\", zone=\"eu\"}", "up{env=\"dev\", zone=\"eu\"}");
  }

  @Test
  void everythingKnowsItsLine() {
    Panel first = dashboard.panels().get(0);
    assertThat(dashboard.location(first).line()).hasValue(13);
    assertThat(dashboard.location(first.targets().get(0)).line()).hasValue(18);
    assertThat(dashboard.location(dashboard.variables().get(0)).line()).hasValue(6);
    assertThat(dashboard.location(dashboard.annotations().get(0)).line()).hasValue(9);
    assertThat(dashboard.location(dashboard.sections().get(1)).line()).hasValue(36);
    assertThat(dashboard.location(first.links().get(0).span()).line()).hasValue(25);
    assertThat(dashboard.location(first.transformations().get(0).span()).line()).hasValue(19);
  }

  @Test
  void stepsAndLinksAreTyped() {
    Panel first = dashboard.panels().get(0);
    Transformation organize = first.transformations().get(0);
    assertThat(organize.id()).isEqualTo("organize");
    assertThat(organize.renames()).containsExactly(java.util.Map.entry("job", "Job"));
    assertThat(organize.drops()).containsExactly("Time");
    assertThat(organize.canDrop()).isTrue();
    assertThat(first.links()).extracting(Link::place).containsExactly(Link.Place.FIELD);
    assertThat(first.targets().get(0).legendFormat().orElseThrow().value()).isEqualTo("{{job}}");
    assertThat(dashboard.annotations().get(0).text().orElseThrow().value())
        .isEqualTo("changes(build_info[5m])");
    assertThat(dashboard.apiVersion()).contains("v2beta1");
    assertThat(dashboard.uid()).contains("abc");
  }

  @Test
  void libraryPanelsAreNamedUntilTheirModelIsKnown() {
    Panel unknown = dashboard.panels().get(1);
    assertThat(unknown.isLibraryWithoutModel()).isTrue();
    assertThat(unknown.libraryUid()).contains("lib-1");
    assertThat(unknown.libraryName()).contains("Shared panel");

    LibraryPanels answer =
        LibraryPanels.read(
            SourceText.of(
                "api.json",
                """
                {"result": {"elements": [{"uid": "lib-1", "name": "Shared panel", "model":
                 {"type": "stat", "targets": [{"refId": "A", "expr": "sum(up)"}]}}]}}
                """));
    Dashboard known =
        DashboardReader.read(SourceText.of("two.json", V2), answer).dashboard().orElseThrow();
    Panel panel = known.panels().get(1);
    assertThat(panel.isLibraryWithoutModel()).isFalse();
    assertThat(panel.id()).hasValue(2);
    assertThat(panel.type()).isEqualTo("stat");
    assertThat(known.embedded(panel.targets().get(0).text().orElseThrow()).location().line())
        .hasValue(27);
  }

  @Test
  void classicRowsHoldWhatFollowsThemOrLiesInside() {
    Dashboard classic =
        read(
            "one.json",
            """
            {"uid": "x", "schemaVersion": "39", "panels": [
             {"id": 1, "type": "stat", "title": "before"},
             {"id": 2, "type": "row", "title": "open", "repeat": "env", "panels": []},
             {"id": 3, "type": "stat", "title": "in", "repeat": "job", "repeatDirection": "v",
              "maxPerRow": 3, "gridPos": {"x": 0, "y": 1, "w": 12, "h": 8}},
             {"id": 4, "type": "row", "title": "closed", "collapsed": true, "panels": [
              {"id": 5, "type": "stat", "title": "inside"}]},
             {"id": 6, "type": "stat", "title": "copy", "repeatPanelId": 3}],
             "rows": [{"title": "old", "collapse": true, "panels": [{"id": 7, "type": "graph"}]}]}
            """);
    assertThat(classic.schemaVersion()).hasValue(39);
    assertThat(classic.panels()).hasSize(7);
    assertThat(classic.panels().get(0).placements().get(0).sections()).isEmpty();
    Panel in = classic.panels().get(2);
    assertThat(in.repeats()).extracting(Repeat::variable).containsExactly("env", "job");
    assertThat(in.placements().get(0).repeat().orElseThrow().direction())
        .isEqualTo(Repeat.Direction.VERTICAL);
    assertThat(in.placements().get(0).repeat().orElseThrow().maxPerRow()).hasValue(3);
    assertThat(classic.panels().get(4).isInCollapsedRow()).isTrue();
    assertThat(classic.panels().get(5).isSavedCopy()).isTrue();
    assertThat(classic.panels().get(6).placements().get(0).sections())
        .extracting(Section::title)
        .containsExactly("old");
  }

  @Test
  void libraryModelsComeFromTheFilesElements() {
    for (String elements :
        List.of(
            "{\"u\": {\"name\": \"n\", \"uid\": \"u\", \"kind\": 1, \"model\": MODEL}}",
            "[{\"name\": \"n\", \"uid\": \"u\", \"kind\": 1, \"model\": MODEL}]")) {
      Dashboard withElements =
          read(
              "lib.json",
              "{\"panels\": [{\"id\": 4, \"libraryPanel\": {\"uid\": \"u\", \"name\": \"n\"}}],"
                  + "\"__elements\": "
                  + elements.replace(
                      "MODEL", "{\"type\": \"stat\", \"targets\": [{\"expr\": \"up\"}]}")
                  + "}");
      assertThat(withElements.panels().get(0).targets()).hasSize(1);
      assertThat(withElements.panels().get(0).isLibraryWithoutModel()).isFalse();
    }
  }

  @Test
  void savedFiltersOfAdHocVariablesReachTheirDataSourcesQueries() {
    String json =
        """
        {"uid": "f", "templating": {"list": [
          {"type": "adhoc", "name": "filter", "datasource": {"type": "prometheus", "uid": "p"},
           "filters": [{"key": "region", "operator": "=", "value": "eu"}]}]},
         "panels": [
          {"id": 1, "type": "stat", "targets": [
           {"refId": "A", "datasource": {"type": "prometheus", "uid": "p"},
            "expr": "sum(rate(a{x=\\"1\\"}[5m])) / sum(b)"}]},
          {"id": 2, "type": "stat", "targets": [
           {"refId": "A", "datasource": {"type": "prometheus", "uid": "q"}, "expr": "a"}]}]}
        """;
    List<PanelQuery> queries = queries("f.json", json);
    assertThat(queries.get(0).variants().get(0).text())
        .isEqualTo("sum(rate(a{x=\"1\", region=\"eu\"}[5m])) / sum(b{region=\"eu\"})");
    assertThat(queries.get(1).variants().get(0).text()).isEqualTo("a");
  }

  private static Dashboard read(String file, String json) {
    return DashboardReader.read(SourceText.of(file, json)).dashboard().orElseThrow();
  }

  private static List<PanelQuery> queries(String file, String json) {
    return DashboardSet.of(List.of(SourceText.of(file, json))).queries(Datasources.NONE);
  }

  private static List<String> reasons(String file, String json) {
    return DashboardSet.of(List.of(SourceText.of(file, json))).notChecked().stream()
        .map(NotChecked::reason)
        .toList();
  }
}
