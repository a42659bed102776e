package com.scanium.sightline.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void proofThenReachThenStageThenPlaceDecideWhateverTheOrderOfTheRules() {
    List<Finding> right =
        List.of(
            cause("grafana/datasource-unknown", Severity.ERROR, 3),
            cause("network/gone", Severity.ERROR, 2),
            cause("alloy/target-port", Severity.ERROR, 2),
            cause("alloy/write-path", Severity.ERROR, 2),
            cause("mimir/no-samples", Severity.ERROR, 2),
            cause("grafana/rate-window", Severity.ERROR, 2),
            cause("ours/rule", Severity.ERROR, 2),
            cause("compose/late", Severity.WARNING, 9));
    for (int seed = 0; seed < 20; seed++) {
      List<Finding> mixed = new ArrayList<>(right);
      Collections.shuffle(mixed, new Random(seed));
      mixed.sort(new Ranking());
      assertThat(mixed).isEqualTo(right);
    }
  }

  private static Finding cause(String rule, Severity severity, int affected) {
    return Finding.of(rule, severity)
        .message("m")
        .effect(Verdict.NO_DATA)
        .affects(
            IntStream.range(0, affected).mapToObj(i -> ConsumerRef.alert("alert " + i)).toList())
        .build();
  }
}
