package com.scanium.sightline.network;

import com.scanium.sightline.network.ClusterService.Endpoints;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns manifests into workloads and Services; used once. */
final class ManifestReader {
  private static final Set<String> WORKLOADS =
      Set.of(
          "Pod",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob");
  private static final String SERVICE_OF_SLICE = "kubernetes.io/service-name";
  private static final int MAX_LISTS = 20;
  private static final int MAX_PORT = 65535;

  private final List<ContainerService> containers = new ArrayList<>();
  private final List<ClusterService> services = new ArrayList<>();
  private final List<TopologyProblem> problems = new ArrayList<>();
  private final Map<String, Boolean> ready = new HashMap<>();
  private SourceText source = SourceText.of("manifest.yaml", "");

  NetworkTopology read(List<SourceText> manifests) {
    for (SourceText manifest : manifests) {
      source = manifest;
      for (DocParse parse : parses(manifest)) {
        parse
            .problems()
            .forEach(problem -> problem(source.location(problem.span()), hint(problem.message())));
        parse
            .root()
            .filter(root -> !root.isNull())
            .ifPresent(root -> item(root.mergeKeysApplied(), 0));
      }
    }
    List<ClusterService> known = services.stream().map(this::withEndpoints).toList();
    return NetworkTopology.of(containers, List.of(), problems).withClusterServices(known);
  }

  private static List<DocParse> parses(SourceText manifest) {
    String start = manifest.text().stripLeading();
    return start.startsWith("{") && !start.startsWith("{{")
        ? List.of(DocReader.json(manifest))
        : DocReader.yamlAll(manifest);
  }

  private String hint(String message) {
    return source.text().contains("{{")
        ? "a template, not a manifest; render it first (helm template): " + message
        : message;
  }

  private void problem(SourceLocation location, String message) {
    problems.add(new TopologyProblem(location, message));
  }

  private void item(Doc item, int depth) {
    String kind = text(item, "kind");
    if (kind.isEmpty()) {
      problem(source.location(item.span()), "no \"kind\"; expected a Kubernetes manifest");
    } else if (kind.endsWith("List") && item.get("items").isPresent()) {
      if (depth < MAX_LISTS) {
        item.get("items").map(Doc::items).orElse(List.of()).forEach(one -> item(one, depth + 1));
      }
    } else if (WORKLOADS.contains(kind)) {
      workload(kind, item);
    } else if (kind.equals("Service")) {
      service(item);
    } else if (kind.equals("Endpoints")) {
      boolean any =
          items(item, "subsets").stream().anyMatch(subset -> !items(subset, "addresses").isEmpty());
      ready.merge(key(item, text(item, "metadata", "name")), any, Boolean::logicalOr);
    } else if (kind.equals("EndpointSlice")) {
      boolean any = items(item, "endpoints").stream().anyMatch(ManifestReader::isReady);
      ready.merge(
          key(item, text(item, "metadata", "labels", SERVICE_OF_SLICE)), any, Boolean::logicalOr);
    }
  }

  /** An endpoint that says nothing about itself is to be taken for ready. */
  private static boolean isReady(Doc endpoint) {
    boolean says = endpoint.path("conditions", "ready").flatMap(Doc::asBoolean).orElse(true);
    return says && !items(endpoint, "addresses").isEmpty();
  }

  private static String key(Doc item, String service) {
    return text(item, "metadata", "namespace") + "/" + service;
  }

  private ClusterService withEndpoints(ClusterService service) {
    Boolean any = ready.get(service.namespace() + "/" + service.name());
    Endpoints endpoints = any == null ? Endpoints.UNKNOWN : any ? Endpoints.READY : Endpoints.NONE;
    return new ClusterService(
        service.namespace(),
        service.name(),
        service.selector(),
        service.ports(),
        service.isHeadless(),
        service.externalName(),
        service.addresses(),
        endpoints,
        service.location());
  }

  private void service(Doc item) {
    String name = text(item, "metadata", "name");
    SourceLocation location = place(item, "metadata", "name");
    if (name.isEmpty()) {
      problem(source.location(item.span()), "this Service has no \"metadata.name\"");
      return;
    }
    List<ClusterService.Port> ports = new ArrayList<>();
    for (Doc port : items(item.get("spec").orElse(item), "ports")) {
      int number = port.get("port").flatMap(Doc::asInt).orElse(0);
      if (number < 1 || number > MAX_PORT) {
        problem(source.location(port.span()), "this port has no number; expected port: 1 to 65535");
      } else {
        String target = port.get("targetPort").flatMap(Doc::asText).orElse("");
        ports.add(
            new ClusterService.Port(
                text(port, "name"), number, target.isEmpty() ? String.valueOf(number) : target));
      }
    }
    String address = text(item, "spec", "clusterIP");
    boolean isExternal = text(item, "spec", "type").equals("ExternalName");
    services.add(
        new ClusterService(
            text(item, "metadata", "namespace"),
            name,
            pairs(item.path("spec", "selector")),
            ports,
            address.equals("None"),
            isExternal ? text(item, "spec", "externalName") : "",
            address.isEmpty() || address.equals("None") ? List.of() : List.of(address),
            Endpoints.UNKNOWN,
            location));
  }

  private void workload(String kind, Doc item) {
    String name = text(item, "metadata", "name");
    Optional<Doc> template =
        switch (kind) {
          case "Pod" -> Optional.of(item);
          case "CronJob" -> item.path("spec", "jobTemplate", "spec", "template");
          default -> item.path("spec", "template");
        };
    Optional<Doc> spec = template.flatMap(found -> found.get("spec")).filter(Doc::isObject);
    if (name.isEmpty() || spec.isEmpty()) {
      problem(
          source.location(item.span()),
          "this " + kind + " has no " + (name.isEmpty() ? "\"metadata.name\"" : "pod"));
      return;
    }
    List<Doc> all = items(spec.get(), "containers");
    PodTemplate pod = pod(kind, name, item, template.get(), spec.get(), all);
    boolean stopped =
        item.path("spec", "replicas").flatMap(Doc::asInt).filter(n -> n == 0).isPresent();
    for (Doc container : all) {
      String own = text(container, "name");
      String label = all.size() == 1 || own.isEmpty() ? name : name + "/" + own;
      ContainerService.Builder into =
          ContainerService.builder(pod.namespace(), label, place(item, "metadata", "name"))
              .pod(pod);
      if (stopped) {
        into.inactive();
      }
      container(container, into);
      containers.add(into.build());
    }
  }

  private PodTemplate pod(
      String kind, String name, Doc item, Doc template, Doc spec, List<Doc> all) {
    Map<String, Integer> named = new LinkedHashMap<>();
    for (Doc container : all) {
      for (Doc port : items(container, "ports")) {
        port.get("containerPort")
            .flatMap(Doc::asInt)
            .filter(number -> !text(port, "name").isEmpty())
            .ifPresent(number -> named.put(text(port, "name"), number));
      }
    }
    boolean onNode = spec.get("hostNetwork").flatMap(Doc::asBoolean).orElse(false);
    boolean clusterFirst = text(spec, "dnsPolicy").equals("ClusterFirstWithHostNet");
    return new PodTemplate(
        kind,
        text(item, "metadata", "namespace"),
        kind.equals("Pod") && !text(spec, "hostname").isEmpty() ? text(spec, "hostname") : name,
        pairs(template.path("metadata", "labels")),
        named,
        kind.equals("StatefulSet") ? text(item, "spec", "serviceName") : text(spec, "subdomain"),
        !onNode
            ? PodTemplate.Resolver.CLUSTER
            : clusterFirst ? PodTemplate.Resolver.CLUSTER_ON_NODE : PodTemplate.Resolver.NODE);
  }

  private void container(Doc container, ContainerService.Builder into) {
    container
        .get("image")
        .flatMap(Doc::asText)
        .ifPresent(image -> into.image(located(image, container.get("image").get())));
    into.entrypoint(texts(container, "command")).command(texts(container, "args"));
    for (Doc port : items(container, "ports")) {
      port.get("containerPort")
          .flatMap(Doc::asText)
          .ifPresent(number -> into.expose(located(number, port)));
    }
    for (Doc variable : items(container, "env")) {
      String name = text(variable, "name");
      Optional<String> value = variable.get("value").flatMap(Doc::asText);
      boolean isPlain = value.isPresent() && !value.get().contains("$(");
      if (!name.isEmpty()) {
        into.environment(
            name,
            new LocatedText(
                value.orElse("${" + name + "}"), isPlain, source.location(variable.span())));
      }
    }
    if (!items(container, "envFrom").isEmpty()) {
      into.environmentIncomplete();
    }
  }

  private List<LocatedText> texts(Doc container, String key) {
    List<LocatedText> words = new ArrayList<>();
    for (Doc word : items(container, key)) {
      word.asText()
          .ifPresent(
              text ->
                  words.add(
                      new LocatedText(text, !text.contains("$("), source.location(word.span()))));
    }
    return words;
  }

  private LocatedText located(String text, Doc at) {
    return LocatedText.known(text, source.location(at.span()));
  }

  private SourceLocation place(Doc item, String... path) {
    return source.location(item.path(path).orElse(item).span());
  }

  private static Map<String, String> pairs(Optional<Doc> object) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Doc.Member member : object.map(Doc::members).orElse(List.of())) {
      member.value().asText().ifPresent(value -> pairs.put(member.key(), value));
    }
    return pairs;
  }

  private static List<Doc> items(Doc object, String key) {
    return object.get(key).map(Doc::items).orElse(List.of());
  }

  private static String text(Doc object, String... path) {
    return object.path(path).flatMap(Doc::asText).orElse("");
  }
}
