package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.mimir.config.MimirConfig;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;

/** Finds the containers that run with a configuration file of Mimir that was read. */
final class MimirServices {
  private MimirServices() {}

  /** A container and the file that it surely runs with. */
  record Running(MimirConfig config, ContainerService service) {}

  static List<Running> of(Pipeline pipeline) {
    List<Running> running = new ArrayList<>();
    NetworkTopology network = pipeline.network().orElse(NetworkTopology.EMPTY);
    for (var check : pipeline.configChecks()) {
      if (check instanceof MimirConfig config && config.file().isPresent()) {
        network.mountsOf(config.file().get()).stream()
            .filter(use -> use.command() == MountUse.Command.NAMES_IT)
            .map(MountUse::service)
            .filter(ContainerService::isActive)
            .distinct()
            .forEach(service -> running.add(new Running(config, service)));
      }
    }
    return running;
  }
}
