package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.provisioning.ProvisioningFile;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.WriteFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds data sources whose address leads nowhere from where Grafana runs, or to a path that the
 * product doesn't have.
 */
final class DatasourceUrlRule implements Rule<GrafanaProvisioning> {
  @Override
  public String id() {
    return "grafana/datasource-url";
  }

  @Override
  public Class<GrafanaProvisioning> subject() {
    return GrafanaProvisioning.class;
  }

  private static final Pattern GRAFANA =
      Pattern.compile("(?:.*/)?grafana(?:-oss|-enterprise)?(?:[:@].*)?");
  private static final Pattern MIMIR = Pattern.compile("(?:.*/)?mimir(?:[:@].*)?");

  /** What is wrong with an address. */
  private record Flaw(String message, List<String> why, Fix fix, Severity severity) {
    Flaw(String message, List<String> why, Fix fix) {
      this(message, why, fix, Severity.ERROR);
    }
  }

  @Override
  public void check(GrafanaProvisioning provisioning, RuleContext facts, Consumer<Finding> out) {
    for (ProvisioningFile file : provisioning.files()) {
      for (Doc entry : file.section("datasources")) {
        boolean inBrowser =
            entry.get("access").flatMap(Doc::asText).orElse("proxy").equals("direct");
        String uid = entry.get("uid").or(() -> entry.get("name")).flatMap(Doc::asText).orElse("");
        Optional<Datasource> datasource =
            provisioning.all().stream().filter(it -> it.uid().equals(uid)).findFirst();
        Optional<String> url =
            datasource.flatMap(it -> it.url().value()).filter(it -> !it.isBlank());
        if (datasource.isEmpty() || url.isEmpty()) {
          continue;
        }
        flaw(datasource.get(), url.get(), inBrowser, facts)
            .ifPresent(
                flaw ->
                    out.accept(
                        finding(
                            file, entry.get("url").orElse(entry), datasource.get(), flaw, facts)));
      }
    }
  }

  private static Optional<Flaw> flaw(
      Datasource datasource, String url, boolean inBrowser, RuleContext facts) {
    boolean isOurs = Languages.of(datasource.type()) != QueryLanguage.UNKNOWN;
    if (!isOurs) {
      return Optional.empty();
    }
    if (!url.contains("://")) {
      return Optional.of(
          new Flaw(
              "the address \"" + url + "\" has no scheme",
              List.of("Grafana answers \"unsupported protocol scheme\""),
              Fix.replacing("write http://" + url, url, "http://" + url)));
    }
    Optional<URI> parsed = parse(url);
    if (parsed.isEmpty() || parsed.get().getHost() == null) {
      return Optional.empty();
    }
    String path = parsed.get().getPath() == null ? "" : parsed.get().getPath();
    if (path.endsWith("/push") || path.contains("/api/v1") || path.endsWith("/api/v1/")) {
      return Optional.of(
          new Flaw(
              "the address ends in a path of the API, \"" + path + "\"",
              List.of("Grafana appends the path itself; the store answers 404"),
              Fix.replacing(
                  "write the address without " + path,
                  url,
                  url.replaceFirst("(?:/api/(?:v1|prom))?/push/?$|/api/v1.*$", ""))));
    }
    Optional<ContainerService> grafana = grafana(facts);
    if (inBrowser || grafana.isEmpty() || facts.pipeline().network().isEmpty()) {
      return Optional.empty();
    }
    Reach reach =
        facts
            .pipeline()
            .network()
            .get()
            .reach(
                grafana.get(),
                parsed.get().getHost(),
                OptionalInt.of(port(parsed.get())),
                facts.inference()::portsOf);
    Resolution resolution = reach.resolution();
    return nowhere(parsed.get(), reach, grafana.get())
        .or(() -> wrongPath(datasource, path, resolution))
        .or(() -> wrongPort(datasource, parsed.get(), resolution, facts));
  }

  private static Optional<Flaw> nowhere(URI url, Reach reach, ContainerService grafana) {
    String host = url.getHost();
    boolean isProved = reach.match() == Match.NEVER;
    if (!isProved && reach.flaw() != Reach.Flaw.GATEWAY) {
      return Optional.empty();
    }
    List<String> why = new ArrayList<>(reach.evidence());
    if (!reach.resolution().knownNames().isEmpty()) {
      why.add("names that it knows: " + String.join(", ", reach.resolution().knownNames()));
    }
    String who = reach.service().map(service -> "\"" + service + "\"").orElse("the container");
    return switch (reach.flaw()) {
      case OWN_PORT ->
          Optional.of(
              new Flaw(
                  "\""
                      + host
                      + "\" is Grafana's own container, where nothing listens at port "
                      + port(url),
                  List.of("Grafana runs in the container \"" + grafana.name() + "\""),
                  better(url, reach, "write the name of the store's service instead of " + host)));
      case PORT, HOST_SIDE ->
          Optional.of(
              new Flaw(
                  who
                      + (reach.flaw() == Reach.Flaw.PORT
                          ? " does not listen at port " + port(url)
                          : " has port " + port(url) + " on the host only"),
                  why,
                  better(url, reach, "write the port at which the store listens")));
      case STOPPED ->
          Optional.of(
              new Flaw(
                  who + " does not run",
                  why,
                  Fix.of("start the container, or find why it stopped")));
      case GATEWAY ->
          Optional.of(
              new Flaw(
                  "\"" + host + "\" does not resolve on Linux where Grafana runs",
                  why,
                  better(
                      url,
                      reach,
                      "add extra_hosts: [\"host.docker.internal:host-gateway\"] to Grafana's service"),
                  Severity.WARNING));
      case NO_ENDPOINTS ->
          Optional.of(
              new Flaw(
                  "the Service \"" + host + "\" leads to no pod",
                  why,
                  Fix.of("correct the Service's selector, or the labels of the pods")));
      case NAME, NETWORK ->
          Optional.of(
              new Flaw(
                  "no container answers to \"" + host + "\" where Grafana runs",
                  why,
                  Spelling.nearest(host, reach.resolution().knownNames())
                      .filter(it -> reach.better().isEmpty())
                      .map(it -> Fix.replacing("write \"" + it + "\"", host, it))
                      .orElseGet(
                          () ->
                              better(
                                  url,
                                  reach,
                                  "name a service that shares a network with Grafana"))));
      case NONE, AMBIGUOUS -> Optional.empty();
    };
  }

  /** The host and port that lead to what is meant, when they are clear; else the advice. */
  private static Fix better(URI url, Reach reach, String otherwise) {
    String written = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    return reach
        .better()
        .filter(it -> reach.match() == Match.NEVER)
        .map(it -> Fix.replacing("write \"" + it + "\"", written, it))
        .orElse(Fix.of(otherwise));
  }

  /** Mimir serves Prometheus' API below a prefix only. */
  private static Optional<Flaw> wrongPath(
      Datasource datasource, String path, Resolution resolution) {
    Optional<ContainerService> store = service(resolution);
    boolean isMimir =
        store
            .flatMap(ContainerService::image)
            .filter(it -> MIMIR.matcher(it.text()).matches())
            .isPresent();
    boolean hasOwnPrefix =
        store.stream()
            .flatMap(it -> it.arguments().stream())
            .anyMatch(it -> it.text().contains("prometheus-http-prefix"));
    if (!isMimir
        || hasOwnPrefix
        || Languages.of(datasource.type()) != QueryLanguage.PROMQL
        || path.replaceFirst("/+$", "").equals("/prometheus")) {
      return Optional.empty();
    }
    return Optional.of(
        new Flaw(
            "Mimir answers queries below /prometheus, not below \"" + path + "\"",
            List.of(
                "the service \"" + store.map(ContainerService::name).orElse("") + "\" runs Mimir"),
            Fix.replacing(
                "write /prometheus as the path of the address",
                datasource.url().value().orElse(""),
                withPath(datasource.url().value().orElse(""), "/prometheus"))));
  }

  private static String withPath(String url, String path) {
    int authority = url.indexOf("://");
    int slash = url.indexOf('/', authority < 0 ? 0 : authority + 3);
    return (slash < 0 ? url : url.substring(0, slash)) + path;
  }

  /** Who writes into the store knows at which port it listens. */
  private static Optional<Flaw> wrongPort(
      Datasource datasource, URI url, Resolution resolution, RuleContext facts) {
    Optional<ContainerService> store = service(resolution);
    Signal signal =
        switch (Languages.of(datasource.type())) {
          case PROMQL -> Signal.METRICS;
          case LOGQL -> Signal.LOGS;
          default -> Signal.TRACES;
        };
    if (store.isEmpty() || signal == Signal.TRACES || facts.pipeline().network().isEmpty()) {
      return Optional.empty();
    }
    int asked = port(url);
    List<WriteFact> others = new ArrayList<>();
    for (WriteFact write : facts.inference().writes()) {
      boolean isSame =
          write.collector().isActive()
              && write.write().signal() == signal
              && write.write().url().value().filter(it -> it.contains("://")).isPresent()
              && write.service().equals(store)
              && write.port().isPresent()
              && write.reachable() != Match.NEVER;
      if (isSame && write.port().getAsInt() == asked) {
        return Optional.empty(); // two say different ports, and which is right is not known here
      }
      if (isSame) {
        others.add(write);
      }
    }
    return others.stream().findFirst().map(write -> wrongPort(store.get(), asked, write));
  }

  private static Flaw wrongPort(ContainerService store, int asked, WriteFact write) {
    int port = write.port().orElse(asked);
    return new Flaw(
        "\"" + store.name() + "\" listens at port " + port + ", not " + asked,
        List.of(write.write().id() + " writes to it at that port, at " + write.write().location()),
        Fix.replacing("write port " + port, ":" + asked, ":" + port));
  }

  private static Optional<ContainerService> service(Resolution resolution) {
    return resolution.isReached() && resolution.targets().size() == 1
        ? Optional.of(resolution.targets().get(0).service())
        : Optional.empty();
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
  }

  private static Optional<ContainerService> grafana(RuleContext facts) {
    List<ContainerService> found =
        facts.pipeline().network().map(NetworkTopology::services).orElse(List.of()).stream()
            .filter(ContainerService::isActive)
            .filter(
                it ->
                    it.image().filter(image -> GRAFANA.matcher(image.text()).matches()).isPresent())
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Optional<URI> parse(String url) {
    try {
      return Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // what no URI parser takes may be completed by the environment
    }
  }

  private Finding finding(
      ProvisioningFile file, Doc place, Datasource datasource, Flaw flaw, RuleContext facts) {
    Set<ConsumerRef> askers = new TreeSet<>();
    for (Judgement judgement : facts.inference().all()) {
      QueryConsumer consumer = judgement.consumer();
      boolean isHidden = consumer instanceof PanelQuery panel && panel.isHidden();
      boolean asks =
          facts
              .pipeline()
              .datasources()
              .resolve(consumer.question().datasource())
              .filter(datasource::equals)
              .isPresent();
      if (asks && !isHidden) {
        askers.add(consumer.ref());
      }
    }
    Finding.Builder finding =
        Finding.of(id(), flaw.severity())
            .message("data source \"" + datasource.uid() + "\": " + flaw.message())
            .at(file.source().location(place.span()))
            .anchor(datasource.uid())
            .affects(askers)
            .fix(
                flaw.fix()
                    .replacement()
                    .map(
                        it ->
                            Replacements.within(
                                file.source(),
                                place.span(),
                                flaw.fix().summary(),
                                it.from(),
                                it.to()))
                    .orElse(flaw.fix()));
    flaw.why().forEach(finding::evidence);
    if (!askers.isEmpty() && flaw.severity() == Severity.ERROR) {
      finding.effect(Verdict.QUERY_ERROR);
    }
    return finding.build();
  }
}
