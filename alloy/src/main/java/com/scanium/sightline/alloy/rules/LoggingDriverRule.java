package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.collector.DockerStreams;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds containers whose logs a collector asks Docker for and whose logging driver keeps nothing
 * that Docker could read.
 *
 * @see <a href="https://docs.docker.com/engine/logging/dual-logging/">Docker: docker logs with
 *     remote logging drivers</a>
 */
final class LoggingDriverRule implements Rule<Inference> {
  /** Docker reads these itself. */
  private static final Set<String> READABLE = Set.of("json-file", "local", "journald");

  /** Docker keeps a copy of what these take, from release 20.10 on. */
  private static final Set<String> REMOTE =
      Set.of("syslog", "gelf", "fluentd", "awslogs", "splunk", "etwlogs", "gcplogs", "logentries");

  private static final Set<String> TRUE = Set.of("true", "1", "t");

  @Override
  public String id() {
    return "compose/logging-driver";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    Optional<NetworkTopology> network = facts.pipeline().network();
    for (CollectorFact collector : inference.collectors()) {
      boolean runs = collector.isActive() && collector.refusals().isEmpty();
      if (runs && network.isPresent() && collector.collector() instanceof AlloyConfig config) {
        for (Component component : config.graph().components().values()) {
          DockerStreams.of(component, config.graph(), network.get())
              .ifPresent(streams -> read(component, streams, network.get(), out));
        }
      }
    }
  }

  private void read(
      Component component, DockerStreams streams, NetworkTopology network, Consumer<Finding> out) {
    List<ContainerService> read =
        network.services().stream()
            .filter(ContainerService::isActive)
            .filter(service -> streams.containers().contains(service.location()))
            .toList();
    boolean readsNothing = !read.isEmpty() && read.stream().allMatch(LoggingDriverRule::isLost);
    for (ContainerService service : read) {
      Optional<LocatedText> driver =
          service.option("logging", "driver").filter(LocatedText::isKnown);
      if (driver.isPresent() && !READABLE.contains(driver.get().text())) {
        finding(component, service, driver.get(), readsNothing).ifPresent(out);
      }
    }
  }

  /** Whether Docker surely keeps nothing of a container's log. */
  private static boolean isLost(ContainerService service) {
    Optional<String> driver =
        service.option("logging", "driver").filter(LocatedText::isKnown).map(LocatedText::text);
    return driver.filter("none"::equals).isPresent()
        || (driver.filter(REMOTE::contains).isPresent() && isCacheOff(service));
  }

  private static boolean isCacheOff(ContainerService service) {
    return service
        .option("logging", "options", "cache-disabled")
        .filter(value -> TRUE.contains(value.text()))
        .isPresent();
  }

  private Optional<Finding> finding(
      Component component, ContainerService service, LocatedText driver, boolean readsNothing) {
    boolean isLost = isLost(service);
    if (!isLost && !REMOTE.contains(driver.text())) {
      return Optional.empty(); // a plugin, of which nobody can say what it keeps
    }
    Severity severity = isLost ? Severity.WARNING : Severity.INFO;
    String why =
        driver.text().equals("none")
            ? "Docker keeps no log with this driver"
            : isLost
                ? "Docker's own copy of the log is turned off by cache-disabled"
                : "Docker before 20.10 keeps no copy that could be read; later ones do unless their"
                    + " configuration sets cache-disabled";
    return Optional.of(
        Finding.of(id(), readsNothing ? Severity.ERROR : severity)
            .message(
                component.id()
                    + (isLost ? " gets no log of \"" : " may get no log of \"")
                    + service.name()
                    + "\": its logging driver is "
                    + driver.text())
            .at(driver.location())
            .anchor(component.id() + " " + service)
            .evidence(why)
            .evidence("read through Docker at " + component.location())
            .fix(
                Fix.of(
                    "set logging.driver to json-file, local or journald, or leave the container out"
                        + " of the discovery"))
            .build());
  }
}
