package com.scanium.sightline.cli;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Prints what a query gave. */
final class ResultPrinter {
  private static final int SPARKLINE = 32;
  private static final int WIDEST = 160;

  private final PrintWriter out;
  private final AskedStore.Window window;
  private final int columns;

  /** Prints results over a span of time; its end counts for the result at one time. */
  ResultPrinter(Console console, AskedStore.Window window) {
    this.out = console.out();
    this.window = window;
    this.columns = columns(console);
  }

  private static int columns(Console console) {
    String text = console.environment().getOrDefault("COLUMNS", "");
    return text.matches("\\d{2,3}") ? Math.min(Integer.parseInt(text), WIDEST) : 80;
  }

  void print(StoreResult result, ResultFormat format) {
    switch (format) {
      case JSON -> out.print(DocWriter.prettyJson(json(result)));
      case CSV -> csv(result);
      case TABLE -> table(result);
      case PLOT -> {
        if (result instanceof StoreResult.Curves curves && curves.type().equals("matrix")) {
          int width = Math.max(20, columns - 16);
          new Diagram(window, width).lines(curves.curves()).forEach(it -> out.print(it + "\n"));
        } else {
          table(result);
        }
      }
    }
  }

  private void table(StoreResult result) {
    if (result instanceof StoreResult.Text text) {
      out.print(Printable.of(text.text()) + "\n");
    } else if (result instanceof StoreResult.Lines lines) {
      for (StoreResult.Line line : lines.lines()) {
        String fields = line.fields().isEmpty() ? "" : " " + Curve.name(line.fields());
        out.print(
            line.at()
                + " "
                + Printable.of(Curve.name(line.labels()) + fields)
                + " "
                + Printable.of(line.text())
                + "\n");
      }
    } else if (result instanceof StoreResult.Curves curves) {
      out.print(Columns.of(rows(curves)));
    }
  }

  private List<List<String>> rows(StoreResult.Curves curves) {
    List<List<String>> rows = new ArrayList<>();
    if (!curves.type().equals("matrix")) {
      for (Curve curve : curves.curves()) {
        rows.add(List.of(Numerals.exact(curve.value(0)), Printable.of(curve.name())));
      }
      return rows;
    }
    Diagram diagram = new Diagram(window, SPARKLINE);
    rows.add(List.of("", "last", "min", "max", "points", "series"));
    for (Curve curve : curves.curves()) {
      double last = curve.size() == 0 ? Double.NaN : curve.value(curve.size() - 1);
      rows.add(
          List.of(
              diagram.sparkline(curve),
              Numerals.brief(last),
              Numerals.brief(curve.values().min().orElse(Double.NaN)),
              Numerals.brief(curve.values().max().orElse(Double.NaN)),
              Integer.toString(curve.size()),
              Printable.of(curve.name())));
    }
    return curves.curves().isEmpty() ? List.of() : rows;
  }

  private void csv(StoreResult result) {
    if (result instanceof StoreResult.Text text) {
      row(List.of("time", "value"));
      row(List.of(text.at().toString(), text.text()));
      return;
    }
    TreeSet<String> names = new TreeSet<>();
    if (result instanceof StoreResult.Curves curves) {
      curves.curves().forEach(curve -> names.addAll(curve.labels().keySet()));
      header("value", names);
      for (Curve curve : curves.curves()) {
        for (int i = 0; i < curve.size(); i++) {
          String at = Instant.ofEpochMilli(curve.millis(i)).toString();
          row(at, Numerals.exact(curve.value(i)), names, curve.labels());
        }
      }
    } else if (result instanceof StoreResult.Lines lines) {
      lines.lines().forEach(line -> names.addAll(all(line).keySet()));
      header("line", names);
      lines.lines().forEach(line -> row(line.at().toString(), line.text(), names, all(line)));
    }
  }

  private static Map<String, String> all(StoreResult.Line line) {
    Map<String, String> all = new TreeMap<>(line.fields());
    all.putAll(line.labels());
    return all;
  }

  private void header(String what, Set<String> names) {
    List<String> cells = new ArrayList<>(List.of("time", what));
    cells.addAll(names);
    row(cells);
  }

  private void row(String at, String value, Set<String> names, Map<String, String> labels) {
    List<String> cells = new ArrayList<>(List.of(at, value));
    names.forEach(name -> cells.add(labels.getOrDefault(name, "")));
    row(cells);
  }

  private void row(List<String> cells) {
    out.print(String.join(",", cells.stream().map(ResultPrinter::csv).toList()) + "\r\n");
  }

  private static String csv(String cell) {
    boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  private static Doc json(StoreResult result) {
    if (result instanceof StoreResult.Text text) {
      return Doc.object()
          .with("resultType", Doc.string("string"))
          .with("result", Doc.array(seconds(text.at().toEpochMilli()), Doc.string(text.text())));
    }
    if (result instanceof StoreResult.Lines lines) {
      List<Doc> all = new ArrayList<>();
      for (StoreResult.Line line : lines.lines()) {
        all.add(
            Doc.object()
                .with("time", Doc.string(line.at().toString()))
                .with("labels", texts(line.labels()))
                .with("fields", texts(line.fields()))
                .with("line", Doc.string(line.text())));
      }
      return Doc.object().with("resultType", Doc.string("streams")).with("result", Doc.array(all));
    }
    StoreResult.Curves curves = (StoreResult.Curves) result;
    boolean matrix = curves.type().equals("matrix");
    List<Doc> all = new ArrayList<>();
    for (Curve curve : curves.curves()) {
      List<Doc> points = new ArrayList<>();
      for (int i = 0; i < curve.size(); i++) {
        points.add(Doc.array(seconds(curve.millis(i)), Doc.string(Numerals.exact(curve.value(i)))));
      }
      Doc metric = Doc.object().with("metric", texts(curve.labels()));
      all.add(
          matrix ? metric.with("values", Doc.array(points)) : metric.with("value", points.get(0)));
    }
    return Doc.object()
        .with("resultType", Doc.string(curves.type()))
        .with("result", Doc.array(all));
  }

  /** Seconds with a fraction where there is one, as the query interface writes times. */
  private static Doc seconds(long millis) {
    return millis % 1000 == 0
        ? Doc.number(millis / 1000)
        : Doc.number(BigDecimal.valueOf(millis, 3).doubleValue());
  }

  static Doc texts(Map<String, String> map) {
    Doc object = Doc.object();
    for (Map.Entry<String, String> entry : map.entrySet()) {
      object = object.with(entry.getKey(), Doc.string(entry.getValue()));
    }
    return object;
  }

  /** Prints a list with one text a line, or as a JSON list. */
  void print(List<String> texts, ResultFormat format) {
    switch (format) {
      case JSON ->
          out.print(DocWriter.prettyJson(Doc.array(texts.stream().map(Doc::string).toList())));
      case CSV -> texts.forEach(text -> row(List.of(text)));
      default -> texts.forEach(text -> out.print(Printable.of(text) + "\n"));
    }
  }

  /** Prints rows under a header, or as JSON objects with the header's words as members. */
  void print(List<String> header, List<List<String>> rows, ResultFormat format) {
    switch (format) {
      case JSON -> {
        List<Doc> all = new ArrayList<>();
        for (List<String> cells : rows) {
          Doc object = Doc.object();
          for (int i = 0; i < cells.size(); i++) {
            object = object.with(header.get(i), Doc.string(cells.get(i)));
          }
          all.add(object);
        }
        out.print(DocWriter.prettyJson(Doc.array(all)));
      }
      case CSV -> {
        row(header);
        rows.forEach(this::row);
      }
      default -> {
        List<List<String>> all = new ArrayList<>();
        all.add(header);
        rows.forEach(cells -> all.add(cells.stream().map(Printable::of).toList()));
        out.print(rows.isEmpty() ? "" : Columns.of(all));
      }
    }
  }
}
