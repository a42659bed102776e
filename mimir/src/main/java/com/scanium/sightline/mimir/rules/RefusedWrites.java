package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.mimir.rules.MimirServices.Running;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.validation.RuleContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds writes without a tenant to a Mimir whose file turns multi-tenancy on: each is refused with
 * 401. Only a host that surely means the Mimir itself counts; a gateway before it may add one.
 */
final class RefusedWrites {
  private RefusedWrites() {}

  static void find(Pipeline pipeline, RuleContext facts, Consumer<Finding> out) {
    for (Running mimir : MimirServices.of(pipeline)) {
      if (!wantsTenant(mimir)) {
        continue;
      }
      for (CollectorFact collector : facts.inference().collectors()) {
        if (collector.isActive() && collector.service().isPresent()) {
          ContainerService from = collector.service().get();
          collector.collector().writes().stream()
              .filter(write -> write.signal() == Signal.METRICS && write.tenant().isNone())
              .filter(write -> goesTo(mimir.service(), from, write, pipeline))
              .forEach(write -> out.accept(refused(write, mimir)));
        }
      }
    }
  }

  /** A flag on the command line, which wins over the file, settles nothing here. */
  private static boolean wantsTenant(Running mimir) {
    boolean flagged =
        mimir.service().arguments().stream()
            .anyMatch(argument -> argument.text().contains("multitenancy"));
    return !flagged && mimir.config().multitenancyEnabled().orElse(false);
  }

  private static boolean goesTo(
      ContainerService mimir, ContainerService from, WriteEndpoint write, Pipeline pipeline) {
    NetworkTopology network = pipeline.network().orElse(NetworkTopology.EMPTY);
    Optional<Resolution> resolution = hostOf(write.url()).map(host -> network.resolve(from, host));
    return resolution
        .filter(found -> found.isReached() && !found.isAmbiguous())
        .filter(found -> found.targets().get(0).service().equals(mimir))
        .isPresent();
  }

  private static Optional<String> hostOf(Setting<String> url) {
    try {
      return url.value().map(URI::create).flatMap(uri -> Optional.ofNullable(uri.getHost()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no address, so it goes nowhere that we know
    }
  }

  private static Finding refused(WriteEndpoint write, Running mimir) {
    return Finding.of("mimir/tenant", Severity.ERROR)
        .message(write.id() + " sends no tenant, and Mimir wants one: it refuses every write")
        .at(write.location())
        .anchor(write.id())
        .evidence(mimir.config().name() + " says multitenancy_enabled: true")
        .evidence("without X-Scope-OrgID Mimir answers 401 \"no org id\"")
        .fix(
            Fix.of(
                "send X-Scope-OrgID with the tenant that is read, or set multitenancy_enabled:"
                    + " false"))
        .build();
  }
}
