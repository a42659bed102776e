package com.scanium.sightline.traceql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.text.Span;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceQlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{status = error}",
        "{ status = error && resource.service.name =~ \".*\" && duration > ${min}ms }",
        "{ .http.method = `GET` || span.\"odd name\".x != nil }",
        "{ parent.resource.cluster = \"a\" && kind = server && rootServiceName = \"x\" }",
        "{ span:duration >= 1m30s && trace:rootName = $name && event:name = \"e\" }",
        "{ span.size * 2 + 1 > 10 ^ 2 && !(.flag = true) && -.x < 3.5 }",
        "{ .a = 1 } && { .b = 2 } >> ({ .c = 3 } ~ { .d }) | count() > 2",
        "{ .a } | avg(duration) > 20ms | by(resource.service.name) | count() + 1 >= max(.x) / 2",
        "{ } | select(span.http.url, .y) | coalesce()",
        "{ nestedSetParent < 0 } | rate() by (resource.service.name, name)",
        "{ name = \"x\" } | quantile_over_time(duration, .99, 0.9) by (span.x) | topk(5)",
        "{ } | compare({ status = error }, 10)",
        "{ } | rate() > 5",
        "{ } | rate() | > 5",
        "({ .a = 1 } | count() > 1) && { .b = 2 }",
        "{ } | count_over_time() with (sample=0.1, most_recent=true)",
        "$query",
        "{ .a = $x && resource.service-name = \"a-b\" } !>> { }",
      })
  void whatTempoTakesIsTaken(String query) {
    TraceQlParse parse = TraceQl.parse(query);
    assertThat(parse.errors()).as(query).isEmpty();
    TraceQlExpr expr = parse.orElseThrow();
    TraceQl.walk(
        expr,
        node -> node.children().forEach(c -> assertThat(node.span().contains(c.span())).isTrue()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "{status.code = error}§1§8§\"status\" has no parts",
        "{status.code = error && x = 1}§1§8§expected \"status\" alone",
        "{service.name = \"a\"}§1§8§unknown word \"service\"; expected an intrinsic",
        "{ .a = }§7§8§unexpected \"}\"; expected an attribute",
        "{ .a = 1§8§8§unexpected the end of the query; expected \"}\"",
        "{ .a = \"x }§7§11§the string is not closed",
        "{ .a = 1 } | §12§12§expected a spanset in braces",
        "{ } | count()§13§13§a comparison behind the aggregate",
        "{ } foo§4§7§unexpected \"foo\"",
        "{ duration > 5parsec }§13§20§not a number or duration",
        "rate(x)§5§6§unknown word \"x\"",
        "up§0§2§expected a spanset in braces",
        "''§0§0§unexpected the end",
        "{ span. = 1 }§8§9§an attribute's name behind the dot",
      })
  void syntaxErrorsStandAtTheirPlace(String query, int start, int end, String words) {
    TraceQlParse parse = TraceQl.parse(query.equals("''") ? "" : query);
    assertThat(parse.expr()).isEmpty();
    assertThat(parse.errors().get(0).message()).contains(words);
    assertThat(parse.errors().get(0).span()).isEqualTo(new Span(start, end));
    assertThatThrownBy(parse::orElseThrow).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "{ status = \"error\" }§cannot apply \"=\" to a status and a string",
        "{ duration =~ \"x\" }§cannot apply \"=~\" to a duration and a string",
        "{ name > 5 }§cannot apply \">\" to a string and a number",
        "{ name + 1 = 2 }§cannot apply \"+\"",
        "{ duration }§found a duration; expected a condition",
        "{ 1 && .a = 1 }§cannot apply \"&&\"",
      })
  void typesMustFit(String query, String words) {
    TraceQlParse parse = TraceQl.parse(query);
    assertThat(parse.errors().get(0).kind()).isEqualTo(TraceQlError.Kind.TYPE);
    assertThat(parse.errors().get(0).message()).contains(words);
  }

  @Test
  void attributesAndKindsOfQueries() {
    TraceQlExpr expr =
        TraceQl.parse("{ resource.service.name = \"a\" && .b } | rate() by (span.c)").orElseThrow();
    assertThat(TraceQl.attributes(expr))
        .extracting(attribute -> attribute.scope() + "/" + attribute.name())
        .containsExactly("resource/service.name", "/b", "span/c");
    TraceQlExpr quantile = TraceQl.parse("{} | quantile_over_time(duration, .99)").orElseThrow();
    assertThat(TraceQl.attributes(quantile)).isEmpty();
    assertThat(TraceQl.isMetrics(expr)).isTrue();
    assertThat(TraceQl.isMetrics(TraceQl.parse("{}").orElseThrow())).isFalse();
    assertThat(TraceQl.isTraceId(" 2f3e0cee77ae5dc9c17ade3689eb2e54 ")).isTrue();
    assertThat(TraceQl.isTraceId("{}")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "{(", "{!", "{-", "{.a=1}&&", "{ .a + ", "{.a|", "{} | "})
  void hostileNestingIsAnError(String part) {
    assertThat(TraceQl.parse(part.repeat(20_000)).isOk()).isFalse();
    assertThat(TraceQl.parse("{ " + part.repeat(20_000)).isOk()).isFalse();
  }

  static LongStream seeds() {
    return new Random(5).longs(500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyMixIsReadOrRefused(long seed) {
    String[] parts = {
      "{",
      "}",
      "(",
      ")",
      ".a",
      "span.",
      "resource.b",
      "status",
      "=",
      "!=",
      "=~",
      "\"x\"",
      "`y`",
      "5",
      "1s",
      "&&",
      "||",
      "|",
      ">>",
      "!",
      "-",
      "count()",
      "rate()",
      "by",
      "avg(",
      ",",
      "$x",
      "${y}ms",
      "[[",
      "nil",
      "\"",
      "😀",
      " ",
      "with",
      ":",
      "trace:id",
      "+",
      "^"
    };
    Random random = new Random(seed);
    StringBuilder query = new StringBuilder();
    for (int i = random.nextInt(25); i >= 0; i--) {
      query.append(parts[random.nextInt(parts.length)]);
    }
    TraceQlParse parse = TraceQl.parse(query.toString());
    assertThat(parse.expr().isPresent() || !parse.errors().isEmpty()).isTrue();
    parse
        .errors()
        .forEach(error -> assertThat(error.span().end()).isLessThanOrEqualTo(query.length()));
  }
}
