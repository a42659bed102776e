package com.scanium.sightline.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
  @Test
  void itsTextIsSortedAndComesBack() {
    Baseline baseline =
        Baseline.of(
            List.of(finding("b.alloy", "later", 3), finding("a.alloy", "first \"one\"", 9)));

    assertThat(baseline.text())
        .isEqualTo(
            """
            {
              "version": 1,
              "problems": [
                {"fingerprint":"%s","rule":"alloy/syntax","file":"a.alloy","message":"first \\"one\\"","count":1},
                {"fingerprint":"%s","rule":"alloy/syntax","file":"b.alloy","message":"later","count":1}
              ]
            }
            """
                .formatted(
                    finding("a.alloy", "first \"one\"", 1).fingerprint(),
                    finding("b.alloy", "later", 1).fingerprint()));
    assertThat(Baseline.read(SourceText.of("b.json", baseline.text()))).isEqualTo(baseline);
    assertThat(Baseline.read(SourceText.of("b.json", Baseline.EMPTY.text())))
        .isEqualTo(Baseline.EMPTY);
  }

  @Test
  void otherLinesAndAnotherOrderChangeNothing() {
    Baseline baseline = Baseline.of(List.of(finding("a", "x", 1), finding("a", "y", 2)));

    BaselineMatch match = baseline.match(List.of(finding("a", "y", 80), finding("a", "x", 90)));

    assertThat(match.known()).hasSize(2);
    assertThat(match.gone()).isEmpty();
  }

  @Test
  void problemsOfOneFingerprintAreCounted() {
    Baseline two = Baseline.of(List.of(finding("a", "x", 1), finding("a", "x", 2)));
    List<Finding> three = List.of(finding("a", "x", 1), finding("a", "x", 2), finding("a", "x", 3));

    assertThat(two.size()).isEqualTo(2);
    assertThat(two.match(three).known()).containsExactly(three.get(0), three.get(1));
    assertThat(Baseline.of(three).match(three.subList(0, 1)).gone())
        .extracting(Baseline.Entry::count)
        .containsExactly(2);
  }

  @Test
  void whatIsGoneIsTold() {
    Baseline baseline = Baseline.of(List.of(finding("a", "x", 1), finding("a", "y", 2)));

    BaselineMatch match = baseline.match(List.of(finding("a", "y", 2), finding("a", "z", 2)));

    assertThat(match.known()).extracting(Finding::message).containsExactly("y");
    assertThat(match.gone()).extracting(Baseline.Entry::message).containsExactly("x");
  }

  @Test
  void whatIsNoBaselineIsRefusedInOneLine() {
    assertRefused("[]", "b.json is no baseline");
    assertRefused("{", "b.json:1 is no baseline");
    assertRefused("{\"version\": 2, \"problems\": []}", "version 2");
    assertRefused("{\"version\": 1, \"problems\": [{}]}", "b.json:1 is no problem");
    assertRefused(
        "{\"version\": 1, \"problems\": [{\"fingerprint\": \"a\", \"count\": 0}]}", "1 on");
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> Baseline.read(SourceText.of("b.json", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  private static Finding finding(String file, String message, int line) {
    SourceText text = SourceText.of(file, "\n".repeat(100));
    return Finding.of("alloy/syntax", Severity.ERROR)
        .message(message)
        .at(text.location(new Span(line, line)))
        .build();
  }
}
