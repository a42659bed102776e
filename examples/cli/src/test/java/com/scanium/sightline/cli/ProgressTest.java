package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void longWorkShowsALineThatIsGoneAfterwards() {
    TestConsole console = new TestConsole().onTerminal(Map.of());

    String answer = Progress.during(console.console(), "checking x", () -> slowly("done"));

    assertThat(answer).isEqualTo("done");
    assertThat(console.err()).contains("checking x … 0 s").endsWith("\r\u001b[K");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void shortWorkShowsNothing() {
    TestConsole console = new TestConsole().onTerminal(Map.of());

    Progress.during(console.console(), "checking x", () -> "done");

    assertThat(console.err()).isEmpty();
  }

  @Test
  void nobodyWatchesAPipe() {
    TestConsole console = new TestConsole();

    Progress.during(console.console(), "checking x", () -> slowly("done"));

    assertThat(console.err()).isEmpty();
  }

  private static String slowly(String answer) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(900);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
    return answer;
  }
}
