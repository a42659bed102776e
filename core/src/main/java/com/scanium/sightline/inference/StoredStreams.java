package com.scanium.sightline.inference;

import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.StreamStore;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a store of logs makes of the streams that are written to it.
 *
 * <p>Facts, from Loki's documentation of labels, of OTLP ingestion and of {@code limits_config}:
 * from 3.0 on it adds {@code service_name} to streams that lack it, taken from the first of a list
 * of labels, and from 3.1 on the structured metadata {@code detected_level}. What arrives by OTLP
 * has the resource attributes of a list as labels, and all else as structured metadata.
 */
final class StoredStreams {
  private static final String SERVICE_NAME = "service_name";
  private static final String DETECTED_LEVEL = "detected_level";
  private static final String SEVERITY = "severity_text";

  private static final List<String> SERVICE_NAME_SOURCES =
      List.of(
          "service",
          "app",
          "application",
          "app_name",
          "name",
          "app_kubernetes_io_name",
          "container",
          "container_name",
          "k8s_container_name",
          "component",
          "workload",
          "job",
          "k8s_job_name");

  private static final List<String> RESOURCE_LABELS =
      List.of(
          "service.name",
          "service.namespace",
          "service.instance.id",
          "deployment.environment",
          "deployment.environment.name",
          "cloud.region",
          "cloud.availability_zone",
          "k8s.cluster.name",
          "k8s.namespace.name",
          "k8s.pod.name",
          "k8s.container.name",
          "container.name",
          "k8s.replicaset.name",
          "k8s.deployment.name",
          "k8s.statefulset.name",
          "k8s.daemonset.name",
          "k8s.cronjob.name",
          "k8s.job.name");

  private static final Pattern RELEASE = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

  private final Pipeline pipeline;
  private final Placement placement;

  StoredStreams(Pipeline pipeline, Placement placement) {
    this.pipeline = pipeline;
    this.placement = placement;
  }

  /** What becomes of a load behind an endpoint. */
  Travel.Load stored(Travel.Load load, CollectorFact collector, WriteEndpoint write) {
    Optional<ContainerService> service = placement.storeOf(collector, write);
    Optional<KnownProducts.Product> product =
        service
            .flatMap(ContainerService::image)
            .flatMap(image -> KnownProducts.TABLE.ofImage(image.text()));
    boolean isKnown = product.filter(one -> one.name().equals("loki")).isPresent();
    Store store = new Store(settings(), release(service));
    return switch (write.protocol()) {
      case LOKI_PUSH -> store.pushed(load, isKnown);
      case OTLP -> isKnown ? store.records(load, write) : anything(load);
      case REMOTE_WRITE, OTHER -> anything(load);
    };
  }

  private static Travel.Load anything(Travel.Load load) {
    return new Travel.Load(
        SeriesShape.builder(LabelDomain.absent()).open().build(), Lines.ANY, load.lost());
  }

  private Optional<StreamStore> settings() {
    List<StreamStore> all = pipeline.streamStores();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  private Release release(Optional<ContainerService> service) {
    Optional<String> version =
        pipeline
            .versions()
            .of("loki")
            .or(
                () ->
                    service
                        .flatMap(ContainerService::image)
                        .flatMap(image -> ImageName.of(image.text()).tag()));
    Matcher numbers = RELEASE.matcher(version.orElse(""));
    return numbers.matches()
        ? new Release(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
        : new Release(-1, 0);
  }

  /** The release in use; a negative number is an unknown one. */
  private record Release(int major, int minor) {
    boolean mayBeFrom(int first, int second) {
      return major < 0 || major > first || (major == first && minor >= second);
    }

    boolean mayBeBefore(int first, int second) {
      return major < 0 || !mayBeFrom(first, second);
    }
  }

  /** One store: what its configuration says, and its release. */
  private final class Store {
    private final Optional<StreamStore> settings;
    private final Release release;
    private final boolean isSure;

    Store(Optional<StreamStore> settings, Release release) {
      this.settings = settings;
      this.release = release;
      boolean severalConfigurations = pipeline.streamStores().size() > 1;
      this.isSure = !severalConfigurations && !settings.map(StreamStore::mayDiffer).orElse(false);
    }

    Travel.Load pushed(Travel.Load load, boolean isKnown) {
      SeriesShape stream = load.shape();
      LabelDomain before = stream.label(SERVICE_NAME);
      List<String> sources =
          settings.flatMap(StreamStore::serviceNameSources).orElse(SERVICE_NAME_SOURCES);
      boolean mayBeAdded = release.mayBeFrom(3, 0) && !(isSure && sources.isEmpty());
      if (mayBeAdded && before.presence() != Presence.ALWAYS) {
        boolean isSurelyAdded =
            isKnown && isSure && !release.mayBeBefore(3, 0) && !sources.isEmpty();
        LabelDomain name = isSure ? serviceName(stream, sources) : LabelDomain.any();
        LabelDomain added = isSurelyAdded ? name : name.optional();
        LabelDomain all =
            before.presence() == Presence.NEVER ? added : before.present().union(added);
        stream =
            stream.toBuilder().label(SERVICE_NAME, all, Provenance.of("the store of logs")).build();
      }
      return new Travel.Load(stream, withLevel(load.lines()), load.lost());
    }

    private LabelDomain serviceName(SeriesShape stream, List<String> sources) {
      LabelDomain name = LabelDomain.absent();
      boolean isFirst = true;
      for (String source : sources) {
        LabelDomain domain = stream.label(source);
        if (domain.presence() == Presence.NEVER) {
          continue;
        }
        name = isFirst ? domain.present() : name.present().union(domain.present());
        isFirst = false;
        if (domain.presence() == Presence.ALWAYS) {
          return name;
        }
      }
      LabelDomain unknown = LabelDomain.value("unknown_service");
      return isFirst ? unknown : name.present().union(unknown);
    }

    private Lines withLevel(Lines lines) {
      boolean isTurnedOff = isSure && !settings.flatMap(StreamStore::discoversLevels).orElse(true);
      boolean isOff = isTurnedOff || !release.mayBeFrom(3, 0);
      return isOff ? lines : lines.with(Set.of(DETECTED_LEVEL));
    }

    /** Records that arrive by OTLP: labels are attributes of their resources only. */
    Travel.Load records(Travel.Load load, WriteEndpoint write) {
      Provenance from = new Provenance(write.id(), write.location());
      SeriesShape.Builder stream = SeriesShape.builder(LabelDomain.absent());
      Optional<StreamStore.ResourceLabels> labels = settings.flatMap(StreamStore::resourceLabels);
      List<String> names = new ArrayList<>();
      if (labels.map(StreamStore.ResourceLabels::withDefaults).orElse(true)) {
        names.addAll(RESOURCE_LABELS);
      }
      labels.ifPresent(one -> names.addAll(one.names()));
      for (String name : names) {
        stream.label(labelOf(name), LabelDomain.unknown(), from);
      }
      if (labels.map(StreamStore.ResourceLabels::withSeverity).orElse(false)) {
        stream.label(SEVERITY, LabelDomain.unknown(), from);
      }
      boolean byPattern = labels.map(one -> !one.patterns().isEmpty()).orElse(false);
      if (!isSure || byPattern) {
        stream.open();
      } else if (!settings
          .flatMap(StreamStore::serviceNameSources)
          .map(List::isEmpty)
          .orElse(false)) {
        stream.label(SERVICE_NAME, LabelDomain.any(), from);
      }
      return new Travel.Load(stream.build(), Lines.ANY, load.lost());
    }

    private String labelOf(String attribute) {
      return attribute.replaceAll("[^a-zA-Z0-9_]", "_");
    }
  }
}
