package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.FindingScope;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.RuleGlob;
import com.scanium.sightline.finding.SeverityOverride;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys by which a team says what of the findings concerns it: {@code severity}, {@code
 * ignore} and {@code baseline}.
 */
final class AdoptionKeys {
  private static final Set<String> PLACE = Set.of("rule", "dashboard", "panel", "alert", "file");
  private static final Map<String, String> EXPECTED =
      Map.of(
          "ignore",
          "{rule: …, reason: …}, with dashboard and panel, alert, file, until if it is about them",
          "severity",
          "{rule: …, severity: error|warning|info|off}, with dashboard and panel, alert, file, reason"
              + " if it is about them");

  private final SourceContext context;
  private final PipelineValidator.Builder into;

  AdoptionKeys(SourceContext context, PipelineValidator.Builder into) {
    this.context = context;
    this.into = into;
  }

  void read(ConfigNode value) {
    switch (value.path()) {
      case "ignore" -> value.items().forEach(this::ignore);
      case "severity" -> value.items().forEach(this::severity);
      default -> value.items().forEach(this::baseline);
    }
  }

  private void ignore(ConfigNode item) {
    Optional<String> reason = text(item, "reason").filter(text -> !text.isBlank());
    Optional<FindingScope> scope = scope(item, "ignore", List.of("reason", "until"));
    if (scope.isEmpty()) {
      return;
    }
    if (reason.isEmpty()) {
      context.refuse(item, EXPECTED.getOrDefault("ignore", ""));
      return;
    }
    Ignore ignore = Ignore.of(scope.get(), reason.get()).at(item.location());
    Optional<ConfigNode> until = item.get("until");
    if (until.isPresent()) {
      try {
        ignore = ignore.until(LocalDate.parse(until.get().text().orElse("")));
      } catch (DateTimeException e) {
        context.refuse(until.get(), "a day such as 2026-12-31");
        return;
      }
    }
    into.ignore(ignore);
  }

  private void severity(ConfigNode item) {
    Optional<FindingScope> scope = scope(item, "severity", List.of("severity", "reason"));
    if (scope.isEmpty()) {
      return;
    }
    Optional<SeverityOverride.Level> level =
        text(item, "severity").flatMap(SeverityOverride.Level::of);
    if (level.isEmpty()) {
      context.refuse(item, EXPECTED.getOrDefault("severity", ""));
      return;
    }
    into.severity(new SeverityOverride(scope.get(), level.get()));
  }

  private Optional<FindingScope> scope(ConfigNode item, String key, List<String> others) {
    Optional<String> rule = text(item, "rule");
    if (rule.filter(RuleGlob::isValid).isEmpty()) {
      context.refuse(item, EXPECTED.getOrDefault(key, ""));
      return Optional.empty();
    }
    for (var field : item.fields().entrySet()) {
      if (!PLACE.contains(field.getKey()) && !others.contains(field.getKey())) {
        context.refuse(field.getValue(), "left out: " + EXPECTED.get(key) + " is understood");
        return Optional.empty();
      }
    }
    FindingScope.Builder scope = FindingScope.of(rule.get());
    text(item, "dashboard").ifPresent(scope::dashboard);
    text(item, "alert").ifPresent(scope::alert);
    text(item, "file").ifPresent(scope::file);
    Optional<ConfigNode> panel = item.get("panel");
    Optional<Long> id = panel.flatMap(node -> node.doc().asLong());
    if (panel.isPresent() && id.isEmpty()) {
      context.refuse(panel.get(), "the id of a panel, a number");
      return Optional.empty();
    }
    id.ifPresent(scope::panel);
    return Optional.of(scope.build());
  }

  private void baseline(ConfigNode item) {
    Optional<String> name = item.text().filter(text -> !text.isBlank());
    if (name.isEmpty()) {
      context.refuse(item, "the name of a file");
      return;
    }
    try {
      into.baseline(Baseline.read(context.base().resolve(name.get())));
    } catch (IOException | InvalidPathException e) {
      context.refuse(item, "a file that can be read; sightline check --write-baseline makes it");
    } catch (IllegalArgumentException e) {
      context.refuse(item, "a baseline: " + e.getMessage());
    }
  }

  private static Optional<String> text(ConfigNode item, String key) {
    return item.get(key).flatMap(ConfigNode::text);
  }
}
