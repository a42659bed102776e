package com.scanium.sightline.grafana.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsRegexTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/(?<=job=)\\w+/ x,job=api api",
        "/(?<!a)b+/ abbb bb",
        "/a{2,3}?/ aaaa aa",
        "/(a|ab)(c|bcd)(d*)/ abcd abcd",
        "/(z)((a+)?(b+)?(c))*/ zaacbbbcac zaacbbbcac",
        "/(?=(a+))a*b\\1/ baaabac aba",
        "/[\\d-x]+/ ..1-x.. 1-x",
        "/a{,2}/ a{,2} a{,2}",
        "/\\x61\\u0062/ ab ab",
        "/(a*)*/ b ''",
        "/\\bfoo\\B/ foobar foo",
        "/]{1}/ x]y ]",
      })
  void matchesAsJavaScriptDoes(String regex, String text, String expected) throws Exception {
    assertThat(JsRegex.parse(regex).matches(text).get(0).groups().get(0)).isEqualTo(expected);
  }

  @Test
  void groupsForgetWhatAnEarlierTurnCaptured() throws Exception {
    var groups = JsRegex.parse("/(z)((a+)?(b+)?(c))*/").matches("zaacbbbcac").get(0).groups();
    assertThat(groups).containsExactly("zaacbbbcac", "z", "ac", "a", null, "c");
  }

  @Test
  void barePatternHasToMatchTheWholeText() throws Exception {
    assertThat(JsRegex.parse("prod").matches("prod-1")).isEmpty();
    assertThat(JsRegex.parse("prod.*").matches("prod-1")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(/",
        "/)/",
        "/[/",
        "/*/",
        "/a**/",
        "/(?i)a/",
        "/a{2,1}/",
        "/[b-a]/",
        "/\\/",
        "/x/s"
      })
  void refusesWhatJavaScriptRefuses(String regex) {
    assertThatThrownBy(() -> JsRegex.parse(regex))
        .isInstanceOf(JsRegexParser.InvalidPattern.class)
        .hasMessageMatching("(?s).*(Invalid regular expression: |is not a valid).*");
  }

  @Test
  void catastrophicPatternEndsInsteadOfHanging() {
    assertThatThrownBy(() -> JsRegex.parse("/(a+)+$/").matches("a".repeat(60) + "b"))
        .isInstanceOf(JsRegex.StepLimit.class);
    assertThat(VariableOptions.of(java.util.List.of("a".repeat(60) + "b"), "/(a+)+$/", 0))
        .extracting(VariableOptions::certainty)
        .isEqualTo(VariableOptions.Certainty.POSSIBLE);
  }

  @Test
  void hugePatternsAreRefusedNotRun() {
    assertThatThrownBy(() -> JsRegex.parse("/" + "(".repeat(5000) + ")".repeat(5000) + "/"))
        .isInstanceOf(JsRegexParser.InvalidPattern.class);
    assertThatThrownBy(() -> JsRegex.parse("/((a{1000}){1000}){1000}/"))
        .isInstanceOf(JsRegexParser.InvalidPattern.class);
  }
}
