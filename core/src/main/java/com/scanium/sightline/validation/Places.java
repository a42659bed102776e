package com.scanium.sightline.validation;

import com.scanium.sightline.finding.FindingScope;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the team says of findings, in {@code sightline.yaml} and in the files of the parts, with the
 * place of each dashboard and panel that it names: a finding that hits nobody is meant when it
 * stands there.
 */
final class Places {
  private final Pipeline pipeline;
  private final Set<FindingScope> wanted = new LinkedHashSet<>();
  private final Map<FindingScope, SourceLocation> found = new HashMap<>();
  private final List<Ignore> inDashboards = new ArrayList<>();

  Places(Pipeline pipeline) {
    this.pipeline = pipeline;
    Stream.concat(
            pipeline.ignores().stream().flatMap(ignore -> ignore.scope().stream()),
            pipeline.severities().stream().map(SeverityOverride::scope))
        .filter(scope -> scope.dashboard().isPresent() && scope.range().isEmpty())
        .forEach(wanted::add);
  }

  /** Takes what one part of the dashboards says. */
  void see(Dashboards part) {
    if (part instanceof IgnoreSource source) {
      inDashboards.addAll(source.ignores());
    }
    for (FindingScope scope : wanted) {
      if (!found.containsKey(scope)) {
        part.place(scope.dashboard().orElseThrow(), scope.panel())
            .ifPresent(place -> found.put(scope, place));
      }
    }
  }

  List<SeverityOverride> ofOverrides() {
    return pipeline.severities().stream()
        .map(one -> new SeverityOverride(placed(one.scope()), one.level()))
        .toList();
  }

  List<Ignore> ofIgnores() {
    List<Ignore> all = new ArrayList<>();
    for (Ignore ignore : pipeline.ignores()) {
      all.add(ignore.scope().map(this::placed).map(ignore::in).orElse(ignore));
    }
    pipeline.network().ifPresent(network -> all.addAll(network.ignores()));
    pipeline.ignoreSources().forEach(part -> all.addAll(part.ignores()));
    all.addAll(inDashboards);
    return all;
  }

  private FindingScope placed(FindingScope scope) {
    SourceLocation place = found.get(scope);
    return place == null ? scope : scope.within(place);
  }
}
