package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.VectorMatching;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.SeriesShape;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which labels the series of each part of an expression have, given the shapes that its selectors
 * read.
 *
 * <p>The shape of a part covers every series that the part can give; its name is absent where
 * Prometheus drops it. Made for one tree; asks go by the very nodes of it.
 */
public final class LabelFlow {
  /**
   * What one part gives.
   *
   * @param shape what covers its series; null when it has none
   * @param mayBeNative whether samples may be native histograms
   */
  record Flow(@Nullable SeriesShape shape, boolean mayBeNative) {}

  private final PromQlExpr expr;
  private final IdentityHashMap<PromQlExpr, Flow> flows = new IdentityHashMap<>();

  private LabelFlow(PromQlExpr expr) {
    this.expr = expr;
  }

  /**
   * Follows the labels through an expression.
   *
   * @param shapes says of each selector which shapes it may read; they are narrowed by its
   *     conditions here. None means that it reads no series.
   */
  public static LabelFlow of(
      PromQlExpr expr, Function<? super VectorSelector, ? extends Collection<SeriesShape>> shapes) {
    LabelFlow flow = new LabelFlow(expr);
    PromQl.<Flow>fold(
        expr,
        (node, below) -> {
          Flow out =
              node instanceof VectorSelector selector
                  ? read(selector, shapes.apply(selector))
                  : node.accept(new LabelTransfer(below));
          flow.flows.put(node, out);
          return out;
        });
    return flow;
  }

  private static Flow read(VectorSelector selector, Collection<SeriesShape> shapes) {
    SelectorUse use = new SelectorUse(selector, null, List.of());
    SeriesShape all = null;
    boolean mayBeNative = false;
    for (SeriesShape shape : shapes) {
      SeriesShape read = use.narrow(shape).orElse(null);
      if (read != null) {
        all = all == null ? read : all.union(read);
        mayBeNative |=
            read.type() == MetricType.NATIVE_HISTOGRAM || read.type() == MetricType.UNKNOWN;
      }
    }
    return new Flow(all, mayBeNative);
  }

  /** What covers the series of the whole expression; empty when it has none. */
  public Optional<SeriesShape> result() {
    return shape(expr);
  }

  /** What covers the series of a part; empty when it has none or is not a part of the tree. */
  public Optional<SeriesShape> shape(PromQlExpr part) {
    Flow flow = flows.get(part);
    return flow == null ? Optional.empty() : Optional.ofNullable(flow.shape());
  }

  /** Whether the series of a part have a label: all, some perhaps, none. */
  public Match has(PromQlExpr part, String label) {
    return shape(part)
        .map(
            shape ->
                switch (shape.label(label).presence()) {
                  case ALWAYS -> Match.MUST;
                  case SOMETIMES -> Match.MAY;
                  case NEVER -> Match.NEVER;
                })
        .orElse(Match.MAY);
  }

  /** Every label that the expression speaks of outside of selectors, in source order. */
  public List<LabelUse> uses() {
    return LabelUses.of(expr, this);
  }

  /** Whether samples of a part may be native histograms; true when nothing is known. */
  public boolean mayBeNative(PromQlExpr part) {
    Flow flow = flows.get(part);
    return flow == null || flow.mayBeNative();
  }

  /**
   * Whether series of both sides of an operator between vectors can match, as far as labels decide:
   * each finds one, perhaps, or none does.
   */
  public Match sidesMeet(Binary binary) {
    SeriesShape left = shape(binary.left()).orElse(null);
    SeriesShape right = shape(binary.right()).orElse(null);
    if (left == null || right == null) {
      return Match.MAY;
    }
    if (separatingLabel(binary).isPresent()) {
      return Match.NEVER;
    }
    VectorMatching matching = binary.matching().orElse(VectorMatching.DEFAULT);
    boolean certain =
        isKnown(matching)
            && compared(matching, left, right).stream()
                .allMatch(label -> isSame(left.label(label), right.label(label)));
    boolean others = !matching.isOn() && (left.isOpen() || right.isOpen());
    return certain && !others ? Match.MUST : Match.MAY;
  }

  /**
   * A label that both sides of an operator must agree on and never do: one side lacks it, or the
   * values have nothing in common. Empty when there is none, or nobody can say.
   */
  public Optional<String> separatingLabel(Binary binary) {
    SeriesShape left = shape(binary.left()).orElse(null);
    SeriesShape right = shape(binary.right()).orElse(null);
    VectorMatching matching = binary.matching().orElse(VectorMatching.DEFAULT);
    if (left == null || right == null || !isKnown(matching)) {
      return Optional.empty();
    }
    return compared(matching, left, right).stream()
        .filter(label -> left.label(label).isDisjoint(right.label(label)))
        .findFirst();
  }

  private static boolean isKnown(VectorMatching matching) {
    return matching.labels().stream().noneMatch(PromQlText::hasPlaceholders);
  }

  private static Set<String> compared(
      VectorMatching matching, SeriesShape left, SeriesShape right) {
    Set<String> named = new TreeSet<>();
    matching.labels().forEach(label -> named.add(label.value()));
    if (matching.isOn()) {
      return named;
    }
    Set<String> all = new TreeSet<>(left.labels().keySet());
    all.addAll(right.labels().keySet());
    all.removeAll(named);
    return all;
  }

  private static boolean isSame(LabelDomain one, LabelDomain other) {
    boolean bothAbsent = one.presence() == Presence.NEVER && other.presence() == Presence.NEVER;
    return bothAbsent || (one.single().isPresent() && one.single().equals(other.single()));
  }

  LabelKnowledge knowledge() {
    LabelFlow flow = this;
    return new LabelKnowledge() {
      @Override
      public Match has(PromQlExpr part, String label) {
        return flow.has(part, label);
      }

      @Override
      public boolean mayBeNative(PromQlExpr part) {
        return flow.mayBeNative(part);
      }

      @Override
      public Match sidesMeet(Binary binary) {
        return flow.sidesMeet(binary);
      }
    };
  }

  /** The result's labels as people read them; {@code no series} when there are none. */
  @Override
  public String toString() {
    return result().map(Objects::toString).orElse("no series");
  }

  /** A closed shape without name and labels. */
  static SeriesShape labelless() {
    return SeriesShape.builder(LabelDomain.absent()).build();
  }

  /** A shape that nothing is known of. */
  static SeriesShape anything() {
    return SeriesShape.builder(LabelDomain.unknown()).open().build();
  }
}
