package com.scanium.sightline.network;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a host name means inside one container. Immutable. */
public final class Resolution {
  /** What came of the question. */
  public enum Outcome {
    /** The name leads to at least one container, by a kind of name that lasts. */
    RESOLVES,
    /** The name leads to a container, but only as its container name. */
    CONTAINER_NAME_ONLY,
    /** The name means the asking container itself ({@code localhost} and its addresses). */
    SELF,
    /**
     * The name means the machine that runs the containers: {@code host.docker.internal}, and {@code
     * localhost} with {@code network_mode: host}. The ports that are published there are reached.
     */
    HOST,
    /** A container of that name exists, but shares no network with the asking one. */
    NOT_ON_SHARED_NETWORK,
    /**
     * Only a container that doesn't run has that name: its profile isn't active, or it was seen
     * stopped.
     */
    INACTIVE,
    /** No container of the model has that name. */
    UNKNOWN_NAME,
    /** The model cannot tell: an address, a host name of the outside world, an unset variable. */
    OUTSIDE_MODEL
  }

  /**
   * A container that the name stands for.
   *
   * @param service the container
   * @param kinds why the name stands for it
   * @param networks real names of the networks on which it does; none when none is shared
   */
  public record Target(ContainerService service, Set<NameKind> kinds, List<String> networks) {
    /** Copies the collections. */
    public Target {
      Objects.requireNonNull(service, "service");
      kinds = Collections.unmodifiableSet(new LinkedHashSet<>(kinds));
      networks = List.copyOf(networks);
    }
  }

  private final String host;
  private final Outcome outcome;
  private final List<Target> targets;
  private final List<String> knownNames;
  private final List<String> evidence;
  private final boolean certain;

  Resolution(
      String host,
      Outcome outcome,
      List<Target> targets,
      List<String> knownNames,
      List<String> evidence,
      boolean certain) {
    this.host = host;
    this.outcome = outcome;
    this.targets = List.copyOf(targets);
    this.knownNames = List.copyOf(knownNames);
    this.evidence = List.copyOf(evidence);
    this.certain = certain;
  }

  /** The name that was asked for, as written. */
  public String host() {
    return host;
  }

  /** What came of the question. */
  public Outcome outcome() {
    return outcome;
  }

  /** Whether the name surely leads to a modelled container, however fragile. */
  public boolean isReached() {
    return outcome == Outcome.RESOLVES
        || outcome == Outcome.CONTAINER_NAME_ONLY
        || outcome == Outcome.SELF;
  }

  /**
   * The containers that bear the name: those reached, or those that would be on a shared network or
   * with an active profile.
   */
  public List<Target> targets() {
    return targets;
  }

  /** Whether several containers answer to the name; Docker then takes any of them. */
  public boolean isAmbiguous() {
    return isReached() && targets.size() > 1;
  }

  /** Every way in which the name is known, over all targets. */
  public Set<NameKind> nameKinds() {
    Set<NameKind> all = new LinkedHashSet<>();
    targets.forEach(target -> all.addAll(target.kinds()));
    return Collections.unmodifiableSet(all);
  }

  /**
   * Names that do resolve for the asking container, sorted; only for {@link Outcome#UNKNOWN_NAME},
   * {@link Outcome#NOT_ON_SHARED_NETWORK} and {@link Outcome#INACTIVE}.
   */
  public List<String> knownNames() {
    return knownNames;
  }

  /** The facts that decided, in words. */
  public List<String> evidence() {
    return evidence;
  }

  /**
   * Whether the outcome is proved. False when the name is unknown but may still exist: the asking
   * container is on a network that was made outside the model, a container there has a name with an
   * unset variable, or not every file could be read; false for {@link Outcome#INACTIVE} unless the
   * container was seen stopped, always false for {@link Outcome#HOST} and {@link
   * Outcome#OUTSIDE_MODEL}.
   */
  public boolean isCertain() {
    return certain;
  }

  @Override
  public String toString() {
    return host + ": " + outcome + " " + targets.stream().map(Target::service).toList();
  }
}
