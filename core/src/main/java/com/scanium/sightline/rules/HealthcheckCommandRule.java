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
  private static final Pattern SHELLS = Pattern.compile("(?:.*/)?(?:sh|bash|ash|dash)");
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
                missing ->
                    out.accept(finding(network, service, image.get(), check.get(), missing)));
      }
    }
  }

  /** A command that is not there, and what says so. */
  private record Missing(String command, ImageCommands.Fact fact) {}

  private static Optional<Missing> missing(String image, Healthcheck check) {
    List<LocatedText> test = check.test();
    if (test.size() < 2) {
      return Optional.empty();
    }
    if (test.get(0).text().equals("CMD-SHELL")) {
      return lacking(image, "sh").or(() -> ofScript(image, test.get(1).text()));
    }
    String command = test.get(1).text();
    boolean isScript =
        test.size() > 3 && SHELLS.matcher(command).matches() && test.get(2).text().equals("-c");
    Optional<Missing> first = lacking(image, command);
    return first.isEmpty() && isScript ? ofScript(image, test.get(3).text()) : first;
  }

  /** The first command of a script that is missing, unless another way of asking may work. */
  private static Optional<Missing> ofScript(String image, String script) {
    Optional<Missing> first = Optional.empty();
    for (String part : ALTERNATIVES.split(script, -1)) {
      String command = part.strip().split("\\s+", 2)[0];
      if (GIVING_UP.contains(command)) {
        continue;
      }
      Optional<Missing> lacking = lacking(image, command);
      if (lacking.isEmpty()) {
        return Optional.empty();
      }
      first = first.or(() -> lacking);
    }
    return first;
  }

  private static Optional<Missing> lacking(String image, String command) {
    return ImageCommands.TABLE.lacks(image, command).map(fact -> new Missing(command, fact));
  }

  private Finding finding(
      NetworkTopology network,
      ContainerService service,
      LocatedText image,
      Healthcheck check,
      Missing missing) {
    String command = missing.command();
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
            .evidence("image " + image.text() + " at " + image.location())
            .evidence(missing.fact().source());
    if (waiting.isEmpty()) {
      finding.evidence("the container is reported unhealthy for ever, though it works");
    } else {
      finding.evidence("never healthy, so these never start: " + String.join(", ", waiting));
    }
    return finding
        .fix(
            Fix.of(
                "ask with what the image has ("
                    + missing.fact().instead()
                    + "), or set healthcheck: {disable: true}"))
        .build();
  }
}
