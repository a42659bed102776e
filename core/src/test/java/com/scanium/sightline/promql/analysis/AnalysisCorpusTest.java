package com.scanium.sightline.promql.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnalysisCorpusTest {
  private static final List<SeriesShape> ANY =
      List.of(SeriesShape.builder(LabelDomain.any()).open().build());

  @Test
  void everyRealQueryIsAnalysedAndNothingIsProvedFromNothing() throws IOException {
    Path folder = Path.of(System.getProperty("sightline.corpus", "missing"), "promql");
    assumeTrue(Files.isDirectory(folder), "no corpus: real queries are not analysed");
    int analysed = 0;
    for (String name : List.of("realworld.jsonl", "conformance.jsonl")) {
      try (Stream<String> lines = Files.lines(folder.resolve(name))) {
        for (String line : (Iterable<String>) lines::iterator) {
          analysed += analyse(line) ? 1 : 0;
        }
      }
    }
    assertThat(analysed).isEqualTo(9629);
  }

  private static boolean analyse(String line) {
    Doc vector = DocReader.json(SourceText.of("line.json", line)).orElseThrow();
    String query =
        vector.get("expr").or(() -> vector.get("input")).flatMap(Doc::asString).orElse("");
    Optional<PromQlExpr> parsed = PromQl.parse(query, PromQlOptions.TOLERANT).expr();
    if (query.isEmpty() || parsed.isEmpty()) {
      return false;
    }
    PromQlExpr expr = parsed.get();
    assertThat(Selectors.of(expr)).hasSameSizeAs(PromQl.selectors(expr));
    RegexFact.of(expr);
    CostFact.of(expr);
    TypeMisuse.of(expr, selector -> ANY);
    LabelFlow flow = LabelFlow.of(expr, selector -> ANY);
    assertThat(flow.uses()).as(query).noneMatch(use -> isProvedOfSelector(use));
    Emptiness unknown = Emptiness.of(expr, selector -> Match.MAY, flow);
    Emptiness empty = Emptiness.of(expr, selector -> Match.NEVER);
    assertThat(empty.match() == Match.NEVER || unknown.match() != Match.NEVER).as(query).isTrue();
    return true;
  }

  /** Nothing is known of what a selector reads, so no label of it can be proved absent. */
  private static boolean isProvedOfSelector(LabelUse use) {
    return use.input() instanceof PromQlExpr.VectorSelector
        && use.presence() == Match.NEVER
        && ((PromQlExpr.VectorSelector) use.input()).matchers().isEmpty();
  }
}
