package com.scanium.sightline.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingScopeTest {
  private static final SourceText FILE = SourceText.of("shop/main.alloy", "one\ntwo\n");
  private static final ConsumerRef PANEL =
      ConsumerRef.inDashboard("shop").panel(1).refId("A").build();
  private static final ConsumerRef OTHER =
      ConsumerRef.inDashboard("other").panel(1).refId("A").build();

  @ParameterizedTest(name = "{0} means {1}: {2}")
  @CsvSource({
    "grafana/rate-window, grafana/rate-window, true",
    "grafana/rate-window, grafana/rate-windows, false",
    "grafana/*, grafana/rate-window, true",
    "grafana/*, promql/never-true, false",
    "*/ignore-*, config/ignore-unused, true",
    "*, alloy/syntax, true",
    "alloy/*port, alloy/target-port, true",
    "Alloy/Syntax, alloy/syntax, true"
  })
  void starsStandForAnything(String pattern, String rule, boolean means) {
    assertThat(new RuleGlob(pattern).matches(rule)).isEqualTo(means);
  }

  @Test
  void whatNoRuleCanBeCalledIsRefused() {
    for (String wrong : List.of("", "everything", "a b/c", "a/b/c")) {
      assertThatThrownBy(() -> FindingScope.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong);
    }
  }

  @Test
  void filesMayBeFoldersAndPatterns() {
    for (String fits : List.of("shop/main.alloy", "shop", "shop/*.alloy", "**/*.alloy")) {
      assertThat(FindingScope.of("a/b").file(fits).build().coversWhole(finding())).isTrue();
    }
    for (String other : List.of("main.alloy", "sho", "*.alloy", "shop/*.yaml")) {
      assertThat(FindingScope.of("a/b").file(other).build().coversWhole(finding())).isFalse();
    }
  }

  @Test
  void aConsumersScopeIsNotTheWholeFinding() {
    FindingScope scope = FindingScope.of("a/b").dashboard("shop").panel(1).build();
    Finding both = finding().toBuilder().affects(List.of(PANEL, OTHER)).build();

    assertThat(scope.coversWhole(both)).isFalse();
    assertThat(scope.covers(both, PANEL)).isTrue();
    assertThat(scope.covers(both, OTHER)).isFalse();
  }

  @Test
  void aFindingThatHitsNobodyIsMeantWhereItStands() {
    FindingScope scope = FindingScope.of("a/b").dashboard("shop").build();

    assertThat(scope.coversWhole(finding())).isFalse();
    assertThat(scope.within(FILE.location()).coversWhole(finding())).isTrue();
    assertThat(scope.within(FILE.location(new Span(4, 7))).coversWhole(finding())).isFalse();
  }

  @Test
  void theLastWordOnASeverityCounts() {
    SeverityOverride override = SeverityOverride.of("a/*", SeverityOverride.Level.OFF);

    assertThat(override.covers(finding())).isTrue();
    assertThat(SeverityOverride.Level.of("Warning")).contains(SeverityOverride.Level.WARNING);
    assertThat(SeverityOverride.Level.of("loud")).isEmpty();
  }

  private static Finding finding() {
    return Finding.of("a/b", Severity.ERROR).message("m").at(FILE.location(new Span(0, 3))).build();
  }
}
