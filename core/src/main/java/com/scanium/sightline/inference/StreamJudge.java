package com.scanium.sightline.inference;

import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlParse;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Asks of one stream selector whether any log stream can satisfy it, and else why not. */
final class StreamJudge {
  private static final int MOST_PATHS = 3;
  private static final int MOST_VALUES = 12;

  private final Streams streams;

  StreamJudge(Streams streams) {
    this.streams = streams;
  }

  SelectorJudgement judge(LogQlExpr.Selector selector, Function<Span, SourceLocation> places) {
    SourceLocation location = places.apply(selector.span());
    if (!streams.open().isEmpty() || !selector.variables().isEmpty()) {
      List<String> ways = ways(arriving(selector));
      return SelectorJudgement.ofStreams(location, Match.MAY, List.of(), ways, List.of());
    }
    List<LabelMatcher> matchers = matchers(selector);
    List<StreamDelivery> all = new ArrayList<>(streams.all());
    all.addAll(streams.doors());
    if (matchers.isEmpty()) {
      return SelectorJudgement.ofStreams(location, Match.MAY, List.of(), ways(all), List.of());
    }
    List<StreamDelivery> fitting = all.stream().filter(one -> one.fits(matchers)).toList();
    List<Reason> suspicions = suspicions(matchers);
    SourceLocation place =
        suspicions.stream()
            .filter(Reason.StreamImpossible.class::isInstance)
            .map(Reason.StreamImpossible.class::cast)
            .findFirst()
            .map(one -> places.apply(spanOf(one.matcher(), selector)))
            .orElse(location);
    if (fitting.stream().anyMatch(StreamDelivery::arrives)) {
      return SelectorJudgement.ofStreams(
          place, Match.MAY, List.of(), ways(arriving(selector)), suspicions);
    }
    if (!fitting.isEmpty()) {
      return SelectorJudgement.ofStreams(
          place, Match.NEVER, blockers(fitting), ways(fitting), suspicions);
    }
    Reason.StreamImpossible reason = impossible(matchers, all, StreamJudge::holds);
    return SelectorJudgement.ofStreams(
        places.apply(spanOf(reason.matcher(), selector)),
        Match.NEVER,
        List.of(reason),
        ways(all),
        List.of());
  }

  /** What the files show and a selector can find; what is only thinkable is not among them. */
  List<StreamDelivery> arriving(LogQlExpr.Selector selector) {
    List<LabelMatcher> matchers = matchers(selector);
    return streams.all().stream().filter(one -> one.arrives() && one.fits(matchers)).toList();
  }

  /**
   * The labels of all streams that a selector can find, an empty one finding all; none when others
   * than those of the files are possible, or when the text is no plain selector.
   */
  List<SeriesShape> shapes(String query) {
    if (othersPossible() || !streams.doors().isEmpty()) {
      return List.of();
    }
    if (query.isBlank()) {
      return streams.all().stream()
          .filter(StreamDelivery::arrives)
          .map(StreamDelivery::stream)
          .toList();
    }
    LogQlParse parse = LogQl.parse(query);
    return parse.isOk() && parse.expr().orElse(null) instanceof LogQlExpr.LogQuery lines
        ? arriving(lines.selector()).stream().map(StreamDelivery::stream).toList()
        : List.of();
  }

  /** Whether streams that no file shows may be there. */
  boolean othersPossible() {
    return !streams.open().isEmpty();
  }

  /** Through which doors streams may come that no file shows. */
  List<String> doors() {
    return streams.doors().stream().map(StreamDelivery::source).distinct().toList();
  }

  /** The conditions whose label and value are known. */
  static List<LabelMatcher> matchers(LogQlExpr.Selector selector) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (LogQlExpr.Matcher written : selector.matchers()) {
      if (!written.name().hasPlaceholders() && !written.value().hasPlaceholders()) {
        LabelMatcher.Op.of(written.operator().symbol())
            .ifPresent(
                op ->
                    matchers.add(
                        LabelMatcher.of(written.name().value(), op, written.value().value())));
      }
    }
    return matchers;
  }

  /**
   * Why a selector would find nothing if nobody used the doors, and if no line and no sender
   * claimed a value that the files themselves give to other streams.
   */
  private List<Reason> suspicions(List<LabelMatcher> matchers) {
    boolean isPlausible =
        streams.all().stream()
            .anyMatch(one -> one.fits(matchers) && matchers.stream().allMatch(m -> claims(one, m)));
    return isPlausible || streams.all().isEmpty() || matchers.isEmpty()
        ? List.of()
        : List.of(
            impossible(
                matchers,
                streams.all(),
                (one, matcher) -> holds(one, matcher) && claims(one, matcher)));
  }

  /**
   * Whether a stream has a label of this value other than by a line's or a sender's own word. Where
   * the files tell streams apart by the label, such a word is thinkable and no more.
   */
  private boolean claims(StreamDelivery one, LabelMatcher matcher) {
    String label = matcher.name();
    boolean tellsApart = streams.named(label).size() > 1;
    return matcher.matchesAbsent()
        || !tellsApart
        || !one.isFromData(label)
        || matcher.matches(one.given().getOrDefault(label, ""));
  }

  /** Whether something that the files show satisfies a condition. */
  boolean isPlausible(LabelMatcher matcher) {
    return streams.all().stream().anyMatch(one -> holds(one, matcher) && claims(one, matcher));
  }

  /** Whether a stream has a label whose values the files tell, and one of them is asked for. */
  boolean isGiven(LabelMatcher matcher) {
    return streams.all().stream()
        .filter(one -> holds(one, matcher))
        .anyMatch(
            one ->
                one.stream().label(matcher.name()).knownValues().isPresent()
                    || matcher.matches(one.given().getOrDefault(matcher.name(), "")));
  }

  /** Whether a stream that the files show satisfies all conditions. */
  boolean isPlausible(List<LabelMatcher> matchers) {
    return suspicions(matchers).isEmpty() && !streams.all().isEmpty();
  }

  private static boolean holds(StreamDelivery one, LabelMatcher matcher) {
    return one.stream().match(matcher) != Match.NEVER;
  }

  /**
   * The condition that decides: the last one whose label is missing where all others hold, else the
   * last one that can't hold where all others do, else the first that holds nowhere.
   */
  private Reason.StreamImpossible impossible(
      List<LabelMatcher> matchers,
      List<StreamDelivery> all,
      BiPredicate<StreamDelivery, LabelMatcher> holds) {
    LabelMatcher decisive = null;
    List<StreamDelivery> left = List.of();
    for (LabelMatcher matcher : matchers) {
      List<StreamDelivery> others =
          all.stream()
              .filter(
                  one ->
                      matchers.stream()
                          .allMatch(other -> other.equals(matcher) || holds.test(one, other)))
              .toList();
      boolean better = decisive == null || isAbsent(others, matcher) || !isAbsent(left, decisive);
      if (!others.isEmpty() && better) {
        decisive = matcher;
        left = others;
      }
    }
    for (LabelMatcher matcher : matchers) {
      if (decisive == null && all.stream().noneMatch(one -> holds.test(one, matcher))) {
        decisive = matcher;
        left = all;
      }
    }
    return decisive == null
        ? reason(matchers.get(0), matchers, all, all)
        : reason(decisive, matchers, left, all);
  }

  private static boolean isAbsent(List<StreamDelivery> some, LabelMatcher matcher) {
    return some.stream()
        .allMatch(one -> one.stream().label(matcher.name()).presence() == Presence.NEVER);
  }

  private Reason.StreamImpossible reason(
      LabelMatcher matcher,
      List<LabelMatcher> asked,
      List<StreamDelivery> left,
      List<StreamDelivery> all) {
    String label = matcher.name();
    Set<String> sources = new LinkedHashSet<>();
    Set<String> labels = new TreeSet<>();
    Set<String> values = new TreeSet<>();
    Set<SourceLocation> setAt = new TreeSet<>();
    for (StreamDelivery one : left) {
      sources.add(one.source());
      one.stream()
          .labels()
          .forEach(
              (name, domain) -> {
                if (domain.presence() != Presence.NEVER) {
                  labels.add(name);
                }
              });
      LabelDomain domain = one.stream().label(label);
      if (domain.knownValues().isPresent()) {
        values.addAll(domain.knownValues().get());
        one.stream().provenance(label).flatMap(from -> from.location()).ifPresent(setAt::add);
      }
    }
    Set<String> elsewhere = new LinkedHashSet<>();
    for (StreamDelivery one : all) {
      boolean has = one.stream().label(label).presence() != Presence.NEVER;
      if (has && !one.stream().isOpen()) {
        elsewhere.add(one.source());
      }
    }
    return new Reason.StreamImpossible(
        matcher,
        asked,
        List.copyOf(sources),
        isAbsent(left, matcher),
        List.copyOf(labels),
        values.stream().limit(MOST_VALUES).toList(),
        List.copyOf(setAt),
        isAbsent(left, matcher) ? List.copyOf(elsewhere) : List.of(),
        isAbsent(left, matcher) ? remedies(label, left) : List.of(),
        claimants(asked),
        doors());
  }

  /** Whose lines or senders might say of themselves what nothing else gives. */
  private List<String> claimants(List<LabelMatcher> asked) {
    return streams.all().stream()
        .filter(one -> one.fits(asked))
        .map(StreamDelivery::source)
        .distinct()
        .toList();
  }

  /** Where a missing label went, one clause each. */
  private static List<String> remedies(String label, List<StreamDelivery> left) {
    Set<String> found = new LinkedHashSet<>();
    for (StreamDelivery one : left) {
      Stage stage = one.lost().get(label);
      boolean isBeside = one.lines().mayHave(label);
      if (stage != null) {
        found.add(
            stage.id()
                + " ("
                + stage.location()
                + ") "
                + (one.lines().metadata().contains(label)
                    ? "moves \"" + label + "\" into structured metadata: ask for it behind |"
                    : "takes the label \"" + label + "\" away"));
      } else if (one.lines().metadata().contains(label)) {
        found.add("\"" + label + "\" is structured metadata there: ask for it behind |");
      } else if (isBeside && !one.stream().isOpen()) {
        found.add(
            "what senders call \""
                + label
                + "\" is structured metadata there: ask for it behind |");
      } else if (one.lines().format() == Lines.Format.JSON) {
        found.add("the lines are JSON: \"" + label + "\" may be in them, to be read by | json");
      }
    }
    return List.copyOf(found);
  }

  /** What keeps streams away: the blockers of those that have fewest. */
  private static List<Reason> blockers(List<StreamDelivery> fitting) {
    int fewest = fitting.stream().mapToInt(one -> one.blockers().size()).min().orElse(0);
    Set<Reason> reasons = new LinkedHashSet<>();
    fitting.stream()
        .filter(one -> one.blockers().size() == fewest)
        .forEach(one -> reasons.addAll(one.blockers()));
    return List.copyOf(reasons);
  }

  private static List<String> ways(List<StreamDelivery> some) {
    return some.stream().map(StreamDelivery::way).distinct().limit(MOST_PATHS).toList();
  }

  /** Where a condition is written; the whole selector when it is not found again. */
  private static Span spanOf(LabelMatcher matcher, LogQlExpr.Selector selector) {
    Optional<LogQlExpr.Matcher> written =
        selector.matchers().stream()
            .filter(one -> one.name().value().equals(matcher.name()))
            .filter(one -> one.value().value().equals(matcher.value()))
            .findFirst();
    return written.map(LogQlExpr.Matcher::span).orElse(selector.span());
  }
}
