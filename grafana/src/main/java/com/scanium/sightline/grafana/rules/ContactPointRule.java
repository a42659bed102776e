package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.ContactPoint;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds contact points that can't send: without a name, without receivers, or with a receiver that
 * lacks what its kind needs. Grafana doesn't start with such a file.
 */
final class ContactPointRule implements Rule<ContactPoint> {
  @Override
  public String id() {
    return "alert/contact-point";
  }

  @Override
  public Class<ContactPoint> subject() {
    return ContactPoint.class;
  }

  @Override
  public void check(ContactPoint point, RuleContext facts, Consumer<Finding> out) {
    String name = point.name().isEmpty() ? "the contact point" : "\"" + point.name() + "\"";
    if (point.name().isEmpty()) {
      out.accept(finding(point, "a contact point has no name", "add a name").build());
    }
    if (point.receivers().isEmpty()) {
      out.accept(
          Finding.of(id(), Severity.WARNING)
              .message(name + " has no receiver, so nothing is sent")
              .at(point.location())
              .fix(Fix.of("add a receiver"))
              .build());
    }
    for (ContactPoint.Receiver receiver : point.receivers()) {
      check(point, name, receiver, out);
    }
  }

  private void check(
      ContactPoint point, String name, ContactPoint.Receiver receiver, Consumer<Finding> out) {
    String type = receiver.type();
    if (type.isEmpty()) {
      out.accept(
          finding(point, name + " has a receiver without a type", "add a type")
              .at(point.location(receiver.span()))
              .build());
      return;
    }
    List<List<String>> needed = ReceiverTypes.needed(type);
    if (needed == null) {
      // a newer version, or a plugin, may bring further kinds
      String fix =
          Nearest.of(type, ReceiverTypes.names())
              .map(it -> "write \"" + it + "\"")
              .orElse("write one of " + String.join(", ", ReceiverTypes.names()));
      out.accept(
          Finding.of(id(), Severity.WARNING)
              .message(name + " has a receiver of the unknown type \"" + type + "\"")
              .at(point.location(receiver.span()))
              .anchor(point.name() + type)
              .fix(Fix.of(fix))
              .build());
      return;
    }
    if (needed.stream().noneMatch(all -> all.stream().allMatch(receiver::has))) {
      String missing =
          String.join(
              ", or ",
              needed.stream()
                  .map(
                      all ->
                          String.join(
                              " and ", all.stream().filter(it -> !receiver.has(it)).toList()))
                  .toList());
      out.accept(
          finding(
                  point,
                  "the " + type + " receiver of " + name + " lacks " + missing,
                  "add it under settings")
              .at(point.location(receiver.span()))
              .anchor(point.name() + type + missing)
              .build());
    }
  }

  private Finding.Builder finding(ContactPoint point, String message, String fix) {
    return Finding.of(id(), Severity.ERROR)
        .message(message)
        .at(point.location())
        .evidence("Grafana does not start with a contact point that it refuses")
        .fix(Fix.of(fix));
  }
}
