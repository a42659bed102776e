package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists what an expression reads. */
public final class Selectors {
  private Selectors() {}

  /** Every selector with its window and surroundings, in source order. */
  public static List<SelectorUse> of(PromQlExpr expr) {
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(expr, null, List.of()));
    List<SelectorUse> uses = new ArrayList<>();
    while (!open.isEmpty()) {
      Place place = open.pop();
      PromQlExpr node = place.node;
      if (node instanceof VectorSelector selector) {
        uses.add(new SelectorUse(selector, place.range, place.functions));
      }
      MatrixSelector range = node instanceof MatrixSelector matrix ? matrix : null;
      List<String> functions = inside(node, place.functions);
      List<PromQlExpr> children = node.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(new Place(children.get(i), range, functions));
      }
    }
    return List.copyOf(uses);
  }

  /**
   * A node and what stands around it. The list is shared below it: long chains of operators have
   * one.
   *
   * @param range the range selector directly around it, or null
   * @param functions the functions and aggregations, the innermost first
   */
  private record Place(PromQlExpr node, @Nullable MatrixSelector range, List<String> functions) {}

  private static List<String> inside(PromQlExpr node, List<String> outer) {
    String name;
    if (node instanceof Call call) {
      name = call.function().toLowerCase(Locale.ROOT);
    } else if (node instanceof Aggregate aggregate) {
      name = aggregate.operator().symbol();
    } else {
      return outer;
    }
    List<String> names = new ArrayList<>(outer.size() + 1);
    names.add(name);
    names.addAll(outer);
    return List.copyOf(names);
  }
}
