package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
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
import com.scanium.sightline.promql.PromQlVisitor;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.promql.VectorMatching;
import com.scanium.sightline.signal.Match;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** What is known of every node of one expression, computed from the leaves up. */
final class EmptinessFacts {
  /**
   * What is known of one node.
   *
   * @param has whether it has a result
   * @param reads whether it reads any series
   * @param labelless whether its only possible series is the one without labels
   */
  record Fact(Match has, boolean reads, boolean labelless) {
    Fact with(Match changed) {
      return new Fact(changed, reads, labelless);
    }
  }

  private static final Fact CONSTANT = new Fact(Match.MUST, false, true);

  private final IdentityHashMap<PromQlExpr, Fact> facts = new IdentityHashMap<>();
  private final Function<? super VectorSelector, Match> hasData;
  private final LabelKnowledge labels;
  private final boolean fallbacksCount;

  private EmptinessFacts(
      Function<? super VectorSelector, Match> hasData,
      LabelKnowledge labels,
      boolean fallbacksCount) {
    this.hasData = hasData;
    this.labels = labels;
    this.fallbacksCount = fallbacksCount;
  }

  static EmptinessFacts of(
      PromQlExpr expr,
      Function<? super VectorSelector, Match> hasData,
      LabelKnowledge labels,
      boolean fallbacksCount) {
    EmptinessFacts all = new EmptinessFacts(hasData, labels, fallbacksCount);
    PromQl.<Fact>fold(
        expr,
        (node, below) -> {
          Fact fact = node.accept(all.new Judge(below));
          all.facts.put(node, fact);
          return fact;
        });
    return all;
  }

  Fact of(PromQlExpr node) {
    return Objects.requireNonNull(facts.get(node), "a node of the judged expression");
  }

  /** Judges one node from the facts of its children. */
  private final class Judge implements PromQlVisitor<Fact> {
    private final List<Fact> below;

    Judge(List<Fact> below) {
      this.below = below;
    }

    @Override
    public Fact visitVectorSelector(VectorSelector expr) {
      return new Fact(hasData.apply(expr), true, false);
    }

    @Override
    public Fact visitMatrixSelector(MatrixSelector expr) {
      return below.get(0);
    }

    @Override
    public Fact visitSubquery(Subquery expr) {
      return below.get(0);
    }

    @Override
    public Fact visitUnary(Unary expr) {
      return below.get(0);
    }

    @Override
    public Fact visitParen(Paren expr) {
      return below.get(0);
    }

    @Override
    public Fact visitNumberLiteral(NumberLiteral expr) {
      return CONSTANT;
    }

    @Override
    public Fact visitStringLiteral(StringLiteral expr) {
      return CONSTANT;
    }

    @Override
    public Fact visitPlaceholder(PlaceholderExpr expr) {
      return new Fact(Match.MAY, true, false);
    }

    @Override
    public Fact visitCall(Call expr) {
      boolean reads = below.stream().anyMatch(Fact::reads);
      Fact argument = argument(expr);
      return switch (CallEffect.of(expr)) {
        case CONSTANT -> new Fact(Match.MUST, reads, true);
        case KEEPS -> new Fact(argument.has, reads, argument.labelless && keepsLabels(expr));
        case FILTERS -> new Fact(filtered(expr, argument.has), reads, false);
        case INVERTS -> new Fact(argument.has.not(), reads, false);
        case UNKNOWN -> new Fact(Match.MAY, true, false);
      };
    }

    private boolean keepsLabels(Call expr) {
      return !expr.function().equals("label_replace") && !expr.function().equals("label_join");
    }

    private Match filtered(Call expr, Match has) {
      if (expr.function().equals("histogram_quantile") && expr.args().size() == 2) {
        PromQlExpr buckets = expr.args().get(1);
        Match le = labels.has(buckets, "le");
        return has.and(labels.mayBeNative(buckets) ? le.or(Match.MAY) : le);
      }
      double low = expr.function().equals("clamp") ? Emptiness.constant(expr.args().get(1)) : 0;
      double high = expr.function().equals("clamp") ? Emptiness.constant(expr.args().get(2)) : 0;
      return low > high ? Match.NEVER : has.and(Match.MAY);
    }

    private Fact argument(Call expr) {
      for (int i = 0; i < expr.args().size(); i++) {
        if (Emptiness.isVector(expr.args().get(i).type())) {
          return below.get(i);
        }
      }
      return CONSTANT;
    }

    @Override
    public Fact visitAggregate(Aggregate expr) {
      Fact vector = below.get(below.size() - 1);
      boolean labelless =
          !isSelection(expr.operator())
              && expr.operator() != Aggregator.COUNT_VALUES
              && expr.grouping().map(g -> g.isBy() && g.labels().isEmpty()).orElse(true);
      Match has = expr.parameter().isEmpty() ? vector.has : limited(expr, vector.has);
      return new Fact(has, true, labelless || (vector.labelless && !isCounting(expr)));
    }

    private boolean isCounting(Aggregate expr) {
      return expr.operator() == Aggregator.COUNT_VALUES;
    }

    private boolean isSelection(Aggregator operator) {
      return switch (operator) {
        case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> true;
        default -> false;
      };
    }

    private Match limited(Aggregate expr, Match has) {
      double limit = expr.parameter().map(Emptiness::constant).orElse(Double.NaN);
      return switch (expr.operator()) {
        case TOPK, BOTTOMK, LIMITK ->
            limit < 1 ? Match.NEVER : limit >= 1 ? has : has.and(Match.MAY);
        case LIMIT_RATIO ->
            limit == 0 ? Match.NEVER : Math.abs(limit) >= 1 ? has : has.and(Match.MAY);
        default -> has;
      };
    }

    @Override
    public Fact visitUnknownAggregate(UnknownAggregate expr) {
      Match has = Match.MAY;
      for (int i = 0; i < below.size(); i++) {
        boolean vector = Emptiness.isVector(expr.args().get(i).type());
        has = vector && below.get(i).has == Match.NEVER ? Match.NEVER : has;
      }
      return new Fact(has, true, false);
    }

    @Override
    public Fact visitBinary(Binary expr) {
      Fact left = below.get(0);
      Fact right = below.get(1);
      boolean leftVector = Emptiness.isVector(expr.left().type());
      boolean rightVector = Emptiness.isVector(expr.right().type());
      boolean reads = left.reads || right.reads;
      if (!leftVector && !rightVector) {
        return new Fact(hasUnknownSide(expr) ? Match.MAY : Match.MUST, reads, true);
      }
      boolean filters = expr.operator().isComparison() && !expr.returnsBool();
      if (leftVector != rightVector && !hasUnknownSide(expr)) {
        Fact vector = leftVector ? left : right;
        Match has = filters ? vector.has.and(Match.MAY) : vector.has;
        return new Fact(has, reads, vector.labelless);
      }
      if (leftVector != rightVector) {
        // a placeholder beside a vector: a number keeps the vector, another vector may not
        boolean needed = expr.operator() != BinaryOperator.OR;
        Fact vector = leftVector ? left : right;
        boolean unlessRight = expr.operator() == BinaryOperator.UNLESS && !leftVector;
        Match has = needed && !unlessRight ? vector.has.and(Match.MAY) : Match.MAY;
        return new Fact(has, true, false);
      }
      return combined(expr, left, right);
    }

    private boolean hasUnknownSide(Binary expr) {
      return expr.left().type() == ValueType.UNKNOWN || expr.right().type() == ValueType.UNKNOWN;
    }

    private Fact combined(Binary expr, Fact left, Fact right) {
      boolean reads = left.reads || right.reads;
      boolean labelless = left.labelless && right.labelless;
      Match meet = sidesMeet(expr, left, right);
      Match both = left.has.and(right.has).and(meet);
      return switch (expr.operator()) {
        case OR -> alternative(left, right);
        case AND -> new Fact(both, reads, left.labelless);
        case UNLESS -> new Fact(without(left.has, right.has, meet), reads, left.labelless);
        default -> {
          boolean filters = expr.operator().isComparison() && !expr.returnsBool();
          Match has = filled(expr, left.has, right.has, both);
          yield new Fact(filters ? has.and(Match.MAY) : has, reads, labelless);
        }
      };
    }

    private Match filled(Binary expr, Match left, Match right, Match both) {
      VectorMatching matching = expr.matching().orElse(VectorMatching.DEFAULT);
      boolean fillsLeft = matching.fillLeft().isPresent();
      boolean fillsRight = matching.fillRight().isPresent();
      if (fillsLeft && fillsRight) {
        return left.or(right);
      }
      return fillsRight ? left : fillsLeft ? right : both;
    }

    private Fact alternative(Fact left, Fact right) {
      boolean reads = left.reads || right.reads;
      boolean labelless = left.labelless && right.labelless;
      if (!fallbacksCount && left.reads != right.reads) {
        return new Fact(left.reads ? left.has : right.has, reads, labelless);
      }
      return new Fact(left.has.or(right.has), reads, labelless);
    }

    private Match without(Match left, Match right, Match meet) {
      if (left == Match.NEVER || right == Match.NEVER || meet == Match.NEVER) {
        return left;
      }
      boolean removed = right == Match.MUST && meet == Match.MUST;
      return removed ? Match.NEVER : left.and(Match.MAY);
    }

    /** Whether each series of one side finds one of the other side. */
    private Match sidesMeet(Binary expr, Fact left, Fact right) {
      VectorMatching matching = expr.matching().orElse(VectorMatching.DEFAULT);
      boolean onNothing = matching.isOn() && matching.labels().isEmpty();
      return onNothing || (left.labelless && right.labelless) ? Match.MUST : labels.sidesMeet(expr);
    }
  }

  /**
   * What makes a node empty.
   *
   * @param selectors the selectors that find nothing, or something behind {@code unless} and in
   *     {@code absent}; in source order
   * @param parts the operators and calls that give nothing though their operands may; in source
   *     order
   */
  record Decisive(List<VectorSelector> selectors, List<PromQlExpr> parts) {}

  /** What makes a node empty; nothing when it may have a result. */
  Decisive decisive(PromQlExpr root) {
    Set<VectorSelector> selectors = Collections.newSetFromMap(new IdentityHashMap<>());
    List<PromQlExpr> parts = new ArrayList<>();
    Deque<PromQlExpr> open = new ArrayDeque<>();
    if (of(root).has == Match.NEVER) {
      open.push(root);
    }
    while (!open.isEmpty()) {
      PromQlExpr node = open.pop();
      if (node instanceof VectorSelector selector) {
        selectors.add(selector);
      } else if (node instanceof Binary binary && binary.operator() == BinaryOperator.UNLESS) {
        boolean leftEmpty = of(binary.left()).has == Match.NEVER;
        open.push(leftEmpty ? binary.left() : binary.right());
      } else {
        List<PromQlExpr> deciding =
            node.children().stream().filter(child -> decides(node, child)).toList();
        deciding.forEach(open::push);
        if (deciding.isEmpty() && of(node).has == Match.NEVER) {
          parts.add(node);
        }
      }
    }
    return new Decisive(inOrder(selectors), inOrder(parts));
  }

  private static <N extends PromQlExpr> List<N> inOrder(Collection<N> nodes) {
    return nodes.stream().sorted(Comparator.comparingInt((N node) -> node.span().start())).toList();
  }

  /** Whether a child is why the node is empty. */
  private boolean decides(PromQlExpr node, PromQlExpr child) {
    boolean inverted = node instanceof Call call && CallEffect.of(call) == CallEffect.INVERTS;
    Fact fact = of(child);
    if (inverted || of(node).has == Match.MUST) {
      return fact.reads;
    }
    boolean fallback =
        node instanceof Binary binary && binary.operator() == BinaryOperator.OR && !fact.reads;
    return fact.has == Match.NEVER && !fallback;
  }
}
