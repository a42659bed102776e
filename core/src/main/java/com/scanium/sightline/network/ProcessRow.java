package com.scanium.sightline.network;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code docker compose ps --format json} or {@code docker ps --format json}: name,
 * image, state and ports; networks and labels only where the engine's release prints them.
 */
final class ProcessRow {
  private static final Pattern PORT =
      Pattern.compile(
          "(?:(?<host>\\[[^\\]]*\\]|[0-9.]+):(?<published>[0-9]+)->)?(?<target>[0-9]+)/(?<protocol>[a-z]+)");
  private static final Pattern EXIT = Pattern.compile("Exited \\(([0-9]{1,4})\\).*");
  private static final int MAX_PORT = 65535;

  private final Doc row;
  private final SourceLocation location;
  private final Map<String, String> labels = new LinkedHashMap<>();

  ProcessRow(Doc row, SourceLocation location) {
    this.row = row;
    this.location = location;
    for (String pair : text("Labels").split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        labels.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
  }

  /** Whether a value looks like such a row. */
  static boolean isOne(Doc item) {
    boolean named = item.get("Name").or(() -> item.get("Names")).flatMap(Doc::asString).isPresent();
    return named && item.get("State").flatMap(Doc::asString).isPresent();
  }

  /** The container, as far as the row tells. */
  ContainerService container() {
    String name = text("Name").isEmpty() ? text("Names") : text("Name");
    String first = name.split(",", 2)[0];
    String service = or("Service", "com.docker.compose.service");
    ContainerService.Builder into =
        ContainerService.builder(
            or("Project", "com.docker.compose.project"),
            service.isEmpty() ? first : service,
            location);
    into.containerName(known(first));
    if (!text("ID").isEmpty()) {
      into.shortId(known(text("ID").substring(0, Math.min(12, text("ID").length()))));
    }
    if (!text("Image").isEmpty()) {
      into.image(known(text("Image")));
    }
    labels.forEach((key, value) -> into.label(key, known(value)));
    state(into);
    ports(into);
    networks(into);
    return into.build();
  }

  private void state(ContainerService.Builder into) {
    String status = text("State");
    Matcher exit = EXIT.matcher(text("Status"));
    Optional<Integer> code = row.get("ExitCode").flatMap(Doc::asInt);
    String health = text("Health");
    if (health.isEmpty() && text("Status").contains("(unhealthy)")) {
      health = "unhealthy";
    }
    into.state(
        new ContainerState(
            status,
            health,
            code.orElseGet(() -> exit.matches() ? Integer.parseInt(exit.group(1)) : 0),
            "",
            location));
    if (!status.equals("running") && !status.equals("restarting")) {
      into.inactive();
    }
  }

  private void ports(ContainerService.Builder into) {
    List<Doc> publishers = row.get("Publishers").map(Doc::items).orElse(List.of());
    for (Doc publisher : publishers) {
      port(
          into,
          publisher.get("URL").flatMap(Doc::asString).orElse(""),
          publisher.get("PublishedPort").flatMap(Doc::asInt).orElse(0),
          publisher.get("TargetPort").flatMap(Doc::asInt).orElse(0),
          publisher.get("Protocol").flatMap(Doc::asString).orElse("tcp"));
    }
    if (publishers.isEmpty()) {
      Matcher port = PORT.matcher(text("Ports"));
      while (port.find()) {
        String published = port.group("published");
        boolean tooLong =
            (published != null && published.length() > 5) || port.group("target").length() > 5;
        if (!tooLong) {
          port(
              into,
              published == null ? "" : port.group("host"),
              published == null ? 0 : Integer.parseInt(published),
              Integer.parseInt(port.group("target")),
              port.group("protocol"));
        }
      }
    }
  }

  private void port(
      ContainerService.Builder into, String host, int published, int target, String protocol) {
    boolean isPort = target > 0 && target <= MAX_PORT && published >= 0 && published <= MAX_PORT;
    if (isPort && published > 0) {
      into.port(new PortMapping(host, published, target, protocol, location));
    } else if (isPort) {
      into.expose(known(target + "/" + protocol));
    }
  }

  private void networks(ContainerService.Builder into) {
    for (String network : text("Networks").split(",", -1)) {
      if (network.equals("host") || network.equals("none")) {
        into.networkMode(known(network));
      } else if (!network.isBlank()) {
        into.network(
            new NetworkAttachment(network.strip(), known(network.strip()), List.of(), List.of()));
      }
    }
  }

  private String or(String field, String label) {
    String direct = text(field);
    return direct.isEmpty() ? labels.getOrDefault(label, "") : direct;
  }

  private String text(String field) {
    return row.get(field).flatMap(Doc::asString).orElse("");
  }

  private LocatedText known(String text) {
    return LocatedText.known(text, location);
  }
}
