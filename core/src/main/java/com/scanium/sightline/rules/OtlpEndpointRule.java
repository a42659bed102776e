package com.scanium.sightline.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.Origin;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds applications that push OTLP into their own container: no endpoint is set, and the default
 * of the SDKs is {@code http://localhost:4318} (OpenTelemetry's specification of the OTLP
 * exporter), or the endpoint that is set is the container's own. A warning, since the program may
 * name the endpoint itself.
 */
final class OtlpEndpointRule implements Rule<Pipeline> {
  private static final String PREFIX = "OTEL_EXPORTER_OTLP_";
  private static final Set<String> OWN_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

  @Override
  public String id() {
    return "compose/otlp-endpoint";
  }

  @Override
  public Class<Pipeline> subject() {
    return Pipeline.class;
  }

  @Override
  public void check(Pipeline pipeline, RuleContext facts, Consumer<Finding> out) {
    for (MetricCatalog catalog : pipeline.catalogs()) {
      long pushed =
          catalog.families().stream().filter(family -> family.origin() == Origin.OTLP).count();
      if (pushed > 0) {
        for (ContainerService service : servicesOf(catalog, pipeline, facts)) {
          judge(catalog, pushed, service, facts).ifPresent(out);
        }
      }
    }
  }

  private static Set<ContainerService> servicesOf(
      MetricCatalog catalog, Pipeline pipeline, RuleContext facts) {
    Set<ContainerService> services = new LinkedHashSet<>();
    for (TargetFact target : facts.inference().targets()) {
      if (target.catalogs().contains(catalog)) {
        target.service().filter(ContainerService::isActive).ifPresent(services::add);
      }
    }
    String name = catalog.service().orElse("");
    for (ContainerService service :
        pipeline.network().map(NetworkTopology::services).orElse(List.of())) {
      boolean named = service.name().equals(name) || service.containerNames().contains(name);
      if (service.isActive() && named) {
        services.add(service);
      }
    }
    return services;
  }

  private Optional<Finding> judge(
      MetricCatalog catalog, long pushed, ContainerService service, RuleContext facts) {
    Optional<Map.Entry<String, LocatedText>> set =
        service.environment().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(PREFIX))
            .filter(entry -> entry.getKey().endsWith("ENDPOINT"))
            .findFirst();
    boolean isOwn =
        set.map(entry -> isOwnHost(entry.getValue())).orElse(true)
            && !sharesNamespace(service, facts);
    if (!isOwn) {
      return Optional.empty();
    }
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message(
                "\""
                    + service.name()
                    + "\" pushes OTLP to "
                    + set.map(entry -> entry.getValue().text()).orElse("http://localhost:4318")
                    + ", which is its own container")
            .at(set.map(entry -> entry.getValue().location()).orElseGet(() -> environment(service)))
            .anchor(service.toString())
            .evidence(CatalogNames.of(catalog) + " declares " + families(pushed) + " via otlp");
    if (set.isEmpty()) {
      finding.evidence("no " + PREFIX + "ENDPOINT is set, so the SDK's default holds");
    }
    if (!service.isEnvironmentComplete()) {
      finding.evidence("an env_file that was not read may set it");
    }
    receivers(facts).ifPresent(finding::evidence);
    return Optional.of(
        finding
            .fix(Fix.of("set " + PREFIX + "ENDPOINT to the collector's address and port"))
            .build());
  }

  private static String families(long count) {
    return count == 1 ? "1 metric" : count + " metrics";
  }

  private static SourceLocation environment(ContainerService service) {
    return service.environment().values().stream()
        .map(LocatedText::location)
        .filter(place -> place.file().equals(service.location().file()))
        .findFirst()
        .orElse(service.location());
  }

  private static boolean isOwnHost(LocatedText endpoint) {
    try {
      String host = URI.create(endpoint.text()).getHost();
      return host != null && OWN_HOSTS.contains(host);
    } catch (IllegalArgumentException e) {
      return false; // an address with a variable in it: nobody can say
    }
  }

  /** With the host's network, or that of another container, localhost is more than its own. */
  private static boolean sharesNamespace(ContainerService service, RuleContext facts) {
    boolean sharedByOther =
        facts.pipeline().network().map(NetworkTopology::services).orElse(List.of()).stream()
            .flatMap(other -> other.networkMode().stream())
            .anyMatch(mode -> mode.text().equals("service:" + service.name()));
    return service.networkMode().isPresent() || sharedByOther;
  }

  private static Optional<String> receivers(RuleContext facts) {
    List<String> doors =
        facts.inference().collectors().stream()
            .filter(CollectorFact::isActive)
            .flatMap(fact -> fact.collector().receivers().stream())
            .map(receiver -> receiver.id() + " " + receiver.listens())
            .toList();
    return doors.isEmpty()
        ? Optional.empty()
        : Optional.of("the collector listens: " + String.join(", ", doors));
  }
}
