package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.scanium.sightline.promql.PromQlOptions.Grammar;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long and deep texts: time grows with their length, and no stack overflows. */
class PromQlSizeTest {
  private static final int MEGABYTE = 1 << 20;

  private static PromQlParse parseInTime(String text) {
    return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> PromQl.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "- ", "2^", "sum(", "abs(", "a[5m:", "a[(", "a offset -", "a[-", "{a=~\"("})
  void deepNestingIsAnErrorAndNeverACrash(String unit) {
    PromQlParse parse = parseInTime(unit.repeat(100_000));
    assertThat(parse.errors()).isNotEmpty();
  }

  @Test
  void nestingTooDeeplyIsSaidWhereItHappens() {
    PromQlParse parse = PromQl.parse("(".repeat(100_000) + "1" + ")".repeat(100_000));
    assertThat(parse.errors()).hasSize(1);
    assertThat(parse.errors().get(0).kind()).isEqualTo(PromQlError.Kind.TOO_DEEP);
    assertThat(parse.errors().get(0).span().start()).isEqualTo(PromQl.MAX_DEPTH);
  }

  @Test
  void nestingUpToTheLimitIsFine() {
    int depth = PromQl.MAX_DEPTH - 1;
    PromQlExpr expr = PromQl.parse("(".repeat(depth) + "1" + ")".repeat(depth)).orElseThrow();
    assertThat(PromQl.depth(expr)).isEqualTo(PromQl.MAX_DEPTH);
    assertThat(PromQl.print(expr)).hasSize(2 * depth + 1);
    assertThat(expr).isEqualTo(PromQl.rewrite(expr, node -> node));
    assertThat(PromQl.parse("-".repeat(MEGABYTE) + "1").isOk()).isTrue();
  }

  @Test
  void chainsOfOperatorsMayBeAsLongAsTheTextAndNothingOverflows() {
    String text = "1" + "+1".repeat(MEGABYTE / 2);
    PromQlExpr expr = parseInTime(text).orElseThrow();
    PromQlExpr again = PromQl.parse(text).orElseThrow();
    assertThat(expr.equals(again)).isTrue();
    assertThat(expr.hashCode()).isEqualTo(again.hashCode());
    assertThat(expr.type()).isEqualTo(ValueType.SCALAR);
    assertThat(expr.toString()).hasSize(2 * text.length() - 1);
    assertThat(PromQl.sameMeaning(expr, again)).isTrue();
    AtomicInteger nodes = new AtomicInteger();
    PromQl.walk(expr, node -> nodes.incrementAndGet());
    assertThat(nodes).hasValue(text.length());
    assertThat(PromQl.depth(expr)).isEqualTo(MEGABYTE / 2 + 1);
    String line = "{\"id\":\"x\",\"expr\":\"" + text + "\"}";
    assertThat(new PromQlVectors(Grammar.V3_9).answer(line))
        .startsWith("{\"id\":\"x\",\"ok\":true");
  }

  @Test
  void mixedChainsAreTypedAndPrettyPrinted() {
    PromQlExpr expr = parseInTime("a" + " or b".repeat(20_000)).orElseThrow();
    assertThat(expr.type()).isEqualTo(ValueType.VECTOR);
    assertThat(PromQl.pretty(expr)).startsWith("  ".repeat(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{b=\"c\",d=~\"e|f\"} + ",
        "sum by (a) (b) * ",
        "1, ",
        "{a=\"b\", ",
        "\"x\" ",
        "#c\n",
        "   ",
        "5m",
        "a b ",
        "[[x]] ",
        "$x ",
        "${a:",
        "x@1 ",
        "a[5m] ",
        "a offset 1m ",
        "!",
        "\\",
        "'"
      })
  void aMegabyteOfAnythingIsReadInLinearTime(String unit) {
    String text = unit.repeat(MEGABYTE / unit.length());
    parseInTime(text);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> PromQl.parse(text, PromQlOptions.TOLERANT));
    parseInTime("sum(" + text + ")");
    parseInTime("a{b=~\"" + text.replaceAll("[\"\\\\\n]", "") + "\"}");
    parseInTime("f(" + text + ")");
  }

  @Test
  void aSmallStackIsEnough() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    String text = "sum(-(1 + 2 ^ ".repeat(240) + "x" + "))".repeat(240);
    Thread thread =
        new Thread(
            null,
            () -> {
              PromQlParse parse = PromQl.parse(text);
              parse.expr().map(PromQl::pretty).ifPresent(pretty -> assertThat(pretty).isNotEmpty());
              PromQl.parse("(".repeat(MEGABYTE));
              done.incrementAndGet();
            },
            "small stack",
            1 << 20);
    thread.start();
    thread.join();
    assertThat(done).hasValue(1);
  }
}
