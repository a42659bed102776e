package com.scanium.sightline.inference;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Says why an operator or a call of a query gives nothing though its operands may have series. */
final class PartJudge {
  private static final int MOST_NAMES = 3;

  private final LabelFlow flow;
  private final String query;

  /**
   * @param flow the labels of the query
   * @param query the text that the query's spans count in
   */
  PartJudge(LabelFlow flow, String query) {
    this.flow = flow;
    this.query = query;
  }

  Reason reason(PromQlExpr part) {
    if (part instanceof Binary binary) {
      Optional<String> label = flow.separatingLabel(binary);
      if (label.isPresent()) {
        return sides(binary, label.get());
      }
    }
    if (part instanceof Call call && isQuantile(call)) {
      return buckets(call);
    }
    return new Reason.AsksForNothing(text(part.span()));
  }

  /** Where the reason shows best: the operator, or the whole call. */
  static Span place(PromQlExpr part) {
    return part instanceof Binary binary ? binary.operatorSpan() : part.span();
  }

  static boolean isQuantile(Call call) {
    return call.function().equals("histogram_quantile") && call.args().size() == 2;
  }

  private Reason sides(Binary binary, String label) {
    TreeSet<String> common = new TreeSet<>(labels(binary.left()));
    common.retainAll(labels(binary.right()));
    common.removeIf(name -> domain(binary.left(), name).isDisjoint(domain(binary.right(), name)));
    return new Reason.SidesNeverMatch(
        binary.operator(),
        label,
        side(binary.left(), label),
        side(binary.right(), label),
        binary.matching().map(matching -> matching.isOn()).orElse(false),
        List.copyOf(common));
  }

  private Reason.Side side(PromQlExpr expr, String label) {
    LabelDomain domain = domain(expr, label);
    List<String> values =
        domain
            .knownValues()
            .map(known -> known.stream().filter(v -> !v.isEmpty()).toList())
            .stream()
            .flatMap(List::stream)
            .limit(MOST_NAMES)
            .toList();
    return new Reason.Side(
        text(expr.span()), domain instanceof LabelDomain.Absent ? Match.NEVER : Match.MUST, values);
  }

  private LabelDomain domain(PromQlExpr expr, String label) {
    return flow.shape(expr).map(shape -> shape.label(label)).orElse(LabelDomain.unknown());
  }

  private List<String> labels(PromQlExpr expr) {
    return flow.shape(expr).map(SeriesShape::labels).stream()
        .flatMap(labels -> labels.entrySet().stream())
        .filter(entry -> !(entry.getValue() instanceof LabelDomain.Absent))
        .map(entry -> entry.getKey())
        .toList();
  }

  private Reason buckets(Call call) {
    List<VectorSelector> read = PromQl.selectors(call.args().get(1));
    List<String> metrics = new ArrayList<>();
    boolean had = false;
    for (VectorSelector selector : read) {
      had |= flow.has(selector, "le") != Match.NEVER;
      selector
          .metricName()
          .filter(name -> !name.hasPlaceholders())
          .map(PromQlText::value)
          .filter(name -> !metrics.contains(name))
          .ifPresent(metrics::add);
    }
    return new Reason.WithoutBuckets(
        metrics, had ? Reason.Lost.ON_THE_WAY : Reason.Lost.NEVER_THERE, text(call.span()));
  }

  private String text(Span span) {
    return query.substring(span.start(), Math.min(span.end(), query.length()));
  }
}
