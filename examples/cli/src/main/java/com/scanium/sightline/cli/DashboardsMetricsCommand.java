package com.scanium.sightline.cli;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Tells which dashboard uses which metric and label, and what nobody uses. */
final class DashboardsMetricsCommand implements Callable<Integer> {
  private static final String CATALOG = "--catalog";

  private final Console console;
  private final CommandSpec spec;

  DashboardsMetricsCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "metrics",
            "Tells which dashboard uses which metric with which labels; with a catalog also which of"
                + " its metrics nobody uses, and which used ones it doesn't have.");
    DashboardFiles.describe(spec);
    spec.addOption(
        OptionSpec.builder(CATALOG)
            .arity("1")
            .type(Path.class)
            .paramLabel("FILE")
            .description(
                "What a backend exposes: a declared catalog, an exposition, or prom-client's JSON.")
            .build());
    spec.addOption(
        Options.word(
            DashboardFiles.FORMAT, "FORMAT", OutputFormat.TEXT, "How to print it: text or json"));
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    DashboardFiles files = DashboardFiles.read(spec, console);
    DashboardSet set = files.set();
    @Nullable GrafanaProvisioning provisioning = files.provisioning();
    @Nullable MetricCatalog catalog = catalog(given);
    Datasources datasources = files.datasources();
    MetricUsage usage = new MetricUsage();
    BadFiles bad = new BadFiles();
    for (DashboardSet part : set.parts()) {
      bad.see(part);
      part.queries(datasources).forEach(usage::add);
      part.variables(datasources).forEach(usage::add);
      part.annotations(datasources, VariableValues.UNKNOWN).forEach(usage::add);
    }
    datasources.links().forEach(usage::add);
    if (provisioning != null) {
      provisioning.queries(datasources).forEach(usage::add);
    }
    if (given.matchedOptionValue(DashboardFiles.FORMAT, OutputFormat.TEXT) == OutputFormat.JSON) {
      console.out().print(DocWriter.prettyJson(doc(usage, catalog)) + "\n");
    } else {
      text(usage, catalog);
    }
    return bad.tell(console);
  }

  private @Nullable MetricCatalog catalog(ParseResult given) throws IOException {
    @Nullable Path file = given.matchedOptionValue(CATALOG, null);
    if (file == null) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      throw new CannotRunException("no such file: \"" + file + "\"");
    }
    MetricCatalog catalog = MetricCatalogs.read(file);
    catalog.problems().forEach(console.err()::println);
    return catalog;
  }

  private void text(MetricUsage usage, @Nullable MetricCatalog catalog) {
    usage
        .metrics()
        .forEach(
            (metric, use) -> {
              String labels = use.labels.isEmpty() ? "" : "{" + String.join(", ", use.labels) + "}";
              console.out().println(metric + labels);
              use.users.forEach(
                  (user, count) ->
                      console
                          .out()
                          .println(
                              "  " + user + ", " + count + (count == 1 ? " query" : " queries")));
            });
    if (catalog != null) {
      section("used by nobody", unused(usage, catalog));
      section("used, but not in the catalog", unknown(usage, catalog));
    }
  }

  private void section(String title, List<String> names) {
    console.out().println();
    console.out().println(title + (names.isEmpty() ? ": none" : ""));
    names.forEach(name -> console.out().println("  " + name));
  }

  private static Doc doc(MetricUsage usage, @Nullable MetricCatalog catalog) {
    List<Doc> metrics = new ArrayList<>();
    usage
        .metrics()
        .forEach(
            (metric, use) -> {
              Map<String, Doc> users = new LinkedHashMap<>();
              use.users.forEach((user, count) -> users.put(user, Doc.number(count)));
              Map<String, Doc> members = new LinkedHashMap<>();
              members.put("metric", Doc.string(metric));
              members.put("labels", strings(use.labels));
              members.put("queries", Doc.object(users));
              metrics.add(Doc.object(members));
            });
    Map<String, Doc> all = new LinkedHashMap<>();
    all.put("metrics", Doc.array(metrics));
    if (catalog != null) {
      all.put("unused", strings(unused(usage, catalog)));
      all.put("notInCatalog", strings(unknown(usage, catalog)));
    }
    return Doc.object(all);
  }

  private static Doc strings(Iterable<String> texts) {
    List<Doc> docs = new ArrayList<>();
    texts.forEach(text -> docs.add(Doc.string(text)));
    return Doc.array(docs);
  }

  private static List<String> unused(MetricUsage usage, MetricCatalog catalog) {
    Set<String> used = new TreeSet<>();
    for (String metric : usage.metrics().keySet()) {
      catalog.familyOfSeries(metric).map(MetricFamily::name).ifPresent(used::add);
    }
    return catalog.families().stream()
        .map(MetricFamily::name)
        .filter(name -> !used.contains(name))
        .sorted()
        .toList();
  }

  private static List<String> unknown(MetricUsage usage, MetricCatalog catalog) {
    return usage.metrics().keySet().stream()
        .filter(metric -> catalog.familyOfSeries(metric).isEmpty())
        .toList();
  }
}
