package com.scanium.sightline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.signal.RelabelExplanation.Change;
import com.scanium.sightline.signal.RelabelExplanation.Step;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelabelExplanationTest {
  private static RelabelExplanation explain(String yaml, Map<String, String> labels) {
    return RelabelExplanation.of(rules(yaml), labels);
  }

  private static Relabeling rules(String yaml) {
    RelabelConfigs configs = RelabelConfigs.read(SourceText.of("rules.yml", yaml));
    assertThat(configs.problems()).isEmpty();
    assertThat(configs.lists()).hasSize(1);
    return configs.lists().get(0);
  }

  private static Step only(String yaml, Map<String, String> labels) {
    List<Step> steps = explain(yaml, labels).steps();
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }

  @Test
  void saysWhatAReplaceLooksAtAndWhatItSets() {
    Step step =
        only(
            "[{source_labels: [a, b], regex: '(x+);(?P<last>.*)', target_label: c,"
                + " replacement: '$1/$last'}]",
            Map.of("a", "xx", "b", "y"));

    assertThat(step.value()).isEqualTo("xx;y");
    assertThat(step.groups()).containsExactly(Map.entry("1", "xx"), Map.entry("last", "y"));
    assertThat(step.changes()).containsExactly(new Change("c", null, "xx/y"));
    assertThat(step.effect()).isEqualTo("sets c");
  }

  @Test
  void anEmptyReplacementRemovesTheLabel() {
    Step step = only("[{target_label: a, replacement: ''}]", Map.of("a", "1"));

    assertThat(step.changes()).containsExactly(new Change("a", "1", null));
    assertThat(step.effect()).isEqualTo("removes a: its new value is empty");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{action: keep, source_labels: [env], regex: prod} | kept",
        "{action: keep, source_labels: [env], regex: dev} | dropped: keep needs a match",
        "{action: drop, source_labels: [env], regex: prod} | dropped: it matches",
        "{action: drop, source_labels: [env], regex: dev} | kept",
        "{action: keepequal, source_labels: [env], target_label: same} | kept",
        "{action: keepequal, source_labels: [env], target_label: zone}"
            + " | dropped: keepequal needs equal values",
        "{action: dropequal, source_labels: [env], target_label: same}"
            + " | dropped: the values are equal",
        "{action: labeldrop, regex: z.*} | removes zone",
        "{action: labeldrop, regex: q.*} | nothing: no label's name matches",
        "{action: labelkeep, regex: e.*} | removes same, zone",
        "{action: labelkeep, regex: .*} | nothing: every label's name matches",
        "{action: labelmap, regex: (e)nv} | sets e",
        "{action: labelmap, regex: q(.*)} | nothing: no label's name matches",
        "{action: uppercase, source_labels: [env], target_label: env} | sets env",
        "{action: lowercase, source_labels: [env], target_label: env}"
            + " | nothing: env is \"prod\" already",
        "{action: hashmod, source_labels: [env], target_label: h, modulus: 4} | sets h",
        "{source_labels: [env], regex: dev, target_label: x} | nothing: no match",
        "{source_labels: [env], target_label: 'x.$1', regex: '(zz)?.*', replacement: v} | sets x.",
        "{source_labels: [env], target_label: '$2', regex: '(p)(z?).*', replacement: v}"
            + " | nothing: the target becomes \"\", which is no label name",
        "{source_labels: [nope], target_label: nope}"
            + " | nothing: the new value is empty, and nope is absent already",
      })
  void everyActionSaysItsEffect(String rule, String effect) {
    Step step = only("[" + rule + "]", Map.of("env", "prod", "same", "prod", "zone", "z1"));

    assertThat(step.effect()).isEqualTo(effect);
    assertThat(step.isDropped()).isEqualTo(effect.startsWith("dropped"));
  }

  @Test
  void hintsThatTheExpressionHasToMatchAll() {
    Step step = only("[{action: keep, source_labels: [c], regex: api}]", Map.of("c", "prod-api-1"));

    assertThat(step.hint()).contains("match all of it").contains(".*(?:api).*");
  }

  @Test
  void hintsAtTheNearestLabelWhenTheSourceIsAbsent() {
    Step step =
        only(
            "[{action: keep, source_labels: [__meta_docker_container_nme], regex: x}]",
            Map.of("__meta_docker_container_name", "x"));

    assertThat(step.hint()).contains("the nearest is __meta_docker_container_name");
  }

  @Test
  void hintsThatOnlyTheCaseDiffers() {
    Step step = only("[{action: keep, source_labels: [c], regex: Prod}]", Map.of("c", "prod"));

    assertThat(step.hint()).contains("(?i)");
  }

  @Test
  void stopsAtTheRuleThatDropsAndListsTheRest() {
    RelabelExplanation explanation =
        explain(
            "[{action: drop, source_labels: [a], regex: '1'}, {target_label: b, replacement: x}]",
            Map.of("a", "1"));

    assertThat(explanation.output()).isEmpty();
    assertThat(explanation.dropper().map(Step::index)).contains(0);
    assertThat(explanation.text())
        .contains("out\n  nothing: rule 1 drops it\n")
        .contains("not reached\n  rule 2  set b to \"x\"");
  }

  @Test
  void refusesRulesThatTheProgramRefuses() {
    RelabelExplanation explanation =
        explain("[{action: keep, source_labels: [a], regex: 'a('}]", Map.of("a", "1"));

    assertThat(explanation.steps()).isEmpty();
    assertThat(explanation.output()).isEmpty();
    assertThat(explanation.text()).contains("refused").contains("rule 1   (rules.yml:1:2)");
    assertThat(DocWriter.json(explanation.json())).contains("\"valid\":false");
  }

  @Test
  void printsTheWholeWayForPeople() {
    RelabelExplanation explanation =
        explain(
            """
            - source_labels: [__address__]
              regex: '([^:]+):.*'
              target_label: instance
            - action: labeldrop
              regex: tmp
            - source_labels: [team]
              action: drop
              regex: ops
            """,
            Map.of("__address__", "backend:8080", "instance", "old", "tmp", "t"));

    assertThat(explanation.text())
        .isEqualTo(
            """
            rules: 3 rules

            in
              __address__  "backend:8080"
              instance     "old"
              tmp          "t"

            rule 1  set instance to "$1" if __address__ =~ "([^:]+):.*"   (rules.yml:1:3)
              __address__ = "backend:8080"
              match, $1 = "backend"
              ~ instance = "backend"   (was "old")

            rule 2  remove labels named "tmp"   (rules.yml:4:3)
              - tmp   (was "t")

            rule 3  drop if team =~ "ops"   (rules.yml:6:3)
              team is absent, as ""
              no match
              kept

            out
              __address__  "backend:8080"
              instance     "backend"
            """);
  }

  @Test
  void theOutcomeIsThatOfRelabeling() {
    Random random = new Random(42);
    String[] actions = {
      "{source_labels: [a, b], regex: '(.);(.)', target_label: c, replacement: '$2$1'}",
      "{action: keep, source_labels: [a], regex: '[xy]'}",
      "{action: drop, source_labels: [c], regex: 'z.'}",
      "{action: labelmap, regex: '(a|b)', replacement: 'm_$1'}",
      "{action: labeldrop, regex: 'b'}",
      "{action: uppercase, source_labels: [a], target_label: b}",
      "{action: keepequal, source_labels: [a], target_label: b}",
      "{action: hashmod, source_labels: [a], target_label: h, modulus: 3}"
    };
    for (int i = 0; i < 500; i++) {
      StringBuilder yaml = new StringBuilder("[");
      for (int n = 0; n < 4; n++) {
        yaml.append(n == 0 ? "" : ", ").append(actions[random.nextInt(actions.length)]);
      }
      Map<String, String> labels = new HashMap<>();
      for (String name : List.of("a", "b", "c")) {
        labels.put(name, List.of("", "x", "y", "z").get(random.nextInt(4)));
      }
      Relabeling rules = rules(yaml.append("]").toString());
      RelabelExplanation explanation = RelabelExplanation.of(rules, labels);

      assertThat(explanation.output()).isEqualTo(rules.apply(labels));
      assertThat(explanation.text()).endsWith("\n");
    }
  }

  @Test
  void theShapeSaysWhatCanComeOut() {
    Relabeling rules =
        rules(
            "[{action: keep, source_labels: [env], regex: prod|test},"
                + " {source_labels: [env], target_label: stage},"
                + " {action: labeldrop, regex: env}]");
    SeriesShape shape =
        SeriesShape.builder("m")
            .label("env", LabelDomain.oneOf(List.of("prod", "dev", "")))
            .label("app", LabelDomain.any())
            .build();

    ShapeExplanation explanation = ShapeExplanation.of(rules, shape);

    assertThat(explanation.output()).isEqualTo(rules.apply(shape).remaining());
    assertThat(explanation.kept()).isEqualTo(Match.MAY);
    assertThat(explanation.text())
        .contains("may drop some\n  env   \"dev\" or \"prod\", or absent  ->  \"prod\"")
        .contains("stage   absent  ->  \"prod\"")
        .contains("env   \"prod\"  ->  absent")
        .endsWith(
            """
            what can come out
              __name__  "m"
              app       any value
              stage     "prod"   (set at rules.yml:1:58)
              (series may be dropped on the way)
            """);
  }

  @Test
  void theShapeSaysWhichRuleDropsEverything() {
    Relabeling rules = rules("[{action: keep, source_labels: [env], regex: prod}]");

    ShapeExplanation explanation =
        ShapeExplanation.of(rules, SeriesShape.builder("m").label("env", "dev").build());

    assertThat(explanation.output()).isEqualTo(Optional.empty());
    assertThat(explanation.text()).contains("drops all").endsWith("what can come out\n  nothing\n");
    assertThat(DocWriter.json(explanation.json()))
        .contains("\"kept\":\"none\"")
        .contains("\"output\":null");
  }

  @Test
  void anOpenShapeStaysOpen() {
    ShapeExplanation explanation =
        ShapeExplanation.of(
            rules("[{action: labeldrop, regex: 'tmp_.*'}, {source_labels: [a], target_label: b}]"),
            SeriesShape.builder(LabelDomain.unknown()).open().build());

    assertThat(explanation.text())
        .contains("removes such labels where they are")
        .contains("b   any value, or absent")
        .contains("any other labels");
  }
}
