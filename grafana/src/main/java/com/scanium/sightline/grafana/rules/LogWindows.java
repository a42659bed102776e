package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlParse;
import com.scanium.sightline.logql.LogQlText;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.function.Consumer;

/** Finds log ranges of fixed length in panels: {@code $__auto} follows the step of the panel. */
final class LogWindows {
  private LogWindows() {}

  static void check(String rule, QueryConsumer consumer, Consumer<Finding> out) {
    boolean isLeftOut =
        consumer instanceof PanelQuery panel
            && (panel.isHidden() || panel.notChecked().isPresent());
    if (consumer.language() != QueryLanguage.LOGQL || isLeftOut) {
      return;
    }
    LogQlParse parse = LogQl.parse(consumer.text().text());
    if (!parse.isOk() || parse.expr().isEmpty()) {
      return;
    }
    LogQl.walk(
        parse.expr().get(),
        node -> {
          if (node instanceof LogQlExpr.RangeAggregation range
              && LogQl.duration(range.range().value()).isPresent()) {
            out.accept(finding(rule, consumer, range));
          }
        });
  }

  private static Finding finding(
      String rule, QueryConsumer consumer, LogQlExpr.RangeAggregation range) {
    LogQlText window = range.range();
    return Finding.of(rule, Severity.WARNING)
        .message("the window of " + range.function() + " is always " + window.value())
        .at(consumer.text().location(window.span()))
        .anchor(consumer.text().text())
        .evidence("over long time ranges the points lie further apart than the window is long")
        .affects(List.of(consumer.ref()))
        .fix(fix(consumer, window))
        .build();
  }

  private static Fix fix(QueryConsumer consumer, LogQlText window) {
    Span inFile = consumer.text().offsets().toOriginal(window.span());
    String file = consumer.text().file().text();
    boolean isPlain =
        inFile.end() <= file.length()
            && file.substring(inFile.start(), inFile.end()).equals(window.value());
    return isPlain
        ? Fix.replacing("write $__auto", window.value(), "$__auto")
        : Fix.of("write $__auto");
  }
}
