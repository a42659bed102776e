package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.PartJudgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.VectorMatching;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds operators between sides that are grouped by different labels: series of both sides belong
 * together only when all their labels are equal, so nothing is left.
 */
final class SidesDifferRule implements Rule<QueryConsumer> {
  private static final Set<Aggregator> KEEPING =
      Set.of(Aggregator.TOPK, Aggregator.BOTTOMK, Aggregator.LIMITK, Aggregator.LIMIT_RATIO);

  /** Functions that take one vector and leave its labels as they are. */
  private static final Set<String> LIKE_THEIR_ARGUMENT =
      Set.of(
          "abs",
          "ceil",
          "floor",
          "round",
          "clamp",
          "clamp_min",
          "clamp_max",
          "sqrt",
          "exp",
          "ln",
          "log2",
          "log10",
          "sgn",
          "sort",
          "sort_desc",
          "rad",
          "deg");

  @Override
  public String id() {
    return "promql/sides-differ";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    Set<SourceLocation> proved = proved(consumer, facts.inference());
    SentQuery.of(consumer)
        .ifPresent(
            query ->
                PromQl.walk(
                    query.expr(),
                    node -> {
                      if (node instanceof PromQlExpr.Binary binary
                          && !proved.contains(query.at(binary.operatorSpan()))) {
                        check(query, binary, out);
                      }
                    }));
  }

  /** Where it is proved that the sides never match, which another rule says. */
  private static Set<SourceLocation> proved(QueryConsumer consumer, Inference inference) {
    return inference.of(consumer.ref()).map(judgement -> judgement.parts()).stream()
        .flatMap(List::stream)
        .filter(part -> part.reason() instanceof Reason.SidesNeverMatch)
        .map(PartJudgement::location)
        .collect(Collectors.toSet());
  }

  private void check(SentQuery query, PromQlExpr.Binary binary, Consumer<Finding> out) {
    boolean matchesAll =
        binary
            .matching()
            .filter(it -> !it.isOn() && it.labels().isEmpty())
            .filter(it -> it.fillLeft().isEmpty() && it.fillRight().isEmpty())
            .filter(
                it ->
                    it.cardinality() == VectorMatching.Cardinality.ONE_TO_ONE
                        || it.cardinality() == VectorMatching.Cardinality.MANY_TO_MANY)
            .isPresent();
    if (!matchesAll || binary.operator() == BinaryOperator.OR) {
      return;
    }
    Optional<Set<String>> left = labels(binary.left());
    Optional<Set<String>> right = labels(binary.right());
    if (left.isPresent() && right.isPresent() && !left.equals(right)) {
      out.accept(finding(query, binary, left.get(), right.get()));
    }
  }

  /** The labels that a grouping leaves; empty when the expression doesn't tell. */
  private static Optional<Set<String>> labels(PromQlExpr expr) {
    if (expr instanceof PromQlExpr.Paren paren) {
      return labels(paren.expr());
    }
    if (expr instanceof PromQlExpr.Unary unary) {
      return labels(unary.expr());
    }
    if (expr instanceof PromQlExpr.Call call) {
      return LIKE_THEIR_ARGUMENT.contains(call.function()) && !call.args().isEmpty()
          ? labels(call.args().get(0))
          : Optional.empty();
    }
    if (!(expr instanceof PromQlExpr.Aggregate aggregate)) {
      return Optional.empty();
    }
    if (KEEPING.contains(aggregate.operator())) {
      return labels(aggregate.expr());
    }
    if (aggregate.operator() == Aggregator.COUNT_VALUES) {
      return Optional.empty();
    }
    Optional<Grouping> grouping = aggregate.grouping();
    if (grouping.isEmpty()) {
      return Optional.of(Set.of());
    }
    boolean isKnown =
        grouping.get().isBy()
            && grouping.get().labels().stream().noneMatch(PromQlText::hasPlaceholders);
    if (!isKnown) {
      return Optional.empty();
    }
    Set<String> labels = new TreeSet<>();
    grouping.get().labels().forEach(it -> labels.add(it.value()));
    return Optional.of(labels);
  }

  private Finding finding(
      SentQuery query, PromQlExpr.Binary binary, Set<String> left, Set<String> right) {
    String operator = binary.operator().symbol();
    boolean oneHasNone = left.isEmpty() || right.isEmpty();
    return Finding.of(id(), Severity.WARNING)
        .message(
            "\"" + operator + "\" between series by " + words(left) + " and by " + words(right))
        .at(query.at(binary.operatorSpan()))
        .anchor(query.consumer().text().text())
        .evidence("series of both sides belong together only when all their labels are equal")
        .affects(List.of(query.consumer().ref()))
        .fix(
            Fix.of(
                oneHasNone && binary.operator() != BinaryOperator.AND
                    ? "write "
                        + operator
                        + " on() "
                        + (left.isEmpty() ? "group_right()" : "group_left()")
                        + ", or group both sides alike"
                    : "group both sides alike, or say which labels decide: " + operator + " on(…)"))
        .build();
  }

  private static String words(Set<String> labels) {
    return labels.isEmpty() ? "no label" : String.join(", ", labels);
  }
}
