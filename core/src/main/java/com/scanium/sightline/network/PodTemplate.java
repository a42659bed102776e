package com.scanium.sightline.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The Kubernetes workload that a container belongs to. Containers of one workload share a network
 * namespace.
 *
 * @param kind {@code Deployment}, {@code StatefulSet}, {@code DaemonSet}, {@code Pod}, …
 * @param namespace its namespace; empty when the manifest leaves it to whoever applies it
 * @param workload the workload's name
 * @param labels the pods' labels, which Services select by
 * @param ports named container ports of all containers of the pod
 * @param subdomain the headless Service that names the single pods; empty for none
 * @param resolver whose names the pods resolve
 */
public record PodTemplate(
    String kind,
    String namespace,
    String workload,
    Map<String, String> labels,
    Map<String, Integer> ports,
    String subdomain,
    Resolver resolver) {
  /** Whose names a pod resolves. */
  public enum Resolver {
    /** The cluster's. */
    CLUSTER,
    /** The cluster's, in the network of its node ({@code ClusterFirstWithHostNet}). */
    CLUSTER_ON_NODE,
    /** Its node's: with {@code hostNetwork} and the default {@code dnsPolicy}. */
    NODE
  }

  /** Copies the maps. */
  public PodTemplate {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(workload, "workload");
    Objects.requireNonNull(subdomain, "subdomain");
    Objects.requireNonNull(resolver, "resolver");
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
  }

  /** Whether both are the same workload. */
  boolean isSameAs(PodTemplate other) {
    return kind.equals(other.kind)
        && namespace.equals(other.namespace)
        && workload.equals(other.workload);
  }
}
