package com.scanium.sightline.traceql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The front door: parses TraceQL. Stateless; no input makes it throw or overflow the stack. */
public final class TraceQl {
  /** How many levels a query may nest. */
  public static final int MAX_DEPTH = 300;

  private TraceQl() {}

  /**
   * Parses a query as Tempo 2 does, metrics functions included. Dashboards' variables ({@code $x},
   * {@code ${x:raw}}, {@code [[x]]}) may stand for values, parts of durations and whole queries.
   */
  public static TraceQlParse parse(String query) {
    return Parser.parse(Objects.requireNonNull(query, "query"));
  }

  /**
   * Whether a text is the id of one trace, which Grafana takes in the place of a query: 16 to 32
   * hexadecimal digits.
   */
  public static boolean isTraceId(String text) {
    return text.strip().matches("[0-9a-fA-F]{16,32}");
  }

  /** Shows every node, parents before children, in source order. */
  public static void walk(TraceQlExpr expr, Consumer<? super TraceQlExpr> visit) {
    visit.accept(expr);
    expr.children().forEach(child -> walk(child, visit));
  }

  /** The attributes that a query asks for, in source order. */
  public static List<TraceQlExpr.Attribute> attributes(TraceQlExpr expr) {
    List<TraceQlExpr.Attribute> found = new ArrayList<>();
    walk(
        expr,
        node -> {
          if (node instanceof TraceQlExpr.Attribute attribute) {
            found.add(attribute);
          }
        });
    return List.copyOf(found);
  }

  /** Whether the query makes metrics ({@code | rate()}) rather than finding traces. */
  public static boolean isMetrics(TraceQlExpr expr) {
    List<TraceQlExpr> last =
        expr instanceof TraceQlExpr.Pipeline pipeline ? pipeline.stages() : List.of();
    return last.stream()
        .anyMatch(
            stage ->
                stage instanceof TraceQlExpr.Call call
                    && Vocabulary.METRICS.contains(call.function()));
  }
}
