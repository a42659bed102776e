package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.PipelineReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final FakeValidation validation =
      FakeValidation.answering(PipelineReport.builder().build());
  private final TestConsole console = new TestConsole();

  @Test
  void noCommandIsRefused() {
    assertThat(console.run(validation)).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo("sightline: Missing required subcommand (see: sightline --help)\n");
  }

  @Test
  void unknownCommandSuggestsTheRightOne() {
    assertThat(console.run(validation, "chek")).isEqualTo(2);
    assertThat(console.err()).hasLineCount(1).contains("chek", "did you mean check");
  }

  @Test
  void helpSaysWhatTheExitStatusMeans() {
    assertThat(console.run(validation, "--help")).isZero();
    assertThat(console.out()).contains("check", "rules", "vectors", "Exit status:");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : new String[] {"check", "rules", "vectors"}) {
      TestConsole each = new TestConsole();
      assertThat(each.run(validation, command, "--help")).isZero();
      assertThat(each.out()).startsWith("Usage: sightline " + command);
    }
  }

  @Test
  void versionIsOneLine() {
    assertThat(console.run(validation, "--version")).isZero();
    assertThat(console.out()).startsWith("sightline ").hasLineCount(1);
  }

  @Test
  void rulesAreListedOneALine() {
    assertThat(console.run(validation, "rules")).isZero();
    assertThat(console.out()).isEqualTo("alloy/syntax\npromql/syntax\n");
  }

  @Test
  void vectorsOfUnknownKindAreRefused() {
    assertThat(console.run(validation, "vectors", "nothing")).isEqualTo(2);
    assertThat(console.err()).hasLineCount(1).contains("nothing", "known are");
  }

  @Test
  void vectorsAreAnsweredLineByLine() {
    console.reading("one\n\ntwo");
    Console streams = console.console();
    CommandLine vectors =
        new CommandLine(
            new VectorsCommand(streams, Map.of("echo", grammar -> line -> "<" + line + ">"))
                .spec());

    assertThat(Main.run(vectors, streams, "echo")).isZero();
    assertThat(console.out()).isEqualTo("<one>\n<two>\n");
  }

  @Test
  void promqlVectorsFollowTheGrammar() {
    String line = "{\"id\":\"a\",\"expr\":\"max_of(a, b)\",\"experimental\":true}\nnonsense\n";
    TestConsole newer = new TestConsole().reading(line);

    assertThat(console.reading(line).run(validation, "vectors", "promql")).isZero();
    assertThat(console.out()).hasLineCount(2).startsWith("{\"id\":\"a\",\"ok\":false");
    assertThat(console.out()).contains("{\"id\":null,\"ok\":false,\"error\":");
    assertThat(newer.run(validation, "vectors", "promql", "--grammar", "newer")).isZero();
    assertThat(newer.out()).hasLineCount(2);
    assertThat(new TestConsole().run(validation, "vectors", "promql", "--grammar", "2"))
        .isEqualTo(2);
  }

  @Test
  void relabelVectorsAreAnswered() {
    console.reading("{\"id\":\"r\",\"labels\":{\"a\":\"1\"},\"rules\":[]}");

    assertThat(console.run(validation, "vectors", "relabel")).isZero();
    assertThat(console.out()).startsWith("{\"id\":").contains("\"dropped\":false");
  }

  @Test
  void endlessRecursionEndsInOneLine() {
    Console streams = console.reading("x").console();
    CommandLine vectors =
        new CommandLine(
            new VectorsCommand(streams, Map.of("deep", grammar -> MainTest::answerForever)).spec());

    assertThat(Main.run(vectors, streams, "deep")).isEqualTo(2);
    assertThat(console.err()).hasLineCount(1).contains("StackOverflowError");
  }

  @Test
  void colourNeedsATerminalThatWantsIt() {
    assertThat(new TestConsole().console().likesColor()).isFalse();
    assertThat(on(Map.of("TERM", "xterm"))).isTrue();
    assertThat(on(Map.of("TERM", "dumb"))).isFalse();
    assertThat(on(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(ColorMode.ALWAYS.isOn(new TestConsole().console())).isTrue();
    assertThat(ColorMode.NEVER.isOn(new TestConsole().onTerminal(Map.of()).console())).isFalse();
  }

  private static String answerForever(String line) {
    return line.length() > Integer.MAX_VALUE - 1 ? line : "(" + answerForever(line) + ")";
  }

  private static boolean on(Map<String, String> environment) {
    return ColorMode.AUTO.isOn(new TestConsole().onTerminal(environment).console());
  }
}
