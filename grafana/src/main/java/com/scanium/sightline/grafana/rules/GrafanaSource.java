package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.internal.FileTree;
import com.scanium.sightline.grafana.loki.LokiConfig;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.tempo.TempoConfig;
import com.scanium.sightline.port.ConfigCheck;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.ConfigNode;
import com.scanium.sightline.validation.PipelineSource;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.SourceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the keys of {@code sightline.yaml} that belong to Grafana and its log and trace stores. */
public final class GrafanaSource implements PipelineSource {
  private static final String DASHBOARDS = "dashboards";
  private static final String PROVISIONING = "provisioning";

  /** Made by {@link java.util.ServiceLoader}. */
  public GrafanaSource() {}

  @Override
  public Set<String> keys() {
    return Set.of(
        DASHBOARDS, PROVISIONING, "grafana", "loki", "lokiConfig", "tempo", "tempoConfig");
  }

  @Override
  public void contribute(ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    switch (value.path()) {
      case DASHBOARDS -> {
        List<SourceText> texts = read(value, context, ".json", ".yaml", ".yml");
        if (!texts.isEmpty()) {
          into.dashboards(DashboardSet.of(texts));
        }
      }
      case PROVISIONING -> {
        List<SourceText> texts = read(value, context, ".yaml", ".yml", ".json");
        if (!texts.isEmpty()) {
          into.provisioning(GrafanaProvisioning.of(texts));
        }
      }
      case "grafana" -> new RemoteSettings(value, context, into).grafana();
      case "loki" -> new RemoteSettings(value, context, into).loki();
      case "lokiConfig" -> configurations(value, context, LokiConfig::load, into);
      case "tempoConfig" -> configurations(value, context, TempoConfig::load, into);
      default -> {
        if (!value.isEmpty()) {
          context.notChecked("key", value.path(), "this version does not look at it yet");
        }
      }
    }
  }

  /** Reads one product's configuration file. */
  @FunctionalInterface
  private interface ConfigLoader {
    ConfigCheck load(Path file, Path base) throws IOException;
  }

  private static void configurations(
      ConfigNode value,
      SourceContext context,
      ConfigLoader loader,
      PipelineValidator.Builder into) {
    for (ConfigNode item : value.items()) {
      for (Path file : context.files(item, ".yaml", ".yml")) {
        String name = SourceText.nameOf(file, context.base());
        try {
          into.configCheck(loader.load(file, context.base()));
          context.notChecked("file", name, "only some of its fields are looked at yet");
        } catch (IOException e) {
          context.unreadable(item, name, e);
        }
      }
    }
  }

  /** The files that the entries name, folders with all below them; what is missing is reported. */
  private static List<SourceText> read(ConfigNode value, SourceContext context, String... endings) {
    List<SourceText> texts = new ArrayList<>();
    for (ConfigNode entry : value.items()) {
      for (Path file : files(entry, context, endings)) {
        try {
          texts.add(SourceText.load(file, context.base()));
        } catch (IOException e) {
          context.unreadable(entry, SourceText.nameOf(file, context.base()), e);
        }
      }
    }
    return texts;
  }

  private static List<Path> files(ConfigNode entry, SourceContext context, String... endings) {
    String name = entry.text().orElse("");
    try {
      Path folder = context.base().resolve(name);
      if (!name.isBlank() && Files.isDirectory(folder)) {
        List<Path> found = FileTree.files(folder, List.of(endings));
        if (found.isEmpty()) {
          context.nothingFound(entry);
        }
        return found;
      }
    } catch (IOException e) {
      context.unreadable(entry, name, e);
      return List.of();
    } catch (InvalidPathException e) {
      // the context says so below
    }
    return context.files(entry, endings);
  }
}
