package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.Paren;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.Unary;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the type misuses of one expression. */
final class TypeMisuses {
  private static final Set<String> RATES = Set.of("rate", "irate", "increase");
  private static final Set<String> GAUGE_FUNCTIONS =
      Set.of("delta", "idelta", "deriv", "predict_linear");

  /** Functions that show a counter's own value, only arranged in another way. */
  private static final Set<String> TRANSPARENT =
      Set.of(
          "sort",
          "sort_desc",
          "sort_by_label",
          "sort_by_label_desc",
          "label_replace",
          "label_join",
          "round",
          "ceil",
          "floor",
          "clamp",
          "clamp_min",
          "clamp_max",
          "histogram_quantile");

  private static final Set<Aggregator> SHOWING =
      EnumSet.of(
          Aggregator.SUM,
          Aggregator.AVG,
          Aggregator.MIN,
          Aggregator.MAX,
          Aggregator.TOPK,
          Aggregator.BOTTOMK,
          Aggregator.QUANTILE);

  /** What the samples of a selector are. */
  private enum Samples {
    COUNTER,
    GAUGE,
    OTHER
  }

  private final PromQlExpr expr;
  private final IdentityHashMap<VectorSelector, List<SeriesShape>> shapes = new IdentityHashMap<>();
  private final List<VectorSelector> selectors = new ArrayList<>();
  private final List<TypeMisuse> found = new ArrayList<>();
  private final LabelFlow flow;

  TypeMisuses(
      PromQlExpr expr, Function<? super VectorSelector, ? extends Collection<SeriesShape>> given) {
    this.expr = expr;
    PromQl.walk(
        expr,
        node -> {
          if (node instanceof VectorSelector selector) {
            selectors.add(selector);
            shapes.put(selector, read(selector, given.apply(selector)));
          }
        });
    this.flow = LabelFlow.of(expr, selector -> shapes.getOrDefault(selector, List.of()));
  }

  private static List<SeriesShape> read(VectorSelector selector, Collection<SeriesShape> given) {
    SelectorUse use = new SelectorUse(selector, null, List.of());
    List<SeriesShape> read = new ArrayList<>();
    given.forEach(shape -> use.narrow(shape).ifPresent(read::add));
    return read.isEmpty() ? List.of(byConvention(selector)) : read;
  }

  /** What the name alone tells of a metric that nobody described. */
  private static SeriesShape byConvention(VectorSelector selector) {
    String name =
        selector.metricName().filter(n -> !n.hasPlaceholders()).map(PromQlText::value).orElse("");
    if (name.isEmpty()) {
      return LabelFlow.anything();
    }
    SeriesShape.Builder shape = SeriesShape.builder(name).open();
    if (name.endsWith("_bucket")) {
      String family = name.substring(0, name.length() - "_bucket".length());
      shape.family(family, MetricType.HISTOGRAM).label("le", LabelDomain.any());
    } else if (name.endsWith("_total")) {
      shape.family(name, MetricType.COUNTER);
    }
    return shape.build();
  }

  List<TypeMisuse> find() {
    PromQl.walk(
        expr,
        node -> {
          if (node instanceof Call call && !call.name().hasPlaceholders()) {
            call(call);
          }
        });
    Set<PromQlExpr> shown = shownBy(expr);
    for (VectorSelector selector : selectors) {
      if (samples(selector) == Samples.COUNTER && shown.contains(selector)) {
        add(TypeMisuse.Kind.COUNTER_WITHOUT_RATE, selector, selector);
      }
    }
    found.sort(
        Comparator.comparingInt((TypeMisuse misuse) -> misuse.at().span().start())
            .thenComparing(TypeMisuse::kind));
    return List.copyOf(found);
  }

  private void add(TypeMisuse.Kind kind, PromQlExpr at, VectorSelector selector) {
    found.add(new TypeMisuse(kind, at, selector));
  }

  private void call(Call call) {
    String function = call.function();
    if (RATES.contains(function) || GAUGE_FUNCTIONS.contains(function)) {
      window(call, RATES.contains(function));
    } else if (function.equals("histogram_quantile") && call.args().size() == 2) {
      quantile(call, call.args().get(1));
    }
  }

  private void window(Call call, boolean rate) {
    PromQlExpr window = call.args().isEmpty() ? call : unwrapped(call.args().get(0));
    if (window instanceof MatrixSelector matrix) {
      Samples samples = samples(matrix.selector());
      if (rate && samples == Samples.GAUGE) {
        add(TypeMisuse.Kind.RATE_ON_GAUGE, call, matrix.selector());
      } else if (!rate && samples == Samples.COUNTER) {
        add(TypeMisuse.Kind.DELTA_ON_COUNTER, call, matrix.selector());
      }
    } else if (rate && window instanceof Subquery subquery) {
      VectorSelector counter = summedCounter(subquery.expr());
      if (counter != null) {
        add(TypeMisuse.Kind.RATE_OF_AGGREGATION, call, counter);
      }
    }
  }

  /** A raw counter below an aggregation, or null. */
  private @Nullable VectorSelector summedCounter(PromQlExpr inner) {
    if (!(unwrapped(inner) instanceof Aggregate aggregate)) {
      return null;
    }
    boolean adds = aggregate.operator() == Aggregator.SUM || aggregate.operator() == Aggregator.AVG;
    if (!adds) {
      return null;
    }
    Set<PromQlExpr> shown = shownBy(aggregate);
    for (VectorSelector selector : PromQl.selectors(aggregate.expr())) {
      if (samples(selector) == Samples.COUNTER && shown.contains(selector)) {
        return selector;
      }
    }
    return null;
  }

  private static PromQlExpr unwrapped(PromQlExpr expr) {
    PromQlExpr at = expr;
    while (at instanceof Paren paren) {
      at = paren.expr();
    }
    return at;
  }

  private void quantile(Call call, PromQlExpr buckets) {
    List<VectorSelector> read = PromQl.selectors(buckets);
    boolean lost = flow.has(buckets, "le") == Match.NEVER && !flow.mayBeNative(buckets);
    if (!lost || read.isEmpty()) {
      return;
    }
    for (VectorSelector selector : read) {
      if (flow.has(selector, "le") != Match.NEVER) {
        add(TypeMisuse.Kind.QUANTILE_WITHOUT_LE, call, selector);
        return;
      }
    }
    add(TypeMisuse.Kind.QUANTILE_ON_NON_BUCKET, call, read.get(0));
  }

  /**
   * The parts of a tree that come to its top as they are: nothing between makes something else of a
   * counter. Found from the top down, so that long chains of operators take linear time.
   */
  private static Set<PromQlExpr> shownBy(PromQlExpr top) {
    Set<PromQlExpr> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    shown.add(top);
    PromQl.walk(
        top,
        parent -> {
          if (shown.contains(parent)) {
            for (PromQlExpr child : parent.children()) {
              boolean reads = child instanceof VectorSelector || !child.children().isEmpty();
              if (reads && shows(parent, child)) {
                shown.add(child);
              }
            }
          }
        });
    return shown;
  }

  private static boolean shows(PromQlExpr parent, PromQlExpr child) {
    if (parent instanceof Paren || parent instanceof Unary) {
      return true;
    }
    if (parent instanceof Aggregate aggregate) {
      return SHOWING.contains(aggregate.operator()) && aggregate.expr() == child;
    }
    if (parent instanceof Call call) {
      return TRANSPARENT.contains(call.function());
    }
    return parent instanceof Binary binary && shows(binary, child);
  }

  private static boolean shows(Binary binary, PromQlExpr child) {
    PromQlExpr other = binary.left() == child ? binary.right() : binary.left();
    boolean scaled =
        (binary.operator() == BinaryOperator.MULTIPLY || binary.operator() == BinaryOperator.DIVIDE)
            && !Emptiness.isVector(other.type());
    return switch (binary.operator()) {
      case OR, ADD -> true;
      // what stands behind "and" and "unless" is asked for, not shown
      case AND, UNLESS -> binary.left() == child;
      default -> scaled;
    };
  }

  private Samples samples(VectorSelector selector) {
    Samples all = null;
    for (SeriesShape shape : shapes.getOrDefault(selector, List.of())) {
      Samples one = samples(shape);
      if (all != null && all != one) {
        return Samples.OTHER;
      }
      all = one;
    }
    return all == null ? Samples.OTHER : all;
  }

  private static Samples samples(SeriesShape shape) {
    String name = shape.name().orElse("");
    boolean suffixed = !name.equals(shape.family());
    if (name.isEmpty()) {
      return Samples.OTHER;
    }
    if (suffixed && name.endsWith("_created")) {
      return Samples.GAUGE;
    }
    return switch (shape.type()) {
      case COUNTER -> Samples.COUNTER;
      case HISTOGRAM -> suffixed ? Samples.COUNTER : Samples.OTHER;
      case SUMMARY -> suffixed ? Samples.COUNTER : Samples.GAUGE;
      case GAUGE, INFO, STATESET, GAUGE_HISTOGRAM -> Samples.GAUGE;
      case NATIVE_HISTOGRAM, UNKNOWN -> Samples.OTHER;
    };
  }
}
