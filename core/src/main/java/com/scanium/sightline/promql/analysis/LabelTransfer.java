package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.PlaceholderExpr;
import com.scanium.sightline.promql.PromQlExpr.StringLiteral;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.Unary;
import com.scanium.sightline.promql.PromQlExpr.UnknownAggregate;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.PromQlVisitor;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.promql.VectorMatching;
import com.scanium.sightline.promql.VectorMatching.Cardinality;
import com.scanium.sightline.promql.analysis.LabelFlow.Flow;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.RelabelRule;
import com.scanium.sightline.signal.Relabeling;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one node makes of the labels of the nodes below it. */
final class LabelTransfer implements PromQlVisitor<Flow> {
  private static final Flow LABELLESS = new Flow(LabelFlow.labelless(), false);
  private static final Flow ANYTHING = new Flow(LabelFlow.anything(), true);

  /** Functions that give back the series they got, name included. */
  private static final Set<String> KEEP_NAME =
      Set.of(
          "last_over_time",
          "first_over_time",
          "sort",
          "sort_desc",
          "sort_by_label",
          "sort_by_label_desc",
          "label_replace",
          "label_join",
          "info");

  private final List<Flow> below;

  LabelTransfer(List<Flow> below) {
    this.below = below;
  }

  private static @Nullable SeriesShape withoutName(@Nullable SeriesShape shape) {
    return shape == null ? null : shape.toBuilder().name(LabelDomain.absent()).build();
  }

  private static @Nullable SeriesShape union(
      @Nullable SeriesShape one, @Nullable SeriesShape other) {
    return one == null ? other : other == null ? one : one.union(other);
  }

  @Override
  public Flow visitVectorSelector(VectorSelector selector) {
    return ANYTHING; // read by the flow itself
  }

  @Override
  public Flow visitMatrixSelector(MatrixSelector matrix) {
    return below.get(0);
  }

  @Override
  public Flow visitSubquery(Subquery subquery) {
    return below.get(0);
  }

  @Override
  public Flow visitParen(Paren paren) {
    return below.get(0);
  }

  @Override
  public Flow visitUnary(Unary unary) {
    return new Flow(withoutName(below.get(0).shape()), below.get(0).mayBeNative());
  }

  @Override
  public Flow visitNumberLiteral(NumberLiteral number) {
    return LABELLESS;
  }

  @Override
  public Flow visitStringLiteral(StringLiteral string) {
    return LABELLESS;
  }

  @Override
  public Flow visitPlaceholder(PlaceholderExpr placeholder) {
    return ANYTHING;
  }

  @Override
  public Flow visitUnknownAggregate(UnknownAggregate aggregate) {
    SeriesShape all = null;
    for (int i = 0; i < below.size(); i++) {
      all =
          aggregate.args().get(i).type() == ValueType.SCALAR
              ? all
              : union(all, below.get(i).shape());
    }
    if (all == null) {
      return ANYTHING;
    }
    // topk and its kin keep every label: the grouping is one possibility
    SeriesShape grouped = grouped(all, aggregate.grouping());
    return new Flow(grouped.union(all), true);
  }

  @Override
  public Flow visitAggregate(Aggregate aggregate) {
    Flow input = below.get(below.size() - 1);
    SeriesShape shape = input.shape();
    if (shape == null) {
      return input;
    }
    switch (aggregate.operator()) {
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> {
        return input;
      }
      default -> {}
    }
    SeriesShape out =
        aggregate.grouping().map(g -> grouped(shape, g)).orElseGet(LabelFlow::labelless);
    if (aggregate.operator() == Aggregator.COUNT_VALUES) {
      out = counted(out, aggregate.parameter());
    }
    boolean keepsHistograms =
        aggregate.operator() == Aggregator.SUM || aggregate.operator() == Aggregator.AVG;
    return new Flow(out, input.mayBeNative() && keepsHistograms);
  }

  private static SeriesShape counted(SeriesShape shape, Optional<PromQlExpr> label) {
    return label
        .filter(node -> node instanceof StringLiteral)
        .map(node -> ((StringLiteral) node).text())
        .filter(text -> !text.hasPlaceholders())
        .map(text -> shape.toBuilder().label(text.value(), LabelDomain.any()).build())
        .orElseGet(() -> shape.toBuilder().open().build());
  }

  private static SeriesShape grouped(SeriesShape shape, Grouping grouping) {
    boolean open = grouping.labels().stream().anyMatch(PromQlText::hasPlaceholders);
    SeriesShape.Builder out;
    if (grouping.isBy()) {
      out = SeriesShape.builder(LabelDomain.absent());
      for (PromQlText label : grouping.labels()) {
        if (!label.hasPlaceholders()) {
          out.label(label.value(), shape.label(label.value()));
        }
      }
      if (open) {
        keepPossible(shape, out);
      }
    } else {
      out = shape.toBuilder().name(LabelDomain.absent());
      for (PromQlText label : grouping.labels()) {
        if (!label.hasPlaceholders()) {
          out.label(label.value(), LabelDomain.absent());
        }
      }
      if (open) {
        shape.labels().forEach((name, domain) -> out.label(name, domain.optional()));
      }
    }
    return out.build();
  }

  /** Any of the labels may be among the ones that a placeholder names. */
  private static void keepPossible(SeriesShape shape, SeriesShape.Builder out) {
    SeriesShape named = out.build();
    for (Map.Entry<String, LabelDomain> label : shape.labels().entrySet()) {
      if (!named.labels().containsKey(label.getKey())) {
        out.label(label.getKey(), label.getValue().optional());
      }
    }
    if (shape.isOpen()) {
      out.open();
    }
  }

  @Override
  public Flow visitBinary(Binary binary) {
    Flow left = below.get(0);
    Flow right = below.get(1);
    boolean leftVector = Emptiness.isVector(binary.left().type());
    boolean rightVector = Emptiness.isVector(binary.right().type());
    if (binary.left().type() == ValueType.UNKNOWN || binary.right().type() == ValueType.UNKNOWN) {
      return ANYTHING;
    }
    if (!leftVector && !rightVector) {
      return LABELLESS;
    }
    boolean mayBeNative = left.mayBeNative() || right.mayBeNative();
    boolean keepsName = binary.operator().isComparison() && !binary.returnsBool();
    if (leftVector != rightVector) {
      SeriesShape vector = leftVector ? left.shape() : right.shape();
      return new Flow(keepsName ? vector : withoutName(vector), mayBeNative);
    }
    SeriesShape shape =
        switch (binary.operator()) {
          case OR -> union(left.shape(), right.shape());
          case AND, UNLESS -> left.shape();
          default -> joined(binary, left.shape(), right.shape(), keepsName);
        };
    return new Flow(shape, mayBeNative);
  }

  private static @Nullable SeriesShape joined(
      Binary binary, @Nullable SeriesShape left, @Nullable SeriesShape right, boolean keepsName) {
    VectorMatching matching = binary.matching().orElse(VectorMatching.DEFAULT);
    boolean filled = matching.fillLeft().isPresent() || matching.fillRight().isPresent();
    if (!filled && (left == null || right == null)) {
      return null;
    }
    boolean rightIsMany = matching.cardinality() == Cardinality.ONE_TO_MANY;
    SeriesShape many = rightIsMany ? right : left;
    SeriesShape one = rightIsMany ? left : right;
    SeriesShape out;
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      out = many == null ? null : matched(many, matching);
    } else {
      out = many == null ? null : included(many, one, matching);
    }
    if (filled) {
      SeriesShape other = one == null ? null : matched(one, matching);
      out = union(out, other);
      return out == null ? null : out.toBuilder().name(LabelDomain.unknown()).build();
    }
    if (out == null) {
      return null;
    }
    LabelDomain name = keepsName ? out.nameDomain().optional() : LabelDomain.absent();
    return out.toBuilder().name(name).build();
  }

  /** The labels of a result of one-to-one matching: the compared ones. */
  private static SeriesShape matched(SeriesShape shape, VectorMatching matching) {
    boolean open = matching.labels().stream().anyMatch(PromQlText::hasPlaceholders);
    SeriesShape.Builder out =
        matching.isOn() ? SeriesShape.builder(LabelDomain.absent()) : shape.toBuilder();
    for (PromQlText label : matching.labels()) {
      if (!label.hasPlaceholders()) {
        out.label(
            label.value(), matching.isOn() ? shape.label(label.value()) : LabelDomain.absent());
      }
    }
    if (open && matching.isOn()) {
      keepPossible(shape, out);
    } else if (open) {
      shape.labels().forEach((name, domain) -> out.label(name, domain.optional()));
    }
    return out.build();
  }

  private static SeriesShape included(
      SeriesShape many, @Nullable SeriesShape one, VectorMatching matching) {
    SeriesShape.Builder out = many.toBuilder();
    for (PromQlText label : matching.include()) {
      if (label.hasPlaceholders()) {
        out.open();
      } else {
        out.label(label.value(), one == null ? LabelDomain.unknown() : one.label(label.value()));
      }
    }
    return out.build();
  }

  @Override
  public Flow visitCall(Call call) {
    if (call.name().hasPlaceholders() || call.signature().isEmpty()) {
      return ANYTHING;
    }
    Flow input = input(call);
    if (CallEffect.of(call) == CallEffect.INVERTS) {
      return new Flow(absentLabels(call), false);
    }
    if (input == null) {
      return CallEffect.of(call) == CallEffect.CONSTANT ? LABELLESS : ANYTHING;
    }
    SeriesShape shape = input.shape();
    if (call.type() == ValueType.SCALAR) {
      return LABELLESS;
    }
    if (shape == null) {
      return input;
    }
    String function = call.function();
    boolean floats = function.startsWith("histogram_") || function.startsWith("count_");
    return new Flow(changed(call, shape), input.mayBeNative() && !floats);
  }

  private @Nullable Flow input(Call call) {
    for (int i = 0; i < call.args().size(); i++) {
      if (Emptiness.isVector(call.args().get(i).type())) {
        return below.get(i);
      }
    }
    return null;
  }

  private SeriesShape changed(Call call, SeriesShape shape) {
    String function = call.function();
    SeriesShape.Builder out = shape.toBuilder();
    if (!KEEP_NAME.contains(function)) {
      out.name(LabelDomain.absent());
    }
    switch (function) {
      case "histogram_quantile", "histogram_fraction" -> out.label("le", LabelDomain.absent());
      case "histogram_quantiles" -> {
        out.label("le", LabelDomain.absent());
        Optional<String> label = text(call, 1);
        label.ifPresent(name -> out.label(name, LabelDomain.any()));
        if (label.isEmpty()) {
          out.open();
        }
      }
      case "info" -> out.open();
      case "label_replace" -> {
        return labelReplaced(call, shape);
      }
      case "label_join" -> {
        return labelJoined(call, shape);
      }
      default -> {}
    }
    return out.build();
  }

  private static Optional<String> text(Call call, int index) {
    if (index >= call.args().size()) {
      return Optional.empty();
    }
    PromQlExpr node = call.args().get(index);
    while (node instanceof Paren paren) {
      node = paren.expr();
    }
    return node instanceof StringLiteral string && !string.text().hasPlaceholders()
        ? Optional.of(string.value())
        : Optional.empty();
  }

  /** {@code label_replace} is the relabel action of the same kind. */
  private static SeriesShape labelReplaced(Call call, SeriesShape shape) {
    Optional<String> target = text(call, 1);
    Optional<String> replacement = text(call, 2);
    Optional<String> source = text(call, 3);
    Optional<String> regex = text(call, 4);
    if (target.isEmpty()) {
      return anyLabelChanged(shape);
    }
    if (replacement.isEmpty() || source.isEmpty() || regex.isEmpty()) {
      return shape.toBuilder().label(target.get(), LabelDomain.unknown()).build();
    }
    return relabeled(
        shape,
        RelabelRule.builder()
            .sourceLabels(source.get())
            .regex(regex.get())
            // a "$" in the target is a part of the name here; relabeling would expand it
            .targetLabel(target.get())
            .replacement(replacement.get()),
        target.get());
  }

  private static SeriesShape labelJoined(Call call, SeriesShape shape) {
    Optional<String> target = text(call, 1);
    Optional<String> separator = text(call, 2);
    if (target.isEmpty()) {
      return anyLabelChanged(shape);
    }
    List<String> sources = new ArrayList<>();
    for (int i = 3; i < call.args().size(); i++) {
      text(call, i).ifPresent(sources::add);
    }
    if (separator.isEmpty() || sources.size() != call.args().size() - 3) {
      return shape.toBuilder().label(target.get(), LabelDomain.unknown()).build();
    }
    return relabeled(
        shape,
        RelabelRule.builder()
            .sourceLabels(sources)
            .separator(separator.get())
            .targetLabel(target.get()),
        target.get());
  }

  private static SeriesShape relabeled(SeriesShape shape, RelabelRule.Builder rule, String target) {
    Relabeling relabeling = Relabeling.of(List.of(rule.build()));
    boolean plain = relabeling.problems().isEmpty() && target.indexOf('$') < 0;
    return plain
        ? relabeling.apply(shape).remaining().orElse(shape)
        : shape.toBuilder().label(target, LabelDomain.unknown()).build();
  }

  private static SeriesShape anyLabelChanged(SeriesShape shape) {
    SeriesShape.Builder out = shape.toBuilder().open();
    shape.labels().keySet().forEach(label -> out.label(label, LabelDomain.unknown()));
    return out.name(LabelDomain.unknown()).build();
  }

  /** {@code absent} gives the labels that its selector asks for by {@code =}, once each. */
  private static SeriesShape absentLabels(Call call) {
    PromQlExpr argument = call.args().isEmpty() ? call : call.args().get(0);
    while (argument instanceof Paren paren) {
      argument = paren.expr();
    }
    VectorSelector selector = null;
    if (argument instanceof VectorSelector vector) {
      selector = vector;
    } else if (argument instanceof MatrixSelector matrix) {
      selector = matrix.selector();
    }
    SeriesShape.Builder out = SeriesShape.builder(LabelDomain.absent());
    if (selector == null) {
      return out.build();
    }
    Map<String, Integer> counts = new HashMap<>();
    selector.matchers().forEach(m -> counts.merge(m.name().value(), 1, Integer::sum));
    for (com.scanium.sightline.promql.LabelMatcher matcher : selector.matchers()) {
      String label = matcher.name().value();
      boolean copied =
          matcher.operator() == MatchOperator.EQUAL
              && counts.getOrDefault(label, 0) == 1
              && !label.equals(LabelMatcher.NAME);
      if (copied) {
        out.label(
            label,
            matcher.hasPlaceholders()
                ? LabelDomain.unknown()
                : LabelDomain.value(matcher.value().value()));
      }
    }
    return selector.splices().isEmpty() ? out.build() : out.open().build();
  }
}
