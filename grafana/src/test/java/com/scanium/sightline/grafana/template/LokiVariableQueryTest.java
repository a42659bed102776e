package com.scanium.sightline.grafana.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.grafana.template.LokiVariableQuery.Kind;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a variable asks Loki for labels and their values. */
class LokiVariableQueryTest {
  @Test
  void readsNamesAndValues() {
    assertThat(LokiVariableQuery.parse(" label_names() "))
        .contains(new LokiVariableQuery(Kind.LABEL_NAMES, "", ""));
    assertThat(LokiVariableQuery.parse("label_values(app)"))
        .contains(new LokiVariableQuery(Kind.LABEL_VALUES, "", "app"));
    assertThat(LokiVariableQuery.parse("label_values({env=~\"a,b|c\", x=\"(1)\"}, app)"))
        .contains(new LokiVariableQuery(Kind.LABEL_VALUES, "{env=~\"a,b|c\", x=\"(1)\"}", "app"));
    assertThat(LokiVariableQuery.parse("label_values({env=\"$env\"},$label)"))
        .contains(new LokiVariableQuery(Kind.LABEL_VALUES, "{env=\"$env\"}", "$label"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{app=\"x\"}", "label_values()", "query_result(up)", "label_values(,"})
  void leavesOtherTexts(String text) {
    assertThat(LokiVariableQuery.parse(text)).isEmpty();
  }

  @Test
  void readsTheObjectThatGrafanaSaves() {
    assertThat(
            LokiVariableQuery.of(
                doc("{\"type\": 1, \"label\": \"app\", \"stream\": \"{env=\\\"x\\\"}\"}")))
        .contains(new LokiVariableQuery(Kind.LABEL_VALUES, "{env=\"x\"}", "app"));
    assertThat(LokiVariableQuery.of(doc("{\"type\": 0}")))
        .contains(new LokiVariableQuery(Kind.LABEL_NAMES, "", ""));
    assertThat(LokiVariableQuery.of(doc("{\"type\": 1}"))).isEmpty();
    assertThat(LokiVariableQuery.of(doc("{\"query\": \"label_names()\"}"))).isEmpty();
  }

  private static Doc doc(String json) {
    return DocReader.json(SourceText.of("query.json", json)).root().orElseThrow();
  }
}
