package com.scanium.sightline.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.text.Span;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogQlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a=\"b\", c!~`d.*`} |= \"x\" or ip(\"10.0.0.1\") !~ `y` | json | level=\"error\"",
        "{a=\"b\"} | logfmt --strict --keep-empty x=\"y.z\", w | (s>=500 or t<1m30s) and size>2.5KB",
        "{a=\"b\"} | regexp `(?P<m>x)` | pattern \"<a> <_> <b>\" | unpack | decolorize",
        "{a=\"b\"} | line_format \"{{.x}}\\n\" | label_format a=b, c=\"{{.d}}\" | drop e, f=~\"g\" | keep h",
        "quantile_over_time(0.99, {a=\"b\"} | logfmt | unwrap duration(t) | __error__=\"\" [5m] offset 1d12h) by (x)",
        "sum by (a, b) (rate({x=\"y\"}[$__interval])) / on (a) group_left (c) topk(5, count_over_time({x=\"y\"}[1m])) or vector(0)",
        "label_replace(rate({a=\"b\"}[5m]), \"d\", \"$1\", \"s\", \"(.*)\") > bool -1.5 ^ 2",
        "sort_desc((sum without () (bytes_rate({a=\"b\"}[1w]))))",
        "{$matchers, a=~\"$x\"} | $filter |= `${y:raw}` | a=$b",
      })
  void printingGivesBackCanonicalText(String query) {
    LogQlParse parse = LogQl.parse(query);
    assertThat(parse.errors()).isEmpty();
    assertThat(LogQl.print(parse.orElseThrow())).isEqualToIgnoringWhitespace(query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "{foo=\"bar\"§10§10§unexpected the end of the query; expected \"}\"",
        "{foo=\"bar\",}§11§12§expected a label's name",
        "{foo=bar}§5§8§expected a string behind =",
        "{foo=\"bar\"} foo§12§15§expected an operator, a stage or the end",
        "{a=\"b\"} | addr>=ip(\"1\")§16§18§unexpected \"ip\"; expected a number",
        "rate({a=\"b\"}[5minutes])§13§21§not a duration: \"5minutes\"",
        "rate({a=\"b\"})§5§12§no range behind the selector",
        "sum(rate(x[5m]))§9§10§expected a stream selector",
        "timestamp(up)§0§9§unknown function \"timestamp\"",
        "avg_over_time(sum(rate({a=\"b\"}[5m]))[1h:])§14§17§expected a stream selector",
        "count_over_time({a=\"b\"}[5m:1m])§24§29§no subqueries",
        "{a=\"b\"} | unwrap x§10§16§unwrap outside of a range",
        "sum({a=\"b\"})§4§11§a query for lines",
        "{a=\"b\"} |= \"x§11§13§the string is not closed",
        "sum by (a (rate({a=\"b\"}[5m]))§10§11§expected \")\" or \",\"",
        "vector(abc)§7§10§expected a number",
        "up{job=\"x\"}§0§2§expected a stream selector in braces, a function or a number",
      })
  void syntaxErrorsStandAtTheirPlace(String query, int start, int end, String words) {
    LogQlParse parse = LogQl.parse(query);
    assertThat(parse.expr()).isEmpty();
    LogQlError error = parse.errors().get(0);
    assertThat(error.kind()).isEqualTo(LogQlError.Kind.SYNTAX);
    assertThat(error.message()).contains(words);
    assertThat(error.span()).isEqualTo(new Span(start, end));
    assertThatThrownBy(parse::orElseThrow).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "{app=~\".*\"}§no matcher here demands a label",
        "{}§no matcher here demands a label",
        "{a!=\"b\"}§no matcher here demands a label",
        "{a=~\"(\"}§not a regular expression",
        "sum_over_time({a=\"b\"}[5m])§needs numbers",
        "rate({a=\"b\"}[5m]) by (x)§allows no grouping",
        "quantile_over_time({a=\"b\"} | unwrap x [5m])§needs a number before",
        "rate(5, {a=\"b\"}[5m])§takes no parameter",
        "topk(rate({a=\"b\"}[5m]))§topk needs a number",
        "topk(1.5, rate({a=\"b\"}[5m]))§whole number above 0",
        "1 and rate({a=\"b\"}[5m])§a number beside \"and\"",
        "{a=\"b\"} / 2§a query for lines beside \"/\"",
        "{a=\"b\"} | regexp \"x\"§no named group",
        "{a=\"b\"} | pattern \"<_>\"§no named capture",
        "{a=\"b\"} | pattern \"<a><b>\"§two captures without text",
        "sort(rate({a=\"b\"}[5m])) by (x)§allows no grouping",
      })
  void brokenRulesLeaveATree(String query, String words) {
    LogQlParse parse = LogQl.parse(query);
    assertThat(parse.expr()).isPresent();
    assertThat(parse.isWellFormed()).isFalse();
    assertThat(parse.errors().get(0).message()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a=\"b\"} |~ \"x\\.y\"",
        "count_over_time({a=\"b\"} | unwrap x [5m])",
        "{a=\"b\"} |~ `(`",
        "{a=\"b\"} |> \"<x>\"",
      })
  void whatOnlyLokiRefusesIsToldApart(String query) {
    LogQlParse parse = LogQl.parse(query);
    assertThat(parse.isWellFormed()).isTrue();
    assertThat(parse.isOk()).isFalse();
  }

  @Test
  void labelsAreToldByOrigin() {
    LogQlLabels labels =
        LogQlLabels.of(
            LogQl.parse(
                    "sum by (status) (avg_over_time({app=\"x\", env=~\".*\"} | json code=\"a.b\""
                        + " | pattern `<ip> <_>` | regexp `(?P<verb>\\w+)` | label_format d=e"
                        + " | status>=500 or ip=\"1\" | unwrap ms [5m])) * on (z) vector(1)")
                .orElseThrow());
    assertThat(labels.streamLabels()).containsExactly("app", "env");
    assertThat(labels.demandedLabels()).containsExactly("app");
    assertThat(labels.madeLabels()).containsExactly("code", "d", "ip", "verb");
    assertThat(labels.canMakeAnyLabel()).isFalse();
    assertThat(labels.filteredLabels()).containsExactly("ip", "status");
    assertThat(labels.groupedLabels()).containsExactly("status", "z");
    assertThat(labels.unwrappedLabels()).containsExactly("ms");
    assertThat(labels.parsers()).containsExactly("json", "pattern", "regexp");
    assertThat(LogQlLabels.of(LogQl.parse("{a=\"b\"} | logfmt").orElseThrow()).canMakeAnyLabel())
        .isTrue();
  }

  @Test
  void offsetsInStringsLeadToTheQuery() {
    String query = "{a=\"x\\ny\"}";
    LogQlExpr.Matcher matcher = LogQl.parse(query).selectors().get(0).matchers().get(0);
    assertThat(matcher.value().value()).isEqualTo("x\ny");
    assertThat(matcher.value().offsets(query).toOriginal(1)).isEqualTo(5);
    assertThat(matcher.value().offsets(query).toOriginal(2)).isEqualTo(7);
  }

  @Test
  void durationsAreGosAndPrometheus() {
    assertThat(LogQl.duration("1d12h")).contains(Duration.ofHours(36));
    assertThat(LogQl.duration("1.5s")).contains(Duration.ofMillis(1500));
    assertThat(LogQl.duration("-5m")).contains(Duration.ofMinutes(-5));
    assertThat(LogQl.duration("$__interval")).isEmpty();
    assertThat(LogQl.duration("9999999999999999y")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "sum(",
        "rate((",
        "{a=\"b\"} | (",
        "1 + ",
        "1 ^ ",
        "-",
        "{",
        "[",
        "{a=\"b\"} | a=1 or "
      })
  void hostileNestingIsAnError(String part) {
    for (String query : List.of(part.repeat(20_000), "{a=\"b\"} | " + part.repeat(20_000))) {
      assertThat(LogQl.parse(query).isOk()).isFalse();
    }
  }

  static LongStream seeds() {
    return new Random(7).longs(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyMixOfTokensIsReadOrRefused(long seed) {
    String[] parts = {
      "{",
      "}",
      "a",
      "=",
      "\"b\"",
      "`c`",
      "|",
      "|=",
      "json",
      "logfmt",
      "unwrap",
      "sum",
      "by",
      "(",
      ")",
      ",",
      "[5m]",
      "[",
      "rate",
      "count_over_time",
      "5",
      "1m",
      "2KB",
      "$x",
      "${y:raw}",
      "[[z]]",
      "or",
      "and",
      "!=",
      "=~",
      "offset",
      "ip",
      "#",
      "\n",
      "\"",
      "\\",
      "--strict",
      "vector",
      "-",
      "😀"
    };
    Random random = new Random(seed);
    StringBuilder query = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      query.append(parts[random.nextInt(parts.length)]).append(random.nextBoolean() ? " " : "");
    }
    LogQlParse parse = LogQl.parse(query.toString());
    assertThat(parse.expr().isPresent() || !parse.errors().isEmpty()).isTrue();
    parse
        .errors()
        .forEach(error -> assertThat(error.span().end()).isLessThanOrEqualTo(query.length()));
    parse.expr().ifPresent(expr -> assertThat(LogQl.print(expr)).isNotBlank());
  }
}
