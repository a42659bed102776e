package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.signal.SeriesShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which label values stand for which container: those that are its name and that the collectors
 * give to what they scrape from it.
 */
final class Identities {
  private final Map<ContainerService, Map<String, Set<String>>> given = new HashMap<>();
  private final Map<ContainerService, Set<String>> names = new HashMap<>();

  Identities(List<ContainerService> services, List<TargetFact> targets) {
    services.stream().filter(ContainerService::isActive).forEach(this::name);
    for (TargetFact target : targets) {
      Optional<ContainerService> service = target.service();
      if (target.collector().isActive() && service.isPresent()) {
        name(service.get()).addAll(lower(target.jobLabel()));
        add(target, given.computeIfAbsent(service.get(), one -> new TreeMap<>()));
      }
    }
  }

  private Set<String> name(ContainerService service) {
    Set<String> all = names.computeIfAbsent(service, one -> new HashSet<>());
    all.add(service.name().toLowerCase(Locale.ROOT));
    service.containerNames().forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
    all.addAll(lower(service.hostname().map(LocatedText::text)));
    return all;
  }

  private static List<String> lower(Optional<String> text) {
    return text.map(value -> value.toLowerCase(Locale.ROOT)).stream().toList();
  }

  private static void add(TargetFact target, Map<String, Set<String>> into) {
    SeriesShape.Builder up = SeriesShape.builder("up");
    target
        .target()
        .labels()
        .forEach((name, value) -> value.value().ifPresent(text -> up.label(name, text)));
    for (DeliveryPath path : target.job().paths()) {
      if (path.endpoint().isPresent()) {
        constants(up.build(), path)
            .forEach(
                (label, value) -> into.computeIfAbsent(label, one -> new HashSet<>()).add(value));
      }
    }
  }

  /** The labels that all series of a shape have with one value each behind a way. */
  static Map<String, String> constants(SeriesShape shape, DeliveryPath path) {
    TelemetrySource source =
        new TelemetrySource(
            "",
            path.endpoint().orElseThrow().location(),
            Signal.METRICS,
            List.of(shape),
            List.of());
    Map<String, String> constants = new TreeMap<>();
    for (SeriesShape arriving : source.arriving(path)) {
      arriving
          .labels()
          .forEach(
              (label, domain) -> domain.single().ifPresent(value -> constants.put(label, value)));
    }
    return constants;
  }

  /** The labels with which what is scraped from a container bears the container's name. */
  Map<String, String> of(ContainerService service) {
    Map<String, String> own = new TreeMap<>();
    Set<String> called = names.getOrDefault(service, Set.of());
    given
        .getOrDefault(service, Map.of())
        .forEach(
            (label, values) -> {
              if (values.size() == 1
                  && called.contains(values.iterator().next().toLowerCase(Locale.ROOT))) {
                own.put(label, values.iterator().next());
              }
            });
    own.remove("job");
    own.remove("instance"); // each way of collecting has these of its own
    return own;
  }

  /** The container that a value names; empty when it is none's name, or that of several. */
  Optional<ContainerService> named(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    List<ContainerService> called =
        names.entrySet().stream()
            .filter(entry -> entry.getValue().contains(lower))
            .map(Map.Entry::getKey)
            .toList();
    return called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty();
  }
}
