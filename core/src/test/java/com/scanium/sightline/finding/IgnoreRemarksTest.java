package com.scanium.sightline.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IgnoreRemarksTest {
  @Test
  void aRemarkBehindCodeHoldsForItsLine() {
    SourceText file =
        SourceText.of("a.alloy", "a = 1\nb = 2 // sightline:ignore alloy/syntax meant so\nc = 3\n");

    Ignore ignore = only(file);

    assertThat(ignore.reason()).isEqualTo("meant so");
    assertThat(linesOf(ignore, "alloy/syntax", file)).containsExactly(2);
    assertThat(ignore.location().orElseThrow().line()).hasValue(2);
  }

  @Test
  void aRemarkOnALineOfItsOwnHoldsForTheNextThatIsNoComment() {
    SourceText file =
        SourceText.of(
            "a.yaml",
            """
            one: 1
            # sightline:ignore compose/syntax started by hand
            # by whom is written elsewhere

            two: 2
            three: 3
            """);

    assertThat(linesOf(only(file), "compose/syntax", file)).containsExactly(5);
  }

  @Test
  void aBlockEndsAtItsBracket() {
    SourceText file =
        SourceText.of(
            "a.alloy",
            """
            // sightline:ignore-block alloy/* moves next quarter
            prometheus.scrape "x" {
            targets = [{"a" = "}"}] // not here: }
            }
            prometheus.scrape "y" {
            }
            """);

    assertThat(linesOf(only(file), "alloy/target-port", file)).containsExactly(2, 3, 4);
  }

  @Test
  void aBlockEndsWithItsIndent() {
    SourceText file =
        SourceText.of(
            "a.yaml",
            """
            services:
              # sightline:ignore-block compose/healthcheck-command-missing the image is ours
              api:
                image: api

                healthcheck: {test: [CMD, wget]}
              db:
                image: db
            """);

    assertThat(linesOf(only(file), "compose/healthcheck-command-missing", file))
        .containsExactly(3, 4, 5, 6);
  }

  @Test
  void aFileIsIgnoredAsAWhole() {
    SourceText file =
        SourceText.of("a.yaml", "# sightline:ignore-file mimir/config-unknown-field newer\na: 1\n");

    assertThat(linesOf(only(file), "mimir/config-unknown-field", file)).containsExactly(1, 2, 3);
    assertThat(linesOf(only(file), "mimir/config-syntax", file)).isEmpty();
  }

  @Test
  void severalRulesAndALastDayAreUnderstood() {
    SourceText file =
        SourceText.of(
            "a.alloy", "/* sightline:ignore a/b,c/d until 2026-12-31 -- until the move */ x = 1\n");

    List<Ignore> ignores = IgnoreRemarks.inComments(file);

    assertThat(ignores)
        .extracting(ignore -> ignore.scope().orElseThrow().rules().text())
        .containsExactly("a/b", "c/d");
    assertThat(ignores)
        .allSatisfy(
            ignore -> {
              assertThat(ignore.until()).contains(LocalDate.of(2026, 12, 31));
              assertThat(ignore.reason()).isEqualTo("until the move");
              assertThat(ignore.isExpired(LocalDate.of(2026, 12, 31))).isFalse();
              assertThat(ignore.isExpired(LocalDate.of(2027, 1, 1))).isTrue();
            });
  }

  @Test
  void whatCannotBeUnderstoodIgnoresNothing() {
    assertThat(only(SourceText.of("a.yaml", "# sightline:ignore")).flaw())
        .contains("it names no rule");
    assertThat(only(SourceText.of("a.yaml", "# sightline:ignore a/b\n")).flaw())
        .contains("it gives no reason");
    assertThat(only(SourceText.of("a.yaml", "# sightline:ignore everything now\n")).flaw())
        .hasValueSatisfying(flaw -> assertThat(flaw).contains("\"everything\" is neither"));
    assertThat(only(SourceText.of("a.yaml", "# sightline:ignore a/b until soon why\n")).flaw())
        .hasValueSatisfying(flaw -> assertThat(flaw).contains("\"soon\" is no day"));
  }

  @Test
  void otherWordsAreNoRemarks() {
    assertThat(
            IgnoreRemarks.inComments(
                SourceText.of(
                    "a.yaml", "a: sightline:ignore b/c d\n# sightline:ignored b/c d\n#ignore\n")))
        .isEmpty();
  }

  @Test
  void aTagNeedsNoReason() {
    SourceText file = SourceText.of("d.json", "{}");

    List<Ignore> tag =
        IgnoreRemarks.inTag(
            "sightline:ignore=grafana/rate-window",
            file.location(),
            rule -> FindingScope.of(rule).dashboard("d").build());

    assertThat(tag).extracting(Ignore::reason).containsExactly("tagged so");
  }

  @Test
  void aDescriptionMaySayMore() {
    SourceText file = SourceText.of("d.json", "{}");

    List<Ignore> said =
        IgnoreRemarks.inText(
            "Shows orders.\nsightline:ignore grafana/rate-window slow on purpose\nAsk Ann.",
            file.location(),
            rule -> FindingScope.of(rule).dashboard("d").panel(7).build());

    assertThat(said).extracting(Ignore::reason).containsExactly("slow on purpose");
  }

  private static Ignore only(SourceText file) {
    List<Ignore> ignores = IgnoreRemarks.inComments(file);
    assertThat(ignores).hasSize(1);
    return ignores.get(0);
  }

  /** The lines on which a finding of the rule is ignored. */
  private static List<Integer> linesOf(Ignore ignore, String rule, SourceText file) {
    return IntStream.rangeClosed(1, file.lineCount())
        .filter(
            line -> {
              int start = file.lineStart(line);
              Finding finding =
                  Finding.of(rule, Severity.WARNING)
                      .message("m")
                      .at(file.location(new Span(start, start)))
                      .build();
              return ignore.scope().orElseThrow().coversWhole(finding);
            })
        .boxed()
        .toList();
  }
}
