package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is printed does not depend on where people live: Turkish i, German commas, Arabic digits.
 */
class LocaleTest {
  private static final String STACK = "../openai-runtime/broken";
  private static final String DASHBOARDS = STACK + "/grafana/dashboards";

  private final Locale before = Locale.getDefault();

  @AfterEach
  void back() {
    Locale.setDefault(before);
  }

  static List<List<String>> commands() {
    return List.of(
        List.of("check", STACK, "--exit-zero"),
        List.of("dashboards", "list", DASHBOARDS),
        List.of("dashboards", "queries", DASHBOARDS, "--url", "?from=now-90d&to=now"),
        List.of("dashboards", "metrics", DASHBOARDS),
        List.of("dashboards", "lint", DASHBOARDS, "--profile", "style", "--exit-zero"),
        List.of("alloy", "check", STACK + "/alloy"),
        List.of("alloy", "graph", STACK + "/alloy"),
        List.of(
            "promql", "explain", "histogram_quantile(0.95, sum by (le) (rate(a_bucket[1m30s])))"),
        List.of("rules"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void everyLocaleSeesTheSame(List<String> command) {
    Locale.setDefault(Locale.ROOT);
    String expected = printed(command);
    for (String tag : List.of("tr-TR", "de-DE", "ar-EG", "hi-IN-u-nu-deva")) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(printed(command)).as(tag).isEqualTo(expected);
    }
  }

  private static String printed(List<String> command) {
    TestConsole console = new TestConsole();
    int status = console.run(Validation.STANDARD, command.toArray(String[]::new));
    assertThat(status).as(console.err()).isLessThan(2);
    return console.out() + console.err();
  }
}
