package com.scanium.sightline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Makes a large stack: a catalog of 20,000 metrics, 500 scrape targets, and as many dashboards as
 * wanted, each of 30 panels and 3 variables. The same numbers give the same files.
 *
 * <p>Most queries find what they ask for; one in fifty asks for a metric that nobody has, and one
 * in a hundred for a label that its metric lacks, so that findings cost what they cost.
 */
public final class MadeStack {
  /** Panels of each dashboard. */
  public static final int PANELS = 30;

  private static final int METRICS = 20_000;
  private static final int TARGETS = 500;
  private static final String[] THINGS = {
    "orders",
    "carts",
    "payments",
    "logins",
    "emails",
    "jobs",
    "files",
    "searches",
    "alerts",
    "rooms"
  };

  private final Path folder;

  private MadeStack(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a stack.
   *
   * @param folder where to; made when it is not there
   * @param dashboards how many
   * @return its {@code sightline.yaml}
   * @throws IOException when something can't be written
   */
  public static Path write(Path folder, int dashboards) throws IOException {
    Files.createDirectories(folder.resolve("dashboards"));
    MadeStack stack = new MadeStack(folder);
    stack.catalog();
    stack.collector();
    stack.network();
    for (int i = 0; i < dashboards; i++) {
      stack.text(String.format(Locale.ROOT, "dashboards/d%04d.json", i), dashboard(i));
    }
    stack.text(
        "datasources.yaml",
        "apiVersion: 1\ndatasources:\n  - {name: Mimir, uid: METRICS, type: prometheus, url:"
            + " \"http://mimir:9009/prometheus\", isDefault: true, jsonData: {timeInterval: 30s}}\n");
    return stack.text(
        "sightline.yaml",
        "catalog: [metrics.prom]\nalloy: [config.alloy]\ncompose: [compose.yaml]\n"
            + "dashboards: [dashboards]\nprovisioning: [datasources.yaml]\notherWriters: none\n");
  }

  private Path text(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Metric number {@code i}: three counters, a histogram and a gauge take turns. */
  private static String metric(int i) {
    return String.format(Locale.ROOT, "app_%s_%05d", THINGS[i % THINGS.length], i)
        + (i % 5 < 3 ? "_total" : i % 5 == 3 ? "_seconds" : "_open");
  }

  private void catalog() throws IOException {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < METRICS; i++) {
      String name = metric(i);
      if (i % 5 == 3) {
        out.append("# TYPE ").append(name).append(" histogram\n");
        for (String le : new String[] {"0.1", "1", "+Inf"}) {
          out.append(name).append("_bucket{route=\"/a\",le=\"").append(le).append("\"} 1\n");
        }
        out.append(name).append("_sum{route=\"/a\"} 1\n");
        out.append(name).append("_count{route=\"/a\"} 1\n");
      } else {
        out.append("# TYPE ").append(name).append(i % 5 < 3 ? " counter\n" : " gauge\n");
        out.append(name).append("{route=\"/a\",status=\"ok\"} 1\n");
        out.append(name).append("{route=\"/b\",status=\"failed\"} 1\n");
      }
    }
    text("metrics.prom", out.toString());
  }

  private void collector() throws IOException {
    StringBuilder out = new StringBuilder();
    int jobs = 10;
    for (int job = 0; job < jobs; job++) {
      out.append("prometheus.scrape \"app").append(job).append("\" {\n  targets = [\n");
      for (int i = job; i < TARGETS; i += jobs) {
        out.append("    {__address__ = \"app-")
            .append(i)
            .append(":8080\", job = \"app")
            .append(job)
            .append("\", region = \"r")
            .append(job % 3)
            .append("\"},\n");
      }
      out.append("  ]\n  scrape_interval = \"30s\"\n")
          .append("  forward_to = [prometheus.relabel.all.receiver]\n}\n\n");
    }
    out.append(
        "prometheus.relabel \"all\" {\n  rule {\n    source_labels = [\"region\"]\n    target_label ="
            + " \"zone\"\n  }\n  forward_to = [prometheus.remote_write.store.receiver]\n}\n\n"
            + "prometheus.remote_write \"store\" {\n  endpoint {\n    url ="
            + " \"http://mimir:9009/api/v1/push\"\n  }\n}\n");
    text("config.alloy", out.toString());
  }

  private void network() throws IOException {
    StringBuilder out = new StringBuilder("name: made\nservices:\n");
    out.append(
        "  alloy:\n    image: grafana/alloy:v1.10.2\n    command: [run, /etc/alloy/config.alloy]\n"
            + "    volumes: [\"./config.alloy:/etc/alloy/config.alloy:ro\"]\n"
            + "  mimir:\n    image: grafana/mimir:2.17.1\n");
    for (int i = 0; i < TARGETS; i++) {
      out.append("  app-").append(i).append(":\n    image: made/app:1.0.0\n");
    }
    text("compose.yaml", out.toString());
  }

  private static String dashboard(int number) {
    StringBuilder out = new StringBuilder();
    out.append("{\n  \"uid\": \"made-").append(number);
    out.append("\",\n  \"title\": \"Made ").append(number);
    out.append(
        "\",\n  \"schemaVersion\": 41,\n  \"time\": {\"from\": \"now-6h\", \"to\": \"now\"},\n");
    out.append("  \"templating\": {\"list\": [\n");
    out.append(
        "    {\"name\": \"job\", \"type\": \"query\", \"datasource\": {\"type\": \"prometheus\","
            + " \"uid\": \"METRICS\"}, \"query\": \"label_values(up, job)\", \"includeAll\": true,"
            + " \"multi\": true, \"current\": {\"text\": \"All\", \"value\": \"$__all\"}},\n");
    out.append(
        "    {\"name\": \"route\", \"type\": \"custom\", \"query\": \"/a,/b\", \"includeAll\": true,"
            + " \"multi\": true, \"options\": [{\"text\": \"/a\", \"value\": \"/a\"}, {\"text\":"
            + " \"/b\", \"value\": \"/b\"}], \"current\": {\"text\": \"/a\", \"value\": \"/a\"}},\n");
    out.append(
        "    {\"name\": \"window\", \"type\": \"interval\", \"query\": \"5m,15m,1h\", \"current\":"
            + " {\"text\": \"5m\", \"value\": \"5m\"}}\n  ]},\n  \"panels\": [");
    for (int panel = 0; panel < PANELS; panel++) {
      out.append(panel == 0 ? "\n" : ",\n").append(panel(number, panel));
    }
    return out.append("\n  ]\n}\n").toString();
  }

  private static String panel(int dashboard, int panel) {
    int serial = dashboard * PANELS + panel;
    int at = (int) ((serial * 7_919L) % METRICS);
    String metric = serial % 50 == 49 ? metric(at).replace("app_", "gone_") : metric(at);
    String label = serial % 100 == 25 ? "colour" : "route";
    String on = "{job=~\\\"$job\\\", " + label + "=~\\\"$route\\\"}";
    String query =
        switch (at % 5) {
          case 0, 1, 2 -> "sum by (route) (rate(" + metric + on + "[$__rate_interval]))";
          case 3 ->
              "histogram_quantile(0.9, sum by (le) (rate("
                  + metric
                  + "_bucket"
                  + on
                  + "[$window])))";
          default -> "max by (job) (" + metric + on + ")";
        };
    return "    {\"id\": "
        + (panel + 1)
        + ", \"type\": \"timeseries\", \"title\": \"Panel "
        + panel
        + "\", \"gridPos\": {\"h\": 8, \"w\": 12, \"x\": "
        + panel % 2 * 12
        + ", \"y\": "
        + panel / 2 * 8
        + "},\n      \"datasource\": {\"type\": \"prometheus\", \"uid\": \"METRICS\"},\n"
        + "      \"fieldConfig\": {\"defaults\": {\"unit\": \"short\", \"custom\": {\"lineWidth\": 1,"
        + " \"fillOpacity\": 10, \"showPoints\": \"never\"}}, \"overrides\": []},\n"
        + "      \"options\": {\"legend\": {\"displayMode\": \"list\", \"placement\": \"bottom\"},"
        + " \"tooltip\": {\"mode\": \"multi\"}},\n"
        + "      \"targets\": [{\"refId\": \"A\", \"expr\": \""
        + query
        + "\"}]}";
  }
}
