package com.scanium.sightline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakesTest {
  @Test
  void aStoreIsEmptyUnlessToldOtherwiseAndRemembersTheQuestions() {
    FakeStore store =
        FakeStore.builder().instant("up", FakeStore.sample(1, Map.of("job", "a"))).build();
    assertThat(store.instant("up", Instant.EPOCH).orElseThrow()).hasSize(1);
    assertThat(store.instant("down", Instant.EPOCH).orElseThrow()).isEmpty();
    assertThat(store.labelValues("job", List.of(), Instant.EPOCH, Instant.EPOCH).orElseThrow())
        .isEmpty();
    assertThat(store.questions()).containsExactly("instant up", "instant down", "labelValues job");
    assertThat(store.requests()).isEqualTo(3);
    store.close();
    assertThat(store.isClosed()).isTrue();
  }

  @Test
  void aFailingStoreFailsOnEveryQuestion() {
    Failure failure = new Failure.QueryTimeout("too slow");
    FakeStore store = FakeStore.failing(failure);
    assertThat(store.instant("up", Instant.EPOCH)).isEqualTo(Answer.failed(failure));
    assertThat(store.metadata("up")).isEqualTo(Answer.failed(failure));
    assertThat(store.product()).isEqualTo(Answer.failed(failure));
    assertThat(store.targets()).isEqualTo(Answer.failed(failure));
  }
}
