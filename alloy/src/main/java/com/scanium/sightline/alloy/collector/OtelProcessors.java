package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code otelcol.processor.*}: what they do to the labels that a data point's attributes become.
 *
 * <p>Resource attributes are no labels yet: the exporter makes {@code job}, {@code instance} and
 * perhaps more of them, and says so itself. So whatever only changes resources changes no shape.
 *
 * @see <a href="https://grafana.com/docs/alloy/latest/reference/components/otelcol/">Grafana Alloy:
 *     otelcol</a>
 */
final class OtelProcessors {
  private static final String PREFIX = "otelcol.processor.";

  /** These batch, sample, limit or group, or change resource attributes only. */
  private static final Set<String> IDLE =
      Set.of(
          "batch",
          "memory_limiter",
          "probabilistic_sampler",
          "tail_sampling",
          "k8sattributes",
          "resource",
          "resourcedetection",
          "discovery",
          "groupbyattrs",
          "interval",
          "deltatocumulative",
          "cumulativetodelta",
          "span");

  /** A statement that sets an attribute of a data point to a text, whatever it was. */
  private static final Pattern SET =
      Pattern.compile(
          "set\\(\\s*(?:datapoint\\.)?attributes\\[\"([^\"\\\\]+)\"]\\s*,\\s*\"([^\"\\\\]*)\"\\s*\\)");

  private static final Pattern SET_UNKNOWN =
      Pattern.compile("set\\(\\s*(?:datapoint\\.)?attributes\\[\"([^\"\\\\]+)\"]\\s*,.*\\).*");

  private static final Pattern DELETE =
      Pattern.compile(
          "delete_key\\(\\s*(?:datapoint\\.)?attributes\\s*,\\s*\"([^\"\\\\]+)\"\\s*\\)");

  private static final Pattern NAME_IS =
      Pattern.compile("(?:metric\\.)?name\\s*==\\s*\"([^\"\\\\]+)\"");

  private OtelProcessors() {}

  static boolean isProcessor(Component component) {
    return component.name().startsWith(PREFIX);
  }

  /** Whether a component is understood for all signals, so that nothing behind it is open. */
  static boolean isModelled(Component component) {
    String kind = kind(component);
    return IDLE.contains(kind)
        || kind.equals("filter")
        || kind.equals("attributes")
        || kind.equals("transform");
  }

  private static String kind(Component component) {
    return component.name().substring(PREFIX.length());
  }

  /** What happens to a signal in a processor; none when its labels stay. */
  static List<Stage> stages(Component component, Signal signal) {
    String kind = kind(component);
    if (kind.equals("groupbyattrs")) {
      return List.of(new OpenStage(component.id(), component.location()));
    }
    if (IDLE.contains(kind)) {
      return List.of();
    }
    if (signal == Signal.LOGS && isModelled(component)) {
      // records become lines of streams later, by hints that may be set here
      return switch (kind) {
        case "attributes" -> attributes(component);
        case "transform" -> RecordStatements.of(component);
        default -> List.of();
      };
    }
    if (signal != Signal.METRICS && isModelled(component)) {
      return List.of();
    }
    return switch (kind) {
      case "attributes" -> attributes(component);
      case "filter" -> filter(component);
      case "transform" -> transform(component);
      default -> List.of(new OpenStage(component.id(), component.location()));
    };
  }

  private static List<Stage> attributes(Component component) {
    Section section = component.section();
    List<Stage> stages = new ArrayList<>();
    boolean onSome = section.first("include").isPresent() || section.first("exclude").isPresent();
    int number = 0;
    for (Section action : section.all("action")) {
      String id = component.id() + " action " + ++number;
      Optional<UnaryOperator<SeriesShape>> effect = action(action, id);
      if (effect.isEmpty()) {
        stages.add(new OpenStage(id, action.location()));
        continue;
      }
      stages.add(
          new ShapeStage(
              id,
              action.location(),
              shape -> {
                SeriesShape changed = effect.get().apply(shape);
                return onSome && !changed.equals(shape)
                    ? List.of(shape, changed)
                    : List.of(changed);
              }));
    }
    return stages;
  }

  private static Optional<UnaryOperator<SeriesShape>> action(Section action, String id) {
    Optional<String> key = Settings.text(action, "key").value();
    Optional<String> kind = Settings.text(action, "action").value();
    if (kind.isEmpty() || key.isEmpty() || key.get().isEmpty()) {
      return Optional.empty(); // a pattern names the keys
    }
    String label = SpanMetrics.sanitized(key.get());
    Provenance from = new Provenance(id, action.location());
    LabelDomain value =
        action
            .get("value")
            .flatMap(Value::asText)
            .map(LabelDomain::value)
            .orElse(LabelDomain.unknown());
    boolean isFromElsewhere =
        action.get("from_attribute").isPresent() || action.get("from_context").isPresent();
    return switch (kind.get().toLowerCase(Locale.ROOT)) {
      case "insert" ->
          Optional.of(
              shape -> {
                LabelDomain before = shape.label(label);
                LabelDomain added =
                    before.presence() == Presence.NEVER ? value : before.present().union(value);
                return before.presence() == Presence.ALWAYS
                    ? shape
                    : shape.toBuilder().label(label, added, from).build();
              });
      case "update" ->
          Optional.of(
              shape -> {
                LabelDomain before = shape.label(label);
                if (before.presence() == Presence.NEVER) {
                  return shape;
                }
                LabelDomain now = before.presence() == Presence.ALWAYS ? value : value.optional();
                return shape.toBuilder()
                    .label(label, isFromElsewhere ? now.union(before) : now, from)
                    .build();
              });
      case "upsert" ->
          Optional.of(
              shape ->
                  shape.toBuilder()
                      .label(label, isFromElsewhere ? value.union(shape.label(label)) : value, from)
                      .build());
      case "delete" ->
          Optional.of(shape -> shape.toBuilder().label(label, LabelDomain.absent()).build());
      case "hash", "convert" ->
          Optional.of(
              shape -> {
                LabelDomain before = shape.label(label);
                return before.presence() == Presence.NEVER
                    ? shape
                    : shape.toBuilder()
                        .label(
                            label,
                            before.presence() == Presence.ALWAYS
                                ? LabelDomain.any()
                                : LabelDomain.unknown(),
                            from)
                        .build();
              });
      default -> Optional.empty(); // extract makes labels of the groups of an expression
    };
  }

  /** A filter only takes away; what it surely takes away is what a name alone decides. */
  private static List<Stage> filter(Component component) {
    List<Stage> stages = new ArrayList<>();
    for (Section metrics : component.section().all("metrics")) {
      for (String condition : texts(metrics.get("metric"))) {
        Matcher name = NAME_IS.matcher(condition.strip());
        if (name.matches()) {
          String family = SpanMetrics.sanitized(name.group(1));
          stages.add(
              new ShapeStage(
                  component.id() + " " + condition.strip(),
                  metrics.location(),
                  shape -> shape.family().equals(family) ? List.of() : List.of(shape)));
        }
      }
    }
    return stages;
  }

  private static List<Stage> transform(Component component) {
    List<Stage> stages = new ArrayList<>();
    Section section = component.section();
    for (Section statements : section.all("metric_statements")) {
      String context = Settings.text(statements, "context", "").value().orElse("");
      if (context.equals("resource") || context.equals("scope")) {
        continue;
      }
      stages.addAll(statements(component, statements.get("statements"), context));
    }
    // the flat form: a list of statements, whose paths say their context
    Optional<Value> flat = section.get("metric_statements");
    if (flat.isPresent()) {
      stages.addAll(statements(component, flat, ""));
    }
    return stages;
  }

  private static List<Stage> statements(
      Component component, Optional<Value> written, String context) {
    List<Stage> stages = new ArrayList<>();
    if (written.isPresent() && !(written.get() instanceof Value.Array)) {
      return List.of(new OpenStage(component.id(), component.location()));
    }
    for (String text : texts(written)) {
      String statement = text.strip();
      boolean onResource =
          statement.startsWith("set(resource.") || statement.startsWith("delete_key(resource.");
      if (onResource) {
        continue;
      }
      boolean onPoint = context.equals("datapoint") || statement.contains("datapoint.attributes");
      stages.add(onPoint ? statement(component, statement) : open(component));
    }
    return stages;
  }

  private static Stage open(Component component) {
    return new OpenStage(component.id(), component.location());
  }

  private static Stage statement(Component component, String statement) {
    String id = component.id() + " " + statement;
    Provenance from = new Provenance(component.id(), component.location());
    Matcher set = SET.matcher(statement);
    if (set.matches()) {
      String label = SpanMetrics.sanitized(set.group(1));
      return new ShapeStage(
          id,
          component.location(),
          shape ->
              List.of(
                  shape.toBuilder().label(label, LabelDomain.value(set.group(2)), from).build()));
    }
    Matcher setUnknown = SET_UNKNOWN.matcher(statement);
    if (setUnknown.matches()) {
      String label = SpanMetrics.sanitized(setUnknown.group(1));
      return new ShapeStage(
          id,
          component.location(),
          shape -> List.of(shape.toBuilder().label(label, LabelDomain.unknown(), from).build()));
    }
    Matcher delete = DELETE.matcher(statement);
    if (delete.matches()) {
      String label = SpanMetrics.sanitized(delete.group(1));
      return new ShapeStage(
          id,
          component.location(),
          shape -> List.of(shape.toBuilder().label(label, LabelDomain.absent()).build()));
    }
    return open(component);
  }

  private static List<String> texts(Optional<Value> value) {
    List<String> texts = new ArrayList<>();
    if (value.orElse(null) instanceof Value.Array array) {
      array.elements().forEach(element -> texts.add(element.asText().orElse("")));
    }
    return texts;
  }
}
