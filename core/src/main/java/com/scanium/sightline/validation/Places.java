package com.scanium.sightline.validation;

import com.scanium.sightline.finding.FindingScope;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.IgnoreSource;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the team says of findings, in {@code sightline.yaml} and in the files of the parts, with the
 * place of each dashboard and panel that it names: a finding that hits nobody is meant when it
 * stands there.
 */
final class Places {
  private final Pipeline pipeline;

  Places(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  List<SeverityOverride> ofOverrides() {
    return pipeline.severities().stream()
        .map(one -> new SeverityOverride(placed(one.scope()), one.level()))
        .toList();
  }

  List<Ignore> ofIgnores() {
    List<Ignore> all = new ArrayList<>();
    pipeline
        .ignores()
        .forEach(
            ignore -> all.add(ignore.scope().map(this::placed).map(ignore::in).orElse(ignore)));
    pipeline.network().ifPresent(network -> all.addAll(network.ignores()));
    pipeline.ignoreSources().forEach(part -> all.addAll(part.ignores()));
    for (Dashboards dashboards : pipeline.dashboards()) {
      if (dashboards instanceof IgnoreSource source) {
        all.addAll(source.ignores());
      }
    }
    return all;
  }

  private FindingScope placed(FindingScope scope) {
    if (scope.dashboard().isEmpty() || scope.range().isPresent()) {
      return scope;
    }
    for (Dashboards dashboards : pipeline.dashboards()) {
      Optional<SourceLocation> place = dashboards.place(scope.dashboard().get(), scope.panel());
      if (place.isPresent()) {
        return scope.within(place.get());
      }
    }
    return scope;
  }
}
