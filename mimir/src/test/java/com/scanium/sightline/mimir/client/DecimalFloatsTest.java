package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The quick way to a double gives what the JDK gives, or says that it cannot tell. */
class DecimalFloatsTest {
  private static final int CASES = 40_000;

  static LongStream seeds() {
    return new Random(42).longs(10);
  }

  private static boolean isExact(long digits, int exponent) {
    double quick = DecimalFloats.of(digits, exponent);
    return Double.isNaN(quick)
        || Double.compare(quick, Double.parseDouble(digits + "e" + exponent)) == 0;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyDigitsAndExponent(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      long digits = random.nextLong(1_000_000_000_000_000_000L) >>> random.nextInt(60);
      int exponent = random.nextInt(300) - 150;
      assertThat(isExact(digits, exponent)).as("%se%s", digits, exponent).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theShortestTextOfAnyDoubleComesBack(long seed) {
    Random random = new Random(seed);
    int told = 0;
    for (int i = 0; i < CASES; i++) {
      double value = Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(40) - 20);
      BigDecimal decimal = new BigDecimal(Double.toString(value));
      double quick = DecimalFloats.of(decimal.unscaledValue().longValueExact(), -decimal.scale());
      if (!Double.isNaN(quick)) {
        told++;
        assertThat(quick).as(Double.toString(value)).isEqualTo(value);
      }
    }
    assertThat(told).as("it mostly can tell").isGreaterThan(CASES * 99 / 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void halvesBetweenTwoDoublesGoToTheEvenOne(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      long mantissa = (1L << 53) | random.nextLong(1L << 53);
      for (int power = 0; power <= 3; power++) {
        // between two doubles of 53 bits exactly: one more bit, and it is set
        long digits = mantissa | 1;
        assertThat(isExact(digits, power)).as("%se%s", digits, power).isTrue();
      }
    }
  }

  @Test
  void bordersAreLeftToTheSlowWayOrExact() {
    for (long digits : new long[] {1, 9, 22250738585072011L, 17976931348623157L, 5, 49}) {
      for (int exponent = -400; exponent <= 330; exponent++) {
        assertThat(isExact(digits, exponent))
            .as(String.format(Locale.ROOT, "%de%d", digits, exponent))
            .isTrue();
      }
    }
    assertThat(DecimalFloats.of(0, 300)).isZero();
  }
}
