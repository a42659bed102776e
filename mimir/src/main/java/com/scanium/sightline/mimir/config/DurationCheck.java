package com.scanium.sightline.mimir.config;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds durations in days, weeks or years. Mimir reads those in its limits, whose durations are
 * those of Prometheus; everywhere else it reads Go durations, whose largest unit is the hour.
 */
final class DurationCheck {
  private static final Set<String> PROMETHEUS_DURATIONS = Set.of("limits", "overrides");
  private static final Pattern NAME =
      Pattern.compile(
          ".*_(period|interval|timeout|delay|duration|ttl|age|after|within|time|backoff|wait)"
              + "|period|timeout|retention|expiration");
  private static final Pattern LONG_UNITS =
      Pattern.compile(
          "(?:(\\d{1,5})y)?(?:(\\d{1,5})w)?(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?((?:\\d+(?:m|s|ms))*)");

  private final SourceText source;
  private final List<Finding> findings = new ArrayList<>();

  DurationCheck(SourceText source) {
    this.source = source;
  }

  List<Finding> check(Doc root) {
    for (Doc.Member member : root.members()) {
      if (!PROMETHEUS_DURATIONS.contains(member.key())) {
        walk(member.key(), member.key(), member.value());
      }
    }
    return findings;
  }

  private void walk(String path, String field, Doc value) {
    value
        .members()
        .forEach(member -> walk(path + "." + member.key(), member.key(), member.value()));
    value.items().forEach(item -> walk(path, field, item));
    if (NAME.matcher(field).matches()) {
      value.asString().ifPresent(text -> judge(path, text, value));
    }
  }

  private void judge(String path, String text, Doc value) {
    Matcher matcher = LONG_UNITS.matcher(text);
    boolean days =
        matcher.matches()
            && (matcher.group(1) != null || matcher.group(2) != null || matcher.group(3) != null);
    if (!days) {
      return;
    }
    String hours = hours(matcher);
    findings.add(
        Finding.of("mimir/config-invalid-value", Severity.ERROR)
            .message("\"" + text + "\" is no duration for " + path + ": hours are the largest unit")
            .at(source.location(value.span()))
            .anchor(path)
            .evidence(
                "days, weeks and years are units of Prometheus; Mimir reads them in limits only")
            .evidence("Mimir does not start with this file")
            .fix(Fix.replacing("write \"" + hours + "\"", text, hours))
            .build());
  }

  private static String hours(Matcher matcher) {
    long days = part(matcher, 1) * 365 + part(matcher, 2) * 7 + part(matcher, 3);
    return (days * 24 + part(matcher, 4)) + "h" + matcher.group(5);
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
