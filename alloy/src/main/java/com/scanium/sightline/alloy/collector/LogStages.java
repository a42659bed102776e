package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlParse;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The stages of {@code loki.process}: what each does to the labels of a stream.
 *
 * <p>What a stage takes out of the line is kept in a map that begins with the labels of the entry;
 * nobody knows the values, but which keys there can be is written in the stages. So a label that is
 * set from a key that nothing extracts keeps the value it has.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/loki/loki.process/">Grafana
 *     Alloy: loki.process</a>
 */
final class LogStages {
  private final String component;
  private final Set<String> extracted;
  private final List<Stage> stages = new ArrayList<>();

  /** Labels that a stage changed: the extracted map keeps what they were before. */
  private final Set<String> changed = new TreeSet<>();

  private boolean extractsAny;

  private LogStages(String component, Set<String> extracted, boolean extractsAny) {
    this.component = component;
    this.extracted = new TreeSet<>(extracted);
    this.extractsAny = extractsAny;
  }

  /** The stages of a component in order. */
  static List<Stage> of(String component, Section section) {
    LogStages reading = new LogStages(component, Set.of(), false);
    section.all().forEach(reading::addWithLines);
    return List.copyOf(reading.stages);
  }

  /** Names of stages that are not known here; any label may come out of them. */
  static List<Section> unknown(Section section) {
    List<Section> found = new ArrayList<>();
    for (Section block : section.all()) {
      if (block.name().equals("stage.match")) {
        found.addAll(unknown(block));
      } else if (block.name().startsWith("stage.") && !KNOWN.contains(block.name())) {
        found.add(block);
      }
    }
    return found;
  }

  private static final Set<String> KNOWN =
      Set.of(
          "stage.cri",
          "stage.decolorize",
          "stage.docker",
          "stage.drop",
          "stage.eventlogmessage",
          "stage.geoip",
          "stage.json",
          "stage.label_drop",
          "stage.label_keep",
          "stage.labels",
          "stage.limit",
          "stage.logfmt",
          "stage.luhn",
          "stage.match",
          "stage.metrics",
          "stage.multiline",
          "stage.output",
          "stage.pack",
          "stage.pattern",
          "stage.regex",
          "stage.replace",
          "stage.sampling",
          "stage.split_json",
          "stage.static_labels",
          "stage.structured_metadata",
          "stage.structured_metadata_drop",
          "stage.template",
          "stage.tenant",
          "stage.timestamp",
          "stage.truncate",
          "stage.windowsevent");

  private void addWithLines(Section block) {
    int before = stages.size();
    add(block);
    LineStage.effectOf(block)
        .ifPresent(
            effect -> {
              Stage labels =
                  stages.size() > before
                      ? stages.remove(stages.size() - 1)
                      : new ShapeStage(id(block), block.location(), List::of);
              stages.add(new LineStage(labels, effect));
            });
  }

  private void add(Section block) {
    switch (block.name()) {
      case "stage.docker", "stage.cri" -> container(block);
      case "stage.json" -> extract(block, "expressions", "regex");
      case "stage.logfmt" -> extract(block, "mapping", "regex");
      case "stage.regex", "stage.pattern" -> groups(block);
      case "stage.replace" -> groups(block);
      case "stage.template" -> Settings.text(block, "source").value().ifPresent(extracted::add);
      case "stage.geoip", "stage.eventlogmessage", "stage.windowsevent", "stage.split_json" ->
          extractsAny = true;
      case "stage.labels" -> labels(block);
      case "stage.static_labels" -> staticLabels(block);
      case "stage.label_drop" -> names(block, "values", this::dropped);
      case "stage.label_keep" -> names(block, "values", this::kept);
      case "stage.pack" -> names(block, "labels", this::dropped);
      case "stage.structured_metadata" -> structuredMetadata(block);
      case "stage.match" -> match(block);
      // these look at the line, its time or the rate of lines; the labels stay
      case "stage.decolorize",
          "stage.drop",
          "stage.limit",
          "stage.luhn",
          "stage.metrics",
          "stage.multiline",
          "stage.output",
          "stage.sampling",
          "stage.structured_metadata_drop",
          "stage.tenant",
          "stage.timestamp",
          "stage.truncate" -> {}
      default -> {
        if (block.name().startsWith("stage.")) {
          extractsAny = true;
          stages.add(
              new LineStage(
                  new ShapeStage(id(block), block.location(), shape -> List.of(open(shape))),
                  lines -> Lines.ANY));
        }
      }
    }
  }

  private void stage(Section block, Function<SeriesShape, List<SeriesShape>> effect) {
    stages.add(new ShapeStage(id(block), block.location(), effect));
  }

  private String id(Section block) {
    return component + " " + block.name();
  }

  /** Forgets what is known of labels: any may be there, and those that were may be gone. */
  private static SeriesShape open(SeriesShape shape) {
    return shape.toBuilder().clearLabels().open().build();
  }

  /** Both formats say which stream of the container a line came from. */
  private void container(Section block) {
    extracted.addAll(
        block.name().equals("stage.cri")
            ? Set.of("time", "stream", "flags", "content")
            : Set.of("output", "stream", "timestamp"));
    LabelDomain stream = LabelDomain.oneOf(List.of("stdout", "stderr"));
    Provenance from = new Provenance(id(block), block.location());
    // a line of another form passes unchanged
    stage(
        block,
        shape ->
            List.of(
                shape.toBuilder()
                    .label("stream", stream.union(shape.label("stream")), from)
                    .build()));
  }

  private void extract(Section block, String map, String anyByRegex) {
    Optional<Value> keys = block.get(map);
    if (keys.isPresent() && keys.get() instanceof Value.Fields fields) {
      extracted.addAll(fields.fields().keySet());
    } else if (keys.isPresent()) {
      extractsAny = true;
    }
    extractsAny |= block.get(anyByRegex).isPresent();
  }

  private void groups(Section block) {
    String attribute = block.name().equals("stage.pattern") ? "pattern" : "expression";
    Set<String> names = new TreeSet<>();
    Optional<String> text = Settings.text(block, attribute).value();
    Optional<Regex> regex =
        block.name().equals("stage.pattern")
            ? Optional.empty()
            : text.flatMap(pattern -> Regex.unanchored(pattern).regex());
    if (regex.isPresent()) {
      names.addAll(regex.get().groupNames());
    } else if (text.isPresent() && block.name().equals("stage.pattern")) {
      names.addAll(patternNames(text.get()));
    } else {
      extractsAny = true;
    }
    extracted.addAll(names);
    if (Settings.bool(block, "labels_from_groups", false).value().orElse(true)) {
      Provenance from = new Provenance(id(block), block.location());
      boolean all = text.isPresent();
      stage(
          block,
          shape -> {
            SeriesShape.Builder labelled = shape.toBuilder();
            names.forEach(name -> labelled.label(name, LabelDomain.unknown(), from));
            return List.of(all ? labelled.build() : open(shape));
          });
    }
  }

  /** The names between angle brackets. */
  private static Set<String> patternNames(String pattern) {
    Set<String> names = new TreeSet<>();
    int start = pattern.indexOf('<');
    while (start >= 0) {
      int end = pattern.indexOf('>', start);
      if (end < 0) {
        break;
      }
      String name = pattern.substring(start + 1, end);
      if (!name.isEmpty() && !name.equals("_")) {
        names.add(name);
      }
      start = pattern.indexOf('<', start + 1);
    }
    return names;
  }

  private boolean mayBeExtracted(String key) {
    return extractsAny || extracted.contains(key) || changed.contains(key);
  }

  private void labels(Section block) {
    Map<String, String> sources = sources(block);
    boolean anywhere = !Settings.text(block, "source_type", "extracted").value().equals(EXTRACTED);
    boolean isWhole = isObject(block, "values");
    Set<String> fromLine = new TreeSet<>();
    sources.forEach(
        (label, source) -> {
          if (anywhere || mayBeExtracted(source)) {
            fromLine.add(label);
          }
        });
    changed.addAll(sources.keySet());
    Provenance from = new Provenance(id(block), block.location());
    stage(
        block,
        shape -> {
          SeriesShape.Builder labelled = shape.toBuilder();
          sources.forEach(
              (label, source) -> {
                LabelDomain copied = shape.label(source);
                if (fromLine.contains(label)) {
                  labelled.label(label, LabelDomain.unknown(), from);
                } else if (copied.presence() != Presence.NEVER) {
                  LabelDomain now =
                      copied.presence() == Presence.ALWAYS
                          ? copied
                          : copied.present().union(shape.label(label));
                  labelled.label(label, now, from);
                }
              });
          return List.of(isWhole ? labelled.build() : open(shape));
        });
  }

  private static final Optional<String> EXTRACTED = Optional.of("extracted");

  /** Label to the key it is taken from, which is the label itself unless another is written. */
  private static Map<String, String> sources(Section block) {
    Map<String, String> sources = new LinkedHashMap<>();
    if (block.get("values").orElse(null) instanceof Value.Fields fields) {
      fields
          .fields()
          .forEach(
              (label, source) -> {
                String key = source.asText().orElse("");
                sources.put(label, key.isEmpty() ? label : key);
              });
    }
    return sources;
  }

  private static boolean isObject(Section block, String attribute) {
    return block.get(attribute).map(value -> value instanceof Value.Fields).orElse(true);
  }

  private void staticLabels(Section block) {
    Optional<Value> values = block.get("values");
    changed.addAll(sources(block).keySet());
    Provenance from = new Provenance(id(block), block.location());
    stage(
        block,
        shape -> {
          if (values.isPresent() && !(values.get() instanceof Value.Fields)) {
            return List.of(open(shape));
          }
          SeriesShape.Builder labelled = shape.toBuilder();
          if (values.orElse(null) instanceof Value.Fields fields) {
            fields
                .fields()
                .forEach(
                    (label, value) -> {
                      boolean isEmpty =
                          value instanceof Value.Null
                              || value.asText().filter(String::isEmpty).isPresent();
                      if (!isEmpty) {
                        labelled.label(
                            label,
                            value.asText().map(LabelDomain::value).orElse(LabelDomain.unknown()),
                            from);
                      }
                    });
          }
          return List.of(labelled.build());
        });
  }

  /** Passes a list of names on; a list that is not known leaves any labels. */
  private void names(
      Section block,
      String attribute,
      Function<Set<String>, Function<SeriesShape, SeriesShape>> to) {
    Optional<Set<String>> names = block.get(attribute).flatMap(LogStages::texts);
    boolean isWritten = block.get(attribute).isPresent();
    changed.addAll(names.orElse(Set.of()));
    extractsAny |= block.name().equals("stage.label_keep"); // whatever went is still extracted
    stage(
        block,
        shape -> {
          if (names.isEmpty()) {
            return List.of(isWritten ? open(shape) : shape);
          }
          return List.of(to.apply(names.get()).apply(shape));
        });
  }

  private static Optional<Set<String>> texts(Value value) {
    if (!(value instanceof Value.Array array)) {
      return Optional.empty();
    }
    Set<String> texts = new TreeSet<>();
    for (Value element : array.elements()) {
      if (element.asText().isEmpty()) {
        return Optional.empty();
      }
      texts.add(element.asText().get());
    }
    return Optional.of(texts);
  }

  private Function<SeriesShape, SeriesShape> dropped(Set<String> names) {
    return shape -> {
      SeriesShape.Builder left = shape.toBuilder();
      names.forEach(name -> left.label(name, LabelDomain.absent()));
      return left.build();
    };
  }

  private Function<SeriesShape, SeriesShape> kept(Set<String> names) {
    return shape -> {
      SeriesShape.Builder left = shape.toBuilder().clearLabels().closed();
      for (String name : names) {
        shape
            .provenance(name)
            .ifPresentOrElse(
                from -> left.label(name, shape.label(name), from),
                () -> left.label(name, shape.label(name)));
      }
      return left.build();
    };
  }

  /** A label that moves into the structured metadata is none of the stream's any more. */
  private void structuredMetadata(Section block) {
    Map<String, String> sources = sources(block);
    Optional<Regex> regex =
        Settings.text(block, "regex").value().flatMap(text -> Regex.unanchored(text).regex());
    boolean isWhole = isObject(block, "values");
    changed.addAll(sources.values());
    stage(
        block,
        shape -> {
          SeriesShape.Builder left = shape.toBuilder();
          sources.values().forEach(name -> left.label(name, LabelDomain.absent()));
          if (regex.isPresent()) {
            shape.labels().keySet().stream()
                .filter(name -> regex.get().matches(name))
                .forEach(name -> left.label(name, LabelDomain.absent()));
          }
          return List.of(isWhole ? left.build() : open(shape));
        });
  }

  /**
   * Streams that the selector fits are dropped or go through the stages inside; the others pass. A
   * line filter in the selector makes it true of some lines only.
   */
  private void match(Section block) {
    boolean drops =
        Settings.text(block, "action", "keep").value().filter("drop"::equals).isPresent();
    boolean isUnknown = Settings.text(block, "action", "keep").isUnknown();
    LogStages inside = new LogStages(id(block), extracted, extractsAny);
    inside.changed.addAll(changed);
    block.all().forEach(inside::addWithLines);
    extracted.addAll(inside.extracted);
    changed.addAll(inside.changed);
    extractsAny |= inside.extractsAny;
    Optional<LogQlExpr.LogQuery> query =
        Settings.text(block, "selector").value().flatMap(LogStages::query);
    List<LabelMatcher> matchers = query.map(found -> matchers(found.selector())).orElse(List.of());
    boolean isOnlyLabels = query.map(found -> found.stages().isEmpty()).orElse(false);
    stage(
        block,
        shape -> {
          Match fits = query.isEmpty() ? Match.MAY : shape.match(matchers);
          boolean somePass = fits != Match.MUST || !isOnlyLabels;
          List<SeriesShape> out = new ArrayList<>();
          if (somePass || (drops && isUnknown)) {
            out.add(isOnlyLabels ? others(shape, matchers) : shape);
          }
          if (fits != Match.NEVER && !drops) {
            SeriesShape fitting = query.isEmpty() ? shape : shape.narrow(matchers).orElse(shape);
            List<SeriesShape> through = List.of(fitting);
            for (Stage stage : inside.stages) {
              through = through.stream().flatMap(one -> stage.apply(one).stream()).toList();
            }
            through.stream().filter(one -> !out.contains(one)).forEach(out::add);
          }
          return out;
        });
    SeriesShape any = TargetShapes.anything();
    stages.add(
        new LineStage(stages.remove(stages.size() - 1), LineStage.ofSome(inside.stages, any)));
  }

  /** The streams that don't fit; of several conditions any one may be the one that fails. */
  private static SeriesShape others(SeriesShape shape, List<LabelMatcher> matchers) {
    return matchers.size() == 1
        ? shape.narrow(List.of(matchers.get(0).inverse())).orElse(shape)
        : shape;
  }

  private static Optional<LogQlExpr.LogQuery> query(String selector) {
    LogQlParse parse = LogQl.parse(selector);
    return parse.isOk() && parse.expr().orElse(null) instanceof LogQlExpr.LogQuery query
        ? Optional.of(query)
        : Optional.empty();
  }

  /** The conditions of a selector on labels. */
  static List<LabelMatcher> matchers(LogQlExpr.Selector selector) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (LogQlExpr.Matcher matcher : selector.matchers()) {
      LabelMatcher.Op.of(matcher.operator().symbol())
          .ifPresent(
              op ->
                  matchers.add(
                      LabelMatcher.of(matcher.name().value(), op, matcher.value().value())));
    }
    return matchers;
  }
}
