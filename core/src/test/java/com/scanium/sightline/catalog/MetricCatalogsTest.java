package com.scanium.sightline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricCatalogsTest {
  private static final String DECLARED =
      """
      service: shop
      endpoint: {path: /metrics, port: 8080, scheme: http, plainHttpScrapeAllowed: false}
      team: payments
      metrics:
        - {name: shop_orders_total, type: counter, help: Orders, labels: [status],
           labelValues: {status: [ok, failed]}, declaredAt: "Orders.java:3"}
        - {name: shop_latency, type: histogram, unit: seconds, labels: [route], buckets: [0.1, 1, 2.5]}
        - {name: shop_refunds_total, type: counter, labels: [reason], recorded: false, owner: x}
        - {name: shop_queue_ratio, type: gauge, via: otlp, otlpName: shop.queue, labels: []}
      """;

  private static MetricCatalog declared() {
    return MetricCatalogs.read(SourceText.of("metrics.yaml", DECLARED));
  }

  @Test
  void aDeclaredCatalogIsRead() {
    MetricCatalog catalog = declared();
    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.service()).contains("shop");
    assertThat(catalog.endpoint().orElseThrow().port()).hasValue(8080);
    assertThat(catalog.endpoint().orElseThrow().plainHttpScrapeAllowed()).contains(false);
    assertThat(catalog.notes())
        .extracting(CatalogNote::toString)
        .containsExactly(
            "metrics.yaml:3:1: unknown field \"team\" of the catalog",
            "metrics.yaml:8:82: unknown field \"owner\" of metric \"shop_refunds_total\"");
    assertThat(catalog.extra()).containsEntry("team", "payments");
    MetricFamily orders = catalog.family("shop_orders_total").orElseThrow();
    assertThat(orders.labelValues()).containsEntry("status", Set.of("ok", "failed"));
    assertThat(orders.declaredAt()).contains("Orders.java:3");
    assertThat(orders.seriesSeen()).isEqualTo(SeriesSeen.UNKNOWN);
    assertThat(orders.location().orElseThrow().toString()).isEqualTo("metrics.yaml:5:12");
    assertThat(catalog.family("shop_latency").orElseThrow().buckets())
        .containsExactly("0.1", "1", "2.5");
    assertThat(catalog.family("shop_refunds_total").orElseThrow().isRecorded()).isFalse();
    assertThat(catalog.family("shop_queue_ratio").orElseThrow().origin()).isEqualTo(Origin.OTLP);
  }

  @Test
  void mistakesInADeclaredCatalogAreProblems() {
    MetricCatalog catalog =
        MetricCatalogs.read(
            SourceText.of(
                "m.yaml",
                """
                endpoint: {port: 99999}
                metrics:
                  - {type: counter}
                  - {name: a, type: conter, labels: x, buckets: [y], via: pigeon, recorded: 3}
                  - {name: a}
                """));
    assertThat(catalog.problems()).hasSize(8);
    assertThat(catalog.families()).extracting(MetricFamily::name).containsExactly("a");
    assertThat(MetricCatalogs.read(SourceText.of("m.yaml", "")).problems()).hasSize(1);
    assertThat(MetricCatalogs.read(SourceText.of("m.yaml", "a: [")).problems()).hasSize(1);
    assertThat(MetricCatalogs.read(SourceText.of("m.yaml", "- a")).problems()).hasSize(1);
    assertThat(MetricCatalogs.read(SourceText.of("m.json", "[")).problems()).hasSize(1);
  }

  @Test
  void theJsonOfTheNodeClientIsRead() {
    MetricCatalog catalog =
        MetricCatalogs.read(
            SourceText.of(
                "metrics.json",
                """
                [{"help":"Orders","name":"shop_orders_total","type":"counter","aggregator":"sum",
                  "values":[{"value":0,"labels":{"status":"ok"}}]},
                 {"help":"L","name":"shop_latency","type":"histogram","values":[
                  {"labels":{"le":0.1,"route":"/"},"value":1,"metricName":"shop_latency_bucket"},
                  {"labels":{"le":"+Inf","route":"/"},"value":1,"metricName":"shop_latency_bucket"},
                  {"labels":{"route":"/"},"value":1,"metricName":"shop_latency_count"}]},
                 {"help":"R","name":"shop_refunds_total","type":"counter","values":[]}]
                """));
    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.family("shop_orders_total").orElseThrow().seriesSeen())
        .isEqualTo(SeriesSeen.ZERO);
    assertThat(catalog.family("shop_latency").orElseThrow().buckets()).containsExactly("0.1");
    assertThat(catalog.family("shop_refunds_total").orElseThrow().seriesSeen())
        .isEqualTo(SeriesSeen.NONE);
  }

  @Test
  void aSnapshotAddsEvidenceToADeclaration() {
    MetricCatalog snapshot =
        MetricCatalogs.read(
            SourceText.of(
                "now.prom",
                """
                # TYPE shop_orders_total counter
                shop_orders_total{status="ok",zone="a"} 0
                # TYPE shop_refunds_total counter
                # TYPE shop_extra gauge
                shop_extra 1
                """));
    for (MetricCatalog merged : List.of(declared().merge(snapshot), snapshot.merge(declared()))) {
      assertThat(merged.kind()).isEqualTo(MetricCatalog.Kind.MERGED);
      MetricFamily orders = merged.family("shop_orders_total").orElseThrow();
      assertThat(orders.help()).contains("Orders");
      assertThat(orders.labels()).containsExactly("status", "zone");
      assertThat(orders.seriesSeen()).isEqualTo(SeriesSeen.ZERO);
      assertThat(merged.family("shop_refunds_total").orElseThrow().seriesSeen())
          .isEqualTo(SeriesSeen.NONE);
      assertThat(merged.family("shop_refunds_total").orElseThrow().isLabelsKnown()).isTrue();
      assertThat(merged.family("shop_latency").orElseThrow().seriesSeen())
          .isEqualTo(SeriesSeen.UNKNOWN);
      assertThat(merged.family("shop_extra")).isPresent();
      assertThat(merged.service()).contains("shop");
      assertThat(merged.sources()).hasSize(2);
    }
  }

  @Test
  void theCatalogsOfTheCorpusAreReadWithoutProblems() throws IOException {
    Path corpus = Path.of(System.getProperty("sightline.corpus", "missing"), "incidents");
    assumeTrue(Files.isDirectory(corpus), "no corpus: incidents are not read");
    int declared = 0;
    int snapshots = 0;
    int families = 0;
    try (Stream<Path> incidents = Files.list(corpus)) {
      for (Path files : incidents.map(incident -> incident.resolve("files")).sorted().toList()) {
        for (String name : List.of("catalog.yaml", "expose.prom")) {
          if (Files.exists(files.resolve(name))) {
            MetricCatalog catalog = MetricCatalogs.read(files.resolve(name), corpus);
            assertThat(catalog.problems()).isEmpty();
            boolean isDeclared = catalog.kind() == MetricCatalog.Kind.DECLARED;
            declared += isDeclared ? 1 : 0;
            snapshots += isDeclared ? 0 : 1;
            families += isDeclared ? catalog.families().size() : 0;
          }
        }
      }
    }
    assertThat(List.of(declared, snapshots, families)).containsExactly(15, 2, 1032);
  }
}
