package com.scanium.sightline.inference;

import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.SilentSource;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The log streams of some collectors, as they are stored, and who else may write streams. */
final class Streams {
  private final Placement placement;
  private final StoredStreams stores;
  private final List<StreamDelivery> all = new ArrayList<>();
  private final List<StreamDelivery> doors = new ArrayList<>();
  private final Map<String, Set<String>> named = new HashMap<>();
  private final Set<String> open = new TreeSet<>();

  private Streams(Pipeline pipeline, Placement placement) {
    this.placement = placement;
    this.stores = new StoredStreams(pipeline, placement);
  }

  /** The streams of the collectors that run, with whoever else may write. */
  static Streams running(Pipeline pipeline, Placement placement) {
    Streams streams = new Streams(pipeline, placement);
    placement.collectors().stream()
        .filter(CollectorFact::isActive)
        .forEach(collector -> streams.add(collector, !pipeline.isClosedToOthers()));
    streams.open.addAll(new StreamWriters(pipeline, placement).found());
    return streams;
  }

  /** The streams that a collector would make if it ran. */
  static Streams of(CollectorFact collector, Pipeline pipeline, Placement placement) {
    Streams streams = new Streams(pipeline, placement);
    streams.add(collector, false);
    return streams;
  }

  /** What the files show, whether it arrives or not. */
  List<StreamDelivery> all() {
    return all;
  }

  /** What may be pushed through doors by somebody who knows the collector's ways. */
  List<StreamDelivery> doors() {
    return doors;
  }

  /** Who may write streams that nobody listed, sorted; none when the files show all writers. */
  Set<String> open() {
    return open;
  }

  /** The values that the files themselves give a label, at sources and at writes. */
  Set<String> named(String label) {
    return named.getOrDefault(label, Set.of());
  }

  private void add(CollectorFact collector, boolean withDoors) {
    List<Reason> refusal =
        collector.refusals().isEmpty()
            ? List.of()
            : List.of(new Reason.CollectorRefuses(collector));
    Set<String> whole = new HashSet<>();
    Set<String> plain = new HashSet<>();
    for (TelemetrySource source : collector.collector().telemetry()) {
      if (source.signal() == Signal.LOGS) {
        boolean isWhole = source.reach() == TelemetrySource.Reach.EVERYTHING;
        (isWhole ? whole : plain).add(source.id());
        add(
            collector,
            new From(source.id(), source.location().toString(), source.lines()),
            source.shapes(),
            source.paths(),
            refusal,
            all);
      }
    }
    for (SilentSource silent : collector.collector().silentSources()) {
      List<Reason> why = new ArrayList<>(refusal);
      why.add(new Reason.SourceSilent(silent));
      String place = silent.finding().location().map(SourceLocation::toString).orElse("");
      add(
          collector,
          new From(silent.id(), place, Lines.ANY),
          silent.shapes(),
          silent.paths(),
          why,
          all);
    }
    for (Receiver receiver : collector.collector().receivers()) {
      List<DeliveryPath> ways = receiver.paths().getOrDefault(Signal.LOGS, List.of());
      boolean isPlain = plain.contains(receiver.id());
      if (ways.isEmpty() || whole.contains(receiver.id()) || (isPlain && !withDoors)) {
        continue;
      }
      add(
          collector,
          new From(receiver.id(), receiver.location().toString(), Lines.ANY),
          List.of(SeriesShape.builder(LabelDomain.absent()).open().build()),
          ways,
          refusal,
          isPlain ? doors : all);
    }
  }

  /** Where streams come from. */
  private record From(String id, String place, Lines lines) {}

  private void add(
      CollectorFact collector,
      From from,
      List<SeriesShape> shapes,
      List<DeliveryPath> paths,
      List<Reason> blockers,
      List<StreamDelivery> into) {
    Travel travel = new Travel(collector, placement);
    for (DeliveryPath path : paths) {
      Set<SourceLocation> steps = new HashSet<>();
      path.stages().stream().map(Stage::location).forEach(steps::add);
      Map<String, String> written = new HashMap<>();
      path.endpoint()
          .map(WriteEndpoint::externalLabels)
          .orElse(Map.of())
          .forEach((label, value) -> value.value().ifPresent(text -> written.put(label, text)));
      StringBuilder way = new StringBuilder(from.id() + " (" + from.place() + ")");
      components(path).forEach(id -> way.append(" -> ").append(id));
      for (SeriesShape shape : shapes) {
        Map<String, String> given = new HashMap<>(written);
        shape
            .labels()
            .forEach(
                (label, domain) -> domain.single().ifPresent(value -> given.put(label, value)));
        given.forEach(this::name);
        travel.along(
            new Travel.Load(shape, from.lines(), Map.of()),
            blockers,
            way.toString(),
            path,
            (load, why, end) -> {
              boolean isDropped = why.stream().anyMatch(one -> one instanceof Reason.Dropped);
              Travel.Load stored =
                  path.endpoint().isEmpty() || isDropped
                      ? load
                      : stores.stored(load, collector, path.endpoint().get());
              into.add(
                  new StreamDelivery(
                      from.id(),
                      stored.shape(),
                      given,
                      stored.lines(),
                      stored.lost(),
                      steps,
                      why,
                      end));
            });
      }
    }
  }

  /** The components on the way, each once; a stage's id begins with its component. */
  private static Set<String> components(DeliveryPath path) {
    Set<String> ids = new LinkedHashSet<>();
    for (Stage stage : path.stages()) {
      int end = stage.id().indexOf(' ');
      ids.add(end < 0 ? stage.id() : stage.id().substring(0, end));
    }
    return ids;
  }

  private void name(String label, String value) {
    named.computeIfAbsent(label, key -> new TreeSet<>()).add(value);
  }
}
