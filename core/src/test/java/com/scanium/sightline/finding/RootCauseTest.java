package com.scanium.sightline.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.RootCause.Rank;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootCauseTest {
  private static final ConsumerRef ONE = ConsumerRef.alert("one");
  private static final ConsumerRef TWO = ConsumerRef.alert("two");
  private static final ConsumerRef THREE = ConsumerRef.alert("three");

  @Test
  void aCauseOfWhatStaysEmptyForAnotherOneIsSecondary() {
    List<RootCause> causes =
        RootCause.ranked(
            List.of(cause("a", ONE, TWO), cause("b", TWO, THREE), cause("c", TWO, THREE)));

    assertThat(causes)
        .extracting(RootCause::rank)
        .containsExactly(Rank.PRIMARY, Rank.PRIMARY, Rank.SECONDARY);
    assertThat(causes.get(2).behind()).containsExactly(0, 1);
  }

  @Test
  void ofTwoCausesOfTheSameTheFirstIsPrimary() {
    List<RootCause> causes = RootCause.ranked(List.of(cause("a", ONE), cause("b", ONE)));

    assertThat(causes).extracting(RootCause::rank).containsExactly(Rank.PRIMARY, Rank.SECONDARY);
    assertThat(causes.get(0).behind()).isEmpty();
    assertThat(causes.get(1).behind()).containsExactly(0);
  }

  @Test
  void aCauseThatNothingKnownSuffersFromStandsForItself() {
    assertThat(RootCause.ranked(List.of(cause("a", ONE), cause("b"))).get(1).rank())
        .isEqualTo(Rank.PRIMARY);
  }

  private static Finding cause(String name, ConsumerRef... affects) {
    return Finding.of("alloy/" + name, Severity.ERROR)
        .message(name)
        .effect(Verdict.NO_DATA)
        .affects(List.of(affects))
        .build();
  }
}
