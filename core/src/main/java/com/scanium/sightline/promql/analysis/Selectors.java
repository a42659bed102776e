package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists what an expression reads. */
public final class Selectors {
  private Selectors() {}

  /** Every selector with its window and surroundings, in source order. */
  public static List<SelectorUse> of(PromQlExpr expr) {
    IdentityHashMap<PromQlExpr, PromQlExpr> parents = new IdentityHashMap<>();
    List<VectorSelector> selectors = new ArrayList<>();
    PromQl.walk(
        expr,
        node -> {
          node.children().forEach(child -> parents.put(child, node));
          if (node instanceof VectorSelector selector) {
            selectors.add(selector);
          }
        });
    List<SelectorUse> uses = new ArrayList<>();
    for (VectorSelector selector : selectors) {
      MatrixSelector range = parents.get(selector) instanceof MatrixSelector matrix ? matrix : null;
      uses.add(new SelectorUse(selector, range, functions(selector, parents)));
    }
    return List.copyOf(uses);
  }

  private static List<String> functions(
      PromQlExpr selector, IdentityHashMap<PromQlExpr, PromQlExpr> parents) {
    List<String> names = new ArrayList<>();
    @Nullable PromQlExpr at = parents.get(selector);
    while (at != null) {
      if (at instanceof Call call) {
        names.add(call.function().toLowerCase(Locale.ROOT));
      } else if (at instanceof Aggregate aggregate) {
        names.add(aggregate.operator().symbol());
      }
      at = parents.get(at);
    }
    return names;
  }
}
