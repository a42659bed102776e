package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.DashboardCard;
import com.scanium.sightline.grafana.dashboard.DashboardIndex;
import com.scanium.sightline.grafana.provisioning.DashboardProvider;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.MountUse;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds dashboards that no dashboard provider loads, though others are: Grafana's container sees
 * the file elsewhere, or not at all.
 */
final class DashboardNotLoadedRule implements Rule<DashboardIndex> {
  @Override
  public String id() {
    return "grafana/dashboard-not-loaded";
  }

  @Override
  public Class<DashboardIndex> subject() {
    return DashboardIndex.class;
  }

  @Override
  public void check(DashboardIndex set, RuleContext facts, Consumer<Finding> out) {
    Optional<NetworkTopology> network = facts.pipeline().network();
    Map<String, String> folders = folders(facts);
    if (network.isEmpty() || folders.isEmpty()) {
      return;
    }
    Map<DashboardCard, List<MountUse>> unloaded = new LinkedHashMap<>();
    boolean anyLoaded = false;
    for (DashboardCard dashboard : set.cards()) {
      Optional<List<MountUse>> uses = uses(dashboard, network.get());
      if (uses.isEmpty()) {
        continue;
      }
      boolean loaded =
          uses.get().stream()
              .anyMatch(
                  use ->
                      folders.values().stream().anyMatch(it -> isBelow(use.containerPath(), it)));
      anyLoaded |= loaded;
      if (!loaded) {
        unloaded.put(dashboard, uses.get());
      }
    }
    for (Map.Entry<DashboardCard, List<MountUse>> each : unloaded.entrySet()) {
      boolean isGuess =
          each.getValue().stream().anyMatch(it -> it.certainty() != MountUse.Certainty.SURE);
      if (!isGuess && (anyLoaded || !each.getValue().isEmpty())) {
        out.accept(finding(each.getKey(), each.getValue(), folders));
      }
    }
  }

  /** Where Grafana's containers see a file; empty for what providers don't load anyway. */
  private static Optional<List<MountUse>> uses(DashboardCard dashboard, NetworkTopology network) {
    return dashboard
        .path()
        .filter(it -> it.toString().endsWith(".json"))
        .map(
            file ->
                network.mountsOf(file).stream()
                    .filter(use -> use.service().isActive() && isGrafana(use))
                    .toList());
  }

  private static boolean isGrafana(MountUse use) {
    return use.service()
        .image()
        .filter(LocatedText::isKnown)
        .filter(
            image ->
                GrafanaProvisioning.imageNames().contains(ImageName.of(image.text()).onDockerHub()))
        .isPresent();
  }

  /** The folders that providers load, by the provider's name; none when one of them isn't known. */
  private static Map<String, String> folders(RuleContext facts) {
    Map<String, String> folders = new LinkedHashMap<>();
    for (Object part : facts.pipeline().alertRules()) {
      if (part instanceof GrafanaProvisioning provisioning) {
        for (DashboardProvider provider : provisioning.providers()) {
          Optional<String> folder = provider.loadedFolder().value();
          if (folder.isEmpty()) {
            return Map.of();
          }
          folders.put(provider.name(), folder.get());
        }
      }
    }
    return folders;
  }

  private static boolean isBelow(String path, String folder) {
    String whole = folder.endsWith("/") ? folder : folder + "/";
    return path.startsWith(whole);
  }

  private Finding finding(
      DashboardCard dashboard, List<MountUse> uses, Map<String, String> folders) {
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message(
                "no dashboard provider loads \""
                    + dashboard.title().map(DashboardCard.Written::text).orElse("")
                    + "\"")
            .at(dashboard.location())
            .anchor(dashboard.id());
    if (uses.isEmpty()) {
      finding.evidence("no container of Grafana sees the file");
    }
    for (MountUse use : uses) {
      finding.evidence(
          "service \"" + use.service().name() + "\" sees it at " + use.containerPath());
    }
    folders.forEach(
        (name, folder) -> finding.evidence("provider \"" + name + "\" loads " + folder));
    return finding
        .fix(Fix.of("mount the file into a folder that a provider loads, or add a provider"))
        .build();
  }
}
