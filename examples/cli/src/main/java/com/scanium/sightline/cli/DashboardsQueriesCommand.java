package com.scanium.sightline.cli;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.DashboardView;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists every query of dashboards, as written and as sent. */
final class DashboardsQueriesCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec;

  DashboardsQueriesCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "queries",
            "Lists every query with its panel, variable or annotation, data source, language, and"
                + " what is sent when the dashboard opens; with --url what is sent for that address,"
                + " and the time range and values of variables that it gives.");
    DashboardFiles.describe(spec);
    spec.addOption(
        Options.word(
            DashboardFiles.FORMAT, "FORMAT", OutputFormat.TEXT, "How to print them: text or json"));
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
    Datasources datasources = files.datasources();
    BadFiles bad = new BadFiles();
    List<NotChecked> left = new ArrayList<>();
    boolean json =
        given.matchedOptionValue(DashboardFiles.FORMAT, OutputFormat.TEXT) == OutputFormat.JSON;
    if (set.isOpened()) {
      opened(set, datasources, json);
      bad.see(set);
      left.addAll(set.notChecked());
    } else {
      try (JsonList list = json ? new JsonList(console.out()) : null) {
        Consumer<QueryConsumer> show = list == null ? this::print : query -> list.add(doc(query));
        for (DashboardSet part : set.parts()) {
          bad.see(part);
          left.addAll(part.notChecked());
          part.queries(datasources).forEach(show);
        }
        for (DashboardSet part : set.parts()) { // variables come after all panels
          part.variables(datasources).forEach(show);
        }
        for (DashboardSet part : set.parts()) {
          part.annotations(datasources, VariableValues.UNKNOWN).forEach(show);
        }
        datasources.links().forEach(show);
        if (provisioning != null) {
          provisioning.queries(datasources).forEach(show);
        }
      }
    }
    for (NotChecked item : left) {
      if (!item.kind().equals("file")) {
        console.err().println(DashboardFiles.line(item));
      }
    }
    return bad.tell(console);
  }

  /** What a link shows: few dashboards, with their values beside the queries. */
  private void opened(DashboardSet set, Datasources datasources, boolean json) {
    List<DashboardView> views =
        set.dashboards().stream()
            .map(it -> DashboardView.of(it, datasources, VariableValues.UNKNOWN))
            .toList();
    List<QueryConsumer> queries = new ArrayList<>(set.queries(datasources));
    queries.addAll(set.variables(datasources));
    queries.addAll(set.annotations(datasources, VariableValues.UNKNOWN));
    if (json) {
      List<Doc> all = queries.stream().map(DashboardsQueriesCommand::doc).toList();
      console.out().print(DocWriter.prettyJson(OpenedDashboards.doc(views, all)) + "\n");
    } else {
      OpenedDashboards.print(views, console);
      queries.forEach(this::print);
    }
  }

  private void print(QueryConsumer query) {
    console.out().println(query.text().location() + "  " + query.ref());
    console
        .out()
        .println(
            "  "
                + language(query)
                + " on "
                + query.question().datasource()
                + (isHidden(query) ? ", hidden" : ""));
    notChecked(query).ifPresent(reason -> console.out().println("  not read: " + reason));
    block("  asks  ", query.text().text());
    for (QueryVariant variant : sent(query)) {
      block("  sends ", variant.text());
      if (!variant.values().isEmpty()) {
        console.out().println("        with " + new TreeMap<>(variant.values()));
      }
    }
  }

  private void block(String label, String text) {
    if (!text.isBlank()) {
      console.out().println(label + text.strip().replaceAll("\\R", "\n        "));
    }
  }

  private static Optional<String> notChecked(QueryConsumer query) {
    return query instanceof PanelQuery panel ? panel.notChecked() : Optional.empty();
  }

  private static boolean isHidden(QueryConsumer query) {
    return query instanceof PanelQuery panel && panel.isHidden();
  }

  private static String language(QueryConsumer query) {
    return query.language().name().toLowerCase(Locale.ROOT);
  }

  /** What is sent, where it is not just what is written. */
  private static List<QueryVariant> sent(QueryConsumer query) {
    return query.variants().stream().filter(it -> !it.text().equals(query.text().text())).toList();
  }

  private static Map<String, Doc> sentMembers(QueryVariant variant, Map<String, Doc> values) {
    Map<String, Doc> members = new LinkedHashMap<>();
    members.put("text", Doc.string(variant.text()));
    members.put("variables", Doc.object(values));
    return members;
  }

  private static Doc doc(QueryConsumer query) {
    Map<String, Doc> members = new LinkedHashMap<>();
    ConsumerRef ref = query.ref();
    ref.dashboard().ifPresent(it -> members.put("dashboard", Doc.string(it)));
    ref.panel().ifPresent(it -> members.put("panel", Doc.number(it)));
    ref.element().ifPresent(it -> members.put("element", Doc.string(it)));
    ref.title().ifPresent(it -> members.put("title", Doc.string(it)));
    ref.refId().ifPresent(it -> members.put("refId", Doc.string(it)));
    ref.variable().ifPresent(it -> members.put("variable", Doc.string(it)));
    ref.alert().ifPresent(it -> members.put("alert", Doc.string(it)));
    ref.annotation().ifPresent(it -> members.put("annotation", Doc.string(it)));
    ref.link().ifPresent(it -> members.put("link", Doc.string(it)));
    SourceLocation at = query.text().location();
    members.put("file", Doc.string(at.file()));
    at.line().ifPresent(line -> members.put("line", Doc.number(line)));
    members.put("language", Doc.string(language(query)));
    Map<String, Doc> datasource = new LinkedHashMap<>();
    query.question().datasource().name().ifPresent(it -> datasource.put("uid", Doc.string(it)));
    query.question().datasource().type().ifPresent(it -> datasource.put("type", Doc.string(it)));
    members.put("datasource", Doc.object(datasource));
    members.put("hidden", Doc.bool(isHidden(query)));
    members.put("query", Doc.string(query.text().text()));
    List<Doc> sent = new ArrayList<>();
    for (QueryVariant variant : query.variants()) {
      Map<String, Doc> values = new LinkedHashMap<>();
      new TreeMap<>(variant.values()).forEach((name, value) -> values.put(name, Doc.string(value)));
      sent.add(Doc.object(sentMembers(variant, values)));
    }
    members.put("sent", Doc.array(sent));
    notChecked(query).ifPresent(reason -> members.put("notChecked", Doc.string(reason)));
    return Doc.object(members);
  }
}
