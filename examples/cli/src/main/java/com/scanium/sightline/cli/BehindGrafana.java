package com.scanium.sightline.cli;

import com.scanium.sightline.grafana.client.GrafanaClient;
import com.scanium.sightline.port.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store that is asked through Grafana, whose connections end with it. */
final class BehindGrafana implements AskedStore {
  private final GrafanaClient grafana;
  private final AskedStore store;

  BehindGrafana(GrafanaClient grafana, AskedStore store) {
    this.grafana = grafana;
    this.store = store;
  }

  @Override
  public Answer<StoreResult> query(String query, Instant at) {
    return store.query(query, at);
  }

  @Override
  public Answer<StoreResult> range(RangeQuestion question) {
    return store.range(question);
  }

  @Override
  public Answer<List<String>> labels(@Nullable String selector, Window window) {
    return store.labels(selector, window);
  }

  @Override
  public Answer<List<String>> values(String label, @Nullable String selector, Window window) {
    return store.values(label, selector, window);
  }

  @Override
  public Answer<List<Map<String, String>>> series(List<String> selectors, Window window) {
    return store.series(selectors, window);
  }

  @Override
  public Answer<Counted> cardinality(CountQuestion question) {
    return store.cardinality(question);
  }

  @Override
  public Answer<List<ServerRule>> rules() {
    return store.rules();
  }

  @Override
  public String countedLabel() {
    return store.countedLabel();
  }

  @Override
  public void close() {
    store.close();
    grafana.close();
  }
}
