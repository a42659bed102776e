package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the unit that a panel is set to against the unit of its queries' values. */
final class PanelUnits {
  /** Grafana's units of which each stands for one unit of values, to that unit. */
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("s", ResultUnit.SECONDS),
          Map.entry("dtdurations", ResultUnit.SECONDS),
          Map.entry("dthms", ResultUnit.SECONDS),
          Map.entry("clocks", ResultUnit.SECONDS),
          Map.entry("ms", ResultUnit.MILLISECONDS),
          Map.entry("dtdurationms", ResultUnit.MILLISECONDS),
          Map.entry("clockms", ResultUnit.MILLISECONDS),
          Map.entry("µs", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("m", "minutes"),
          Map.entry("h", "hours"),
          Map.entry("d", "days"),
          Map.entry("bytes", ResultUnit.BYTES),
          Map.entry("decbytes", ResultUnit.BYTES),
          Map.entry("bits", "bits"),
          Map.entry("decbits", "bits"),
          Map.entry("kbytes", "kilobytes"),
          Map.entry("deckbytes", "kilobytes"),
          Map.entry("mbytes", "megabytes"),
          Map.entry("decmbytes", "megabytes"),
          Map.entry("gbytes", "gigabytes"),
          Map.entry("decgbytes", "gigabytes"),
          Map.entry("percent", ResultUnit.PERCENT),
          Map.entry("percentunit", ResultUnit.RATIO));

  private static final Map<String, String> RIGHT =
      Map.of(
          ResultUnit.SECONDS, "s",
          ResultUnit.MILLISECONDS, "ms",
          ResultUnit.BYTES, "bytes",
          ResultUnit.RATIO, "percentunit",
          ResultUnit.PERCENT, "percent");

  private PanelUnits() {}

  /**
   * The finding about a panel, if its unit is wrong for every query that it shows.
   *
   * @param queries the panels' queries by name
   */
  static Optional<Finding> check(
      String rule,
      Dashboard dashboard,
      Panel panel,
      Map<ConsumerRef, QueryConsumer> queries,
      RuleContext facts) {
    Optional<Doc.Str> unit = PanelUnit.of(panel);
    String meaning = unit.map(it -> MEANINGS.getOrDefault(it.value(), "")).orElse("");
    if (unit.isEmpty()
        || meaning.isEmpty()
        || PanelUnit.hasOverrides(panel)
        || PanelUnit.isTransformed(panel)) {
      return Optional.empty();
    }
    List<ConsumerRef> consumers = new ArrayList<>();
    String real = "";
    for (Target target : panel.targets()) {
      if (target.isHidden()) {
        continue;
      }
      QueryConsumer query = queries.get(dashboard.ref(panel, target.refId()));
      Optional<SentQuery> sent = Optional.ofNullable(query).flatMap(SentQuery::of);
      Optional<ResultUnit> result =
          sent.map(it -> ResultUnit.of(it.expr(), facts))
              .filter(ResultUnit::isKnown)
              .filter(it -> !it.perSecond() && !it.what().equals(meaning));
      if (result.isEmpty()
          || query == null
          || !(real.isEmpty() || real.equals(result.get().what()))) {
        return Optional.empty();
      }
      real = result.get().what();
      consumers.add(query.ref());
    }
    return real.isEmpty()
        ? Optional.empty()
        : Optional.of(finding(rule, dashboard, panel, unit.get(), meaning, real, consumers));
  }

  private static Finding finding(
      String rule,
      Dashboard dashboard,
      Panel panel,
      Doc.Str unit,
      String meaning,
      String real,
      List<ConsumerRef> consumers) {
    String right = RIGHT.getOrDefault(real, "short");
    Span place = unit.span();
    return Finding.of(rule, Severity.WARNING)
        .message("the panel shows " + real + " as " + meaning)
        .at(dashboard.location(place))
        .anchor(panel.id() + panel.title().orElse("") + unit.value())
        .evidence("its unit is \"" + unit.value() + "\", and its queries give " + real)
        .affects(consumers)
        .fix(
            Fix.replacing(
                "set the unit to \"" + right + "\"",
                "\"" + unit.value() + "\"",
                "\"" + right + "\""))
        .build();
  }
}
