package com.scanium.sightline.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.VariableValues.Found;
import com.scanium.sightline.port.VariableValues.Kind;
import com.scanium.sightline.port.VariableValues.Lookup;
import com.scanium.sightline.testing.FakeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the queries behind variables find in a store. */
class StoreValuesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private final FakeStore store =
      FakeStore.builder()
          .labelValues(
              (label, matchers) ->
                  Answer.known(
                      label.equals("__name__")
                          ? List.of("a_total", "b_total", "b_total_created")
                          : List.of(label + " of " + matchers)))
          .series(
              selector ->
                  Answer.known(
                      List.of(
                          Map.of("__name__", "up", "job", "api"),
                          Map.of("__name__", "up", "job", "web", "env", "dev"))))
          .instant(
              "sum by (job) (up)",
              FakeStore.sample(2, Map.of("job", "api")),
              FakeStore.sample(0.5, Map.of("job", "web")))
          .instant("-1/0", FakeStore.sample(Double.NEGATIVE_INFINITY, Map.of()))
          .build();

  private final StoreValues values = new StoreValues(store, NOW, Duration.ofHours(1));

  @Test
  void labelValuesAreAskedWithTheSelector() {
    assertThat(found(Kind.LABEL_VALUES, "up{env=\"dev\"}", "job"))
        .containsExactly("job of [up{env=\"dev\"}]");
    assertThat(found(Kind.LABEL_VALUES, "", "job")).containsExactly("job of []");
  }

  @Test
  void metricsMatchAsAWhole() {
    assertThat(found(Kind.METRIC_NAMES, ".*_total", "")).containsExactly("a_total", "b_total");
    assertThat(found(Kind.METRIC_NAMES, "total", "")).isEmpty();
    assertThat(found(Kind.METRIC_NAMES, "(", "")).isEmpty();
  }

  @Test
  void labelNamesAreThoseOfTheSeries() {
    assertThat(found(Kind.LABEL_NAMES, "{__name__=~\".+\"}", ""))
        .containsExactly("__name__", "env", "job");
  }

  @Test
  void seriesAndResultsAreTextsAsGrafanaWritesThem() {
    assertThat(found(Kind.SERIES, "up", ""))
        .containsExactly("up{job=\"api\"}", "up{env=\"dev\",job=\"web\"}");
    assertThat(found(Kind.QUERY_RESULT, "sum by (job) (up)", ""))
        .containsExactly("{job=\"api\"} 2 0", "{job=\"web\"} 0.5 0");
    assertThat(found(Kind.QUERY_RESULT, "-1/0", "")).containsExactly("{} -Inf 0");
  }

  @Test
  void eachLookupIsSentOnce() {
    found(Kind.QUERY_RESULT, "sum by (job) (up)", "");
    found(Kind.QUERY_RESULT, "sum by (job) (up)", "");
    assertThat(store.questions()).hasSize(1);
  }

  @Test
  void whatTheStoreRefusesIsNotKnown() {
    FakeStore failing = FakeStore.failing(new Failure.NotFound("no"));
    StoreValues none = new StoreValues(failing, NOW, Duration.ofHours(1));
    for (Kind kind : Kind.values()) {
      assertThat(none.find(lookup(kind, "up", "job"))).as(kind.name()).isEmpty();
    }
  }

  private List<String> found(Kind kind, String query, String label) {
    Optional<Found> found = values.find(lookup(kind, query, label));
    assertThat(found.orElseThrow().isMeasured()).isTrue();
    return found.get().values();
  }

  private static Lookup lookup(Kind kind, String query, String label) {
    return new Lookup(kind, query, label, DatasourceRef.defaultSource());
  }
}
