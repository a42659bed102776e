package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Alternative;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.Mount;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.ContainerNeeds;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds files, folders and sockets that a program wants to see in its container and that nothing
 * puts there. What an image of the team's own may hold, and what lies on another machine, is never
 * reported.
 */
final class MissingMountRule implements Rule<Pipeline> {
  @Override
  public String id() {
    return "compose/missing-mount";
  }

  @Override
  public Class<Pipeline> subject() {
    return Pipeline.class;
  }

  /**
   * A program in its container.
   *
   * @param config the mount that shows its configuration; empty when only the image tells
   */
  private record Place(ContainerNeeds program, ContainerService service, Optional<Mount> config) {
    /** Where one would add a mount. */
    SourceLocation mounts() {
      List<Mount> all = service.mounts();
      return config
          .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1)))
          .map(Mount::location)
          .orElse(service.location());
    }

    boolean isOwnImage() {
      return service
          .image()
          .filter(LocatedText::isKnown)
          .filter(image -> program.images().contains(ImageName.of(image.text()).onDockerHub()))
          .isPresent();
    }
  }

  @Override
  public void check(Pipeline pipeline, RuleContext facts, Consumer<Finding> out) {
    NetworkTopology network = pipeline.network().orElse(NetworkTopology.EMPTY);
    List<Place> places = new ArrayList<>();
    for (ContainerNeeds program : pipeline.containerNeeds()) {
      places.addAll(places(program, network));
    }
    for (CollectorFact fact : facts.inference().collectors()) {
      if (fact.isActive() && fact.collector() instanceof ContainerNeeds) {
        ContainerNeeds program = (ContainerNeeds) fact.collector();
        fact.service().ifPresent(service -> places.add(place(program, network, service)));
      }
    }
    for (Place place : places) {
      for (FileNeed need : place.program().needs()) {
        missing(place, need).ifPresent(out);
      }
    }
    facts.inference().alternatives().forEach(other -> lacking(other, network, out));
  }

  /** What a configuration would miss besides if it were mounted instead of the running one. */
  private void lacking(Alternative other, NetworkTopology network, Consumer<Finding> out) {
    Optional<ContainerService> service = other.running().service();
    boolean tells =
        other.unmounted().collector() instanceof ContainerNeeds
            && other.running().collector() instanceof ContainerNeeds;
    if (service.isEmpty() || !tells) {
      return;
    }
    Place place = place((ContainerNeeds) other.running().collector(), network, service.get());
    for (FileNeed need : ((ContainerNeeds) other.unmounted().collector()).needs()) {
      if (need.kind() == FileNeed.Kind.SOCKET) {
        socket(place, need, need.path())
            .map(
                finding ->
                    finding.toBuilder()
                        .severity(Severity.WARNING)
                        .evidence(
                            "needed once "
                                + other.unmounted().collector().name()
                                + " is mounted, as it should be")
                        .build())
            .ifPresent(out);
      }
    }
  }

  private static List<Place> places(ContainerNeeds program, NetworkTopology network) {
    Map<ContainerService, Place> places = new LinkedHashMap<>();
    if (program.configFiles().isEmpty()) {
      for (ContainerService service : network.services()) {
        Place place = new Place(program, service, Optional.empty());
        if (service.isActive() && place.isOwnImage()) {
          places.put(service, place);
        }
      }
    }
    for (Path file : program.configFiles()) {
      network.mountsOf(file).stream()
          .filter(use -> use.command() == MountUse.Command.NAMES_IT && use.service().isActive())
          .forEach(
              use ->
                  places.putIfAbsent(
                      use.service(), new Place(program, use.service(), Optional.of(use.mount()))));
    }
    return new ArrayList<>(places.values());
  }

  private static Place place(
      ContainerNeeds program, NetworkTopology network, ContainerService service) {
    Optional<Mount> config =
        program.configFiles().stream()
            .flatMap(file -> network.mountsOf(file).stream())
            .filter(use -> use.service().equals(service))
            .map(MountUse::mount)
            .findFirst();
    return new Place(program, service, config);
  }

  private Optional<Finding> missing(Place place, FileNeed need) {
    Optional<String> path = pathOf(place.service(), need).filter(found -> !found.isEmpty());
    if (path.isEmpty()) {
      return Optional.empty();
    }
    return switch (need.kind()) {
      case FILE -> file(place, need, path.get());
      case FOLDER -> folder(place, need, path.get());
      case SOCKET -> socket(place, need, path.get());
      case STATE -> state(place, need, path.get());
    };
  }

  /** The path that holds in a container; empty when the files don't tell. */
  private static Optional<String> pathOf(ContainerService service, FileNeed need) {
    Optional<LocatedText> moved = need.movedBy().flatMap(by -> moved(service, by));
    if (moved.isEmpty()) {
      boolean asImage = service.arguments().isEmpty();
      return asImage
          ? need.pathOfImage().or(() -> Optional.of(need.path()))
          : Optional.of(need.path());
    }
    return moved.filter(LocatedText::isKnown).map(LocatedText::text);
  }

  private static Optional<LocatedText> moved(ContainerService service, String by) {
    if (!by.startsWith("-")) {
      return service.environment(by);
    }
    List<LocatedText> words = service.arguments();
    for (int i = 0; i < words.size(); i++) {
      LocatedText word = words.get(i);
      if (word.text().startsWith(by + "=")) {
        return Optional.of(
            new LocatedText(
                word.text().substring(by.length() + 1), word.isKnown(), word.location()));
      }
      if (word.text().equals(by) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> file(Place place, FileNeed need, String path) {
    if (place.config().isEmpty()) {
      return Optional.empty(); // whether it runs with this configuration is not known
    }
    Optional<Mount> mount = place.service().mountAt(path);
    Severity severity = Severity.WARNING;
    String evidence;
    if (mount.isEmpty()) {
      boolean mayBeInImage = !place.program().images().isEmpty() && !place.isOwnImage();
      severity = mayBeInImage ? Severity.WARNING : Severity.ERROR;
      evidence = "no mount of the container holds it";
    } else if (mount.get().kind() == Mount.Kind.VOLUME) {
      evidence = "its folder is volume \"" + mount.get().source() + "\", which starts empty";
    } else {
      Optional<Path> host = mount.get().hostPathOf(path);
      boolean inProject = mount.get().source().text().startsWith(".");
      if (host.isEmpty() || !inProject || Files.exists(host.get())) {
        return Optional.empty(); // it is there, or on another machine
      }
      evidence = "the mounted folder " + mount.get().source() + " does not hold it";
    }
    Finding.Builder finding = finding(place, need, path, severity).evidence(evidence);
    Optional<String> beside = beside(place, path);
    beside.ifPresent(
        name -> finding.evidence(name + " lies beside its configuration and is not mounted"));
    if (beside.isPresent()) {
      finding.at(place.mounts());
    } else {
      need.location().ifPresent(finding::at);
    }
    return Optional.of(
        finding
            .fix(Fix.of("mount such a file there, or drop the setting that asks for it"))
            .build());
  }

  /** The name of a file of the same name beside the configuration that names it. */
  private static Optional<String> beside(Place place, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return place.program.configFiles().stream()
        .map(file -> file.resolveSibling(name))
        .filter(Files::exists)
        .findFirst()
        .map(found -> name);
  }

  private Optional<Finding> folder(Place place, FileNeed need, String written) {
    String path = written.replaceFirst("(?<=.)/+$", "");
    boolean mounted =
        place.service().mounts().stream()
            .anyMatch(mount -> mount.covers(path) || mount.target().startsWith(path + "/"));
    if (mounted || !place.isOwnImage()) {
      return Optional.empty();
    }
    boolean complete = place.service().isEnvironmentComplete();
    Finding.Builder finding =
        finding(place, need, path, complete ? Severity.ERROR : Severity.WARNING)
            .at(place.mounts())
            .evidence("mounts of the container: " + place.service().mounts());
    if (!complete) {
      finding.evidence("an env_file that was not read may move the folder");
    }
    return Optional.of(finding.fix(Fix.of("mount the files at " + path)).build());
  }

  private Optional<Finding> socket(Place place, FileNeed need, String path) {
    if (place.service().mountAt(path).isPresent()) {
      return Optional.empty();
    }
    Finding.Builder finding =
        finding(place, need, path, Severity.ERROR)
            .at(place.mounts())
            .evidence("no mount of the container holds it");
    need.location().ifPresent(at -> finding.evidence("asked for at " + at));
    String mount = path + ":" + path + ":ro";
    return Optional.of(
        finding
            .fix(ComposeEdits.mounted(place.service(), mount, "mount the socket: " + mount))
            .build());
  }

  private Optional<Finding> state(Place place, FileNeed need, String path) {
    boolean kept =
        place
            .service()
            .mountAt(path.startsWith("/") ? path : "/" + path)
            .filter(mount -> mount.kind() != Mount.Kind.TMPFS)
            .isPresent();
    if (kept) {
      return Optional.empty();
    }
    Optional<LocatedText> written =
        need.movedBy()
            .flatMap(
                by ->
                    place.service().arguments().stream()
                        .filter(word -> word.text().startsWith(by))
                        .findFirst());
    return Optional.of(
        finding(place, need, path, Severity.WARNING)
            .message(
                place.program().program()
                    + " keeps its state in \""
                    + path
                    + "\", and container \""
                    + place.service().name()
                    + "\" has no volume there")
            .at(written.map(LocatedText::location).orElse(place.mounts()))
            .fix(Fix.of("mount a volume at " + path))
            .build());
  }

  private Finding.Builder finding(Place place, FileNeed need, String path, Severity severity) {
    return Finding.of(id(), severity)
        .message(
            "nothing puts \""
                + path
                + "\" into container \""
                + place.service().name()
                + "\", and "
                + place.program().program()
                + " wants to read it")
        .anchor(place.service() + " " + path)
        .evidence(need.consequence());
  }
}
