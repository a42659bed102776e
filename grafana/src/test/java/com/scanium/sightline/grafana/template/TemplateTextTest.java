package com.scanium.sightline.grafana.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTextTest {
  @Test
  void referencesKnowPlaceNamePathAndFormat() {
    var found = TemplateText.references("a $x ${y.z:date:YYYY} [[w:csv]] ${} $ [[ w ]]");
    assertThat(found).hasSize(3);
    assertThat(found.get(0).span()).isEqualTo(new Span(2, 4));
    assertThat(found.get(1).path()).contains("z");
    assertThat(found.get(1).format()).contains("date:YYYY");
    assertThat(found.get(2).name()).isEqualTo("w");
  }

  @Test
  void placesInTheResultLeadBackToTheWrittenText() {
    TemplateScope scope =
        TemplateScope.builder()
            .variable(TemplateVariable.builder("job", VariableValue.of("backend")).build())
            .build();
    String written = "sum(up{job=\"$job\"}) + nosuch";
    Interpolated result = PrometheusTemplates.DEFAULT.query(written, scope, List.of());
    assertThat(result.text()).isEqualTo("sum(up{job=\"backend\"}) + nosuch");
    int at = result.text().indexOf("nosuch");
    assertThat(result.origin().toOriginal(at)).isEqualTo(written.indexOf("nosuch"));
    assertThat(result.origin().toOriginal(result.text().indexOf("end")))
        .isEqualTo(written.indexOf('$'));
  }

  @Test
  void anAllValueThatNamesItselfEnds() {
    TemplateScope scope =
        TemplateScope.builder()
            .variable(
                TemplateVariable.builder("a", VariableValue.of("$__all"))
                    .includeAll(true)
                    .allValue("$a|$b")
                    .build())
            .variable(
                TemplateVariable.builder("b", VariableValue.of("$__all"))
                    .includeAll(true)
                    .allValue("$a|$b")
                    .build())
            .build();
    assertThat(Interpolator.interpolate("$a", scope).text()).isEqualTo("$a|$a|$b");
  }
}
