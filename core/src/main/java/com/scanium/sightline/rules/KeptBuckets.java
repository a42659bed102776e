package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.inference.QueryFlaw;
import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import java.util.List;
import java.util.Optional;

/** Adds {@code le} to the aggregation below a quantile, where it stands in the file just so. */
final class KeptBuckets {
  private KeptBuckets() {}

  static Fix fix(String summary, QueryFlaw.TypeMisused misused) {
    String part = misused.part();
    return PromQl.parse(part, PromQlOptions.TOLERANT)
        .expr()
        .flatMap(KeptBuckets::aggregation)
        .flatMap(aggregation -> withLe(part, aggregation))
        .flatMap(better -> Edit.onLine(misused.location(), part, better))
        .map(edit -> Fix.editing(summary, List.of(edit)))
        .orElseGet(() -> Fix.of(summary));
  }

  /** The one aggregation that the quantile is taken of. */
  private static Optional<PromQlExpr.Aggregate> aggregation(PromQlExpr expr) {
    PromQlExpr inner = expr;
    if (inner instanceof PromQlExpr.Call call && call.args().size() == 2) {
      inner = call.args().get(1);
    }
    while (inner instanceof PromQlExpr.Paren paren) {
      inner = paren.expr();
    }
    return inner instanceof PromQlExpr.Aggregate aggregation
        ? Optional.of(aggregation)
        : Optional.empty();
  }

  private static Optional<String> withLe(String part, PromQlExpr.Aggregate aggregation) {
    Optional<Grouping> grouping = aggregation.grouping();
    if (grouping.isEmpty()) {
      int at = aggregation.span().start() + aggregation.operator().symbol().length();
      return Optional.of(part.substring(0, at) + " by (le) " + part.substring(at).stripLeading());
    }
    if (grouping.get().mode() != Grouping.Mode.BY) {
      return Optional.empty();
    }
    int close = grouping.get().span().end() - 1;
    boolean none = grouping.get().labels().isEmpty();
    return part.charAt(close) == ')'
        ? Optional.of(part.substring(0, close) + (none ? "le" : ", le") + part.substring(close))
        : Optional.empty();
  }
}
