package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.grafana.client.RemoteGrafana;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.internal.FileTree;
import com.scanium.sightline.grafana.loki.LokiConfig;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.grafana.tempo.TempoConfig;
import com.scanium.sightline.pipeline.Walk;
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
import org.jspecify.annotations.Nullable;

/** Reads the keys of {@code sightline.yaml} that belong to Grafana and its log and trace stores. */
public final class GrafanaSource implements PipelineSource {
  private static final String DASHBOARDS = "dashboards";
  private static final String PROVISIONING = "provisioning";
  private static final String GRAFANA = "grafana";

  /** The Grafana that was asked, once its key was read. */
  private @Nullable RemoteGrafana remote;

  /** Dashboards of files whose library panels a Grafana may know that is still to be read. */
  private @Nullable DashboardSet waiting;

  /** Made by {@link java.util.ServiceLoader}, anew for each configuration. */
  public GrafanaSource() {}

  @Override
  public Set<String> keys() {
    return Set.of(DASHBOARDS, PROVISIONING, GRAFANA, "loki", "lokiConfig", "tempo", "tempoConfig");
  }

  @Override
  public void contribute(ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    switch (value.path()) {
      case DASHBOARDS -> {
        List<Path> found = readable(value, context);
        if (!found.isEmpty()) {
          dashboards(DashboardSet.ofFiles(found, context.base()), context, into);
        }
      }
      case PROVISIONING -> {
        List<SourceText> texts = read(value, context, ".yaml", ".yml", ".json");
        if (!texts.isEmpty()) {
          into.provisioning(GrafanaProvisioning.of(texts));
        }
      }
      case GRAFANA -> grafana(value, context, into);
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

  private void dashboards(DashboardSet set, SourceContext context, PipelineValidator.Builder into) {
    if (remote != null) {
      remote.contribute(set, into);
    } else if (context.walk() == Walk.LIVE
        && context.has(GRAFANA)
        && waiting == null
        && set.lacksLibraryPanels()) {
      waiting = set;
    } else {
      into.dashboards(set);
    }
  }

  private void grafana(ConfigNode value, SourceContext context, PipelineValidator.Builder into) {
    remote = new RemoteSettings(value, context, into).grafana().orElse(null);
    DashboardSet read = waiting;
    if (read != null && remote != null) {
      remote.contribute(read, into);
    } else if (read != null) {
      into.dashboards(read);
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

  /** The files of dashboards, which are read later, one after the other. */
  private static List<Path> readable(ConfigNode value, SourceContext context) {
    List<Path> readable = new ArrayList<>();
    for (ConfigNode entry : value.items()) {
      for (Path file : files(entry, context, ".json", ".yaml", ".yml")) {
        try {
          Files.newInputStream(file).close();
          readable.add(file);
        } catch (IOException e) {
          context.unreadable(entry, SourceText.nameOf(file, context.base()), e);
        }
      }
    }
    return readable;
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
