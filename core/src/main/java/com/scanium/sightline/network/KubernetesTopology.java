package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Kubernetes manifests into a {@link NetworkTopology}: Services and the pods that they select
 * (Pods, Deployments, StatefulSets, DaemonSets, ReplicaSets, Jobs, CronJobs), Endpoints and
 * EndpointSlices. YAML of several documents, JSON, and objects of kind {@code List} as {@code
 * kubectl get -o yaml} prints them; other kinds are passed over.
 *
 * <p>Names follow the cluster's DNS: {@code service} inside its namespace, {@code
 * service.namespace}, {@code service.namespace.svc} and {@code service.namespace.svc.cluster.local}
 * from everywhere, and {@code pod.service…} of headless Services. Every pod reaches every other
 * one; network policies are not read.
 *
 * <p>Never fails: what is no manifest is one of {@link NetworkTopology#problems}. Templates of Helm
 * must be rendered first.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/">
 *     Kubernetes: DNS for Services and Pods</a>
 */
public final class KubernetesTopology {
  private KubernetesTopology() {}

  /**
   * Reads files.
   *
   * @param base the folder that names in reports are relative to
   * @throws IOException when a file cannot be read
   */
  public static NetworkTopology load(Path base, List<Path> files) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(SourceText.load(file, base));
    }
    return read(sources);
  }

  /** Reads manifests; together they are what is known of one cluster. */
  public static NetworkTopology read(List<SourceText> manifests) {
    return new ManifestReader().read(manifests);
  }
}
