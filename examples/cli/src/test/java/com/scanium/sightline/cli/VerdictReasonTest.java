package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the verdict of a panel says of that which hides the truth from its reader. */
class VerdictReasonTest {
  private static final Path BASE = Path.of("src/test/resources/rules/base");

  @TempDir Path folder;
  private String rules = "";

  /** The verdict of a stack's only panel. */
  private PanelVerdict verdict(String query, String panelFields, String targetFields)
      throws IOException {
    Path stack = Files.createTempDirectory(folder, "stack");
    try (Stream<Path> files = Files.walk(BASE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = stack.resolve(BASE.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.writeString(
        stack.resolve("dashboards/shop.json"),
        """
        {"uid": "shop", "title": "Shop", "schemaVersion": 41, "time": {"from": "now-6h", "to": "now"},
         "panels": [{"id": 1, "type": "timeseries", "title": "P", %s
           "datasource": {"type": "prometheus", "uid": "METRICS"},
           "targets": [{"refId": "A", %s "expr": "%s"}]}]}
        """
            .formatted(panelFields, targetFields, query));
    Path config = stack.resolve("sightline.yaml");
    if (!rules.isEmpty()) {
      Files.writeString(stack.resolve("rules.yaml"), rules);
      Files.writeString(config, Files.readString(config) + "rules: [rules.yaml]\n");
    }
    try (PipelineValidator validator = PipelineValidator.fromFile(config)) {
      List<PanelVerdict> panels = validator.validate().panels();
      assertThat(panels).hasSize(1);
      return panels.get(0);
    }
  }

  private String reason(String query, String panelFields, String targetFields) throws IOException {
    return verdict(query, panelFields, targetFields).reason().orElse("");
  }

  @Test
  void onlyAFallbackIsZeroAndSaysWhatItHides() throws IOException {
    PanelVerdict dead = verdict("sum(shop_gone) or vector(0)", "", "");
    assertThat(dead.verdict()).isEqualTo(Verdict.ZERO);
    assertThat(dead.reason().orElse(""))
        .isEqualTo("shows only the fallback: nothing produces shop_gone");
    assertThat(verdict("shop_carts or vector(0)", "", "").verdict()).isEqualTo(Verdict.POSSIBLE);
  }

  @Test
  void aFallbackBesideRealSeriesIsNamed() throws IOException {
    assertThat(reason("sum by (route) (shop_latency_ms_count) or vector(0)", "", ""))
        .contains("the fallback is shown beside the real series, because those have \"route\"");
    assertThat(reason("sum(shop_carts) or vector(0)", "", "")).doesNotContain("beside");
  }

  @Test
  void whatARuleRecordsOfAFallbackIsNamed() throws IOException {
    rules =
        """
        groups:
          - name: shop
            rules:
              - record: shop:errors:rate
                expr: sum(rate(shop_gone[5m])) or vector(0)
              - record: shop:orders:rate
                expr: sum(rate(shop_orders_total[5m]))
              - record: shop:dead
                expr: sum(shop_gone)
        """;
    assertThat(reason("shop:errors:rate", "", ""))
        .contains("shop:errors:rate is recorded by rule group \"shop\" (rules.yaml:4:")
        .contains("shows only the fallback: nothing produces shop_gone");
    assertThat(reason("shop:orders:rate", "", "")).contains("no series before its first event");
    PanelVerdict dead = verdict("shop:dead", "", "");
    assertThat(dead.verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(dead.reason().orElse("")).contains("nothing produces shop_gone");
  }

  @Test
  void thePathOfTheDataIsSpelledOut() throws IOException {
    assertThat(verdict("shop_carts", "", "").paths())
        .containsExactly(
            "`shop_carts` <- prometheus.scrape.api (config.alloy:2) -> remote_write.store ->"
                + " http://mimir:9009 tenant anonymous <- METRICS datasource");
  }

  @Test
  void absenceSaysWhy() throws IOException {
    assertThat(reason("absent(shop_gone)", "", ""))
        .isEqualTo("absent gives 1, because nothing produces shop_gone");
    PanelVerdict up = verdict("absent(up{job=\\\"shop\\\"})", "", "");
    assertThat(up.verdict()).isIn(Verdict.NO_DATA, Verdict.POSSIBLE);
  }

  @Test
  void seriesThatComeWithTheirFirstEventAreNamed() throws IOException {
    assertThat(reason("shop_orders_total", "", ""))
        .contains("shop_orders_total has no series before its first event (labels status)");
    assertThat(reason("shop_carts", "", "")).doesNotContain("first event");
  }

  @Test
  void olderDataIsNamed() throws IOException {
    assertThat(reason("shop_carts offset 1d", "", ""))
        .contains("reads what was there 86400 s before");
    assertThat(reason("shop_carts", "\"timeShift\": \"7d\",", ""))
        .contains("the panel shows what was there 7d ago");
  }

  @Test
  void whatThePanelHidesIsNamed() throws IOException {
    assertThat(
            reason(
                "shop_carts",
                "\"fieldConfig\": {\"defaults\": {\"noValue\": \"0\"}, \"overrides\": []},",
                ""))
        .contains("the panel shows \"0\" in place of nothing");
    assertThat(
            reason(
                "shop_carts",
                "\"transformations\": [{\"id\": \"filterByRefId\", \"options\": {\"include\":"
                    + " \"B|C\"}}],",
                ""))
        .contains("a transformation drops the result of query A");
    assertThat(
            reason(
                "shop_carts",
                "\"transformations\": [{\"id\": \"organize\", \"options\": {\"excludeByName\":"
                    + " {\"Value\": true, \"Time\": false}}}],",
                ""))
        .contains("a transformation drops the fields Value");
    assertThat(
            reason(
                "shop_carts",
                "\"fieldConfig\": {\"defaults\": {}, \"overrides\": [{\"matcher\": {\"id\":"
                    + " \"byFrameRefID\", \"options\": \"A\"}, \"properties\": [{\"id\":"
                    + " \"custom.hideFrom\", \"value\": {\"viz\": true}}]}]},",
                ""))
        .contains("an override hides the result of query A");
    assertThat(reason("shop_carts", "", "\"hide\": true,"))
        .contains("the query is hidden: it runs and is not shown");
    assertThat(reason("shop_carts", "", "")).isEmpty();
  }

  @Test
  void aNameInAFormThatItsFamilyDoesNotHaveIsExplained() throws IOException {
    PanelVerdict verdict = verdict("shop_latency_ms", "", "");
    assertThat(verdict.verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(verdict.reason().orElse(""))
        .contains("shop_latency_ms is a classic histogram: its series are shop_latency_ms_bucket");
    assertThat(reason("rate(shop_carts_total[5m])", "", "")).contains("it is a gauge");
  }
}
