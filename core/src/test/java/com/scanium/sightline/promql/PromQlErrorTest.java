package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.promql.PromQlOptions.Experimental;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.text.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQlErrorTest {
  private static PromQlError first(String query) {
    return PromQl.parse(query).errors().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sum(up          | unclosed left parenthesis",
        "a{b=\"c         | unterminated string",
        "a{b=~\"(\"}     | bad regular expression: error parsing regexp: missing closing ): `^(?s:()$`",
        "a[5m            | unclosed left bracket",
        "a[0s]           | duration must be greater than 0",
        "foo bar         | unexpected identifier \"bar\"",
        "1 == 2          | a comparison of two scalars needs bool behind the operator",
        "rate(up)        | argument 1 of rate must be of type range vector, not instant vector",
        "a and 1         | and is only allowed between instant vectors",
        "{}              | a selector needs at least one condition that the empty value fails",
        "rate(a[5m], 1)  | rate wants 1 argument(s), not 2",
        "limitk(1, a)    | limitk is experimental and not enabled",
        "topk(a)         | topk wants 2 argument(s), not 1",
        "a offset 1m offset 2m | the offset is set more than once",
        "\"a\" + 1       | a binary operator works on scalars and instant vectors, not on a string",
        "a{b=\"c\",,}    | unexpected \",\" in label matching",
      })
  void messagesSayWhatIsWrong(String query, String message) {
    assertThat(first(query).message()).isEqualTo(message);
  }

  @Test
  void syntaxErrorsSayWhatIsExpected() {
    assertThat(first("a{b}").expected()).contains("\"=\", \"!=\", \"=~\" or \"!~\"");
    assertThat(first("sum by (a b) (c)").expected()).contains("\",\" or \")\"");
    assertThat(first("a @ b").expected()).contains("a timestamp, start() or end()");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '%',
      value = {
        "a[x]       | a duration",
        "a[5m       | %\":\" or \"]\"%",
        "a[5m:x]    | %a duration or \"]\"%",
        "a[5x]      | a number or a duration",
        "sum(up     | %\")\"%",
        "sum(       | an expression",
        "a{         | %a label name or \"}\"%",
        "a{b        | %\"=\", \"!=\", \"=~\" or \"!~\"%",
        "a{b=       | a string",
        "a{b=\"c\"   | %\",\" or \"}\"%",
        "a ! b      | %\"!=\"%",
        "a =~ b     | %\"==\"%",
        "a{b=\"c    | %a closing \"%",
      })
  void unfinishedTextSaysWhatIsExpectedToo(String query, String expected) {
    assertThat(first(query).expected()).contains(expected);
  }

  @Test
  void whatCannotBeSaidIsNotSaid() {
    assertThat(first("a)").expected()).isEmpty();
    assertThat(first("a[5m]]").expected()).isEmpty();
    assertThat(first("a $").expected()).isEmpty();
  }

  @Test
  void wordsAndSignsOfOtherLanguagesGetSuggestions() {
    assertThat(first("a && b").suggestions()).containsExactly("and");
    assertThat(first("a || b").suggestions()).containsExactly("or");
    assertThat(first("summ(a)").suggestions()).containsExactly("sum");
    assertThat(first("a * grup_left(x) b").suggestions()).containsExactly("group_left");
    assertThat(first("a > boll 1").suggestions()).containsExactly("bool");
    assertThat(first("a * on(x) b ofset 5m"))
        .hasToString(
            "1:13: unexpected identifier \"ofset\", expected an operator or the end of the input,"
                + " did you mean \"offset\"?");
  }

  @Test
  void misspelledNamesGetSuggestions() {
    assertThat(first("histogram_quantil(1, a)").suggestions())
        .containsExactly("histogram_quantile");
    assertThat(first("reate(a[5m])").suggestions()).containsExactly("rate");
    assertThat(first("a offst 5m").suggestions()).containsExactly("offset");
    assertThat(first("sum(a) byy (b)").suggestions()).contains("by");
    assertThat(first("qwertzuiop(a)").suggestions()).isEmpty();
  }

  @Test
  void excerptsPointAtTheCharactersOnTheirLine() {
    PromQlError error = first("sum(\n\trate(x)\n) +");
    assertThat(error.span()).isEqualTo(new Span(17, 17));
    assertThat(error.line()).isEqualTo(3);
    assertThat(error.column()).isEqualTo(4);
    assertThat(error.excerpt()).isEqualTo(") +\n   ^");
  }

  @Test
  void allErrorsOfRulesAndTypesAreReportedWithTheTree() {
    PromQlParse parse = PromQl.parse("foo(a) + bar(b)");
    assertThat(parse.errors()).hasSize(2);
    assertThat(parse.expr()).isPresent();
    assertThat(PromQl.parse("rate(a) + rate(b)").errors()).hasSize(2);
  }

  @Test
  void experimentalSyntaxIsNamedAsSuch() {
    assertThat(first("a[5m + 1m]").kind()).isEqualTo(PromQlError.Kind.NOT_ENABLED);
    assertThat(first("mad_over_time(a[5m])").kind()).isEqualTo(PromQlError.Kind.NOT_ENABLED);
    PromQlOptions on = PromQlOptions.DEFAULT.withExperimental(Experimental.ON);
    assertThat(PromQl.parse("mad_over_time(a[5m + 1m] anchored)", on).isOk()).isTrue();
    assertThat(PromQl.parse("a + fill(0) b", on).isOk()).isFalse();
    assertThat(PromQl.parse("a + fill(0) b", on.withGrammar(Grammar.NEWER)).isOk()).isTrue();
  }

  @Test
  void orElseThrowShowsTheFirstError() {
    PromQlParse parse = PromQl.parse("sum(");
    assertThatThrownBy(parse::orElseThrow)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1:5: ")
        .hasMessageContaining("sum(\n    ^");
  }

  @Test
  void emptyTextIsAnError() {
    assertThat(first("").message()).isEqualTo("no expression in the input");
    assertThat(first(" # only a comment").span()).isEqualTo(new Span(0, 0));
  }
}
