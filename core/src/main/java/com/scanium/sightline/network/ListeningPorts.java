package com.scanium.sightline.network;

import com.scanium.sightline.network.ImagePorts.Door;
import com.scanium.sightline.network.ImagePorts.Program;
import com.scanium.sightline.network.ListeningPort.Basis;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * At which ports one container listens: what its program's configuration, its command line and
 * environment, the facts about its image, and its published and exposed ports say. Immutable.
 *
 * <p>Between containers every port is open at which something listens; {@code ports} and {@code
 * expose} only hint at one (Docker's documentation of container networking).
 */
public final class ListeningPorts {
  /**
   * Ports that libraries open beside a program's own one when nothing sets them: OpenTelemetry's
   * Prometheus exporter, the JMX exporter.
   */
  private static final Set<Integer> OF_LIBRARIES = Set.of(9464, 9404);

  private final ContainerService service;
  private final List<ListeningPort> more;
  private final Optional<Program> program;
  private final List<ListeningPort> known = new ArrayList<>();
  private final boolean isConfigured;
  private boolean isOpen;

  private ListeningPorts(ContainerService service, List<ListeningPort> more, boolean isOpen) {
    this.service = service;
    this.more = List.copyOf(more);
    this.program =
        service
            .image()
            .filter(LocatedText::isKnown)
            .flatMap(image -> ImagePorts.TABLE.of(image.text()));
    this.isConfigured = more.stream().anyMatch(one -> one.basis() == Basis.CONFIGURATION);
    this.isOpen = isOpen;
    known.addAll(more);
    PortSettings settings = new PortSettings(service);
    program.ifPresent(one -> ofProgram(one, settings));
    known.addAll(settings.all());
    for (PortMapping port : service.ports()) {
      known.add(
          new ListeningPort(
              port.target(),
              Basis.DECLARED,
              "its ports name " + port.target() + " as the container's side",
              Optional.of(port.location())));
    }
    for (LocatedText exposed : service.expose()) {
      for (ShortForms.Port port : ShortForms.ports(exposed.text())) {
        known.add(
            new ListeningPort(
                port.target(),
                Basis.DECLARED,
                "it exposes " + port.target(),
                Optional.of(exposed.location())));
      }
    }
  }

  /** What is known of a container from the files that describe it. */
  public static ListeningPorts of(ContainerService service) {
    return new ListeningPorts(service, List.of(), false);
  }

  /**
   * What is known of a container whose program's configuration was read. Ports of basis {@code
   * CONFIGURATION} replace those that are known of the image; others come in beside them.
   */
  public static ListeningPorts of(ContainerService service, List<ListeningPort> more) {
    return new ListeningPorts(service, more, false);
  }

  /** The same container with further ports that nobody knows. */
  public ListeningPorts open() {
    return new ListeningPorts(service, more, true);
  }

  private void ofProgram(Program one, PortSettings settings) {
    for (Door door : one.doors()) {
      Optional<ListeningPort> moved = settings.of(door.settings());
      if (moved.isPresent() && moved.get().number() == 0) {
        isOpen = true;
      } else if (moved.isPresent()) {
        known.add(moved.get());
      } else if (!isConfigured) {
        String because = "the program of " + one.image() + " listens at " + door.port();
        known.add(new ListeningPort(door.port(), Basis.IMAGE, because, Optional.empty()));
      }
    }
  }

  /** Every port that something names, the strongest basis first; a port may occur twice. */
  public List<ListeningPort> known() {
    return known.stream()
        .sorted((one, other) -> one.basis().compareTo(other.basis()))
        .distinct()
        .toList();
  }

  /**
   * Whether the container listens at a port: {@code MUST} when configuration, settings or image say
   * so, {@code NEVER} when they say that it listens elsewhere and nothing speaks of this port, or
   * when it is the host's side of a published port only; else {@code MAY}.
   */
  public Match listensAt(int port) {
    boolean said = known.stream().anyMatch(one -> one.number() == port);
    if (said) {
      return known.stream().anyMatch(one -> one.number() == port && one.basis() != Basis.DECLARED)
          ? Match.MUST
          : Match.MAY;
    }
    if (isOpen || (!service.isEnvironmentComplete() && program.isEmpty())) {
      return Match.MAY;
    }
    if (hostSide(port).isPresent()) {
      return Match.NEVER;
    }
    if (program.isPresent()) {
      return isWhole(program.get()) && !mentions(port) ? Match.NEVER : Match.MAY;
    }
    boolean isSet = known.stream().anyMatch(one -> one.basis() == Basis.SETTING);
    boolean elsewhere = isSet && !mentions(port) && !OF_LIBRARIES.contains(port);
    return elsewhere ? Match.NEVER : Match.MAY;
  }

  private boolean isWhole(Program one) {
    return switch (one.more()) {
      case CLOSED -> true;
      case OPEN -> isConfigured;
      case OWN ->
          isConfigured
              || (service.arguments().isEmpty()
                  && service.mounts().stream().noneMatch(mount -> mount.kind() == Mount.Kind.BIND));
    };
  }

  /**
   * Whether nothing proves where the container listens, and what is declared names other ports than
   * this one.
   */
  public boolean isDoubtful(int port) {
    return listensAt(port) == Match.MAY
        && !known.isEmpty()
        && known.stream().noneMatch(one -> one.number() == port)
        && known.stream().allMatch(one -> one.basis() == Basis.DECLARED)
        && !mentions(port);
  }

  /** The mapping of which a port is the host's side, where the container's side is another one. */
  public Optional<PortMapping> hostSide(int port) {
    return service.ports().stream()
        .filter(mapping -> mapping.published() == port && mapping.target() != port)
        .findFirst();
  }

  /**
   * The port that is meant when another one is asked: the container's side where the host's was
   * taken, else the only one that is known by the strongest basis.
   */
  public OptionalInt insteadOf(int port) {
    Optional<PortMapping> mapping = hostSide(port);
    if (mapping.isPresent()) {
      return OptionalInt.of(mapping.get().target());
    }
    for (Basis basis : Basis.values()) {
      List<Integer> numbers =
          known.stream()
              .filter(one -> one.basis() == basis)
              .map(ListeningPort::number)
              .distinct()
              .toList();
      if (!numbers.isEmpty()) {
        // the first door of a well-known program is the one that people ask
        return numbers.size() == 1 || basis == Basis.IMAGE
            ? OptionalInt.of(numbers.get(0))
            : OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  /** Why a port is thought to be another one: what is known, in words with places. */
  public List<String> evidence(int port) {
    Optional<PortMapping> mapping = hostSide(port);
    Stream<String> side =
        mapping.stream()
            .map(
                found ->
                    port
                        + " is the port on the host; between containers it is "
                        + found.target()
                        + " ("
                        + found.location()
                        + ")");
    Stream<String> known =
        known().stream()
            .filter(one -> one.basis() != Basis.IMAGE)
            .filter(one -> mapping.isEmpty() || one.basis() != Basis.DECLARED)
            .map(one -> one.because() + one.location().map(at -> " (" + at + ")").orElse(""))
            .limit(4);
    return Stream.of(side, known, ofImage().stream()).flatMap(lines -> lines).toList();
  }

  private Optional<String> ofImage() {
    List<String> numbers =
        known.stream()
            .filter(one -> one.basis() == Basis.IMAGE)
            .map(one -> String.valueOf(one.number()))
            .toList();
    return program
        .filter(one -> !numbers.isEmpty())
        .map(one -> "the image " + one.image() + " listens at " + String.join(", ", numbers));
  }

  /** Where a port that the image has by default was moved to by a setting. */
  public OptionalInt movedFrom(int port) {
    return program.stream()
        .flatMap(one -> one.doors().stream())
        .filter(door -> door.port() == port)
        .flatMap(door -> new PortSettings(service).of(door.settings()).stream())
        .mapToInt(ListeningPort::number)
        .filter(number -> number > 0 && number != port)
        .findFirst();
  }

  /** Whether it is known of what the image consists, so that no other process runs in it. */
  public boolean isWellKnown() {
    return program.isPresent();
  }

  private boolean mentions(int port) {
    return new PortSettings(service).mentions(port);
  }

  @Override
  public String toString() {
    return service + " " + known().stream().map(ListeningPort::number).distinct().toList();
  }
}
