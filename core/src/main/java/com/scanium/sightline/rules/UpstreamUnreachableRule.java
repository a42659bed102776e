package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.network.Upstream;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds reverse proxies and tunnels that don't reach what they publish, so that the public name
 * answers 502: the dashboards are there, and nobody sees them.
 */
final class UpstreamUnreachableRule implements Rule<NetworkTopology> {
  private static final Set<String> DASHBOARDS =
      Set.of("grafana/grafana", "grafana/grafana-oss", "grafana/grafana-enterprise");

  @Override
  public String id() {
    return "remote/unreachable";
  }

  @Override
  public Class<NetworkTopology> subject() {
    return NetworkTopology.class;
  }

  @Override
  public void check(NetworkTopology network, RuleContext facts, Consumer<Finding> out) {
    for (ContainerService proxy : network.services()) {
      if (proxy.isActive()) {
        for (Upstream upstream : proxy.upstreams()) {
          address(upstream)
              .map(
                  uri -> network.reach(proxy, uri.getHost(), port(uri), facts.inference()::portsOf))
              .filter(reach -> reach.match() == Match.NEVER)
              .ifPresent(reach -> out.accept(finding(proxy, upstream, reach)));
        }
      }
    }
  }

  private static Optional<URI> address(Upstream upstream) {
    String text = upstream.address().text();
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      return Optional.of(uri).filter(it -> it.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // with a variable in it, for instance: nobody can say
    }
  }

  private static OptionalInt port(URI uri) {
    return uri.getPort() > 0
        ? OptionalInt.of(uri.getPort())
        : OptionalInt.of("https".equals(uri.getScheme()) ? 443 : 80);
  }

  private Finding finding(ContainerService proxy, Upstream upstream, Reach reach) {
    boolean isDashboards =
        reach
            .service()
            .flatMap(ContainerService::image)
            .map(image -> ImageName.of(image.text()))
            .filter(image -> DASHBOARDS.stream().anyMatch(image::isOf))
            .isPresent();
    boolean isSure = isDashboards && upstream.isFinal();
    boolean isApart = reach.flaw() == Reach.Flaw.NETWORK;
    String who = reach.service().map(service -> "\"" + service + "\"").orElse("anything");
    String address = SecretMask.mask(upstream.address().text());
    Finding.Builder finding =
        Finding.of(id(), isSure ? Severity.ERROR : Severity.WARNING)
            .message(
                isApart
                    ? "\"" + proxy + "\" shares no network with " + who + ", which it publishes"
                    : "\"" + proxy + "\" does not reach " + address + ", which it publishes")
            .at(isApart ? networksOf(proxy) : upstream.address().location())
            .anchor(proxy + " " + address)
            .evidence(
                (upstream.name().isEmpty() ? "it sends requests" : upstream.name() + " leads")
                    + " to "
                    + address
                    + " ("
                    + upstream.address().location()
                    + ")");
    reach.evidence().forEach(finding::evidence);
    if (!upstream.isFinal()) {
      finding.evidence("it is started with a token: its routes may be configured elsewhere");
    }
    return finding
        .evidence("whoever asks the public name gets 502")
        .fix(fix(proxy, upstream, reach, isApart))
        .build();
  }

  private static SourceLocation networksOf(ContainerService proxy) {
    return proxy.networks().stream()
        .map(network -> network.network().location())
        .findFirst()
        .orElse(proxy.location());
  }

  private static Fix fix(ContainerService proxy, Upstream upstream, Reach reach, boolean isApart) {
    @Nullable String theirs =
        reach.service().stream()
            .flatMap(service -> service.networks().stream())
            .map(network -> network.network().text())
            .findFirst()
            .orElse(null);
    if (isApart && theirs != null) {
      return Fix.of("add \"" + proxy + "\" to the network \"" + theirs + "\"");
    }
    return reach
        .better()
        .map(better -> Fix.of("write " + better + " instead of " + upstream.address().text()))
        .orElse(Fix.of("write an address that the proxy's container reaches"));
  }
}
