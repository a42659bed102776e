package com.scanium.sightline.inference;

import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes shapes along a way through a collector and tells what becomes of them. */
final class Travel {
  private final CollectorFact collector;
  private final Placement placement;
  private final Stores stores;

  Travel(CollectorFact collector, Placement placement) {
    this.stores = placement.stores();
    this.collector = collector;
    this.placement = placement;
  }

  /**
   * What is on its way.
   *
   * @param shape the labels
   * @param lines the lines of a log stream
   * @param lost the stages that took labels away, by label
   */
  record Load(SeriesShape shape, Lines lines, Map<String, Stage> lost) {
    static Load of(SeriesShape shape) {
      return new Load(shape, Lines.PLAIN, Map.of());
    }

    Load with(SeriesShape changed) {
      return new Load(changed, lines, lost);
    }
  }

  /** Takes what comes out at the end, or is lost on the way. */
  @FunctionalInterface
  interface Arrival {
    /**
     * One shape.
     *
     * @param load what arrives, or would
     * @param blockers why it doesn't; none when it does
     * @param way the way, for people
     */
    void add(Load load, List<Reason> blockers, String way);
  }

  /**
   * Goes one way.
   *
   * @param blockers what keeps everything from arriving
   * @param from where the way begins, for people
   */
  void along(Load load, List<Reason> blockers, String from, DeliveryPath path, Arrival arrival) {
    List<Load> loads = List.of(load);
    for (Stage stage : path.stages()) {
      loads = step(loads, stage, blockers, from, arrival);
    }
    if (path.endpoint().isEmpty()) {
      String end = from + " <- " + path.unknownEnd().orElse("?");
      loads.forEach(one -> arrival.add(one.with(open(one.shape())), blockers, end));
      return;
    }
    WriteEndpoint endpoint = path.endpoint().get();
    loads = loads.stream().map(one -> one.with(endpoint.withExternalLabels(one.shape()))).toList();
    for (Stage stage : endpoint.stages()) {
      loads = step(loads, stage, blockers, from, arrival);
    }
    for (Stage stage : stores.ingestion(collector, endpoint)) {
      loads = step(loads, stage, blockers, from, arrival);
    }
    String end = SignalPath.to(endpoint, from);
    List<Reason> all = withRefusal(blockers, endpoint);
    loads.forEach(one -> arrival.add(one, all, end));
  }

  private static List<Load> step(
      List<Load> loads, Stage stage, List<Reason> blockers, String from, Arrival arrival) {
    List<Load> out = new ArrayList<>();
    for (Load load : loads) {
      List<SeriesShape> results = stage.apply(load.shape());
      if (results.isEmpty()) {
        List<Reason> all = new ArrayList<>(blockers);
        all.add(new Reason.Dropped(stage));
        arrival.add(load, all, from + " dropped by " + stage.id());
      }
      Lines lines = stage.lines(load.shape(), load.lines());
      for (SeriesShape result : results) {
        out.add(new Load(result, lines, lost(load, result, stage)));
      }
    }
    return out;
  }

  /** The labels that are gone so far, with who took each. */
  private static Map<String, Stage> lost(Load before, SeriesShape after, Stage stage) {
    Map<String, Stage> lost = before.lost();
    for (String label : before.shape().labels().keySet()) {
      boolean isGone =
          before.shape().label(label).presence() != Presence.NEVER
              && after.label(label).presence() == Presence.NEVER;
      if (isGone) {
        lost = new HashMap<>(lost);
        lost.put(label, stage);
      }
    }
    return lost;
  }

  private List<Reason> withRefusal(List<Reason> blockers, WriteEndpoint write) {
    List<Reason> all = new ArrayList<>(blockers);
    placement
        .write(collector, write)
        .filter(fact -> fact.reachable() == Match.NEVER)
        .ifPresent(fact -> all.add(new Reason.WriteUnreachable(fact)));
    if (placement.betterPath(collector, write).isPresent()) {
      all.add(new Reason.WriteRefused(write));
    }
    stores.refusal(collector, write).ifPresent(all::add);
    return all;
  }

  static SeriesShape open(SeriesShape shape) {
    return shape.toBuilder().open().build();
  }
}
