package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.promql.PromQlOptions.Grammar;
import org.junit.jupiter.api.Test;

class PromQlFunctionTest {
  private static PromQlFunction function(String name) {
    return PromQlFunction.named(name).orElseThrow();
  }

  @Test
  void signaturesTellTypesAndCounts() {
    PromQlFunction quantile = function("quantile_over_time");
    assertThat(quantile.argumentTypes()).containsExactly(ValueType.SCALAR, ValueType.MATRIX);
    assertThat(quantile.returnType()).isEqualTo(ValueType.VECTOR);
    assertThat(quantile.argumentType(2)).isEqualTo(ValueType.UNKNOWN);
    PromQlFunction join = function("label_join");
    assertThat(join.minArguments()).isEqualTo(3);
    assertThat(join.maxArguments()).isEqualTo(Integer.MAX_VALUE);
    assertThat(join.argumentType(9)).isEqualTo(ValueType.STRING);
    assertThat(function("round").minArguments()).isEqualTo(1);
    assertThat(function("round").maxArguments()).isEqualTo(2);
  }

  @Test
  void versionsDecideWhatExistsAndWhatIsExperimental() {
    assertThat(function("first_over_time").isExperimentalIn(Grammar.V3_9)).isTrue();
    assertThat(function("first_over_time").isExperimentalIn(Grammar.NEWER)).isFalse();
    assertThat(function("start_timestamp").existsIn(Grammar.V3_9)).isFalse();
    assertThat(function("start_timestamp").existsIn(Grammar.NEWER)).isTrue();
    assertThat(PromQlFunction.named("holt_winters")).isEmpty();
    assertThat(PromQlFunction.all()).hasSizeGreaterThan(80);
  }
}
