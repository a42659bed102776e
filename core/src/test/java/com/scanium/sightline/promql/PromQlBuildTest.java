package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.testing.Builds;
import com.scanium.sightline.promql.testing.Queries;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees that are built, not parsed. */
class PromQlBuildTest {
  private static final PromQlExpr A = PromQl.selector("a");
  private static final PromQlExpr B = PromQl.selector("b");
  private static final PromQlExpr TWO = PromQl.number(2);

  static LongStream seeds() {
    return new Random(7).longs(60);
  }

  private static PromQlExpr parsed(String text) {
    return PromQl.withoutSpans(PromQl.parse(text).orElseThrow());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsBuiltIsWhatItsTextParsesTo(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      PromQlExpr built = Builds.any(random);
      String text = PromQl.print(built, Grammar.NEWER);
      assertThat(parsed(text)).as(text).isEqualTo(built);
      assertThat(parsed(PromQl.pretty(built, Grammar.NEWER))).as(text).isEqualTo(built);
      assertThat(PromQl.withoutSpans(built)).as(text).isEqualTo(built);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void replacedPartsMeanTheSameWhenTheirTextIsReadAgain(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      PromQlExpr some = PromQl.parse(Queries.any(random)).orElseThrow();
      PromQlExpr tree = parsed(PromQl.print(some, Grammar.NEWER)); // conditions in order
      PromQlExpr replacement = Builds.any(random);
      PromQlExpr changed =
          PromQl.rewrite(
              tree,
              node ->
                  node instanceof PromQlExpr.Call && node.type() == replacement.type()
                      ? replacement
                      : node);
      String text = PromQl.print(changed, Grammar.NEWER);
      assertThat(parsed(text)).as(text).isEqualTo(PromQl.withoutSpans(changed));
    }
  }

  @Test
  void parenthesesComeWherePrecedenceNeedsThem() {
    PromQlExpr sum = PromQl.binary(A, BinaryOperator.ADD, B);
    assertThat(PromQl.binary(sum, BinaryOperator.MULTIPLY, TWO)).hasToString("(a + b) * 2");
    assertThat(PromQl.binary(sum, BinaryOperator.SUBTRACT, TWO)).hasToString("a + b - 2");
    assertThat(PromQl.binary(TWO, BinaryOperator.SUBTRACT, sum)).hasToString("2 - (a + b)");
    PromQlExpr power = PromQl.binary(A, BinaryOperator.POWER, B);
    assertThat(PromQl.binary(TWO, BinaryOperator.POWER, power)).hasToString("2 ^ a ^ b");
    assertThat(PromQl.binary(power, BinaryOperator.POWER, TWO)).hasToString("(a ^ b) ^ 2");
    assertThat(PromQl.binary(PromQl.number(-3), BinaryOperator.POWER, TWO)).hasToString("(-3) ^ 2");
    assertThat(PromQl.signed(Sign.MINUS, sum)).hasToString("-(a + b)");
    assertThat(PromQl.signed(Sign.MINUS, power)).hasToString("-a ^ b");
    PromQlDuration hour = PromQl.duration(Duration.ofHours(1));
    assertThat(PromQl.subquery(sum, hour)).hasToString("(a + b)[1h:]");
  }

  @Test
  void theUsualQueryReadsAsItIsWritten() {
    VectorSelector requests =
        PromQl.selector(
            "http_requests_total", PromQl.matcher("status", MatchOperator.REGEX, "5.."));
    PromQlExpr rate =
        PromQl.call("rate", PromQl.range(requests, PromQl.duration("$__rate_interval")));
    assertThat(PromQl.aggregate(Aggregator.SUM, Grouping.by("job"), rate))
        .hasToString("sum by (job) (rate(http_requests_total{status=~\"5..\"}[$__rate_interval]))");
    assertThat(PromQl.binary(PromQl.placeholder("$query"), BinaryOperator.DIVIDE, TWO))
        .hasToString("$query / 2");
  }

  @Test
  void namesThatCannotStandAloneBecomeConditions() {
    assertThat(PromQl.selector("on")).hasToString("{__name__=\"on\"}");
    assertThat(PromQl.selector("my.metric").metricName())
        .map(PromQlText::value)
        .contains("my.metric");
    assertThat(PromQl.selector("job:x:rate5m")).hasToString("job:x:rate5m");
    assertThat(PromQl.labelName("my.label")).isEqualTo("\"my.label\"");
    assertThat(PromQl.quote("a\"\\\n")).isEqualTo("\"a\\\"\\\\\\n\"");
  }

  @Test
  void matchingGoesWithTheSideThatWasAVector() {
    PromQlExpr tree = PromQl.parse("a * on (x) b").orElseThrow();
    assertThat(PromQl.rewrite(tree, node -> node.toString().equals("b") ? TWO : node))
        .hasToString("a * 2");
    PromQlExpr negative = PromQl.parse("a ^ 2 + -b").orElseThrow();
    assertThat(PromQl.rewrite(negative, node -> node.toString().equals("b") ? TWO : node))
        .hasToString("a ^ 2 + -2");
    assertThat(
            PromQl.rewrite(
                negative,
                node -> node.toString().equals("a") ? PromQl.signed(Sign.MINUS, node) : node))
        .hasToString("(-a) ^ 2 + -b");
  }

  @Test
  void whatPrometheusRefusesIsRefused() {
    PromQlExpr range = PromQl.range(PromQl.selector("a"), PromQl.duration("5m"));
    List<ThrowingCallable> wrong =
        List.of(
            () -> PromQl.selector(List.of()),
            () -> PromQl.selector(""),
            () -> PromQl.selector("a", PromQl.matcher("__name__", MatchOperator.EQUAL, "b")),
            () -> PromQl.matcher("x", MatchOperator.REGEX, "("),
            () -> PromQl.matcher("", MatchOperator.EQUAL, "b"),
            () -> PromQl.duration("5m] offset 1h + a[5m"),
            () -> PromQl.duration(Duration.ofNanos(1)),
            () -> PromQl.duration(Duration.ofSeconds(Long.MAX_VALUE)),
            () -> PromQl.range(PromQl.selector("a"), PromQl.duration(Duration.ZERO)),
            () -> PromQl.subquery(TWO, PromQl.duration("5m")),
            () -> PromQl.offset(TWO, PromQl.duration("5m")),
            () -> PromQl.call("reate", range),
            () -> PromQl.call("rate", A),
            () -> PromQl.call("rate", range, TWO),
            () -> PromQl.aggregate(Aggregator.TOPK, A),
            () -> PromQl.aggregate(Aggregator.SUM, Grouping.by("x"), TWO, A),
            () -> PromQl.aggregate(Aggregator.SUM, TWO),
            () -> PromQl.binary(A, BinaryOperator.AND, TWO),
            () -> PromQl.binary(A, BinaryOperator.ADD, range),
            () -> PromQl.binary(TWO, BinaryOperator.LESS, TWO),
            () -> PromQl.compare(A, BinaryOperator.ADD, B),
            () -> PromQl.binary(A, BinaryOperator.ADD, VectorMatching.on("x"), TWO),
            () -> PromQl.binary(A, BinaryOperator.OR, VectorMatching.on("x").groupLeft(), B),
            () -> PromQl.binary(A, BinaryOperator.ADD, VectorMatching.on("x").groupLeft("x"), B),
            () -> PromQl.signed(Sign.MINUS, range),
            () -> PromQl.placeholder("a + $b"),
            () -> Grouping.by(""));
    for (ThrowingCallable call : wrong) {
      assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
