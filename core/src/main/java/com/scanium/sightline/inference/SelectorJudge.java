package com.scanium.sightline.inference;

import com.scanium.sightline.port.Stage;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Asks of one selector whether any series that arrives can satisfy it, and else why not. */
final class SelectorJudge {
  private static final int MOST_NAMES = 3;
  private static final int MOST_VALUES = 12;
  private static final int MOST_KNOWN = 10_000;

  /** So many shapes of one name are followed singly. */
  private static final int FEW_SHAPES = 8;

  private final Delivered delivered;
  private final UnaryOperator<Delivery> sight;
  private final Map<String, Owners> owners = new HashMap<>();
  private final Map<String, Reason> missing = new HashMap<>();
  private @Nullable NameIndex names;
  private int version;

  private final Map<Condition, LabelMatcher> known = new HashMap<>();
  private final Map<Asked, Fit> fits = new HashMap<>();
  private final Map<Asked, List<SeriesShape>> shapes = new HashMap<>();

  private record Condition(String label, LabelMatcher.Op operator, String value) {}

  /** The metrics that have a label. */
  private record Owners(Set<String> names, NameIndex index) {}

  /** Sees everything, whoever asks. */
  SelectorJudge(Delivered delivered) {
    this(delivered, UnaryOperator.identity());
  }

  /**
   * @param sight how whoever asks sees a way: what lies in another store is blocked
   */
  SelectorJudge(Delivered delivered, UnaryOperator<Delivery> sight) {
    this.delivered = delivered;
    this.sight = sight;
  }

  private List<Delivery> named(String name) {
    return delivered.named(name).stream().map(sight).toList();
  }

  SelectorJudgement judge(VectorSelector selector, Function<Span, SourceLocation> places) {
    forgetWhatHasChanged();
    SourceLocation location = places.apply(selector.span());
    if (!selector.splices().isEmpty()) {
      return possible(selector, location);
    }
    if (selector.metricName().isEmpty() || selector.metricName().get().hasPlaceholders()) {
      return judgeUnnamed(selector, location);
    }
    String name = selector.metricName().get().value();
    List<LabelMatcher> matchers = matchers(selector);
    List<Delivery> deliveries = named(name);
    boolean othersPossible = !delivered.isDeclared(name) && !delivered.openFor(name).isEmpty();
    if (deliveries.isEmpty()) {
      boolean certain = !othersPossible || isSlip(selector, name);
      return certain ? missing(selector, places, name) : unlisted(selector, places, name);
    }
    Fit fit = fit(name, matchers);
    List<Delivery> fitting = fit.fitting();
    if (!fit.arriving().isEmpty()) {
      return arrives(selector, location, fit);
    }
    if (othersPossible) {
      return strange(selector, location, name, matchers, List.of());
    }
    return fitting.isEmpty()
        ? impossible(selector, places, name, matchers, deliveries)
        : blocked(selector, location, fitting);
  }

  /** See {@link Inference#arriving}. */
  List<SeriesShape> arriving(VectorSelector selector) {
    return fit(selector).map(Fit::arriving).orElse(List.of()).stream()
        .map(Delivery::shape)
        .toList();
  }

  /** See {@link Inference#produced}. */
  List<SeriesShape> produced(VectorSelector selector) {
    return fit(selector).map(Fit::fitting).orElse(List.of()).stream().map(Delivery::shape).toList();
  }

  /** The ways that fit a selector; empty when others than the known ones are possible. */
  private Optional<Fit> fit(VectorSelector selector) {
    boolean named =
        selector.splices().isEmpty()
            && selector.metricName().isPresent()
            && !selector.metricName().get().hasPlaceholders();
    if (!named) {
      return Optional.empty();
    }
    String name = selector.metricName().get().value();
    boolean othersPossible = !delivered.isDeclared(name) && !delivered.openFor(name).isEmpty();
    return othersPossible ? Optional.empty() : Optional.of(fit(name, matchers(selector)));
  }

  /**
   * The ways of series that fit some conditions.
   *
   * @param fitting all of them
   * @param arriving those that nothing keeps from the store
   * @param certain whether one of them is known to have series that fit
   * @param paths how the arriving ones come, for people
   */
  private record Fit(
      List<Delivery> fitting, List<Delivery> arriving, boolean certain, List<String> paths) {}

  /** What is asked of a metric; rules ask the same again and again. */
  private record Asked(String name, List<LabelMatcher> matchers) {}

  /** While rules are evaluated that record, further series become known. */
  private void forgetWhatHasChanged() {
    if (version != delivered.version()) {
      version = delivered.version();
      fits.clear();
      shapes.clear();
      missing.clear();
      owners.clear();
      names = null;
    }
  }

  private Fit fit(String name, List<LabelMatcher> matchers) {
    forgetWhatHasChanged();
    if (fits.size() > MOST_KNOWN) {
      fits.clear();
    }
    Asked asked = new Asked(name, List.copyOf(matchers));
    Fit fit = fits.get(asked);
    if (fit == null) {
      List<Delivery> fitting = new ArrayList<>();
      for (Delivery delivery : named(name)) {
        if (delivery.shape().match(matchers) != Match.NEVER) {
          fitting.add(delivery);
        }
      }
      List<Delivery> arriving =
          fitting.stream().filter(delivery -> delivery.blockers().isEmpty()).toList();
      boolean certain =
          arriving.stream()
              .anyMatch(one -> one.seen() && one.shape().match(matchers) == Match.MUST);
      fit = new Fit(List.copyOf(fitting), arriving, certain, paths(arriving));
      fits.put(asked, fit);
    }
    return fit;
  }

  /**
   * The shapes that a selector may read as they are stored, whether they arrive or not; open where
   * others may write under the name, or where it isn't known what becomes of the labels.
   */
  List<SeriesShape> shapes(VectorSelector selector) {
    if (selector.metricName().isEmpty() || selector.metricName().get().hasPlaceholders()) {
      return List.of(SeriesShape.builder(LabelDomain.any()).open().build());
    }
    forgetWhatHasChanged();
    if (shapes.size() > MOST_KNOWN) {
      shapes.clear();
    }
    Asked asked = new Asked(selector.metricName().get().value(), matchers(selector));
    List<SeriesShape> known = shapes.get(asked);
    if (known == null) {
      known = shapes(asked);
      shapes.put(asked, known);
    }
    return known;
  }

  private List<SeriesShape> shapes(Asked asked) {
    String name = asked.name();
    List<SeriesShape> stored = new ArrayList<>();
    boolean incomplete = !delivered.isDeclared(name) && !delivered.openFor(name).isEmpty();
    for (Delivery delivery : named(name)) {
      stored.add(delivery.shape());
      incomplete |= delivery.blockers().stream().anyMatch(one -> one instanceof Reason.Dropped);
    }
    if (incomplete || stored.isEmpty()) {
      stored.add(SeriesShape.builder(name).open().build());
    }
    return stored.size() > FEW_SHAPES ? united(stored, asked.matchers()) : stored;
  }

  /**
   * Many shapes of one kind as one: what the conditions leave of each, taken together, as those who
   * follow labels would do with each query anew.
   */
  private static List<SeriesShape> united(List<SeriesShape> stored, List<LabelMatcher> matchers) {
    SeriesShape all = null;
    for (SeriesShape shape : stored) {
      if (shape.type() != stored.get(0).type()) {
        return stored;
      }
      Optional<SeriesShape> left = shape.narrow(matchers);
      if (left.isPresent()) {
        all = all == null ? left.get() : all.union(left.get());
      }
    }
    return all == null ? stored : List.of(all);
  }

  /** Without a name a selector may find anything; it is empty only when nothing fits. */
  private SelectorJudgement judgeUnnamed(VectorSelector selector, SourceLocation location) {
    return possible(selector, location);
  }

  private static SelectorJudgement possible(VectorSelector selector, SourceLocation location) {
    return new SelectorJudgement(metric(selector), location, Match.MAY, List.of(), List.of());
  }

  private SelectorJudgement arrives(VectorSelector selector, SourceLocation location, Fit fit) {
    boolean certain = fit.certain() && matchers(selector).size() == countKnown(selector);
    return new SelectorJudgement(
        metric(selector), location, certain ? Match.MUST : Match.MAY, List.of(), fit.paths());
  }

  private static int countKnown(VectorSelector selector) {
    return (int) selector.matchers().stream().filter(one -> !one.isOnMetricName()).count();
  }

  /** What keeps the series away: the blockers of the way that has fewest. */
  private static SelectorJudgement blocked(
      VectorSelector selector, SourceLocation location, List<Delivery> fitting) {
    Set<Reason> reasons = new LinkedHashSet<>();
    Map<Reason, List<SourceLocation>> origins = new LinkedHashMap<>();
    int fewest = fitting.stream().mapToInt(one -> one.blockers().size()).min().orElse(0);
    for (Delivery delivery : fitting) {
      if (delivery.blockers().size() == fewest) {
        reasons.addAll(delivery.blockers());
        delivery.origins().forEach(origins::putIfAbsent);
      }
    }
    return new SelectorJudgement(
        metric(selector),
        location,
        Match.NEVER,
        new ArrayList<>(reasons),
        paths(fitting),
        List.of(),
        origins);
  }

  private SelectorJudgement missing(
      VectorSelector selector, Function<Span, SourceLocation> places, String name) {
    return new SelectorJudgement(
        metric(selector),
        places.apply(nameSpan(selector)),
        Match.NEVER,
        List.of(missing(name, doors(name))),
        List.of());
  }

  /**
   * A name that nothing has that was read: possible, and suspicious where only a door stands open
   * that nobody is known to use.
   */
  private SelectorJudgement unlisted(
      VectorSelector selector, Function<Span, SourceLocation> places, String name) {
    SourceLocation location = places.apply(nameSpan(selector));
    List<OpenProducer> open = delivered.openFor(name);
    if (!open.stream().allMatch(OpenProducer::unseen)) {
      return strange(selector, location, name, matchers(selector), List.of());
    }
    return strange(
        selector, location, name, matchers(selector), List.of(missing(name, doors(name))));
  }

  /**
   * Possible, and suspicious when a label is asked for a value that no collector gives it, while
   * only programs and doors are there that have no such label as far as anybody knows.
   */
  private SelectorJudgement strange(
      VectorSelector selector,
      SourceLocation location,
      String name,
      List<LabelMatcher> matchers,
      List<Reason> others) {
    List<Reason> suspicions = new ArrayList<>(others);
    boolean anyLabels =
        delivered.openFor(name).stream()
            .anyMatch(producer -> producer.kind() == OpenProducer.Kind.SEEN);
    if (!anyLabels) {
      delivered.stamped().refuted(matchers).ifPresent(suspicions::add);
    }
    return new SelectorJudgement(
        metric(selector), location, Match.MAY, List.of(), List.of(), suspicions, Map.of());
  }

  /** The doors through which a stranger might push the name. */
  private List<String> doors(String name) {
    return delivered.openFor(name).stream().map(OpenProducer::who).distinct().toList();
  }

  private Reason missing(String name, List<String> doors) {
    return missing.computeIfAbsent(
        name,
        key -> new Reason.MetricMissing(name, NearNames.of(name, names(), MOST_NAMES), doors));
  }

  private NameIndex names() {
    if (names == null) {
      names = new NameIndex(delivered.names());
    }
    return names;
  }

  private static String metric(VectorSelector selector) {
    return selector.metricName().map(PromQlText::value).orElse("");
  }

  private static Span nameSpan(VectorSelector selector) {
    return selector.metricName().map(PromQlText::span).orElse(selector.span());
  }

  /**
   * Whether a name is a slip of the pen: one that arrives differs from it by a letter in one word,
   * has every label that the selector asks for, and nobody is known to push the misspelt one. That
   * a stranger pushes series of just this name and these labels is no more than thinkable.
   */
  private boolean isSlip(VectorSelector selector, String name) {
    if (!delivered.openFor(name).stream().allMatch(OpenProducer::unseen)) {
      return false;
    }
    List<LabelMatcher> matchers = matchers(selector);
    return NearNames.slipsOf(name, names()).stream()
        .flatMap(meant -> named(meant).stream())
        .filter(delivery -> delivery.blockers().isEmpty() && !delivery.shape().isOpen())
        .anyMatch(
            delivery ->
                delivery.shape().match(matchers) != Match.NEVER
                    && delivery.shape().labels().keySet().containsAll(labels(selector)));
  }

  private static Set<String> labels(VectorSelector selector) {
    Set<String> labels = new TreeSet<>();
    for (var written : selector.matchers()) {
      if (!isName(written)) {
        labels.add(written.name().value());
      }
    }
    return labels;
  }

  /** The first matcher that no shape can satisfy decides; else all of them together. */
  private SelectorJudgement impossible(
      VectorSelector selector,
      Function<Span, SourceLocation> places,
      String name,
      List<LabelMatcher> matchers,
      List<Delivery> deliveries) {
    LabelMatcher decisive = matchers.get(matchers.size() - 1);
    for (LabelMatcher matcher : matchers) {
      if (deliveries.stream().allMatch(one -> one.shape().match(matcher) == Match.NEVER)) {
        decisive = matcher;
        break;
      }
    }
    Set<Reason> spoilers = spoilers(deliveries, decisive);
    if (!spoilers.isEmpty()) {
      return new SelectorJudgement(
          metric(selector),
          places.apply(spanOf(decisive, selector)),
          Match.NEVER,
          new ArrayList<>(spoilers),
          paths(deliveries));
    }
    Set<String> labels = new TreeSet<>();
    Set<String> values = new TreeSet<>();
    Set<SourceLocation> setAt = new TreeSet<>();
    for (Delivery delivery : deliveries) {
      SeriesShape shape = delivery.shape();
      labels.addAll(shape.labels().keySet());
      LabelDomain domain = shape.label(decisive.name());
      domain.knownValues().ifPresent(values::addAll);
      shape.provenance(decisive.name()).flatMap(one -> one.location()).ifPresent(setAt::add);
    }
    values.remove("");
    return new SelectorJudgement(
        metric(selector),
        places.apply(spanOf(decisive, selector)),
        Match.NEVER,
        List.of(
            new Reason.MatcherImpossible(
                name,
                decisive,
                new ArrayList<>(labels),
                values.stream().limit(MOST_VALUES).toList(),
                new ArrayList<>(setAt),
                labels.contains(decisive.name()) ? List.of() : owners(decisive.name(), name))),
        paths(deliveries));
  }

  /**
   * The stages that made a matcher impossible, when that is so on every way that leads anywhere;
   * none when some series never had such a value.
   */
  private static Set<Reason> spoilers(List<Delivery> deliveries, LabelMatcher matcher) {
    Set<Reason> spoilers = new LinkedHashSet<>();
    for (Delivery delivery : deliveries) {
      Optional<Stage> spoiler =
          Optional.ofNullable(delivery.journey()).flatMap(journey -> journey.spoiler(matcher));
      if (spoiler.isPresent()) {
        spoilers.add(new Reason.LabelChanged(spoiler.get(), matcher.name()));
      } else if (delivery.blockers().isEmpty()) {
        return Set.of();
      }
    }
    return spoilers;
  }

  /** Who has a label that a metric lacks. */
  private List<String> owners(String label, String metric) {
    Owners all = owners.get(label); // the same label is often asked for
    if (all == null) {
      Set<String> having = delivered.withLabel(label);
      all = new Owners(having, new NameIndex(having));
      owners.put(label, all);
    }
    Set<String> near = new LinkedHashSet<>(NearNames.of(metric, all.index(), MOST_NAMES));
    near.addAll(all.names().stream().limit(MOST_NAMES).toList());
    return near.stream().limit(MOST_NAMES).toList();
  }

  /** Where a matcher is written; the whole selector when it is not found again. */
  private static Span spanOf(LabelMatcher matcher, VectorSelector selector) {
    return selector.matchers().stream()
        .filter(written -> written.name().value().equals(matcher.name()))
        .filter(written -> written.value().value().equals(matcher.value()))
        .map(com.scanium.sightline.promql.LabelMatcher::span)
        .findFirst()
        .orElse(selector.span());
  }

  private static List<String> paths(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(one -> "`" + one.shape().name().orElse("?") + "` <- " + one.path())
        .distinct()
        .limit(MOST_NAMES)
        .toList();
  }

  /** The matchers whose name and value are known, without the one on the metric's name. */
  private List<LabelMatcher> matchers(VectorSelector selector) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (var written : selector.matchers()) {
      if (!written.hasPlaceholders() && !isName(written)) {
        matchers.add(matcher(written));
      }
    }
    return matchers;
  }

  /** Dashboards repeat few conditions many times, and regular expressions are dear. */
  private LabelMatcher matcher(com.scanium.sightline.promql.LabelMatcher written) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(
        new Condition(
            written.name().value(), operator(written.operator()), written.value().value()),
        key -> LabelMatcher.of(key.label(), key.operator(), key.value()));
  }

  private static boolean isName(com.scanium.sightline.promql.LabelMatcher written) {
    return written.isOnMetricName() && written.operator() == MatchOperator.EQUAL;
  }

  private static LabelMatcher.Op operator(MatchOperator operator) {
    return switch (operator) {
      case EQUAL -> LabelMatcher.Op.EQUAL;
      case NOT_EQUAL -> LabelMatcher.Op.NOT_EQUAL;
      case REGEX -> LabelMatcher.Op.REGEX;
      case NOT_REGEX -> LabelMatcher.Op.NOT_REGEX;
    };
  }
}
