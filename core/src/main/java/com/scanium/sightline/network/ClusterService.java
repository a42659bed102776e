package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A Kubernetes Service: a name in a namespace that leads to the pods it selects.
 *
 * @param namespace its namespace; empty when the manifest leaves it to whoever applies it
 * @param name its name
 * @param selector labels that its pods must have; empty for a Service whose endpoints are given
 * @param ports its ports; a headless one may have none
 * @param isHeadless whether its name leads to the pods themselves ({@code clusterIP: None})
 * @param externalName the outside name that it stands for; empty for other types
 * @param addresses its cluster addresses where the manifest tells them
 * @param endpoints what Endpoints and EndpointSlices say
 * @param location where its name is written
 */
public record ClusterService(
    String namespace,
    String name,
    Map<String, String> selector,
    List<Port> ports,
    boolean isHeadless,
    String externalName,
    List<String> addresses,
    Endpoints endpoints,
    SourceLocation location) {
  /** What is known of the addresses behind a Service. */
  public enum Endpoints {
    /** Nothing: no Endpoints and no EndpointSlice was given. */
    UNKNOWN,
    /** They have at least one address that is ready. */
    READY,
    /** They were given and have none. */
    NONE
  }

  /**
   * One port of a Service.
   *
   * @param name its name; empty for the only one
   * @param number the port that clients ask
   * @param target the container's port or the name of one, as written; the same number when unset
   */
  public record Port(String name, int number, String target) {
    /** Refuses absent parts. */
    public Port {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(target, "target");
    }
  }

  /** Copies the collections. */
  public ClusterService {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(externalName, "externalName");
    Objects.requireNonNull(endpoints, "endpoints");
    Objects.requireNonNull(location, "location");
    selector = Collections.unmodifiableMap(new LinkedHashMap<>(selector));
    ports = List.copyOf(ports);
    addresses = List.copyOf(addresses);
  }

  /** Whether it selects the pods of a workload. */
  public boolean selects(PodTemplate pod) {
    return !selector.isEmpty()
        && pod.namespace().equals(namespace)
        && pod.labels().entrySet().containsAll(selector.entrySet());
  }

  /** {@code name.namespace}, or the name alone. */
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : name + "." + namespace;
  }
}
