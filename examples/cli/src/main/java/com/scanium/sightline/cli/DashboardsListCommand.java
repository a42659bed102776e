package com.scanium.sightline.cli;

import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.text.Doc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists dashboards with what is in them. */
final class DashboardsListCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec;

  DashboardsListCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(this, "list", "Lists the dashboards of files and folders, one a line.");
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
    DashboardSet set = DashboardFiles.read(spec, console).set();
    BadFiles bad = new BadFiles();
    if (given.matchedOptionValue(DashboardFiles.FORMAT, OutputFormat.TEXT) == OutputFormat.JSON) {
      try (JsonList all = new JsonList(console.out())) {
        for (DashboardSet part : set.parts()) {
          bad.see(part);
          part.dashboards().forEach(it -> all.add(doc(it)));
        }
      }
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("UID", "PANELS", "QUERIES", "VARIABLES", "SCHEMA", "TITLE", "FILE"));
      for (DashboardSet part : set.parts()) {
        bad.see(part);
        part.dashboards().forEach(it -> rows.add(row(it)));
      }
      console.out().print(Columns.of(rows));
    }
    return bad.tell(console);
  }

  private static List<String> row(Dashboard dashboard) {
    return List.of(
        dashboard.uid().orElse("-"),
        Long.toString(panels(dashboard)),
        Integer.toString(queries(dashboard)),
        Integer.toString(dashboard.variables().size()),
        schema(dashboard),
        dashboard.title(),
        file(dashboard));
  }

  private static Doc doc(Dashboard dashboard) {
    Map<String, Doc> members = new LinkedHashMap<>();
    dashboard.uid().ifPresent(uid -> members.put("uid", Doc.string(uid)));
    members.put("title", Doc.string(dashboard.title()));
    members.put("file", Doc.string(file(dashboard)));
    members.put("schema", Doc.string(schema(dashboard)));
    members.put("panels", Doc.number(panels(dashboard)));
    members.put("queries", Doc.number(queries(dashboard)));
    members.put(
        "variables",
        Doc.array(dashboard.variables().stream().map(it -> Doc.string(it.name())).toList()));
    TreeSet<String> datasources = new TreeSet<>();
    for (Panel panel : dashboard.panels()) {
      panel.targets().forEach(it -> datasources.add(panel.datasourceOf(it).toString()));
    }
    members.put("datasources", Doc.array(datasources.stream().map(Doc::string).toList()));
    return Doc.object(members);
  }

  private static String file(Dashboard dashboard) {
    return dashboard.source().location().file();
  }

  private static String schema(Dashboard dashboard) {
    return dashboard.schema() == Dashboard.Schema.V2
        ? "v2"
        : dashboard.doc().get("schemaVersion").flatMap(Doc::asText).orElse("-");
  }

  private static long panels(Dashboard dashboard) {
    return dashboard.panels().stream().filter(it -> !it.isRow()).count();
  }

  private static int queries(Dashboard dashboard) {
    return dashboard.panels().stream().mapToInt(it -> it.targets().size()).sum();
  }
}
