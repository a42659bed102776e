package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
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
final class DashboardNotLoadedRule implements Rule<DashboardSet> {
  @Override
  public String id() {
    return "grafana/dashboard-not-loaded";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Optional<NetworkTopology> network = facts.pipeline().network();
    Map<String, String> folders = folders(facts);
    if (network.isEmpty() || folders.isEmpty()) {
      return;
    }
    Map<Dashboard, List<MountUse>> unloaded = new LinkedHashMap<>();
    boolean anyLoaded = false;
    for (Dashboard dashboard : set.dashboards()) {
      Optional<List<MountUse>> uses = uses(set, dashboard, network.get());
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
    for (Map.Entry<Dashboard, List<MountUse>> each : unloaded.entrySet()) {
      boolean isGuess =
          each.getValue().stream().anyMatch(it -> it.certainty() != MountUse.Certainty.SURE);
      if (!isGuess && (anyLoaded || !each.getValue().isEmpty())) {
        out.accept(finding(each.getKey(), each.getValue(), folders));
      }
    }
  }

  /** Where Grafana's containers see a file; empty for what providers don't load anyway. */
  private static Optional<List<MountUse>> uses(
      DashboardSet set, Dashboard dashboard, NetworkTopology network) {
    return set.file(dashboard)
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

  private Finding finding(Dashboard dashboard, List<MountUse> uses, Map<String, String> folders) {
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message("no dashboard provider loads \"" + dashboard.title() + "\"")
            .at(dashboard.location(dashboard.doc().get("title").orElse(dashboard.doc()).span()))
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
