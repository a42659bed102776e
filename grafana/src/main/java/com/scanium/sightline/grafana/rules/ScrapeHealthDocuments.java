package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes what is missing where nobody watches the scrape of a job: an alert that fires when the
 * target is down for five minutes and also when there is no {@code up} at all (not scraped, or not
 * written any more), as rules for Mimir's or Prometheus' ruler and as Grafana provisions them; and
 * a dashboard with a stat panel for each job.
 *
 * <p>The same jobs give the same documents, names and uids included, so that making them twice
 * changes nothing.
 */
final class ScrapeHealthDocuments {
  /** The kinds, as {@code sightline fix --generate} names them. */
  static final String GRAFANA = "grafana";

  static final String MIMIR = "mimir";
  static final String PANEL = "panel";

  private static final int LONGEST_SLUG = 24;
  private static final String WAIT = "5m";

  private final Set<String> jobs;
  private final String name;

  ScrapeHealthDocuments(Set<String> jobs) {
    this.jobs = new TreeSet<>(jobs);
    this.name = "scrape-health" + (jobs.size() == 1 ? "-" + slug(this.jobs.iterator().next()) : "");
  }

  /** Rules for the ruler of Mimir or Prometheus, in a folder that ends with a slash or is empty. */
  NewFile mimir(NewFile.Choice choice, String folder) {
    StringBuilder out = new StringBuilder("groups:\n");
    for (String job : jobs) {
      String selector = selector(job);
      out.append("  - name: ").append(text("scrape-health-" + slug(job))).append('\n');
      out.append("    interval: 1m\n");
      out.append("    rules:\n");
      out.append("      - alert: ScrapeFailing\n");
      out.append("        expr: ").append(text(selector + " == 0 or absent(" + selector + ")"));
      out.append("\n        for: ").append(WAIT).append('\n');
      out.append("        labels: {severity: critical}\n");
      out.append("        annotations:\n");
      out.append("          summary: ").append(text(summary(job))).append('\n');
    }
    return new NewFile(MIMIR, choice, folder + name + ".yaml", out.toString());
  }

  /** The expression of the rule that Grafana evaluates: 1 while the scrape works, 0 when not. */
  static String grafanaExpression(String job) {
    return "min by (job) (" + selector(job) + ") or absent(" + selector(job) + ") * 0";
  }

  /**
   * Rules as Grafana provisions them.
   *
   * @param datasource the uid of the data source that has {@code up}
   * @param grafanaFolder Grafana's folder for them
   */
  NewFile grafana(NewFile.Choice choice, String folder, String datasource, String grafanaFolder) {
    StringBuilder out = new StringBuilder("apiVersion: 1\ngroups:\n");
    for (String job : jobs) {
      out.append("  - orgId: 1\n");
      out.append("    name: ").append(text("scrape-health-" + slug(job))).append('\n');
      out.append("    folder: ").append(provisioned(grafanaFolder)).append('\n');
      out.append("    interval: 1m\n");
      out.append("    rules:\n");
      out.append("      - uid: ").append(text("scrape-health-" + slug(job))).append('\n');
      out.append("        title: ").append(provisioned("Scrape of " + job + " fails")).append('\n');
      out.append("        condition: C\n");
      out.append("        for: ").append(WAIT).append('\n');
      out.append("        noDataState: Alerting\n");
      out.append("        execErrState: Alerting\n");
      out.append("        labels: {severity: critical}\n");
      out.append("        annotations:\n");
      out.append("          summary: ").append(provisioned(summary(job))).append('\n');
      out.append("        data:\n");
      out.append("          - refId: A\n");
      out.append("            relativeTimeRange: {from: 600, to: 0}\n");
      out.append("            datasourceUid: ").append(provisioned(datasource)).append('\n');
      out.append("            model:\n");
      out.append("              refId: A\n");
      out.append("              instant: true\n");
      out.append("              expr: ").append(provisioned(grafanaExpression(job))).append('\n');
      out.append("          - refId: C\n");
      out.append("            relativeTimeRange: {from: 600, to: 0}\n");
      out.append("            datasourceUid: __expr__\n");
      out.append("            model:\n");
      out.append("              refId: C\n");
      out.append("              type: threshold\n");
      out.append("              expression: A\n");
      out.append("              conditions:\n");
      out.append("                - evaluator: {type: lt, params: [1]}\n");
    }
    return new NewFile(GRAFANA, choice, folder + name + ".yaml", out.toString());
  }

  /**
   * A dashboard with a stat panel for each job.
   *
   * @param datasource the uid of the data source that has {@code up}
   */
  NewFile panel(String folder, String datasource) {
    List<Doc> panels = new ArrayList<>();
    for (String job : jobs) {
      panels.add(stat(job, datasource, panels.size()));
    }
    Map<String, Doc> time = new LinkedHashMap<>();
    time.put("from", Doc.string("now-6h"));
    time.put("to", Doc.string("now"));
    Map<String, Doc> dashboard = new LinkedHashMap<>();
    dashboard.put("uid", Doc.string(name));
    dashboard.put(
        "title",
        Doc.string("Scrape health" + (jobs.size() == 1 ? " of " + jobs.iterator().next() : "")));
    dashboard.put("tags", Doc.array(List.of(Doc.string("pipeline"))));
    dashboard.put("schemaVersion", Doc.number(39));
    dashboard.put("editable", Doc.bool(false));
    dashboard.put("refresh", Doc.string("1m"));
    dashboard.put("time", Doc.object(time));
    dashboard.put("panels", Doc.array(panels));
    return new NewFile(
        PANEL,
        NewFile.Choice.ALTERNATIVE,
        folder + name + ".json",
        DocWriter.prettyJson(Doc.object(dashboard)).stripTrailing() + "\n");
  }

  private static Doc stat(String job, String datasource, int index) {
    Doc source =
        Doc.object().with("type", Doc.string("prometheus")).with("uid", Doc.string(datasource));
    Doc target =
        Doc.object()
            .with("refId", Doc.string("A"))
            .with("datasource", source)
            .with("expr", Doc.string(selector(job)))
            .with("instant", Doc.bool(true))
            .with("legendFormat", Doc.string("{{instance}}"));
    Doc options =
        Doc.object().with("0", state("DOWN", "red", 0)).with("1", state("UP", "green", 1));
    Doc defaults =
        Doc.object()
            .with("unit", Doc.string("none"))
            .with("noValue", Doc.string("NOT SCRAPED"))
            .with(
                "mappings",
                Doc.array(
                    List.of(
                        Doc.object().with("type", Doc.string("value")).with("options", options))));
    return Doc.object()
        .with("id", Doc.number(index + 1))
        .with("type", Doc.string("stat"))
        .with("title", Doc.string("Scrape of " + job))
        .with(
            "description",
            Doc.string("Whether the last scrape of job " + job + " worked, for each target"))
        .with("datasource", source)
        .with("gridPos", place(index))
        .with(
            "fieldConfig",
            Doc.object().with("defaults", defaults).with("overrides", Doc.array(List.of())))
        .with("targets", Doc.array(List.of(target)));
  }

  private static Doc state(String text, String color, int index) {
    return Doc.object()
        .with("text", Doc.string(text))
        .with("color", Doc.string(color))
        .with("index", Doc.number(index));
  }

  private static Doc place(int index) {
    return Doc.object()
        .with("h", Doc.number(4))
        .with("w", Doc.number(6))
        .with("x", Doc.number(index % 4 * 6L))
        .with("y", Doc.number(index / 4 * 4L));
  }

  private static String selector(String job) {
    return "up{job=\""
        + job.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + "\"}";
  }

  private static String summary(String job) {
    return "The scrape of job " + job + " fails, or there is none: its panels go empty";
  }

  /** A name of letters, digits and hyphens; one that had to be changed gets a hash. */
  private static String slug(String job) {
    String plain = job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    plain = plain.replaceAll("^-+|-+$", "");
    if (plain.equals(job) && plain.length() <= LONGEST_SLUG) {
      return plain;
    }
    String start = plain.substring(0, Math.min(plain.length(), LONGEST_SLUG - 7));
    return (start.isEmpty() ? "job" : start.replaceAll("-+$", "")) + "-" + hash(job);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 3);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A text as YAML reads it back: plain where nothing can be mistaken, else as JSON writes it. */
  private static String text(String value) {
    boolean plain =
        value.matches("[A-Za-z][A-Za-z0-9_-]*")
            && !value.matches("(?i)true|false|null|yes|no|on|off|y|n");
    boolean query = value.indexOf('\'') < 0 && value.indexOf('\n') < 0;
    return plain ? value : query ? "'" + value + "'" : DocWriter.json(Doc.string(value));
  }

  /** The same where Grafana expands variables: a dollar sign is written twice. */
  private static String provisioned(String value) {
    return text(value.replace("$", "$$"));
  }
}
