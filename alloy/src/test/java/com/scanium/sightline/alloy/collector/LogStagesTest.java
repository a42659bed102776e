package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the documentation of {@code loki.process} says that each stage does to the labels.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/loki/loki.process/">Grafana
 *     Alloy: loki.process</a>
 */
class LogStagesTest {
  /** The streams of one target with three labels behind some stages. */
  private static List<SeriesShape> streams(String stages) {
    return Configurations.arriving(
        Configurations.read(
            """
            loki.source.file "f" {
              targets = [{__path__ = "/var/log/a.log", app = "api", env = "prod", tmp = "1"}]
              forward_to = [loki.process.p.receiver]
            }
            loki.process "p" {
            %s
              forward_to = [loki.write.l.receiver]
            }
            loki.write "l" {
              endpoint { url = "http://loki:3100/loki/api/v1/push" }
            }
            """
                .formatted(stages)));
  }

  private static SeriesShape stream(String stages) {
    List<SeriesShape> all = streams(stages);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static LabelDomain label(String stages, String name) {
    return stream(stages).label(name);
  }

  /** One attribute a line: a semicolon stands for the line's end. */
  private static String lines(String stage) {
    return stage
        .replace("; ", "\n")
        .replaceFirst("\\{ ", "{\n")
        .replaceFirst("(?s) }(?!.* })$", "\n}");
  }

  @Test
  void withoutStagesTheLabelsStay() {
    SeriesShape stream = stream("");

    assertThat(stream.label("app")).isEqualTo(LabelDomain.value("api"));
    assertThat(stream.label("filename")).isEqualTo(LabelDomain.value("/var/log/a.log"));
    assertThat(stream.label("__path__")).isEqualTo(LabelDomain.absent());
    assertThat(stream.label("level")).isEqualTo(LabelDomain.absent());
    assertThat(stream.isOpen()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stage.docker {}",
        "stage.cri {}",
      })
  void containerFormatsSetTheLabelStream(String stage) {
    assertThat(label(stage, "stream"))
        .isEqualTo(LabelDomain.oneOf(List.of("stdout", "stderr", "")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stage.json { expressions = {level = \"lvl\"} }",
        "stage.logfmt { mapping = {level = \"\"} }",
        "stage.regex { expression = \"(?P<level>\\\\w+)\" }",
        "stage.pattern { pattern = \"<_> <level> <_>\" }",
        "stage.template { source = \"level\"; template = \"{{ .Value }}\" }",
      })
  void whatAStageExtractsBecomesALabelOnlyByStageLabels(String stage) {
    assertThat(label(lines(stage), "level")).isEqualTo(LabelDomain.absent());
    assertThat(label(lines(stage) + "\nstage.labels { values = {level = \"\"} }", "level"))
        .isEqualTo(LabelDomain.unknown());
  }

  @Test
  void aLabelFromAKeyThatNothingExtractsIsNotSet() {
    String stages =
        """
        stage.json { expressions = {lvl = "level"} }
        stage.labels { values = {level = ""} }
        """;

    assertThat(label(stages, "level")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void theExtractedMapBeginsWithTheLabels() {
    assertThat(label("stage.labels { values = {service = \"app\"} }", "service"))
        .isEqualTo(LabelDomain.value("api"));
  }

  @Test
  void namedGroupsBecomeLabelsWhenAsked() {
    assertThat(
            label(
                "stage.regex {\n expression = \"(?P<a>x)(?P<b>y)\"\n labels_from_groups = true\n}",
                "b"))
        .isEqualTo(LabelDomain.unknown());
  }

  @Test
  void staticLabelsAreOnEveryStream() {
    SeriesShape stream = stream("stage.static_labels { values = {team = \"x\", app = \"y\"} }");

    assertThat(stream.label("team")).isEqualTo(LabelDomain.value("x"));
    assertThat(stream.label("app")).isEqualTo(LabelDomain.value("y"));
  }

  @Test
  void droppedLabelsAreGoneAndKeptOnesAreTheOnlyOnes() {
    SeriesShape dropped = stream("stage.label_drop { values = [\"tmp\"] }");
    SeriesShape kept = stream("stage.label_keep { values = [\"app\", \"nope\"] }");

    assertThat(dropped.label("tmp")).isEqualTo(LabelDomain.absent());
    assertThat(dropped.label("app")).isEqualTo(LabelDomain.value("api"));
    assertThat(kept.label("app")).isEqualTo(LabelDomain.value("api"));
    assertThat(kept.label("env")).isEqualTo(LabelDomain.absent());
    assertThat(kept.label("filename")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void structuredMetadataTakesTheLabelAway() {
    SeriesShape stream = stream("stage.structured_metadata { values = {environment = \"env\"} }");

    assertThat(stream.label("env")).isEqualTo(LabelDomain.absent());
    assertThat(stream.label("environment")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void packedLabelsMoveIntoTheLine() {
    assertThat(label("stage.pack { labels = [\"env\"] }", "env")).isEqualTo(LabelDomain.absent());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stage.drop { expression = \"debug\" }",
        "stage.limit { rate = 5; burst = 5 }",
        "stage.sampling { rate = 0.5 }",
        "stage.timestamp { source = \"t\"; format = \"RFC3339\" }",
        "stage.output { source = \"m\" }",
        "stage.multiline { firstline = \"x\" }",
        "stage.tenant { value = \"t\" }",
        "stage.decolorize {}",
        "stage.metrics {}",
      })
  void stagesOfLineAndTimeLeaveTheLabels(String stage) {
    assertThat(stream(lines(stage))).isEqualTo(stream(""));
  }

  @Test
  void matchingStreamsGoThroughTheStagesInside() {
    SeriesShape fits =
        stream(
            """
            stage.match {
              selector = "{app=\\"api\\"}"
              stage.static_labels { values = {team = "x"} }
            }
            """);
    SeriesShape other =
        stream(
            """
            stage.match {
              selector = "{app=\\"web\\"}"
              stage.static_labels { values = {team = "x"} }
            }
            """);

    assertThat(fits.label("team")).isEqualTo(LabelDomain.value("x"));
    assertThat(other.label("team")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void aLineFilterMakesAMatchTrueOfSomeLinesOnly() {
    List<SeriesShape> streams =
        streams(
            """
            stage.match {
              selector = "{app=\\"api\\"} |= \\"x\\""
              stage.static_labels { values = {team = "x"} }
            }
            """);

    assertThat(streams)
        .extracting(stream -> stream.label("team"))
        .containsExactly(LabelDomain.absent(), LabelDomain.value("x"));
  }

  @Test
  void aMatchMayDropStreams() {
    assertThat(streams("stage.match {\n selector = \"{app=\\\"api\\\"}\"\n action = \"drop\"\n}"))
        .isEmpty();
    assertThat(streams("stage.match {\n selector = \"{app=\\\"web\\\"}\"\n action = \"drop\"\n}"))
        .hasSize(1);
  }

  @Test
  void anUnknownStageMakesTheStreamsOpen() {
    SeriesShape stream = stream("stage.clairvoyance {}");

    assertThat(stream.isOpen()).isTrue();
    assertThat(stream.label("app")).isEqualTo(LabelDomain.unknown());
  }

  @Test
  void selectorsCanBeJudgedByTheStreams() {
    SeriesShape stream =
        stream(
            """
            stage.json { expressions = {level = ""} }
            stage.labels { values = {level = ""} }
            """);

    assertThat(judge(stream, "{app=\"api\"}")).isEqualTo(Match.MUST);
    assertThat(judge(stream, "{app=\"api\", level=\"error\"}")).isEqualTo(Match.MAY);
    assertThat(judge(stream, "{container=\"api\"}")).isEqualTo(Match.NEVER);
    assertThat(judge(stream, "{app=\"web\"}")).isEqualTo(Match.NEVER);
    // the store adds one, which is none of the collector's business
    assertThat(judge(stream, "{service_name=\"api\"}")).isEqualTo(Match.NEVER);
  }

  private static Match judge(SeriesShape stream, String selector) {
    return stream.match(LogStages.matchers(LogQl.parse(selector).selectors().get(0)));
  }
}
