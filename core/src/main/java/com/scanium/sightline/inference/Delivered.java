package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.CatalogEndpoint;
import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.catalog.Origin;
import com.scanium.sightline.catalog.SeriesSeen;
import com.scanium.sightline.inference.OpenProducer.Kind;
import com.scanium.sightline.pipeline.DeclaredProducer;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.signal.Shapes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Pushes the shapes of all producers through the collectors and keeps what comes out, by name. */
final class Delivered {
  /** Series that a collector makes for every target whether it answers or not. */
  private static final List<String> PER_TARGET =
      List.of(
          "up",
          "scrape_duration_seconds",
          "scrape_samples_scraped",
          "scrape_samples_post_metric_relabeling",
          "scrape_series_added");

  /** Further ones, when they are asked for. */
  private static final List<String> EXTRA =
      List.of("scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes");

  private final Map<String, List<Delivery>> byName = new HashMap<>();
  private final List<OpenProducer> open = new ArrayList<>();
  private final Set<String> declared = new TreeSet<>();
  private final Placement placement;
  private final StampedLabels stamped;

  Delivered(Pipeline pipeline, Placement placement) {
    this.placement = placement;
    for (MetricCatalog catalog : pipeline.catalogs()) {
      scraped(catalog, placement);
      pushed(catalog);
    }
    for (TargetFact target : placement.targets()) {
      selfMade(target);
      unlisted(target);
    }
    placement.collectors().stream().filter(CollectorFact::isActive).forEach(this::derived);
    openWriters(pipeline, placement);
    stamped = StampedLabels.of(placement.collectors(), byName.values());
  }

  /** The labels that only collectors give, with their values. */
  StampedLabels stamped() {
    return stamped;
  }

  /** The ways of series of one name; empty when none is known. */
  List<Delivery> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** All names of which something is known. */
  Set<String> names() {
    return byName.keySet();
  }

  /** The names of arriving series that may have a label, of those whose labels are all known. */
  Set<String> withLabel(String label) {
    Set<String> names = new TreeSet<>();
    byName.forEach(
        (name, deliveries) -> {
          for (Delivery delivery : deliveries) {
            if (delivery.blockers().isEmpty() && delivery.shape().labels().containsKey(label)) {
              names.add(name);
            }
          }
        });
    return names;
  }

  /** Whether a catalog that was read declares the name, so that its ways are all there are. */
  boolean isDeclared(String name) {
    return declared.contains(name);
  }

  /** Those who may deliver a name that nobody listed. */
  List<OpenProducer> openFor(String name) {
    return open.stream().filter(producer -> producer.names().test(name)).toList();
  }

  /** Whether somebody may deliver any name at all. */
  boolean isOpen() {
    return !open.isEmpty();
  }

  private void scraped(MetricCatalog catalog, Placement placement) {
    List<TargetFact> targets = placement.targetsOf(catalog);
    for (MetricFamily family : catalog.families()) {
      if (family.origin() == Origin.OTLP) {
        continue;
      }
      for (SeriesShape shape : Shapes.expand(family)) {
        shape.name().ifPresent(declared::add);
        for (TargetFact target : targets) {
          deliver(shape, family, catalog, target);
        }
        if (targets.isEmpty()) {
          unscraped(shape, family, catalog, placement);
        }
      }
    }
  }

  private void deliver(
      SeriesShape shape, MetricFamily family, MetricCatalog catalog, TargetFact target) {
    List<Reason> blockers = new ArrayList<>();
    blockersOf(family, catalog).forEach(blockers::add);
    if (target.reachable() == Match.NEVER) {
      blockers.add(0, new Reason.TargetUnreachable(target));
    } else if (isForbidden(catalog, target)) {
      blockers.add(0, new Reason.ScrapeForbidden(target, catalog));
    } else if (target.otherPort(catalog).isPresent() || target.otherPath(catalog).isPresent()) {
      blockers.add(0, new Reason.AskedElsewhere(target, catalog));
    }
    boolean seen = family.seriesSeen() == SeriesSeen.SOME;
    send(withTargetLabels(shape, target), seen, blockers, target);
  }

  private static List<Reason> blockersOf(MetricFamily family, MetricCatalog catalog) {
    if (!family.isRecorded()) {
      return List.of(new Reason.NeverRecorded(catalog, family.name()));
    }
    if (family.seriesSeen() == SeriesSeen.NONE) {
      return List.of(new Reason.NoSeriesYet(catalog, family.name()));
    }
    return List.of();
  }

  private static boolean isForbidden(MetricCatalog catalog, TargetFact target) {
    boolean plain = target.target().scheme().value().orElse("").equals("http");
    return plain
        && catalog
            .endpoint()
            .flatMap(CatalogEndpoint::plainHttpScrapeAllowed)
            .map(allowed -> !allowed)
            .orElse(false);
  }

  /**
   * With every scrape of the files known, a catalog that none of them belongs to is not scraped.
   */
  private void unscraped(
      SeriesShape shape, MetricFamily family, MetricCatalog catalog, Placement placement) {
    Optional<CollectorFact> refused = placement.refused();
    if (refused.isPresent()) {
      // whether it would be scraped is not the question while nothing is
      List<Reason> all = new ArrayList<>(blockersOf(family, catalog));
      all.add(0, new Reason.CollectorRefuses(refused.get()));
      add(new Delivery(open(shape), false, all, "scraped by nobody while the collector refuses"));
      return;
    }
    if (placement.mayScrapeUnknown() || placement.collectors().isEmpty()) {
      add(
          new Delivery(
              open(shape), false, blockersOf(family, catalog), "scraped by an unknown job"));
      return;
    }
    List<Reason> blockers = new ArrayList<>(blockersOf(family, catalog));
    blockers.add(0, new Reason.NotScraped(catalog));
    add(new Delivery(open(shape), false, blockers, "not scraped"));
  }

  /** Pushed families keep the names that they are declared under; any label may come with them. */
  private void pushed(MetricCatalog catalog) {
    for (MetricFamily family : catalog.families()) {
      if (family.origin() != Origin.OTLP) {
        continue;
      }
      for (SeriesShape shape : Shapes.expand(family)) {
        shape.name().ifPresent(declared::add);
        add(
            new Delivery(
                open(shape),
                false,
                blockersOf(family, catalog),
                "pushed by " + CatalogNames.of(catalog)));
      }
    }
  }

  private static SeriesShape open(SeriesShape shape) {
    return shape.toBuilder().open().build();
  }

  /** {@code up} and its company tell of a target that is down, too. */
  private void selfMade(TargetFact target) {
    List<String> names = new ArrayList<>(PER_TARGET);
    if (target.job().extraMetrics().value().orElse(true)) {
      names.addAll(EXTRA);
    }
    for (String name : names) {
      send(
          withTargetLabels(SeriesShape.builder(name).origin(Origin.SYNTHETIC).build(), target),
          true,
          List.of(),
          target);
    }
  }

  private void send(SeriesShape shape, boolean seen, List<Reason> blockers, TargetFact target) {
    ScrapeJob job = target.job();
    CollectorFact collector = target.collector();
    if (!collector.isActive()) {
      return;
    }
    List<Reason> all = new ArrayList<>(blockers);
    if (!collector.refusals().isEmpty()) {
      all.add(0, new Reason.CollectorRefuses(collector));
    }
    if (job.paths().isEmpty()) {
      all.add(new Reason.GoesNowhere(collector, job));
      add(new Delivery(open(shape), seen, all, job.id() + " goes nowhere"));
    }
    String way = SignalPath.start(job.id(), target.target().location());
    for (DeliveryPath path : job.paths()) {
      travel(shape, seen, all, way, path, collector);
    }
  }

  /** What collectors make by themselves, such as metrics of spans. */
  private void derived(CollectorFact collector) {
    for (TelemetrySource source : collector.collector().telemetry()) {
      if (source.signal() != Signal.METRICS) {
        continue;
      }
      List<Reason> blockers = new ArrayList<>();
      if (!collector.refusals().isEmpty()) {
        blockers.add(new Reason.CollectorRefuses(collector));
      }
      String way = SignalPath.start(source.id(), source.location());
      for (SeriesShape shape : source.shapes()) {
        for (DeliveryPath path : source.paths()) {
          travel(shape, false, blockers, way, path, collector);
        }
      }
    }
  }

  private void travel(
      SeriesShape shape,
      boolean seen,
      List<Reason> blockers,
      String way,
      DeliveryPath path,
      CollectorFact collector) {
    boolean arrives = path.endpoint().isPresent();
    boolean changes =
        !path.stages().isEmpty()
            || path.endpoint().map(write -> !write.stages().isEmpty()).orElse(false);
    Journey journey = changes && arrives ? new Journey(shape, path) : null;
    new Travel(collector, placement)
        .along(
            Travel.Load.of(shape),
            blockers,
            way,
            path,
            (load, why, end) -> {
              boolean isDropped = why.stream().anyMatch(one -> one instanceof Reason.Dropped);
              Delivery delivery = new Delivery(load.shape(), seen && arrives, why, end);
              add(
                  isDropped || path.endpoint().isEmpty()
                      ? delivery
                      : delivery.writtenBy(collector, path.endpoint().get()).through(journey));
            });
  }

  private static SeriesShape withTargetLabels(SeriesShape shape, TargetFact target) {
    SeriesShape.Builder builder = shape.toBuilder();
    boolean exposedWins = target.job().honorLabels().value().orElse(false);
    boolean unknownWinner = target.job().honorLabels().isUnknown();
    for (Map.Entry<String, Setting<String>> entry : target.target().labels().entrySet()) {
      String label = entry.getKey();
      LabelDomain own = domain(entry.getValue());
      LabelDomain exposed = shape.label(label);
      boolean conflict = !(exposed instanceof LabelDomain.Absent);
      if (!conflict) {
        builder.label(label, own, provenance(target.job().id(), entry.getValue()));
      } else if (unknownWinner) {
        builder.label(label, own.union(exposed));
        builder.label("exported_" + label, exposed.optional());
      } else if (!exposedWins) {
        builder.label("exported_" + label, exposed);
        builder.label(label, own, provenance(target.job().id(), entry.getValue()));
      }
    }
    Optional<Duration> interval = target.job().interval().value();
    interval.ifPresent(builder::interval);
    target.jobLabel().ifPresent(builder::job);
    if (target.target().isOpen()) {
      builder.open();
    }
    return builder.build();
  }

  private static LabelDomain domain(Setting<String> setting) {
    return setting.value().map(LabelDomain::value).orElse(LabelDomain.unknown());
  }

  private static Provenance provenance(String stage, Setting<String> setting) {
    return new Provenance(stage, setting.location().orElse(null));
  }

  /** What a target exposes beside what the catalogs list. */
  private void unlisted(TargetFact target) {
    if (!target.collector().isActive() || target.target().isDiscovered()) {
      return; // whatever is discovered is an open producer of its job already
    }
    String who = target.job().id() + " scrapes " + target.target().address();
    if (target.product().isPresent()) {
      String release = target.release().orElse(null);
      KnownProducts.TABLE
          .named(target.product().get())
          .ifPresent(
              product ->
                  open.add(
                      new OpenProducer(
                          who,
                          name ->
                              product.owns(name, release)
                                  || KnownProducts.TABLE.isOfClientLibrary(name),
                          Kind.PROGRAM)));
    } else if (target.catalogs().isEmpty()) {
      open.add(new OpenProducer(who + ", whose metrics nobody listed", name -> true));
    }
  }

  private void openWriters(Pipeline pipeline, Placement placement) {
    for (DeclaredProducer producer : pipeline.producers()) {
      open.add(new OpenProducer("declared producer", producer.names()::matches));
    }
    UnreadRules.of(pipeline).forEach(open::add);
    if (placement.collectors().isEmpty()) {
      open.add(new OpenProducer("collectors that were not read", name -> true));
    }
    for (CollectorFact collector : placement.collectors()) {
      if (!collector.isActive()) {
        continue;
      }
      if (!collector.refusals().isEmpty() && collector.collector().scrapeJobs().isEmpty()) {
        open.add(new OpenProducer("what could not be read of its configuration", name -> true));
      }
      for (ScrapeJob job : collector.collector().scrapeJobs()) {
        job.openTargets()
            .ifPresent(what -> open.add(new OpenProducer(job.id() + ": " + what, name -> true)));
      }
      if (!pipeline.isClosedToOthers()) {
        for (Receiver receiver : collector.collector().receivers()) {
          if (receiver.paths().containsKey(Signal.METRICS)) {
            open.add(
                new OpenProducer("what is pushed into " + receiver.id(), name -> true, Kind.DOOR));
          }
        }
      }
    }
    placement.writers().forEach(open::add);
    if (!pipeline.isClosedToOthers() && placement.isStoreOutside(Signal.METRICS)) {
      open.add(new OpenProducer("writers outside these files", name -> true));
    }
  }

  /** Says that all ways of a name are known, or will be. */
  void declare(String name) {
    declared.add(name);
  }

  /** Adds what somebody else than a collector delivers. */
  void add(OpenProducer producer) {
    open.add(producer);
  }

  /** Adds a way of series. */
  void add(Delivery delivery) {
    String name = delivery.shape().name().orElse("");
    if (name.isEmpty()) {
      open.add(
          new OpenProducer(
              delivery.path(), candidate -> delivery.shape().nameDomain().contains(candidate)));
    } else {
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(delivery);
    }
  }
}
