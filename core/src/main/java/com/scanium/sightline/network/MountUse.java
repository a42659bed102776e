package com.scanium.sightline.network;

import java.util.Objects;

/**
 * One container that sees a host file.
 *
 * @param service the container
 * @param mount the mount through which it sees the file
 * @param containerPath the file's path inside the container
 * @param certainty whether it is surely this file
 */
public record MountUse(
    ContainerService service, Mount mount, String containerPath, Certainty certainty) {
  /** How sure it is that the mount shows the file. */
  public enum Certainty {
    /** The mount's host path is known and holds the file. */
    SURE,
    /**
     * The mount's path ends like the file's, but begins with an unset variable or in a folder of
     * another machine.
     */
    POSSIBLE
  }

  /** What the container's command line says about the file. */
  public enum Command {
    /** An argument names the file or a folder above it. */
    NAMES_IT,
    /** There is a command line, and it names neither the file nor a folder above it. */
    NAMES_OTHERS,
    /** There is no command line; the image's own decides. */
    ABSENT
  }

  /** Refuses absent parts. */
  public MountUse {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(containerPath, "containerPath");
    Objects.requireNonNull(certainty, "certainty");
  }

  /** Whether the container's command line (or entry point) names the file. */
  public Command command() {
    if (service.arguments().isEmpty()) {
      return Command.ABSENT;
    }
    boolean named = service.arguments().stream().anyMatch(word -> names(word.text()));
    return named ? Command.NAMES_IT : Command.NAMES_OTHERS;
  }

  private boolean names(String argument) {
    String path =
        argument.startsWith("-") ? argument.substring(argument.indexOf('=') + 1) : argument;
    String folder = path.endsWith("/") ? path : path + "/";
    return path.startsWith("/")
        && path.length() > 1
        && (containerPath.equals(path) || containerPath.startsWith(folder));
  }
}
