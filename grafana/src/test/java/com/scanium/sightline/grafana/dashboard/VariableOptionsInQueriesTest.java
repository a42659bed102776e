package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.port.VariableValues.Found;
import com.scanium.sightline.port.VariableValues.Kind;
import com.scanium.sightline.port.VariableValues.Lookup;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Query variables have options when somebody tells what their queries find. */
class VariableOptionsInQueriesTest {
  private final List<Lookup> asked = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'label_values(up, job)'; LABEL_VALUES; up
          'label_values(job)'; LABEL_VALUES; ''
          'label_names()'; LABEL_NAMES; '{__name__=~".+"}'
          'label_names(up)'; LABEL_NAMES; '{__name__=~".*up.*"}'
          'metrics(up)'; METRIC_NAMES; up
          'query_result(sum(rate(a[$__interval])) by (job))'; QUERY_RESULT; 'sum(rate(a[15s])) by (job)'
          'up{a="b"}'; SERIES; 'up{a="b"}'
          """)
  void everyFormIsLookedUp(String query, Kind kind, String sent) {
    queries(variable("v", query.replace("\"", "\\\""), ""), "up{job=\"$v\"}", true, "a");
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).kind()).isEqualTo(kind);
    assertThat(asked.get(0).query()).isEqualTo(sent);
  }

  @Test
  void structuredQueriesAreLookedUpToo() {
    String structured =
        """
        {"type": "query", "name": "v", "refresh": 1, "query": {"qryType": 1, "label": "job",
         "metric": "up", "labelFilters": [{"label": "a", "op": "=~", "value": "b"}],
         "query": "stale"}}
        """;
    queries(structured, "up{job=\"$v\"}", true, "x");
    assertThat(asked.get(0).query()).isEqualTo("up{a=~\"b\"}");
    assertThat(asked.get(0).label()).isEqualTo("job");
  }

  @Test
  void savedValueWinsWhileItIsOffered() {
    String saved = variable("v", "label_values(up, job)", ", \"current\": {\"value\": \"b\"}");
    assertThat(texts(queries(saved, "up{job=\"$v\"}", true, "a", "b")))
        .containsExactly("up{job=\"b\"}");
    assertThat(texts(queries(saved, "up{job=\"$v\"}", true, "a", "c")))
        .containsExactly("up{job=\"a\"}");
  }

  @Test
  void possibleOptionsDecideOnlyWhatIsCertain() {
    String saved = variable("v", "label_values(up, job)", ", \"current\": {\"value\": \"b\"}");
    assertThat(texts(queries(saved, "up{job=\"$v\"}", false, "a", "b")))
        .containsExactly("up{job=\"b\"}");
    assertThat(texts(queries(saved, "up{job=\"$v\"}", false, "a", "c")))
        .containsExactly("up{job=\"$v\"}");
    assertThat(texts(queries(saved, "up{job=\"$v\"}", false, "a")))
        .containsExactly("up{job=\"a\"}");
  }

  @Test
  void allStandsForEveryOptionAfterRegexAndSort() {
    String all =
        variable(
            "v",
            "label_values(up, job)",
            ", \"multi\": true, \"includeAll\": true, \"regex\": \"/^shop-(.*)/\", \"sort\": 2,"
                + " \"current\": {\"value\": [\"$__all\"]}");
    assertThat(texts(queries(all, "up{job=~\"$v\"}", true, "shop-a", "shop-b", "other")))
        .containsExactly("up{job=~\"(b|a)\"}");
  }

  @Test
  void chainedVariablesAreLookedUpWithTheValuesBefore() {
    String two =
        variable("v", "label_values(up, job)", "")
            + ","
            + variable("w", "label_values(up{job=\\\"$v\\\"}, instance)", "");
    queries(two, "up{instance=\"$w\"}", true, "a");
    assertThat(asked).extracting(Lookup::query).containsExactly("up", "up{job=\"a\"}");
  }

  @Test
  void resultsAreOptionsOnlyWhereTheirValuesDontMatter() {
    String label = ", \"regex\": \"/job=\\\"([^\\\"]*)/\"";
    String value = ", \"regex\": \"/} ([^ ]*)/\"";
    String series = "{job=\"api\"}";
    assertThat(
            texts(queries(variable("v", "query_result(up)", label), "x{j=\"$v\"}", false, series)))
        .containsExactly("x{j=\"api\"}");
    assertThat(
            texts(queries(variable("v", "query_result(up)", value), "x{j=\"$v\"}", false, series)))
        .containsExactly("x{j=\"$v\"}");
    assertThat(
            texts(
                queries(
                    variable("v", "query_result(up)", value),
                    "x{j=\"$v\"}",
                    true,
                    series + " 7 1700000000000")))
        .containsExactly("x{j=\"7\"}");
  }

  @Test
  void repeatedPanelsAreShownOncePerOption() {
    String all =
        variable(
            "v",
            "label_values(up, job)",
            ", \"multi\": true, \"includeAll\": true, \"current\": {\"value\": [\"$__all\"]}");
    PanelQuery query = queries(all, "up{job=\"$v\"}", true, "a", "b").get(0);
    assertThat(query.isRepeated()).isFalse();
    PanelQuery repeated = repeated(all, "up{job=\"$v\"}").get(0);
    assertThat(repeated.isRepeated()).isTrue();
    assertThat(texts(List.of(repeated))).containsExactly("up{job=\"a\"}", "up{job=\"b\"}");
    assertThat(repeated.variants().get(1).values()).isEqualTo(Map.of("v", "b"));
  }

  private static String variable(String name, String query, String more) {
    return "{\"type\": \"query\", \"name\": \""
        + name
        + "\", \"refresh\": 1, \"query\": \""
        + query
        + "\""
        + more
        + "}";
  }

  private List<PanelQuery> queries(
      String variables, String expr, boolean measured, String... values) {
    return queries(variables, expr, "", measured, values);
  }

  private List<PanelQuery> repeated(String variables, String expr) {
    return queries(variables, expr, ", \"repeat\": \"v\"", true, "a", "b");
  }

  private List<PanelQuery> queries(
      String variables, String expr, String more, boolean measured, String... values) {
    String json =
        "{\"uid\": \"d\", \"templating\": {\"list\": ["
            + variables
            + "]}, \"panels\": [{\"id\": 1, \"type\": \"stat\""
            + more
            + ", \"targets\": [{\"refId\": \"A\", \"expr\": \""
            + expr.replace("\"", "\\\"")
            + "\", \"datasource\": {\"type\": \"prometheus\", \"uid\": \"m\"}}]}]}";
    VariableValues store =
        lookup -> {
          asked.add(lookup);
          return Optional.of(new Found(List.of(values), measured));
        };
    return DashboardSet.of(List.of(SourceText.of("d.json", json))).queries(Datasources.NONE, store);
  }

  private static List<String> texts(List<PanelQuery> queries) {
    return queries.get(0).variants().stream().map(QueryVariant::text).toList();
  }
}
