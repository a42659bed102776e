package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard that {@code alert/no-scrape-health} generates, read back like any other. */
class ScrapeHealthPanelTest {
  private static final Path CASES = Path.of("src/test/resources/rules");

  @TempDir private Path stack;

  @Test
  void theGeneratedDashboardIsReadWithoutFindingsAndItsQueriesMayShowData() throws IOException {
    StackCasesTest.copy(CASES.resolve("base"), stack);
    StackCasesTest.copy(CASES.resolve("alert/no-scrape-health/fires"), stack);
    PipelineReport before = report();
    NewFile generated =
        before
            .allFindings()
            .filter(finding -> finding.rule().equals("alert/no-scrape-health"))
            .flatMap(finding -> finding.fix().orElseThrow().files().stream())
            .filter(file -> file.kind().equals("panel"))
            .findFirst()
            .orElseThrow();
    assertThat(queries(generated))
        .isNotEmpty()
        .allSatisfy(query -> assertThat(PromQl.parse(query).errors()).as(query).isEmpty());
    Path file = stack.resolve(generated.file());
    assertThat(file).doesNotExist();
    Files.createDirectories(file.getParent());
    Files.writeString(file, generated.text());

    PipelineReport after = report();

    assertThat(after.allFindings().map(Finding::toString).toList())
        .isEqualTo(before.allFindings().map(Finding::toString).toList());
    assertThat(after.coverage().of("panels").notChecked()).isEmpty();
    List<PanelVerdict> added =
        after.panels().stream().filter(panel -> !before.panels().contains(panel)).toList();
    assertThat(added).isNotEmpty();
    assertThat(added).extracting(PanelVerdict::verdict).containsOnly(Verdict.POSSIBLE);
    assertThat(added).allSatisfy(panel -> assertThat(panel.paths()).isNotEmpty());
  }

  private static List<String> queries(NewFile dashboard) {
    Doc root =
        DocReader.json(SourceText.of(dashboard.file(), dashboard.text())).root().orElseThrow();
    return root.get("panels").orElseThrow().items().stream()
        .flatMap(panel -> panel.get("targets").orElseThrow().items().stream())
        .map(target -> target.get("expr").flatMap(Doc::asString).orElseThrow())
        .toList();
  }

  private PipelineReport report() {
    try (PipelineValidator validator =
        PipelineValidator.fromFile(stack.resolve("sightline.yaml"))) {
      return validator.validate();
    }
  }
}
