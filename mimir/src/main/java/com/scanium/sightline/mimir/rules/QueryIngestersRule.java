package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Stores;
import com.scanium.sightline.mimir.config.MimirConfig;
import com.scanium.sightline.mimir.config.QueryWindows;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.StoreConfig;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds Mimirs that ask nobody for samples of some age: too old for the ingesters that have them,
 * and too young for the store.
 */
final class QueryIngestersRule implements Rule<Pipeline> {
  @Override
  public String id() {
    return "mimir/query-ingesters";
  }

  @Override
  public Class<Pipeline> subject() {
    return Pipeline.class;
  }

  @Override
  public void check(Pipeline pipeline, RuleContext facts, Consumer<Finding> out) {
    Stores stores = facts.inference().stores();
    Set<StoreConfig> seen = new HashSet<>();
    for (ContainerService service :
        pipeline.network().map(NetworkTopology::services).orElse(List.of())) {
      Optional<MimirConfig> config = stores.configOf(service).flatMap(QueryIngestersRule::asMimir);
      config.ifPresent(seen::add);
      if (config.isPresent() || runsWithoutFile(service)) {
        QueryWindows windows = QueryWindows.of(config, service.arguments());
        judge(windows, service.toString(), out);
      }
    }
    for (StoreConfig config : pipeline.storeConfigs()) {
      if (!seen.contains(config)) {
        asMimir(config)
            .ifPresent(
                alone -> {
                  QueryWindows windows = QueryWindows.of(Optional.of(alone), List.of());
                  // flags that nobody saw may say otherwise, so nothing is proved
                  judge(
                      windows,
                      alone.name(),
                      finding ->
                          out.accept(finding.toBuilder().severity(Severity.WARNING).build()));
                });
      }
    }
  }

  private static Optional<MimirConfig> asMimir(StoreConfig config) {
    return config instanceof MimirConfig mimir ? Optional.of(mimir) : Optional.empty();
  }

  private static boolean runsWithoutFile(ContainerService service) {
    boolean isMimir =
        service
            .image()
            .filter(LocatedText::isKnown)
            .filter(image -> ImageName.of(image.text()).isOf("grafana/mimir"))
            .isPresent();
    return isMimir
        && service.arguments().stream()
            .allMatch(word -> word.isKnown() && !word.text().contains("config.file"));
  }

  private void judge(QueryWindows windows, String anchor, Consumer<Finding> out) {
    Duration within = windows.ingestersWithin().value().orElse(Duration.ZERO);
    Duration after = windows.storeAfter().value().orElse(Duration.ZERO);
    boolean isLimited = !within.isZero();
    if (isLimited && !after.isZero() && after.compareTo(within) >= 0) {
      out.accept(refused(windows, anchor, within, after));
      return;
    }
    Optional<Duration> range = windows.blockRange().value().filter(one -> !one.isZero());
    // a block is made when the samples in memory are half as old again as what it holds
    Optional<Duration> inMemory = range.map(one -> one.plus(one.dividedBy(2)));
    if (isLimited && inMemory.filter(age -> within.compareTo(age) < 0).isPresent()) {
      out.accept(unasked(windows, anchor, within, inMemory.get()));
    }
    Duration kept = windows.retention().value().orElse(Duration.ZERO);
    if (!kept.isZero() && kept.compareTo(after) < 0) {
      out.accept(gone(windows, anchor, kept, after));
    }
  }

  /** Mimir's own check of these settings. */
  private Finding refused(QueryWindows windows, String anchor, Duration within, Duration after) {
    return at(Finding.of(id(), Severity.ERROR), windows.ingestersWithin(), windows.storeAfter())
        .message(
            "samples between "
                + text(within)
                + " and "
                + text(after)
                + " old are asked neither of ingesters nor of the store")
        .anchor(anchor + " windows")
        .evidence(
            "query_ingesters_within is "
                + told(windows.ingestersWithin())
                + ", query_store_after "
                + told(windows.storeAfter()))
        .evidence("Mimir does not start unless the first is greater than the second")
        .fix(Fix.of("set query_ingesters_within above query_store_after, or one of them to 0"))
        .build();
  }

  private Finding unasked(QueryWindows windows, String anchor, Duration within, Duration age) {
    return at(Finding.of(id(), Severity.WARNING), windows.ingestersWithin(), windows.blockRange())
        .message(
            "samples older than "
                + text(within)
                + " are not asked of ingesters, which alone have them up to "
                + text(age))
        .anchor(anchor + " memory")
        .evidence("query_ingesters_within is " + told(windows.ingestersWithin()))
        .evidence(
            "blocks of "
                + told(windows.blockRange())
                + " are uploaded when their oldest sample is half as old again")
        .fix(Fix.of("leave query_ingesters_within at 13h, or set it to 0"))
        .build();
  }

  private Finding gone(QueryWindows windows, String anchor, Duration kept, Duration after) {
    return at(Finding.of(id(), Severity.WARNING), windows.retention(), windows.storeAfter())
        .message(
            "ingesters drop blocks "
                + text(kept)
                + " after the upload, and the store is not asked for what is younger than "
                + text(after))
        .anchor(anchor + " retention")
        .evidence(
            "tsdb.retention_period is "
                + told(windows.retention())
                + ", query_store_after "
                + told(windows.storeAfter()))
        .fix(Fix.of("set query_store_after below retention_period, or to 0"))
        .build();
  }

  /** The first of some settings that somebody wrote: a default is nobody's mistake. */
  private static Finding.Builder at(
      Finding.Builder finding, Setting<Duration> first, Setting<Duration> second) {
    Stream.of(first, second)
        .flatMap(setting -> setting.location().stream())
        .findFirst()
        .ifPresent(finding::at);
    return finding;
  }

  private static String told(Setting<Duration> setting) {
    String value = setting.value().map(QueryIngestersRule::text).orElse("?");
    return setting.location().map(at -> value + " at " + at).orElse(value + " by default");
  }

  /** As Mimir writes it, without parts that are zero. */
  private static String text(Duration duration) {
    return duration.isZero() ? "0s" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
