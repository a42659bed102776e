package com.scanium.sightline.mimir.config;

import com.scanium.sightline.port.ConfigFile;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.RelabelConfigs;
import com.scanium.sightline.signal.Relabeling;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What Mimir's distributor makes of series before it stores them: the label of an HA replica is
 * removed, then {@code metric_relabel_configs} apply, then {@code drop_labels} go.
 *
 * <p>Limits in a file of overrides may say otherwise for a tenant: with one, each step may happen
 * or not.
 *
 * @see <a href="https://grafana.com/docs/mimir/latest/configure/configuration-parameters/">Mimir:
 *     limits, distributor</a>
 */
final class Ingestion {
  /** The label of a replica unless {@code ha_replica_label} names another one. */
  private static final String REPLICA = "__replica__";

  private Ingestion() {}

  /**
   * @param overridden whether limits of single tenants may differ
   */
  static List<Stage> of(ConfigFile config, boolean overridden) {
    List<Stage> stages = new ArrayList<>();
    replica(config).ifPresent(stages::add);
    for (Relabeling list : RelabelConfigs.read(config.source()).lists()) {
      if (list.stage().equals("limits.metric_relabel_configs")) {
        for (int i = 0; i < list.rules().size(); i++) {
          Relabeling one =
              Relabeling.of(List.of(list.rules().get(i)), list.dialect(), list.stage());
          SourceLocation at = list.rules().get(i).location().orElse(config.source().location());
          stages.add(
              new Step(
                  "Mimir's metric_relabel_configs rule " + (i + 1),
                  at,
                  shape -> one.apply(shape).remaining().map(List::of).orElseGet(List::of)));
        }
      }
    }
    config
        .root()
        .path("limits", "drop_labels")
        .ifPresent(
            list -> {
              for (Doc label : list.items()) {
                label
                    .asString()
                    .ifPresent(
                        name -> stages.add(without(name, "Mimir's drop_labels", config, label)));
              }
            });
    return overridden ? stages.stream().map(Ingestion::perhaps).toList() : List.copyOf(stages);
  }

  private static Optional<Stage> replica(ConfigFile config) {
    boolean tracked =
        config
                .root()
                .path("distributor", "ha_tracker", "enable_ha_tracker")
                .flatMap(Doc::asBoolean)
                .orElse(false)
            && config
                .root()
                .path("limits", "accept_ha_samples")
                .flatMap(Doc::asBoolean)
                .orElse(false);
    Doc at = config.root().path("limits", "accept_ha_samples").orElse(config.root());
    String label =
        config.root().path("limits", "ha_replica_label").flatMap(Doc::asString).orElse(REPLICA);
    return tracked
        ? Optional.of(without(label, "Mimir's HA tracker", config, at))
        : Optional.empty();
  }

  private static Stage without(String label, String id, ConfigFile config, Doc at) {
    return new Step(
        id,
        config.source().location(at.span()),
        shape -> List.of(shape.toBuilder().label(label, LabelDomain.absent()).build()));
  }

  private static Stage perhaps(Stage stage) {
    return new Step(
        stage.id(),
        stage.location(),
        shape -> {
          Set<SeriesShape> both = new LinkedHashSet<>(stage.apply(shape));
          both.add(shape);
          return List.copyOf(both);
        });
  }

  private record Step(
      String id, SourceLocation location, Function<SeriesShape, List<SeriesShape>> change)
      implements Stage {
    @Override
    public List<SeriesShape> apply(SeriesShape shape) {
      return change.apply(shape);
    }
  }
}
