package com.scanium.sightline.validation;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.network.ComposeProject;
import com.scanium.sightline.network.ComposeSearch;
import com.scanium.sightline.network.ComposeTopology;
import com.scanium.sightline.network.InspectTopology;
import com.scanium.sightline.network.KubernetesTopology;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.DeclaredProducer;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the keys of {@code sightline.yaml} that belong to no product. */
public final class CoreSource implements PipelineSource {
  /** Made by {@link java.util.ServiceLoader}. */
  public CoreSource() {}

  @Override
  public Set<String> keys() {
    return Set.of(
        "catalog",
        "compose",
        "inspect",
        "kubernetes",
        "backend",
        "otherWriters",
        "producers",
        "policy",
        "severity",
        "link",
        "ignore",
        "baseline");
  }

  @Override
  public void contribute(ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    switch (value.path()) {
      case "catalog" -> catalogs(value, context, into);
      case "compose" -> compose(value, context, into);
      case "inspect" -> inspect(value, context, into);
      case "kubernetes" -> kubernetes(value, context, into);
      case "otherWriters" -> otherWriters(value, context, into);
      case "producers" -> producers(value, context, into);
      case "link" -> value.text().filter(it -> !it.isBlank()).ifPresent(into::link);
      case "policy" -> into.policy(policy(value, context));
      case "severity", "ignore", "baseline" -> new AdoptionKeys(context, into).read(value);
      default -> notYet(value, context);
    }
  }

  private static void notYet(ConfigNode value, SourceContext context) {
    for (ConfigNode item : value.items()) {
      context.notChecked(
          "key",
          item.path(),
          "a running backend is not asked yet; give a saved copy of its metrics under catalog");
    }
  }

  /** Files of one backend go together: a declared catalog and a snapshot complete each other. */
  private static void catalogs(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    List<MetricCatalog> read = new ArrayList<>();
    for (ConfigNode item : value.items()) {
      String text = item.text().orElse("");
      if (text.startsWith("http://") || text.startsWith("https://")) {
        context.notChecked(
            "catalog", text, "a running backend is not asked; give a saved copy of its metrics");
        continue;
      }
      for (Path file : context.files(item, ".prom", ".txt", ".om", ".yaml", ".yml", ".json")) {
        try {
          read.add(MetricCatalogs.read(file, context.base()));
        } catch (IOException e) {
          context.unreadable(item, SourceText.nameOf(file, context.base()), e);
        }
      }
    }
    merged(read).forEach(into::catalog);
  }

  private static List<MetricCatalog> merged(List<MetricCatalog> catalogs) {
    List<MetricCatalog> groups = new ArrayList<>();
    for (MetricCatalog catalog : catalogs) {
      int fitting = -1;
      for (int i = 0; i < groups.size() && fitting < 0; i++) {
        fitting = belongTogether(groups.get(i), catalog) ? i : -1;
      }
      if (fitting < 0) {
        groups.add(catalog);
      } else {
        groups.set(fitting, groups.get(fitting).merge(catalog));
      }
    }
    return groups;
  }

  private static boolean belongTogether(MetricCatalog one, MetricCatalog other) {
    boolean bothNamed = one.service().isPresent() && other.service().isPresent();
    return bothNamed
        ? one.service().equals(other.service())
        : one.families().stream().anyMatch(family -> other.family(family.name()).isPresent());
  }

  private static void compose(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    List<ComposeProject> projects = new ArrayList<>();
    for (ConfigNode entry : value.items()) {
      Optional<ComposeProject> project =
          ComposeProject.read(
              entry.doc(),
              context.base(),
              problem ->
                  context.refuse(
                      entry, "a Compose file, a list, or {files: […]}: " + problem.message()));
      project.ifPresent(projects::add);
    }
    if (!projects.isEmpty()) {
      NetworkTopology network = ComposeTopology.load(context.base(), projects);
      into.network(network);
      List<Path> named = projects.stream().flatMap(project -> project.files().stream()).toList();
      ComposeSearch.alternatives(context.base(), named, network).forEach(into::alternativeNetwork);
    }
  }

  private static void inspect(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    List<Path> readable = new ArrayList<>();
    for (ConfigNode item : value.items()) {
      for (Path file : context.files(item, ".json")) {
        if (Files.isReadable(file)) {
          readable.add(file);
        } else {
          String name = SourceText.nameOf(file, context.base());
          context.unreadable(item, name, new NoSuchFileException(name));
        }
      }
    }
    if (readable.isEmpty()) {
      return;
    }
    try {
      into.observedNetwork(InspectTopology.load(context.base(), readable));
    } catch (IOException e) {
      context.unreadable(value, SourceText.nameOf(readable.get(0), context.base()), e);
    }
  }

  private static void kubernetes(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    List<SourceText> manifests = new ArrayList<>();
    for (ConfigNode item : value.items()) {
      for (Path file : context.files(item, ".yaml", ".yml", ".json")) {
        try {
          manifests.add(SourceText.load(file, context.base()));
        } catch (IOException e) {
          context.unreadable(item, SourceText.nameOf(file, context.base()), e);
        }
      }
    }
    if (!manifests.isEmpty()) {
      into.clusterNetwork(KubernetesTopology.read(manifests));
    }
  }

  private static void otherWriters(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    if (value.text().filter("none"::equals).isPresent()) {
      into.closedToOthers(true);
    } else if (!value.isEmpty()) {
      context.refuse(value, "\"none\", or absent when others write too");
    }
  }

  private static void producers(
      ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    for (ConfigNode item : value.items()) {
      Optional<String> pattern = item.get("match").flatMap(ConfigNode::text);
      if (pattern.isEmpty()) {
        context.refuse(item, "{match: \"a regular expression over metric names\"}");
        continue;
      }
      Regex.Outcome outcome = Regex.anchored(pattern.get());
      outcome.regex().ifPresent(regex -> into.producer(new DeclaredProducer(regex)));
      outcome
          .problem()
          .ifPresent(problem -> context.refuse(item, "a valid RE2 expression: " + problem));
    }
  }

  private static Policy policy(ConfigNode value, SourceContext context) {
    Policy policy = Policy.DEFAULT;
    for (var field : value.fields().entrySet()) {
      String text = field.getValue().text().orElse("").toUpperCase(Locale.ROOT);
      switch (field.getKey()) {
        case "targetNames" -> {
          if (text.equals("ALIAS") || text.equals("ANY")) {
            policy = policy.withTargetNames(Policy.TargetNames.valueOf(text));
          } else {
            context.refuse(field.getValue(), "alias or any");
          }
        }
        case "profile" -> {
          if (text.equals("CORRECTNESS") || text.equals("STYLE")) {
            policy = policy.withProfile(Policy.Profile.valueOf(text));
          } else {
            context.refuse(field.getValue(), "correctness or style");
          }
        }
        default -> context.refuse(field.getValue(), "targetNames or profile");
      }
    }
    return policy;
  }
}
