package com.scanium.sightline.cli;

import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.analysis.CostFact;
import com.scanium.sightline.promql.analysis.RegexFact;
import com.scanium.sightline.promql.analysis.TypeMisuse;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What is doubtful about a query, a line each, in the order of its text. */
final class PromQlFlaws {
  private record Flaw(int at, String words) {}

  private final SourceText text;
  private final List<Flaw> flaws = new ArrayList<>();

  PromQlFlaws(
      String query,
      PromQlExpr expr,
      Function<? super VectorSelector, ? extends Collection<SeriesShape>> shapes) {
    this.text = SourceText.of("query", query);
    TypeMisuse.of(expr, shapes).forEach(misuse -> add(misuse.at().span(), words(misuse)));
    RegexFact.of(expr).forEach(fact -> add(fact.matcher().span(), words(fact)));
    CostFact.of(expr).forEach(fact -> add(fact.selector().span(), words(fact)));
    flaws.sort(Comparator.comparingInt(Flaw::at).thenComparing(Flaw::words));
  }

  /** The lines, each with the place in the query; none when nothing is doubtful. */
  List<String> lines() {
    return flaws.stream()
        .map(flaw -> text.lineAt(flaw.at()) + ":" + text.columnAt(flaw.at()) + ": " + flaw.words())
        .toList();
  }

  private void add(Span span, String words) {
    flaws.add(new Flaw(span.start(), words));
  }

  private static String words(TypeMisuse misuse) {
    String metric = metric(misuse.selector());
    String function = misuse.at() instanceof Call call ? call.function() : "";
    return switch (misuse.kind()) {
      case RATE_ON_GAUGE ->
          function + " of the gauge " + metric + ": each fall counts as a restart";
      case DELTA_ON_COUNTER ->
          function + " of the counter " + metric + ": a restart looks like a fall";
      case COUNTER_WITHOUT_RATE ->
          "the counter "
              + metric
              + " without rate or increase: it only shows how long the process runs";
      case QUANTILE_WITHOUT_LE ->
          "the aggregation of " + metric + " removes le: " + function + " finds no buckets";
      case QUANTILE_ON_NON_BUCKET -> metric + " has no le: " + function + " finds no buckets";
      case RATE_OF_AGGREGATION ->
          function
              + " of an aggregation of the counter "
              + metric
              + ": one restart looks like one of all; take the rate first";
    };
  }

  private static String metric(VectorSelector selector) {
    return selector.metricName().map(name -> name.value()).orElse("{…}");
  }

  private static String words(RegexFact fact) {
    LabelMatcher matcher = fact.matcher();
    String condition = condition(matcher);
    String instead =
        fact.replacement().map(simpler -> "; " + simpler + " selects the same").orElse("");
    boolean negated = matcher.operator().isNegated();
    return switch (fact.kind()) {
      case INVALID -> condition + " is no valid regular expression";
      case MATCHES_EVERYTHING ->
          condition + (negated ? " selects nothing" : " selects everything, it can be left out");
      case MATCHES_ANY_VALUE ->
          condition
              + (negated ? " only asks that the label is missing" : " only asks for the label")
              + instead;
      case MATCHES_NOTHING ->
          condition + (negated ? " selects everything, it can be left out" : " selects nothing");
      case COULD_BE_EQUAL -> condition + " has exactly one value" + instead;
      case REDUNDANT_ANCHOR -> condition + " is anchored anyway" + instead;
    };
  }

  private static String condition(LabelMatcher matcher) {
    String value = matcher.value().value().replace("\\", "\\\\").replace("\"", "\\\"");
    return matcher.name().value()
        + matcher.operator().symbol()
        + '"'
        + value.replace("\n", "\\n")
        + '"';
  }

  private static String words(CostFact fact) {
    return switch (fact.kind()) {
      case NO_NAME -> "no metric name: the store looks through the series of all metrics";
      case WIDE_NAME -> "the metric name begins with anything: the store tries every name";
      case WIDE_LABELS -> "no condition narrows the series down: nearly every value is selected";
    };
  }
}
