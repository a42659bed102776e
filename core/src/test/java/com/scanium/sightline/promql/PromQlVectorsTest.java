package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.promql.PromQlOptions.Grammar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlVectorsTest {
  private final PromQlVectors vectors = new PromQlVectors(Grammar.V3_9);

  @Test
  void aQueryGivesItsTree() {
    assertThat(vectors.answer("{\"id\":\"q\",\"expr\":\"-up{a=\\\"é\\\"} offset 5m\",\"x\":[{}]}"))
        .isEqualTo(
            "{\"id\":\"q\",\"ok\":true,\"canonical\":\"-up{a=\\\"é\\\"} offset 5m\",\"type\":\"vector\","
                + "\"ast\":{\"type\":\"UnaryExpr\",\"pos\":[0,21],\"op\":\"-\",\"expr\":{\"type\":"
                + "\"VectorSelector\",\"pos\":[1,21],\"name\":\"up\",\"matchers\":[{\"name\":\"a\",\"op\":"
                + "\"=\",\"value\":\"é\"},{\"name\":\"__name__\",\"op\":\"=\",\"value\":\"up\"}],"
                + "\"offsetMs\":300000}},\"selectors\":[{\"metric\":\"up\",\"matchers\":[{\"name\":\"a\","
                + "\"op\":\"=\",\"value\":\"é\"}],\"offsetMs\":300000}]}");
  }

  @Test
  void aWrongQueryGivesItsFirstErrorInBytes() {
    assertThat(vectors.answer("{\"id\":\"q\",\"expr\":\"\\\"é\\\" €\"}"))
        .isEqualTo(
            "{\"id\":\"q\",\"ok\":false,\"error\":\"1:5: unexpected character '€'\","
                + "\"errorPos\":{\"start\":5,\"end\":8}}");
    assertThat(vectors.answer("{\"id\":\"q\",\"exprB64\":\"Iv8i\"}"))
        .contains("\"ok\":false")
        .endsWith("\"errorPos\":{\"start\":0,\"end\":3}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"id\":1}",
        "{\"id\":\"a\",\"exprB64\":\"%\"}",
        "{\"expr\":\"a\"",
        "{} {}",
        "{\"id\":\"a\",\"expr\":7}",
        "{\"id\":\"a\",\"expr\":\"a\"}}"
      })
  void anythingElseGivesAnAnswerToo(String line) {
    assertThat(vectors.answer(line)).startsWith("{\"id\":null,\"ok\":false,\"error\":\"");
  }
}
