package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a configuration wants to see in Alloy's container: the sockets of the Docker daemons that it
 * asks, and a folder for the positions of the logs that it reads.
 *
 * <p>Source: the reference of the Docker components ({@code host}), and {@code alloy run} ({@code
 * --storage.path}, by default {@code data-alloy} in the working directory, which is the root of the
 * official image; without a command line that image keeps it in {@code /var/lib/alloy/data}). A
 * write-ahead log of metrics that is lost costs minutes, lost positions replay whole logs; so only
 * the latter is asked for.
 */
public final class ContainerFiles {
  private static final String UNIX = "unix://";
  private static final Set<String> DOCKER =
      Set.of("discovery.docker", "discovery.dockerswarm", "loki.source.docker");
  private static final Set<String> WITH_POSITIONS =
      Set.of("loki.source.docker", "loki.source.file", "loki.source.journal");

  private ContainerFiles() {}

  /** What the components of a configuration want to see. */
  public static List<FileNeed> of(ComponentGraph graph) {
    Map<String, FileNeed> sockets = new LinkedHashMap<>();
    boolean positions = false;
    boolean writes = false;
    for (Component component : graph.components().values()) {
      writes |= component.name().equals("prometheus.remote_write");
      positions |= WITH_POSITIONS.contains(component.name());
      if (DOCKER.contains(component.name())) {
        Setting<String> host = Settings.text(component.section(), "host");
        host.value()
            .filter(address -> address.startsWith(UNIX))
            .map(address -> address.substring(UNIX.length()))
            .ifPresent(
                path ->
                    sockets.putIfAbsent(
                        path,
                        FileNeed.of(
                            FileNeed.Kind.SOCKET,
                            path,
                            host.location().orElse(null),
                            component.id() + " finds no container without it")));
      }
    }
    List<FileNeed> needs = new ArrayList<>(sockets.values());
    if (positions) {
      needs.add(
          FileNeed.of(
                  FileNeed.Kind.STATE,
                  "/data-alloy",
                  null,
                  "a container that is made anew forgets how far it has read: logs are sent again,"
                      + " and Loki refuses old lines")
              .movedBy("--storage.path")
              .pathOfImage("/var/lib/alloy/data"));
    }
    if (writes && !positions) {
      needs.add(
          FileNeed.of(
                  FileNeed.Kind.STATE,
                  "",
                  null,
                  "a container that is made anew loses what was scraped and not yet written")
              .movedBy("--storage.path"));
    }
    return needs;
  }
}
