package com.scanium.sightline.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.text.SourceLocation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelabelingTest {
  private static final SourceLocation PLACE = SourceLocation.of(URI.create("config.alloy"));

  private static RelabelRule.Builder rule(RelabelAction action) {
    return RelabelRule.builder().action(action);
  }

  private static Relabeling rules(RelabelRule.Builder... rules) {
    return Relabeling.of(
        java.util.Arrays.stream(rules).map(RelabelRule.Builder::build).toList(),
        RelabelDialect.ALLOY,
        "prometheus.relabel.x");
  }

  private static SeriesShape shape() {
    return SeriesShape.builder("http_requests_total")
        .label("job", "api")
        .label("status", LabelDomain.oneOf(Set.of("ok", "failed")))
        .label("route", LabelDomain.any())
        .build();
  }

  private static SeriesShape applied(Relabeling relabeling) {
    return relabeling.apply(shape()).remaining().orElseThrow();
  }

  @Test
  void explainShowsWhatEachRuleDidUpToTheDrop() {
    Relabeling relabeling =
        rules(
            RelabelRule.builder().sourceLabels("job").targetLabel("service"),
            rule(RelabelAction.DROP).sourceLabels("service").regex("ap."),
            rule(RelabelAction.LABELDROP).regex("x"));
    List<Relabeling.Step> steps = relabeling.explain(Map.of("job", "api"));
    assertThat(steps).hasSize(2);
    assertThat(steps.get(0).after()).containsEntry("service", "api");
    assertThat(steps.get(1).isDropped()).isTrue();
    assertThat(relabeling.apply(Map.of("job", "api"))).isEmpty();
    assertThat(relabeling.apply(Map.of("job", "web")))
        .contains(Map.of("job", "web", "service", "web"));
  }

  @Test
  void anInvalidRuleIsNamedAndNotApplied() {
    Relabeling relabeling = rules(rule(RelabelAction.HASHMOD).targetLabel("x"));
    assertThat(relabeling.problems())
        .containsExactly(
            new Relabeling.InvalidRule(
                0, "relabel configuration for hashmod requires non-zero modulus"));
    assertThatThrownBy(() -> relabeling.apply(Map.of())).isInstanceOf(IllegalStateException.class);
    assertThat(relabeling.apply(shape()).remaining()).contains(shape());
  }

  @Test
  void theRuleThatDropsTheLastSeriesOfAShapeIsNamed() {
    Relabeling relabeling =
        rules(
            rule(RelabelAction.DROP).sourceLabels("status").regex("ok"),
            rule(RelabelAction.KEEP).sourceLabels("__name__", "job").regex("node_.*;api|up;api"),
            rule(RelabelAction.KEEP).sourceLabels("status").regex("ok|skipped"));
    Relabeling.ShapeResult result = relabeling.apply(shape());
    assertThat(result.dropper()).hasValue(1);
    assertThat(result.kept()).isEqualTo(Match.NEVER);
    assertThat(
            rules(
                    rule(RelabelAction.DROP).sourceLabels("status").regex("ok"),
                    rule(RelabelAction.KEEP).sourceLabels("status").regex("ok|skipped"))
                .apply(shape())
                .dropper())
        .hasValue(1);
    assertThat(
            rules(rule(RelabelAction.KEEP).sourceLabels("route").regex("/a")).apply(shape()).kept())
        .isEqualTo(Match.MAY);
  }

  @Test
  void aSelectionNarrowsTheLabel() {
    SeriesShape kept =
        applied(rules(rule(RelabelAction.KEEP).sourceLabels("route").regex("/a|/b")));
    assertThat(kept.label("route")).isEqualTo(LabelDomain.oneOf(Set.of("/a", "/b")));
    SeriesShape both =
        applied(rules(rule(RelabelAction.KEEP).sourceLabels("status", "route").regex("ok;/a")));
    assertThat(both.label("status")).isEqualTo(LabelDomain.value("ok"));
    assertThat(both.label("route")).isEqualTo(LabelDomain.value("/a"));
  }

  @Test
  void aCopyKeepsTheDomainAndSaysWhoMadeIt() {
    SeriesShape copied =
        applied(
            rules(RelabelRule.builder().sourceLabels("route").targetLabel("path").location(PLACE)));
    assertThat(copied.label("path")).isEqualTo(LabelDomain.any());
    assertThat(copied.provenance("path")).contains(new Provenance("prometheus.relabel.x", PLACE));
    SeriesShape absent =
        applied(rules(RelabelRule.builder().sourceLabels("missing").targetLabel("path")));
    assertThat(absent.label("path")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void aRuleThatMatchesPerhapsLeavesBothPossible() {
    SeriesShape some =
        applied(
            rules(
                RelabelRule.builder()
                    .sourceLabels("status")
                    .regex("ok")
                    .targetLabel("job")
                    .replacement("good")));
    assertThat(some.label("job")).isEqualTo(LabelDomain.oneOf(Set.of("good", "api")));
    SeriesShape renamed =
        applied(
            rules(
                RelabelRule.builder()
                    .sourceLabels("__name__")
                    .regex("http_(.*)")
                    .targetLabel("__name__")
                    .replacement("web_$1")));
    assertThat(renamed.name()).contains("web_requests_total");
  }

  @Test
  void labelsAreDroppedAndMappedByName() {
    SeriesShape dropped = applied(rules(rule(RelabelAction.LABELDROP).regex("ro.*|x")));
    assertThat(dropped.label("route")).isEqualTo(LabelDomain.absent());
    SeriesShape mapped =
        applied(rules(rule(RelabelAction.LABELMAP).regex("st(.*)").replacement("x_$1")));
    assertThat(mapped.label("x_atus")).isEqualTo(shape().label("status"));
    SeriesShape kept =
        rules(rule(RelabelAction.LABELKEEP).regex("__name__|job|zone"))
            .apply(shape().toBuilder().open().build())
            .remaining()
            .orElseThrow();
    assertThat(kept.isOpen()).isFalse();
    assertThat(kept.label("zone")).isEqualTo(LabelDomain.unknown());
    assertThat(kept.label("other")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void hashesAreThoseOfPrometheus() {
    SeriesShape hashed =
        applied(
            rules(rule(RelabelAction.HASHMOD).sourceLabels("job").targetLabel("h").modulus(10)));
    assertThat(hashed.label("h")).isEqualTo(LabelDomain.value("8"));
    SeriesShape unknown =
        applied(
            rules(rule(RelabelAction.HASHMOD).sourceLabels("route").targetLabel("h").modulus(2)));
    assertThat(unknown.label("h")).isEqualTo(LabelDomain.oneOf(Set.of("0", "1")));
  }
}
