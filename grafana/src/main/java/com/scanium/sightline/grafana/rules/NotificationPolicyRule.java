package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.grafana.provisioning.ContactPoint;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.provisioning.NotificationPolicy;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds notification policies that Grafana refuses, and contact points that policies or alert rules
 * name and no file defines.
 *
 * <p>A name proves nothing without contact points in the files: they may be made by hand.
 */
final class NotificationPolicyRule implements Rule<GrafanaProvisioning> {
  private static final Set<String> OPERATORS = Set.of("=", "!=", "=~", "!~");

  /** The contact point that a new Grafana has. */
  private static final Set<String> BUILT_IN =
      Set.of("grafana-default-email", "autogen-contact-point-default");

  @Override
  public String id() {
    return "alert/notification-policy";
  }

  @Override
  public Class<GrafanaProvisioning> subject() {
    return GrafanaProvisioning.class;
  }

  @Override
  public void check(GrafanaProvisioning all, RuleContext facts, Consumer<Finding> out) {
    Set<String> receivers = new TreeSet<>();
    all.contactPoints().stream().map(ContactPoint::name).forEach(receivers::add);
    Set<String> timings = new TreeSet<>();
    all.files().stream()
        .flatMap(it -> it.section("muteTimes").stream())
        .forEach(it -> it.get("name").flatMap(Doc::asText).ifPresent(timings::add));
    for (NotificationPolicy root : all.policies()) {
      for (NotificationPolicy policy : root.all()) {
        shape(policy, out);
        policy
            .receiver()
            .filter(it -> isUnknown(it, receivers))
            .ifPresent(it -> out.accept(unknown(it, policy.location(policy.span()), receivers)));
        for (Doc timing : policy.muteTimings()) {
          timing
              .asText()
              .filter(it -> !timings.isEmpty() && !timings.contains(it))
              .ifPresent(
                  it ->
                      out.accept(
                          finding("no file defines the mute timing \"" + it + "\"")
                              .at(policy.location(timing.span()))
                              .evidence("defined: " + String.join(", ", timings))
                              .fix(Fix.of("define it under muteTimes, or name another"))
                              .build()));
        }
      }
    }
    for (AlertRule rule : all.rules()) {
      Optional<Doc> receiver = rule.doc().path("notification_settings", "receiver");
      receiver
          .flatMap(Doc::asText)
          .filter(it -> isUnknown(it, receivers))
          .ifPresent(
              it -> out.accept(unknown(it, rule.location(receiver.get().span()), receivers)));
    }
  }

  private static boolean isUnknown(String name, Set<String> receivers) {
    return !receivers.isEmpty()
        && !name.contains("$")
        && !BUILT_IN.contains(name)
        && !receivers.contains(name);
  }

  private void shape(NotificationPolicy policy, Consumer<Finding> out) {
    if (policy.isRoot() && policy.receiver().isEmpty()) {
      out.accept(
          finding("the root policy names no contact point")
              .at(policy.location(policy.span()))
              .fix(Fix.of("add \"receiver\" with the name of a contact point"))
              .build());
    }
    for (Doc matcher : policy.objectMatchers()) {
      List<String> parts = matcher.items().stream().flatMap(it -> it.asText().stream()).toList();
      if (parts.size() != 3) {
        out.accept(
            finding("a matcher has " + parts.size() + " parts instead of three")
                .at(policy.location(matcher.span()))
                .fix(Fix.of("write [label, operator, value]"))
                .build());
      } else if (!OPERATORS.contains(parts.get(1))) {
        out.accept(
            finding("a matcher has the unknown operator \"" + parts.get(1) + "\"")
                .at(policy.location(matcher.span()))
                .fix(Fix.of("write one of =, !=, =~, !~"))
                .build());
      } else if (parts.get(1).endsWith("~") && Regex.anchored(parts.get(2)).regex().isEmpty()) {
        out.accept(
            finding("a matcher's regular expression \"" + parts.get(2) + "\" is not valid")
                .at(policy.location(matcher.span()))
                .fix(Fix.of("correct the regular expression (RE2)"))
                .build());
      }
    }
  }

  private Finding unknown(String name, SourceLocation place, Set<String> receivers) {
    return finding("no file defines the contact point \"" + name + "\"")
        .at(place)
        .anchor(name)
        .evidence("defined: " + String.join(", ", receivers))
        .fix(
            Nearest.of(name, List.copyOf(receivers))
                .map(it -> Fix.replacing("write \"" + it + "\"", name, it))
                .orElse(Fix.of("define it under contactPoints, or name another")))
        .build();
  }

  private Finding.Builder finding(String message) {
    return Finding.of(id(), Severity.ERROR)
        .message(message)
        .evidence("Grafana does not start with a policy that it refuses");
  }
}
