package com.scanium.sightline.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds who sees a host file. */
final class MountSearch {
  /** A path of another machine must agree in this many last names to be taken for the file. */
  private static final int AGREEING_NAMES = 2;

  private MountSearch() {}

  /** A use and how many names of the paths agree; a sure one beats every guess. */
  private record Candidate(MountUse use, int agreement) {}

  static List<MountUse> find(List<ContainerService> services, Path file) {
    List<MountUse> uses = new ArrayList<>();
    for (ContainerService service : services) {
      List<Candidate> candidates = new ArrayList<>();
      for (Mount mount : service.mounts()) {
        candidate(service, mount, file)
            .filter(found -> isVisible(service, mount, found.use()))
            .ifPresent(candidates::add);
      }
      int best = candidates.stream().mapToInt(Candidate::agreement).max().orElse(0);
      candidates.stream()
          .filter(candidate -> candidate.agreement() == best)
          .forEach(candidate -> uses.add(candidate.use()));
    }
    return List.copyOf(uses);
  }

  private static boolean isVisible(ContainerService service, Mount mount, MountUse use) {
    return service.mountAt(use.containerPath()).filter(mount::equals).isPresent();
  }

  private static Optional<Candidate> candidate(ContainerService service, Mount mount, Path file) {
    Optional<Path> host = mount.hostPath();
    if (host.isPresent() && file.startsWith(host.get())) {
      String below = host.get().relativize(file).toString().replace('\\', '/');
      String path = below.isEmpty() ? mount.target() : join(mount.target(), below);
      MountUse use = new MountUse(service, mount, path, MountUse.Certainty.SURE);
      return Optional.of(new Candidate(use, Integer.MAX_VALUE));
    }
    boolean foreign = mount.kind() == Mount.Kind.BIND || mount.kind() == Mount.Kind.CONFIG;
    return foreign ? foreign(service, mount, file) : Optional.empty();
  }

  /**
   * The host path begins with an unset variable, or is absolute and not on this machine: its end is
   * compared, for each way to split the file's path into the mounted folder and the rest.
   */
  private static Optional<Candidate> foreign(ContainerService service, Mount mount, Path file) {
    String source = mount.source().text();
    boolean unknown = !mount.source().isKnown();
    if (!unknown && !(source.startsWith("/") && mount.hostPath().isPresent())) {
      return Optional.empty();
    }
    String end = unknown ? source.substring(source.lastIndexOf('}') + 1) : source;
    List<String> mounted = names(end);
    List<String> wanted = names(file.toString().replace('\\', '/'));
    if (mounted.isEmpty() || mounted.contains("..")) {
      return Optional.empty();
    }
    for (int split = wanted.size(); split > 0; split--) {
      int agreement = agreement(mounted, wanted.subList(0, split));
      if (unknown ? agreement == mounted.size() : agreement >= AGREEING_NAMES) {
        String below = String.join("/", wanted.subList(split, wanted.size()));
        String path = below.isEmpty() ? mount.target() : join(mount.target(), below);
        MountUse use = new MountUse(service, mount, path, MountUse.Certainty.POSSIBLE);
        return Optional.of(new Candidate(use, agreement));
      }
    }
    return Optional.empty();
  }

  /** How many names at the ends of both paths are equal. */
  private static int agreement(List<String> mounted, List<String> wanted) {
    int agreeing = 0;
    while (agreeing < mounted.size()
        && agreeing < wanted.size()
        && mounted
            .get(mounted.size() - 1 - agreeing)
            .equals(wanted.get(wanted.size() - 1 - agreeing))) {
      agreeing++;
    }
    return agreeing;
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names;
  }

  private static String join(String folder, String below) {
    return folder.endsWith("/") ? folder + below : folder + "/" + below;
  }
}
