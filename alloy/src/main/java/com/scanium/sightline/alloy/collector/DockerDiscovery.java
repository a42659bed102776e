package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkAttachment;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.network.PortMapping;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code discovery.docker}: the targets that it makes of the containers around it, as far as the
 * files tell.
 *
 * <p>One target for each network of a container and each of its TCP ports; a container without
 * ports gives one with the port of the configuration, a container on the host's network one with
 * {@code host_networking_host}. Addresses are given by Docker at run time and so are unknown.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/discovery/discovery.docker/">Grafana
 *     Alloy: discovery.docker</a>
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#docker_sd_config">Prometheus:
 *     docker_sd_config</a>
 */
final class DockerDiscovery {
  static final String PREFIX = "__meta_docker_";

  /** The meta labels of every target. */
  static final List<String> ALWAYS =
      List.of(
          PREFIX + "container_id", PREFIX + "container_name", PREFIX + "container_network_mode");

  /** The meta labels of some targets; those of containers' and networks' labels have any name. */
  static final List<String> SOMETIMES =
      List.of(
          PREFIX + "network_id",
          PREFIX + "network_ingress",
          PREFIX + "network_internal",
          PREFIX + "network_ip",
          PREFIX + "network_name",
          PREFIX + "network_scope",
          PREFIX + "port_private",
          PREFIX + "port_public",
          PREFIX + "port_public_ip");

  private static final Pattern NO_NAME_CHARACTER = Pattern.compile("[^a-zA-Z0-9_]");

  private final Component component;
  private final Section section;
  private final String why;

  private DockerDiscovery(Component component) {
    this.component = component;
    this.section = component.section();
    this.why = "Docker gives it when the container starts";
  }

  /** The targets of the containers that run, in the order of the files. */
  static List<Targets.Target> targets(Component component, NetworkTopology network) {
    DockerDiscovery discovery = new DockerDiscovery(component);
    List<Targets.Target> found = new ArrayList<>();
    for (ContainerService service : network.services()) {
      if (service.isActive() && discovery.passes(service)) {
        discovery.add(service, found);
      }
    }
    return found;
  }

  private void add(ContainerService service, List<Targets.Target> found) {
    Map<String, Setting<String>> common = new LinkedHashMap<>();
    common.put(PREFIX + "container_id", unknown(service.location()));
    common.put(PREFIX + "container_name", name(service));
    service.labels().forEach((label, value) -> common.put(labelName(label), setting(value)));
    composeLabel(common, service, "com.docker.compose.project", service.project());
    composeLabel(common, service, "com.docker.compose.service", service.name());
    List<NetworkAttachment> networks = service.networks();
    boolean onHost =
        service.networkMode().map(LocatedText::text).filter("host"::equals).isPresent()
            || networks.stream().anyMatch(one -> one.network().text().equals("host"));
    if (onHost || networks.isEmpty()) {
      Map<String, Setting<String>> labels = new LinkedHashMap<>(common);
      labels.put(PREFIX + "container_network_mode", known(onHost ? "host" : "none", service));
      Setting<String> host =
          onHost
              ? Settings.text(section, "host_networking_host", "localhost")
              : unknown(service.location());
      labels.put("__address__", host);
      found.add(new Targets.Target(labels, service.location(), null, true, false));
      return;
    }
    boolean onlyFirst = Settings.bool(section, "match_first_network", true).value().orElse(false);
    for (NetworkAttachment attachment : onlyFirst ? networks.subList(0, 1) : networks) {
      Map<String, Setting<String>> labels = new LinkedHashMap<>(common);
      labels.put(PREFIX + "container_network_mode", setting(networks.get(0).network()));
      labels.put(PREFIX + "network_name", setting(attachment.network()));
      labels.put(PREFIX + "network_id", unknown(service.location()));
      labels.put(PREFIX + "network_ip", ip(attachment, service));
      labels.put(PREFIX + "network_ingress", Setting.byDefault("false"));
      labels.put(PREFIX + "network_internal", unknown(service.location()));
      labels.put(PREFIX + "network_scope", Setting.byDefault("local"));
      ports(service, attachment, labels, found);
    }
  }

  /** Images add ports that no file shows, so what ports there are is never known whole. */
  private void ports(
      ContainerService service,
      NetworkAttachment attachment,
      Map<String, Setting<String>> labels,
      List<Targets.Target> found) {
    List<PortMapping> ports =
        service.ports().stream().filter(port -> port.protocol().equals("tcp")).toList();
    for (PortMapping port : ports) {
      Map<String, Setting<String>> one = new LinkedHashMap<>(labels);
      one.put("__address__", address(attachment, service, String.valueOf(port.target())));
      one.put(
          PREFIX + "port_private", Setting.known(String.valueOf(port.target()), port.location()));
      if (port.published() != 0) {
        one.put(
            PREFIX + "port_public",
            Setting.known(String.valueOf(port.published()), port.location()));
        one.put(
            PREFIX + "port_public_ip",
            Setting.known(
                port.hostAddress().isEmpty() ? "0.0.0.0" : port.hostAddress(), port.location()));
      }
      found.add(new Targets.Target(one, service.location(), null, true, false));
    }
    if (ports.isEmpty()) {
      Map<String, Setting<String>> one = new LinkedHashMap<>(labels);
      boolean noPorts = service.expose().isEmpty();
      String port = Settings.text(section, "port", "80").value().orElse("80");
      one.put(
          "__address__",
          noPorts ? address(attachment, service, port) : unknown(service.location()));
      found.add(new Targets.Target(one, service.location(), null, true, false));
    }
  }

  private Setting<String> address(
      NetworkAttachment attachment, ContainerService service, String port) {
    return ip(attachment, service).map(ip -> ip + ":" + port);
  }

  private Setting<String> ip(NetworkAttachment attachment, ContainerService service) {
    return attachment.addresses().isEmpty()
        ? unknown(service.location())
        : known(attachment.addresses().get(0), service);
  }

  private static void composeLabel(
      Map<String, Setting<String>> labels, ContainerService service, String label, String value) {
    if (!service.project().isEmpty()) {
      labels.putIfAbsent(labelName(label), known(value, service));
    }
  }

  /** The container's name with the slash that Docker puts before it. */
  private Setting<String> name(ContainerService service) {
    Optional<LocatedText> written = service.containerName();
    if (written.isPresent()) {
      return setting(written.get()).map(text -> "/" + text);
    }
    return service.containerNames().size() == 1
        ? known("/" + service.containerNames().get(0), service)
        : unknown(service.location());
  }

  /** Letters that no label name has become underscores. */
  private static String labelName(String label) {
    return PREFIX + "container_label_" + NO_NAME_CHARACTER.matcher(label).replaceAll("_");
  }

  private static Setting<String> known(String value, ContainerService service) {
    return Setting.known(value, service.location());
  }

  private Setting<String> setting(LocatedText text) {
    return text.isKnown() ? Setting.known(text.text(), text.location()) : unknown(text.location());
  }

  private Setting<String> unknown(SourceLocation at) {
    return Setting.unknown(why, at);
  }

  /**
   * Whether the filters let a container pass; one that is not understood lets all pass. Values of
   * one filter are alternatives, several filters all count.
   */
  private boolean passes(ContainerService service) {
    for (Section filter : section.all("filter")) {
      String name = Settings.text(filter, "name").value().orElse("").toLowerCase(Locale.ROOT);
      List<String> values = new ArrayList<>();
      if (filter.get("values").orElse(null) instanceof Value.Array array) {
        array.elements().forEach(value -> value.asText().ifPresent(values::add));
      }
      boolean refused =
          switch (name) {
            case "name" -> values.stream().noneMatch(value -> isNamed(service, value));
            case "label" -> !values.stream().allMatch(value -> isLabelled(service, value));
            case "network" ->
                values.stream()
                    .noneMatch(
                        value ->
                            service.networks().stream()
                                .anyMatch(one -> one.network().text().equals(value)));
            case "status" -> !values.contains("running");
            default -> false;
          };
      if (refused && !values.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Docker looks for the value, an expression, anywhere in the name. */
  private boolean isNamed(ContainerService service, String value) {
    Optional<String> name = name(service).value();
    if (name.isEmpty()) {
      return true;
    }
    Optional<Regex> regex = Regex.unanchored(value).regex();
    return regex.isEmpty()
        || regex.get().matches(name.get())
        || regex.get().matches(name.get().substring(1));
  }

  private static boolean isLabelled(ContainerService service, String condition) {
    int equals = condition.indexOf('=');
    String key = equals < 0 ? condition : condition.substring(0, equals);
    Optional<String> has =
        switch (key) {
          case "com.docker.compose.project" -> Optional.of(service.project());
          case "com.docker.compose.service" -> Optional.of(service.name());
          default -> service.label(key).map(LocatedText::text);
        };
    return equals < 0
        ? has.isPresent()
        : has.filter(condition.substring(equals + 1)::equals).isPresent();
  }

  @Override
  public String toString() {
    return component.id();
  }
}
