package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.Healthcheck;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Finds health checks that call a command which the image doesn't have: never healthy. */
final class HealthcheckCommandRule implements Rule<NetworkTopology> {
  private static final Pattern ALTERNATIVES = Pattern.compile("\\|\\|");
  private static final Set<String> GIVING_UP = Set.of("exit", "false", "true");

  @Override
  public String id() {
    return "compose/healthcheck-command-missing";
  }

  @Override
  public Class<NetworkTopology> subject() {
    return NetworkTopology.class;
  }

  @Override
  public void check(NetworkTopology network, RuleContext facts, Consumer<Finding> out) {
    for (ContainerService service : network.services()) {
      Optional<LocatedText> image = service.image().filter(LocatedText::isKnown);
      Optional<Healthcheck> check = service.healthcheck().filter(found -> !found.isDisabled());
      if (image.isPresent() && check.isPresent()) {
        missing(image.get().text(), check.get())
            .ifPresent(
                command ->
                    out.accept(finding(network, service, image.get(), check.get(), command)));
      }
    }
  }

  private static Optional<String> missing(String image, Healthcheck check) {
    List<LocatedText> test = check.test();
    if (test.size() < 2) {
      return Optional.empty();
    }
    if (!test.get(0).text().equals("CMD-SHELL")) {
      String command = test.get(1).text();
      return lacking(image, command);
    }
    if (lacking(image, "sh").isPresent()) {
      return Optional.of("sh");
    }
    Optional<String> first = Optional.empty();
    for (String part : ALTERNATIVES.split(test.get(1).text(), -1)) {
      String command = part.strip().split("\\s+", 2)[0];
      if (GIVING_UP.contains(command)) {
        continue;
      }
      Optional<String> lacking = lacking(image, command);
      if (lacking.isEmpty()) {
        return Optional.empty(); // another way of asking, which may work
      }
      first = first.or(() -> lacking);
    }
    return first;
  }

  private static Optional<String> lacking(String image, String command) {
    return ImageCommands.TABLE.lacks(image, command) ? Optional.of(command) : Optional.empty();
  }

  private Finding finding(
      NetworkTopology network,
      ContainerService service,
      LocatedText image,
      Healthcheck check,
      String command) {
    List<String> waiting =
        network.services().stream()
            .filter(other -> other.project().equals(service.project()))
            .filter(
                other ->
                    other
                        .option("depends_on", service.name(), "condition")
                        .filter(condition -> condition.text().equals("service_healthy"))
                        .isPresent())
            .map(ContainerService::name)
            .toList();
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message(
                "the health check of \""
                    + service.name()
                    + "\" calls \""
                    + command
                    + "\", which its image lacks")
            .at(check.location())
            .anchor(service + " " + command)
            .evidence("image " + image.text() + " at " + image.location());
    if (waiting.isEmpty()) {
      finding.evidence("the container is reported unhealthy for ever, though it works");
    } else {
      finding.evidence("never healthy, so these never start: " + String.join(", ", waiting));
    }
    return finding
        .fix(
            Fix.of(
                "ask with what the image has (bash: exec 3<>/dev/tcp/127.0.0.1/PORT), or set"
                    + " healthcheck: {disable: true}"))
        .build();
  }
}
