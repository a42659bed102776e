package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds queries that send the text "$__all": no label has that value. */
final class AllLiteralRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "grafana/all-literal";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  private static final String ALL = "$__all";

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    boolean isNotSent =
        consumer instanceof PanelQuery panel
            && (panel.isHidden() || panel.notChecked().isPresent());
    if (isNotSent) {
      return;
    }
    for (QueryVariant variant : consumer.variants()) {
      int at = variant.text().indexOf(ALL);
      if (at >= 0) {
        out.accept(finding(consumer, variant, new Span(at, at + ALL.length())));
        return;
      }
    }
  }

  private Finding finding(QueryConsumer consumer, QueryVariant variant, Span all) {
    boolean isFirst = variant.equals(consumer.variants().get(0));
    boolean isWritten = consumer.text().text().contains(ALL);
    Finding.Builder finding =
        Finding.of(id(), isFirst ? Severity.ERROR : Severity.WARNING)
            .message("the text \"$__all\" reaches the query as it is")
            .at(consumer.text().location(variant.offsets().toOriginal(all)))
            .anchor(consumer.text().text())
            .evidence("sent as: " + variant.text().strip().replaceAll("\\s+", " "))
            .evidence("no label has that value")
            .affects(List.of(consumer.ref()))
            .fix(
                Fix.of(
                    isWritten
                        ? "write the variable, or .*, instead of $__all"
                        : "offer \"All\" (includeAll) and give it a value (allValue), or save another"
                            + " selection"));
    if (isFirst) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }
}
