package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.RelabelRule;
import com.scanium.sightline.signal.Relabeling;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;

/**
 * One relabel rule on the way of series.
 *
 * @param id the component and the rule's number in it, from 1
 * @param location the rule's head
 * @param rule a list of exactly one rule
 */
record RelabelStage(String id, SourceLocation location, Relabeling rule) implements Stage {
  @Override
  public boolean keepsNames() {
    return rule.rules().stream().allMatch(RelabelStage::keepsName);
  }

  private static boolean keepsName(RelabelRule one) {
    return switch (one.action()) {
      case KEEP, DROP, KEEPEQUAL, DROPEQUAL -> true;
      case REPLACE, HASHMOD, LOWERCASE, UPPERCASE ->
          !one.targetLabel().contains("$") && !one.targetLabel().equals("__name__");
      case LABELMAP, LABELDROP, LABELKEEP -> false;
    };
  }

  @Override
  public List<SeriesShape> apply(SeriesShape shape) {
    return rule.apply(shape).remaining().map(List::of).orElseGet(List::of);
  }
}
