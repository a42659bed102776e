package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.testing.Queries;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws over random queries; each seed stands for fifty of them. */
class PromQlPropertyTest {
  static LongStream seeds() {
    return new Random(42).longs(60);
  }

  private static List<String> queries(long seed) {
    Random random = new Random(seed);
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      queries.add(Queries.any(random));
    }
    return queries;
  }

  private static PromQlExpr parse(String query) {
    PromQlParse parse = PromQl.parse(query);
    assertThat(parse.errors()).as(query).isEmpty();
    return parse.orElseThrow();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void canonicalTextReadsBackAsTheSameTree(long seed) {
    for (String query : queries(seed)) {
      String printed = PromQl.print(parse(query), Grammar.NEWER);
      PromQlExpr tree = parse(printed);
      assertThat(PromQl.print(tree, Grammar.NEWER)).as(query).isEqualTo(printed);
      assertThat(parse(PromQl.print(tree, Grammar.NEWER))).as(query).isEqualTo(tree);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void prettyTextMeansTheSame(long seed) {
    for (String query : queries(seed)) {
      PromQlExpr tree = parse(query);
      PromQlExpr again = parse(PromQl.pretty(tree, Grammar.NEWER));
      assertThat(PromQl.print(again)).as(query).isEqualTo(PromQl.print(tree));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spansNestAndCoverTheirText(long seed) {
    for (String commented : queries(seed)) {
      // a comment before a closing parenthesis makes Prometheus end aggregations behind it
      String query = commented.replace("# so\n", "     ");
      PromQlExpr tree = parse(query);
      assertThat(tree.span().length()).as(query).isEqualTo(query.strip().length());
      PromQl.walk(tree, node -> checkChildren(query, node));
    }
  }

  private static void checkChildren(String query, PromQlExpr node) {
    Span before = new Span(node.span().start(), node.span().start());
    for (PromQlExpr child : node.children()) {
      assertThat(node.span().contains(child.span())).as("%s in %s", child, query).isTrue();
      assertThat(child.span().start()).as(query).isGreaterThanOrEqualTo(before.end());
      before = child.span();
      boolean ownText = !(node instanceof PromQlExpr.MatrixSelector);
      if (ownText) {
        String text = query.substring(child.span().start(), child.span().end());
        assertThat(PromQl.sameMeaning(parse(text), child)).as("%s in %s", text, query).isTrue();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rewritingNothingGivesTheSameTree(long seed) {
    for (String query : queries(seed)) {
      PromQlExpr tree = parse(query);
      assertThat(PromQl.rewrite(tree, node -> node)).isSameAs(tree);
      assertThat(parse(query)).isEqualTo(tree).hasSameHashCodeAs(tree);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damagedQueriesGiveErrorsInsideTheText(long seed) {
    Random random = new Random(seed);
    for (String query : queries(seed)) {
      StringBuilder damaged = new StringBuilder(query);
      for (int i = random.nextInt(3); i >= 0 && damaged.length() > 0; i--) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, "(){}[]\"'`$,=!#@:x0\n\uD800".charAt(random.nextInt(20)));
      }
      String text = damaged.toString();
      for (PromQlOptions options : List.of(PromQlOptions.DEFAULT, PromQlOptions.TOLERANT)) {
        PromQlParse parse = PromQl.parse(text, options);
        for (PromQlError error : parse.errors()) {
          assertThat(new Span(0, text.length()).contains(error.span())).as(text).isTrue();
          assertThat(error.excerpt()).contains("^");
        }
        assertThat(parse.isOk() || !parse.errors().isEmpty()).isTrue();
      }
    }
  }
}
