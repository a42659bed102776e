package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.JudgedPart;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.analysis.Emptiness;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds windows that hold fewer than the two samples that {@code rate} and its kin need: such a
 * panel is empty although its series are healthy.
 */
final class RateWindowRule implements Rule<JudgedPart> {
  private static final Set<String> NEED_TWO =
      Set.of("rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear");

  /** What Grafana assumes of a data source that isn't told how often its targets are scraped. */
  private static final Duration ASSUMED_SCRAPE = Duration.ofSeconds(15);

  /** How many points are asked for where the panel's width isn't known. */
  private static final long ASSUMED_POINTS = 500;

  /** A window that is too short. */
  private record Window(
      String function,
      MatrixSelector selector,
      Duration length,
      Duration interval,
      boolean computed) {
    boolean isEmpty() {
      return length.compareTo(interval) <= 0;
    }
  }

  /** What is reported once: one window and interval in one file. */
  private record Key(String file, String window, Duration interval, Verdict effect) {}

  private static final class Use {
    private final Window first;
    private final TreeSet<SourceLocation> places = new TreeSet<>();
    private final TreeSet<ConsumerRef> consumers = new TreeSet<>();
    private final Optional<Duration> range;
    private final Optional<Duration> from;
    private final Set<Edit> better = new LinkedHashSet<>();
    private String betterWindow = "";

    Use(Window first, Optional<Duration> range, Optional<Duration> from) {
      this.first = first;
      this.range = range;
      this.from = from;
    }
  }

  @Override
  public String id() {
    return "grafana/rate-window";
  }

  @Override
  public Class<JudgedPart> subject() {
    return JudgedPart.class;
  }

  @Override
  public void check(JudgedPart part, RuleContext facts, Consumer<Finding> out) {
    Map<Key, Use> uses = new LinkedHashMap<>();
    for (Judgement judgement : part.all()) {
      boolean isHidden = judgement.consumer() instanceof PanelQuery panel && panel.isHidden();
      if (judgement.consumer().language() == QueryLanguage.PROMQL && !isHidden) {
        collect(judgement.consumer(), facts.inference(), uses);
      }
    }
    uses.forEach((key, use) -> out.accept(finding(key, use)));
  }

  private static void collect(QueryConsumer consumer, Inference inference, Map<Key, Use> into) {
    QueryVariant sent = consumer.variants().get(0);
    PromQlParse parse = PromQl.parse(sent.text(), PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return;
    }
    PromQlExpr expr = parse.expr().get();
    List<Window> windows = new ArrayList<>();
    PromQl.walk(
        expr,
        node -> {
          if (node instanceof PromQlExpr.Call call && NEED_TWO.contains(call.function())) {
            for (PromQlExpr argument : call.args()) {
              if (argument instanceof MatrixSelector selector) {
                tooShort(call.function(), consumer, sent, selector, inference)
                    .ifPresent(windows::add);
              }
            }
          }
        });
    Set<PromQlExpr> empty = Collections.newSetFromMap(new IdentityHashMap<>());
    windows.stream().filter(Window::isEmpty).forEach(it -> empty.add(it.selector().selector()));
    boolean isEmpty =
        !empty.isEmpty()
            && Emptiness.of(expr, it -> empty.contains(it) ? Match.NEVER : Match.MAY).match()
                == Match.NEVER;
    Optional<Duration> range =
        consumer instanceof PanelQuery panel ? panel.range() : Optional.empty();
    for (Window window : windows) {
      SourceLocation place = place(consumer, sent, window.selector().range().span());
      Verdict effect = isEmpty && window.isEmpty() ? Verdict.NO_DATA : Verdict.POSSIBLE;
      String name = window.computed() ? "computed " + window.length() : place.toString();
      Use use =
          into.computeIfAbsent(
              new Key(place.file(), name, window.interval(), effect),
              key -> new Use(window, range, from(consumer, sent, window)));
      use.places.add(place);
      use.consumers.add(consumer.ref());
      if (!window.computed()) {
        use.betterWindow = better(consumer, window);
        consumer
            .text()
            .edit(sent.offsets().toOriginal(window.selector().range().span()), use.betterWindow)
            .ifPresent(use.better::add);
      }
    }
  }

  /**
   * The window to write: Grafana's own where it is wide enough, which it is when the data source is
   * told how often targets are scraped; else four intervals.
   */
  private static String better(QueryConsumer consumer, Window window) {
    boolean isTold =
        consumer instanceof PanelQuery panel
            && panel
                .scrapeInterval()
                .filter(told -> told.compareTo(window.interval()) >= 0)
                .isPresent();
    return isTold ? "$__rate_interval" : text(window.interval().multipliedBy(4));
  }

  /**
   * The time range from which on a computed window holds two samples: the step grows with the
   * range, and the window with the step.
   */
  private static Optional<Duration> from(QueryConsumer consumer, QueryVariant sent, Window window) {
    if (!(consumer instanceof PanelQuery panel)
        || !window.computed()
        || panel.range().isEmpty()
        || panel.step().isEmpty()) {
      return Optional.empty();
    }
    Span written = sent.offsets().toOriginal(window.selector().range().span());
    String text = consumer.text().text().substring(written.start(), written.end());
    Duration needed = window.interval().multipliedBy(2);
    if (text.contains("__range")) {
      return Optional.of(needed);
    }
    boolean addsScrape = text.contains("__rate_interval");
    if (!addsScrape && !text.contains("__interval")) {
      return Optional.empty();
    }
    Duration scrape = panel.scrapeInterval().orElse(ASSUMED_SCRAPE);
    Duration step = addsScrape ? needed.minus(scrape) : needed;
    long points = Math.max(1, panel.maxDataPoints().orElse(ASSUMED_POINTS));
    return Optional.of(Duration.ofMinutes((step.multipliedBy(points).toSeconds() + 59) / 60))
        .filter(it -> it.compareTo(panel.range().get()) > 0);
  }

  private static SourceLocation place(QueryConsumer consumer, QueryVariant sent, Span span) {
    return consumer.text().location(sent.offsets().toOriginal(span));
  }

  private static Optional<Window> tooShort(
      String function,
      QueryConsumer consumer,
      QueryVariant sent,
      MatrixSelector selector,
      Inference inference) {
    Optional<Duration> window = selector.range().constant();
    List<SeriesShape> shapes = inference.produced(selector.selector());
    boolean known = shapes.stream().allMatch(it -> it.interval().isPresent());
    if (window.isEmpty() || shapes.isEmpty() || !known) {
      return Optional.empty();
    }
    Duration interval =
        Collections.min(shapes.stream().flatMap(it -> it.interval().stream()).toList());
    Span written = sent.offsets().toOriginal(selector.range().span());
    String text = consumer.text().text();
    boolean computed =
        text.substring(written.start(), Math.min(written.end(), text.length())).contains("$");
    return window.get().compareTo(interval.multipliedBy(2)) < 0
        ? Optional.of(new Window(function, selector, window.get(), interval, computed))
        : Optional.empty();
  }

  private Finding finding(Key key, Use use) {
    Window window = use.first;
    boolean isEmpty = window.isEmpty();
    String length = text(window.length());
    String interval = text(window.interval());
    String metric =
        window.selector().selector().metricName().map(PromQlText::value).orElse("the series");
    Finding.Builder finding =
        Finding.of(id(), isEmpty ? Severity.ERROR : Severity.WARNING)
            .message(
                "a window of "
                    + length
                    + " on \""
                    + metric
                    + "\" "
                    + (isEmpty ? "holds one sample at most" : "often holds one sample only")
                    + ", and "
                    + window.function()
                    + " needs two")
            .at(use.places.first())
            .anchor(key.window() + use.consumers.first())
            .evidence("the series arrive every " + interval)
            .affects(use.consumers);
    if (use.places.size() > 1) {
      finding.evidence(
          "also at line "
              + String.join(
                  ", ",
                  use.places.stream()
                      .skip(1)
                      .map(it -> Integer.toString(it.line().orElse(0)))
                      .distinct()
                      .toList()));
    }
    if (window.computed()) {
      use.range.ifPresent(
          it -> finding.evidence("the window is computed for the time range of " + text(it)));
      use.from.ifPresent(
          it -> finding.evidence("data appear from a time range of some " + text(it) + " on"));
      finding.fix(Fix.of("set jsonData.timeInterval of the data source to " + interval));
    } else {
      finding.fix(
          use.better.isEmpty()
              ? Fix.of("use a window of at least " + text(window.interval().multipliedBy(4)))
              : Fix.editing("write [" + use.betterWindow + "]", List.copyOf(use.better)));
    }
    if (key.effect() == Verdict.NO_DATA) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }

  private static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0 || duration.toNanosPart() > 0) {
      return duration.toMillis() + "ms";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
