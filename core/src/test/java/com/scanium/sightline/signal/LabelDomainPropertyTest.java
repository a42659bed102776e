package com.scanium.sightline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelDomainPropertyTest {
  private static final List<String> VALUES = List.of("", "a", "b", "ab", "5xx", "500");
  private static final List<String> PATTERNS =
      List.of(
          "", "a", "a|b", "a|", ".*", ".+", "a.*", "5..", "[^a].*", "b?", "(?i)A", "x^", "ab|5.*");

  static LongStream seeds() {
    return new Random(11).longs(400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersAgreeWithEachValue(long seed) {
    Random random = new Random(seed);
    LabelDomain domain = domain(random);
    LabelDomain other = domain(random);
    LabelMatcher matcher = matcher(random);
    Match answer = domain.match(matcher);
    Optional<LabelDomain> narrowed = domain.narrow(matcher);
    for (String value : VALUES) {
      String what = domain + " " + matcher + " <" + value + ">";
      boolean in = domain.contains(value);
      if (in && answer != Match.MAY) {
        assertThat(matcher.matches(value)).as(what).isEqualTo(answer == Match.MUST);
      }
      boolean kept = in && matcher.matches(value);
      if (kept) {
        assertThat(narrowed).as(what).isPresent();
        assertThat(narrowed.orElseThrow().contains(value)).as(what).isTrue();
      } else {
        assertThat(narrowed.map(d -> d.contains(value)).orElse(false)).as(what).isFalse();
      }
      if (in || other.contains(value)) {
        assertThat(domain.union(other).contains(value)).as(what + other).isTrue();
      }
    }
  }

  private static LabelMatcher matcher(Random random) {
    LabelMatcher.Op op = List.of(LabelMatcher.Op.values()).get(random.nextInt(4));
    boolean regex = op == LabelMatcher.Op.REGEX || op == LabelMatcher.Op.NOT_REGEX;
    List<String> from = regex ? PATTERNS : VALUES;
    return LabelMatcher.of("x", op, from.get(random.nextInt(from.size())));
  }

  private static LabelDomain domain(Random random) {
    LabelDomain domain =
        switch (random.nextInt(4)) {
          case 0 -> LabelDomain.absent();
          case 1 -> LabelDomain.any();
          case 2 -> LabelDomain.unknown();
          default -> {
            List<String> some = new ArrayList<>(VALUES);
            some.removeIf(v -> random.nextBoolean());
            yield LabelDomain.oneOf(some);
          }
        };
    for (int i = random.nextInt(3); i > 0; i--) {
      domain = domain.narrow(matcher(random)).orElse(domain);
    }
    return random.nextInt(4) == 0 ? domain.optional() : domain;
  }
}
