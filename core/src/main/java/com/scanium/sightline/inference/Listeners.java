package com.scanium.sightline.inference;

import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ListeningPort;
import com.scanium.sightline.network.ListeningPorts;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.port.ListeningProgram;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Where containers listen, by what is known of them and by the configurations that were read. */
final class Listeners {
  private final Map<ContainerService, List<Setting<Integer>>> configured = new HashMap<>();
  private final Map<ContainerService, List<Setting<String>>> doors = new HashMap<>();
  private final Map<ContainerService, ListeningPorts> made = new HashMap<>();

  /**
   * @param programs configurations, of which some tell where their programs listen
   * @param collectors with the containers that they run in
   */
  Listeners(NetworkTopology network, List<ConfigCheck> programs, List<CollectorFact> collectors) {
    for (ConfigCheck check : programs) {
      if (check instanceof ListeningProgram program) {
        program.configFiles().stream()
            .flatMap(file -> network.mountsOf(file).stream())
            .filter(use -> use.command() == MountUse.Command.NAMES_IT)
            .forEach(use -> configured.put(use.service(), program.listens()));
      }
    }
    for (CollectorFact collector : collectors) {
      for (Receiver receiver : collector.collector().receivers()) {
        collector
            .service()
            .filter(service -> collector.isActive())
            .ifPresent(
                service ->
                    doors
                        .computeIfAbsent(service, unused -> new ArrayList<>())
                        .addAll(receiver.listens()));
      }
    }
  }

  /** What is known of a container's ports. */
  ListeningPorts of(ContainerService service) {
    return made.computeIfAbsent(service, this::make);
  }

  private ListeningPorts make(ContainerService service) {
    List<ListeningPort> more = new ArrayList<>();
    boolean isOpen = false;
    for (Setting<Integer> port : configured.getOrDefault(service, List.of())) {
      isOpen |= port.value().isEmpty();
      port.value()
          .ifPresent(
              number ->
                  more.add(
                      new ListeningPort(
                          number,
                          ListeningPort.Basis.CONFIGURATION,
                          "its configuration says " + number,
                          port.location())));
    }
    for (Setting<String> door : doors.getOrDefault(service, List.of())) {
      OptionalInt port = door.value().map(Address::written).orElse(OptionalInt.empty());
      isOpen |= port.isEmpty();
      port.ifPresent(
          number ->
              more.add(
                  new ListeningPort(
                      number,
                      ListeningPort.Basis.SETTING,
                      "its configuration opens " + number,
                      door.location())));
    }
    ListeningPorts ports = ListeningPorts.of(service, more);
    return isOpen ? ports.open() : ports;
  }
}
