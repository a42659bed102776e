package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.StringLiteral;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.VectorMatching;
import com.scanium.sightline.promql.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the labels that an expression speaks of outside of selectors. */
final class LabelUses {
  private final LabelFlow flow;
  private final List<LabelUse> uses = new ArrayList<>();

  private LabelUses(LabelFlow flow) {
    this.flow = flow;
  }

  static List<LabelUse> of(PromQlExpr expr, LabelFlow flow) {
    LabelUses found = new LabelUses(flow);
    PromQl.walk(expr, found::visit);
    found.uses.sort(Comparator.comparingInt((LabelUse use) -> use.span().start()));
    return List.copyOf(found.uses);
  }

  private void visit(PromQlExpr node) {
    if (node instanceof Aggregate aggregate) {
      aggregate.grouping().ifPresent(grouping -> grouping(aggregate, grouping));
    } else if (node instanceof Binary binary) {
      binary.matching().ifPresent(matching -> matching(binary, matching));
    } else if (node instanceof Call call) {
      sources(call);
    }
  }

  private void grouping(Aggregate aggregate, Grouping grouping) {
    LabelUse.Role role = grouping.isBy() ? LabelUse.Role.BY : LabelUse.Role.WITHOUT;
    grouping.labels().forEach(label -> add(label, role, aggregate, aggregate.expr()));
  }

  private void matching(Binary binary, VectorMatching matching) {
    LabelUse.Role role = matching.isOn() ? LabelUse.Role.ON : LabelUse.Role.IGNORING;
    for (PromQlText label : matching.labels()) {
      add(label, role, binary, binary.left());
      add(label, role, binary, binary.right());
    }
    PromQlExpr one =
        matching.cardinality() == Cardinality.ONE_TO_MANY ? binary.left() : binary.right();
    matching.include().forEach(label -> add(label, LabelUse.Role.INCLUDE, binary, one));
  }

  private void sources(Call call) {
    boolean replaces = call.function().equals("label_replace");
    boolean joins = call.function().equals("label_join");
    for (int i = 3; i < call.args().size(); i++) {
      boolean source = joins || (replaces && i == 3);
      if (source && call.args().get(i) instanceof StringLiteral name) {
        add(name.text(), LabelUse.Role.SOURCE, call, call.args().get(0));
      }
    }
  }

  private void add(PromQlText label, LabelUse.Role role, PromQlExpr owner, PromQlExpr input) {
    if (!label.hasPlaceholders()) {
      uses.add(
          new LabelUse(
              label.value(), role, owner, input, flow.has(input, label.value()), label.span()));
    }
  }
}
