package com.scanium.sightline.network;

import com.scanium.sightline.finding.Ignore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads Compose files into a {@link NetworkTopology}: several files per project merged as Compose
 * merges them, {@code extends} and {@code include}, anchors and merge keys, variables with defaults
 * from {@code .env}, profiles, external networks by their real names.
 *
 * <p>Never fails: a file that is missing or broken is one of {@link NetworkTopology#problems}.
 * Reads the named files and those they refer to; opens no socket, asks no engine.
 */
public final class ComposeTopology {
  private ComposeTopology() {}

  /**
   * Reads projects of one file each; an override file beside it is merged. Names in reports are
   * relative to the working folder.
   */
  public static NetworkTopology load(Path... files) {
    return load(Path.of(""), Arrays.stream(files).map(ComposeProject::of).toList());
  }

  /**
   * Reads projects.
   *
   * @param base the folder that names in reports are relative to
   * @param projects the projects, in the order in which services are listed
   */
  public static NetworkTopology load(Path base, List<ComposeProject> projects) {
    List<ContainerService> services = new ArrayList<>();
    List<DockerNetwork> networks = new ArrayList<>();
    List<TopologyProblem> problems = new ArrayList<>();
    List<Ignore> ignores = new ArrayList<>();
    for (ComposeProject project : projects) {
      ComposeFiles files = new ComposeFiles(project, base, problems);
      files.read().ifPresent(root -> new ProjectReader(files, root, services, networks).read());
      ignores.addAll(files.ignores());
    }
    services.replaceAll(service -> UpstreamReader.read(service, base));
    return NetworkTopology.of(services, networks, problems).ignoring(ignores);
  }
}
