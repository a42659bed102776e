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
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.signal.Shapes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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

  /** With more names than this, only those that declare a label themselves are said to have it. */
  private static final int MANY_NAMES = 5_000;

  private final Map<String, List<Delivery>> byName = new HashMap<>();

  /** What is sent on its way only when somebody asks for its name. */
  private final Map<String, List<Pending>> pending = new HashMap<>();

  private final Set<String> names = new HashSet<>();

  private int version;
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
    List<TargetFact> targets = placement.targets();
    TargetGroup.of(targets, targets.size(), target -> false).forEach(this::selfMade);
    targets.forEach(this::unlisted);
    placement.collectors().stream().filter(CollectorFact::isActive).forEach(this::derived);
    openWriters(pipeline, placement);
    stamped = StampedLabels.of(placement.collectors(), this::telling);
  }

  /** The labels that only collectors give, with their values. */
  StampedLabels stamped() {
    return stamped;
  }

  /** Series of a catalog that wait for somebody to ask for them. */
  private record Pending(
      SeriesShape shape, MetricFamily family, MetricCatalog catalog, List<TargetGroup> groups) {}

  /** The ways of series of one name; empty when none is known. */
  synchronized List<Delivery> named(String name) {
    List<Pending> waiting = pending.remove(name);
    if (waiting != null) {
      int same = version; // whoever asked before was told as much
      List<Delivery> before = byName.remove(name);
      for (Pending one : waiting) {
        one.groups().forEach(group -> deliver(one.shape(), one.family(), one.catalog(), group));
      }
      if (before != null) {
        byName.computeIfAbsent(name, key -> new ArrayList<>()).addAll(before);
      }
      version = same;
    }
    return byName.getOrDefault(name, List.of());
  }

  /**
   * The ways of series that tell which values labels have: of all names, or, where these are many,
   * of those that have such a label themselves and of one more of each catalog.
   */
  private synchronized Collection<List<Delivery>> telling(Set<String> labels) {
    boolean few = pending.size() <= MANY_NAMES;
    Set<MetricCatalog> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String name : List.copyOf(pending.keySet())) {
      boolean tells =
          few
              || pending.getOrDefault(name, List.of()).stream()
                  .anyMatch(
                      one ->
                          labels.stream().anyMatch(one.shape().labels()::containsKey)
                              || asked.add(one.catalog()));
      if (tells) {
        named(name);
      }
    }
    return byName.values();
  }

  /** Changes whenever further ways become known. */
  int version() {
    return version;
  }

  /** All names of which something is known. */
  Set<String> names() {
    return names;
  }

  /** The names of arriving series that may have a label, of those whose labels are all known. */
  synchronized Set<String> withLabel(String label) {
    boolean few = pending.size() <= MANY_NAMES;
    for (String name : List.copyOf(pending.keySet())) {
      boolean has =
          pending.getOrDefault(name, List.of()).stream()
              .anyMatch(one -> one.shape().labels().containsKey(label));
      if (few || has) {
        named(name);
      }
    }
    Set<String> found = new TreeSet<>();
    byName.forEach(
        (name, deliveries) -> {
          for (Delivery delivery : deliveries) {
            if (delivery.blockers().isEmpty() && delivery.shape().labels().containsKey(label)) {
              found.add(name);
            }
          }
        });
    return found;
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
    List<TargetGroup> groups =
        TargetGroup.of(
            targets, placement.targets().size(), target -> obstacle(catalog, target).isPresent());
    boolean waits = targets.stream().allMatch(target -> keepsNames(target.job()));
    for (MetricFamily family : catalog.families()) {
      if (family.origin() == Origin.OTLP) {
        continue;
      }
      for (SeriesShape shape : Shapes.expand(family)) {
        shape.name().ifPresent(declared::add);
        if (waits && !groups.isEmpty() && shape.name().isPresent()) {
          String name = shape.name().get();
          names.add(name);
          pending
              .computeIfAbsent(name, key -> new ArrayList<>(1))
              .add(new Pending(shape, family, catalog, groups));
        } else {
          groups.forEach(group -> deliver(shape, family, catalog, group));
        }
        if (targets.isEmpty()) {
          unscraped(shape, family, catalog, placement);
        }
      }
    }
  }

  /** Whether no stage behind a job gives series other names. */
  private static boolean keepsNames(ScrapeJob job) {
    return job.paths().stream()
        .allMatch(
            path ->
                path.stages().stream().allMatch(Stage::keepsNames)
                    && path.endpoint().stream()
                        .allMatch(end -> end.stages().stream().allMatch(Stage::keepsNames)));
  }

  private void deliver(
      SeriesShape shape, MetricFamily family, MetricCatalog catalog, TargetGroup group) {
    List<Reason> blockers = new ArrayList<>(blockersOf(family, catalog));
    obstacle(catalog, group.first()).ifPresent(reason -> blockers.add(0, reason));
    boolean seen = family.seriesSeen() == SeriesSeen.SOME;
    send(withTargetLabels(shape, group), seen, blockers, group.first());
  }

  /** What keeps a target's own series away; empty when nothing speaks against it. */
  private static Optional<Reason> obstacle(MetricCatalog catalog, TargetFact target) {
    if (target.reachable() == Match.NEVER) {
      return Optional.of(new Reason.TargetUnreachable(target));
    }
    if (isForbidden(catalog, target)) {
      return Optional.of(new Reason.ScrapeForbidden(target, catalog));
    }
    boolean elsewhere =
        target.otherPort(catalog).isPresent() || target.otherPath(catalog).isPresent();
    return elsewhere ? Optional.of(new Reason.AskedElsewhere(target, catalog)) : Optional.empty();
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
  private void selfMade(TargetGroup group) {
    TargetFact target = group.first();
    List<String> names = new ArrayList<>(PER_TARGET);
    if (target.job().extraMetrics().value().orElse(true)) {
      names.addAll(EXTRA);
    }
    for (String name : names) {
      send(
          withTargetLabels(SeriesShape.builder(name).origin(Origin.SYNTHETIC).build(), group),
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

  private static SeriesShape withTargetLabels(SeriesShape shape, TargetGroup group) {
    TargetFact target = group.first();
    SeriesShape.Builder builder = shape.toBuilder();
    boolean exposedWins = target.job().honorLabels().value().orElse(false);
    boolean unknownWinner = target.job().honorLabels().isUnknown();
    for (Map.Entry<String, Setting<String>> entry : target.target().labels().entrySet()) {
      String label = entry.getKey();
      LabelDomain own = group.domain(label, entry.getValue());
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
    version++;
    declared.add(name);
  }

  /** Adds what somebody else than a collector delivers. */
  void add(OpenProducer producer) {
    version++;
    open.add(producer);
  }

  /** Adds a way of series. */
  void add(Delivery delivery) {
    version++;
    String name = delivery.shape().name().orElse("");
    if (name.isEmpty()) {
      open.add(
          new OpenProducer(
              delivery.path(), candidate -> delivery.shape().nameDomain().contains(candidate)));
    } else {
      names.add(name);
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(delivery);
    }
  }
}
