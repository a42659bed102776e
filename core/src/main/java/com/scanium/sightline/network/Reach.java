package com.scanium.sightline.network;

import com.scanium.sightline.signal.Match;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a container reaches a port of a host, whom it finds there, and what is wrong. Immutable.
 */
public final class Reach {
  /** What stands in the way, or is doubtful. */
  public enum Flaw {
    /** Nothing. */
    NONE,
    /** No container answers to the name. */
    NAME,
    /** The container exists on networks that the asking one is not on. */
    NETWORK,
    /** The container does not run. */
    STOPPED,
    /** The host is the asking container itself, and nothing in it listens at the port. */
    OWN_PORT,
    /** The container listens at another port. */
    PORT,
    /** The port is the host's side of a published port; between containers it is another one. */
    HOST_SIDE,
    /**
     * {@code host.docker.internal}, which only Docker Desktop knows by itself; on Linux it needs
     * {@code extra_hosts}.
     */
    GATEWAY,
    /** A Kubernetes Service that leads to no pod. */
    NO_ENDPOINTS,
    /** Several containers that have nothing to do with each other answer to the name. */
    AMBIGUOUS
  }

  private final Resolution resolution;
  private final Match match;
  private final Flaw flaw;
  private final @Nullable ContainerService service;
  private final List<String> evidence;
  private final @Nullable String better;

  Reach(
      Resolution resolution,
      Match match,
      Flaw flaw,
      @Nullable ContainerService service,
      List<String> evidence,
      @Nullable String better) {
    this.resolution = Objects.requireNonNull(resolution, "resolution");
    this.match = Objects.requireNonNull(match, "match");
    this.flaw = Objects.requireNonNull(flaw, "flaw");
    this.service = service;
    this.evidence = List.copyOf(evidence);
    this.better = better;
  }

  /** What the host means. */
  public Resolution resolution() {
    return resolution;
  }

  /** Whether it is reached: proved, possible, or proved not to be. */
  public Match match() {
    return match;
  }

  /** What is wrong: proved when {@link #match} is {@code NEVER}, else doubtful. */
  public Flaw flaw() {
    return flaw;
  }

  /**
   * The container that is meant, reached or not: with {@code localhost} the one that listens at the
   * port.
   */
  public Optional<ContainerService> service() {
    return Optional.ofNullable(service);
  }

  /** The facts that decided, in words. */
  public List<String> evidence() {
    return evidence;
  }

  /** The {@code host:port} that leads to what is meant, when that is clear. */
  public Optional<String> better() {
    return Optional.ofNullable(better);
  }

  @Override
  public String toString() {
    return resolution.host() + " " + match + " " + flaw;
  }
}
