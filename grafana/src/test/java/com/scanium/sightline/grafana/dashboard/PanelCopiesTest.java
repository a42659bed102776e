package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where copies of repeated panels and rows stand. */
class PanelCopiesTest {
  private static final String VARIABLES =
      """
      [{"name": "host", "type": "custom", "query": "a,b,c,d,e", "multi": true,
        "current": {"value": ["a", "b", "c", "d", "e"]}},
       {"name": "env", "type": "custom", "query": "Prod : prod,Dev : dev", "multi": true,
        "includeAll": true, "current": {"value": "$__all"}},
       {"name": "nobody", "type": "query", "query": "label_values(x)", "refresh": 1,
        "includeAll": true, "multi": true, "current": {"value": "$__all"}}]
      """;

  @Test
  void copiesSideBySideShareTheWholeWidth() {
    assertThat(
            classic(
                """
                {"id": 1, "type": "stat", "title": "$host", "repeat": "host", "maxPerRow": 3,
                 "gridPos": {"x": 6, "y": 2, "w": 6, "h": 4}},
                {"id": 7, "type": "stat", "title": "below", "gridPos": {"x": 0, "y": 6, "w": 24, "h": 4}}
                """))
        .containsExactly(
            "1 a 0.0,2 8.0x4",
            "8 b 8.0,2 8.0x4",
            "9 c 16.0,2 8.0x4",
            "10 d 0.0,6 8.0x4",
            "11 e 8.0,6 8.0x4",
            "7 below 0.0,10 24.0x4");
  }

  @Test
  void fourStandInALineUnlessSaid() {
    assertThat(
            classic(
                """
                {"id": 1, "type": "stat", "title": "$env", "repeat": "env", "repeatDirection": "h",
                 "gridPos": {"x": 0, "y": 0, "w": 3, "h": 2}},
                {"id": 2, "type": "stat", "title": "$host", "repeat": "host",
                 "gridPos": {"x": 0, "y": 2, "w": 3, "h": 2}}
                """))
        .containsExactly(
            "1 Prod 0.0,0 12.0x2",
            "3 Dev 12.0,0 12.0x2",
            "2 a 0.0,2 6.0x2",
            "4 b 6.0,2 6.0x2",
            "5 c 12.0,2 6.0x2",
            "6 d 18.0,2 6.0x2",
            "7 e 0.0,4 6.0x2");
  }

  @Test
  void copiesBelowEachOtherKeepTheirColumn() {
    assertThat(
            classic(
                """
                {"id": 1, "type": "stat", "title": "$env", "repeat": "env", "repeatDirection": "v",
                 "gridPos": {"x": 4, "y": 0, "w": 5, "h": 3}},
                {"id": 2, "type": "stat", "title": "beside", "gridPos": {"x": 9, "y": 0, "w": 5, "h": 3}},
                {"id": 3, "type": "stat", "title": "below", "gridPos": {"x": 9, "y": 3, "w": 5, "h": 3}}
                """))
        .containsExactly(
            "1 Prod 4.0,0 5.0x3",
            "4 Dev 4.0,3 5.0x3",
            "2 beside 9.0,0 5.0x3",
            "3 below 9.0,6 5.0x3");
  }

  @Test
  void aRepeatedRowBringsItsPanelsAlong() {
    assertThat(
            classic(
                """
                {"id": 1, "type": "row", "title": "Row $env", "repeat": "env", "collapsed": false,
                 "panels": [], "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
                {"id": 2, "type": "stat", "title": "$env", "gridPos": {"x": 0, "y": 1, "w": 12, "h": 5}},
                {"id": 3, "type": "stat", "title": "$env/$host", "repeat": "host", "maxPerRow": 12,
                 "gridPos": {"x": 12, "y": 6, "w": 12, "h": 2}},
                {"id": 4, "type": "row", "title": "Next", "collapsed": false,
                 "panels": [], "gridPos": {"x": 0, "y": 8, "w": 24, "h": 1}}
                """))
        .containsExactly(
            "1 Row Prod 0.0,0 24.0x1",
            "2 Prod 0.0,1 12.0x5",
            "3 Prod/a 0.0,6 4.8x2",
            "5 Prod/b 4.8,6 4.8x2",
            "6 Prod/c 9.6,6 4.8x2",
            "7 Prod/d 14.4,6 4.8x2",
            "8 Prod/e 19.2,6 4.8x2",
            "9 Row Dev 0.0,8 24.0x1",
            "10 Dev 0.0,9 12.0x5",
            "11 Dev/a 0.0,14 4.8x2",
            "12 Dev/b 4.8,14 4.8x2",
            "13 Dev/c 9.6,14 4.8x2",
            "14 Dev/d 14.4,14 4.8x2",
            "15 Dev/e 19.2,14 4.8x2",
            "4 Next 0.0,16 24.0x1");
  }

  @Test
  void aCollapsedRowTakesOneLine() {
    assertThat(
            classic(
                """
                {"id": 1, "type": "row", "title": "$env", "repeat": "env", "collapsed": true,
                 "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1},
                 "panels": [{"id": 2, "type": "stat", "title": "in $env",
                             "gridPos": {"x": 0, "y": 1, "w": 12, "h": 5}}]},
                {"id": 3, "type": "stat", "title": "below", "gridPos": {"x": 0, "y": 1, "w": 5, "h": 3}}
                """))
        .containsExactly(
            "1 Prod 0.0,0 24.0x1",
            "2 in Prod 0.0,1 12.0x5",
            "4 Dev 0.0,1 24.0x1",
            "5 in Dev 0.0,2 12.0x5",
            "3 below 0.0,2 5.0x3");
  }

  @Test
  void unknownValuesMakeNoCopiesAndOldRowsHaveNoPlace() {
    assertThat(
            classic(
                """
                {"id": 1, "type": "stat", "title": "$nobody", "repeat": "nobody",
                 "gridPos": {"x": 0, "y": 0, "w": 3, "h": 2}}
                """))
        .containsExactly("1 $nobody 0.0,0 3.0x2");
    Dashboard old =
        dashboard(
            "{\"templating\": {\"list\": "
                + VARIABLES
                + "}, \"rows\": [{\"panels\": [{\"id\": 1, \"span\": 4, \"title\": \"$env\","
                + " \"type\": \"graph\", \"repeat\": \"env\"}]}]}");
    assertThat(shown(old)).containsExactly("1 Prod", "2 Dev");
  }

  @Test
  void elementsOfSchemaV2AreRepeatedInTheirGridsRowsAndTabs() {
    Dashboard v2 =
        dashboard(
            """
            {"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "metadata": {"name": "x"},
             "spec": {"title": "X",
               "variables": [{"kind": "CustomVariable", "spec": {"name": "env", "query": "a,b",
                 "multi": true, "current": {"value": ["a", "b"]}}},
                 {"kind": "CustomVariable", "spec": {"name": "row", "query": "1,2",
                 "multi": true, "current": {"value": ["1", "2"]}}}],
               "elements": {"p": {"kind": "Panel", "spec": {"id": 5, "title": "$env in $row",
                 "data": {"spec": {"queries": []}},
                 "vizConfig": {"kind": "VizConfig", "group": "stat"}}}},
               "layout": {"kind": "RowsLayout", "spec": {"rows": [{"kind": "RowsLayoutRow",
                 "spec": {"title": "r", "repeat": {"mode": "variable", "value": "row"},
                   "layout": {"kind": "GridLayout", "spec": {"items": [{"kind": "GridLayoutItem",
                     "spec": {"x": 2, "y": 1, "width": 6, "height": 4,
                       "element": {"kind": "ElementReference", "name": "p"},
                       "repeat": {"mode": "variable", "value": "env", "direction": "v"}}}]}}}}]}}}}
            """);
    assertThat(shown(v2))
        .containsExactly(
            "5 a in 1 2.0,1 6.0x4",
            "- b in 1 2.0,5 6.0x4",
            "- a in 2 2.0,1 6.0x4",
            "- b in 2 2.0,5 6.0x4");
  }

  private static List<String> classic(String panels) {
    return shown(
        dashboard("{\"templating\": {\"list\": " + VARIABLES + "}, \"panels\": [" + panels + "]}"));
  }

  private static Dashboard dashboard(String json) {
    return DashboardReader.read(SourceText.of("x.json", json)).dashboard().orElseThrow();
  }

  private static List<String> shown(Dashboard dashboard) {
    return dashboard.copies(Datasources.NONE, VariableValues.UNKNOWN).stream()
        .map(PanelCopiesTest::shown)
        .toList();
  }

  private static String shown(PanelCopy copy) {
    return (copy.id().isPresent() ? copy.id().getAsLong() : "-")
        + " "
        + copy.title()
        + copy.position()
            .map(
                it ->
                    " "
                        + round(it.x())
                        + ","
                        + it.y()
                        + " "
                        + round(it.width())
                        + "x"
                        + it.height())
            .orElse("");
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
