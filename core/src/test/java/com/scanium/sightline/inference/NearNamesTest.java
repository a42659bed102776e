package com.scanium.sightline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
  private static final List<String> NAMES =
      List.of(
          "shop_orders_total",
          "shop_carts",
          "shop_latency_ms_bucket",
          "shop_latency_ms_count",
          "shop_latency_ms_sum",
          "http_server_requests_seconds_count",
          "process_cpu_seconds_total");

  @ParameterizedTest
  @CsvSource({
    "shop_orders, shop_orders_total",
    "shop_carts_total, shop_carts",
    "shop_order_total, shop_orders_total",
    "shop_latency_seconds_bucket, shop_latency_ms_bucket",
    "shop_latency_milliseconds_sum, shop_latency_ms_sum",
    "requests_http_server_total, http_server_requests_seconds_count",
    "procces_cpu_seconds_total, process_cpu_seconds_total",
  })
  void theNearestNameComesFirst(String wanted, String nearest) {
    assertThat(NearNames.of(wanted, NAMES, 3)).first().isEqualTo(nearest);
  }

  @ParameterizedTest
  @CsvSource({"node_load1", "up", "completely_different_thing"})
  void whatIsUnlikeIsNotOffered(String wanted) {
    assertThat(NearNames.of(wanted, NAMES, 3)).isEmpty();
  }
}
