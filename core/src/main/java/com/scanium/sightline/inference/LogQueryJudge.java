package com.scanium.sightline.inference;

import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlParse;
import com.scanium.sightline.logql.LogQlStage;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks of each log query whether any stream that arrives can answer it. */
final class LogQueryJudge {
  private final StreamJudge streams;
  private final LogReaders readers;

  LogQueryJudge(StreamJudge streams, LogReaders readers) {
    this.streams = streams;
    this.readers = readers;
  }

  /** What was found for one text of a query. */
  Judgement judge(QueryConsumer consumer, QueryVariant variant) {
    LogQlParse parse = LogQl.parse(variant.text());
    if (parse.expr().isEmpty() || !parse.isWellFormed()) {
      return Judgement.notChecked(consumer, "the query does not parse");
    }
    Asked asked = new Asked(consumer, variant);
    LogQlExpr expr = parse.expr().get();
    LogQl.walk(expr, asked::node);
    LogEmptiness emptiness = LogEmptiness.of(expr, asked.found);
    Set<Reason> reasons = new LinkedHashSet<>();
    if (emptiness.match() == Match.NEVER) {
      emptiness.decisive().forEach(one -> reasons.addAll(asked.reasons(one)));
    }
    List<String> remarks = new ArrayList<>();
    if (emptiness.isFallback()) {
      Set<String> why = new LinkedHashSet<>();
      emptiness
          .decisive()
          .forEach(one -> asked.reasons(one).forEach(reason -> why.add(reason.summary())));
      remarks.add("shows only the fallback: " + String.join("; ", why));
    }
    remarks.addAll(Disguises.ofPanel(consumer));
    return Judgement.of(
            consumer,
            emptiness.match(),
            emptiness.isFallback()
                ? Judgement.Shows.FALLBACK_ONLY
                : Judgement.Shows.WHAT_IS_ASKED_FOR,
            asked.inOrder,
            List.of(),
            List.copyOf(reasons),
            remarks)
        .withFlaws(asked.flaws);
  }

  /** The selectors of one text, judged. */
  private final class Asked {
    private final QueryConsumer consumer;
    private final QueryVariant variant;
    private final boolean isElsewhere;
    private final Map<LogQlExpr.LogQuery, SelectorJudgement> found = new HashMap<>();
    private final List<SelectorJudgement> inOrder = new ArrayList<>();
    private final Set<QueryFlaw> flaws = new LinkedHashSet<>();

    Asked(QueryConsumer consumer, QueryVariant variant) {
      this.consumer = consumer;
      this.variant = variant;
      this.isElsewhere = readers.mayReadElsewhere(consumer.question().datasource());
    }

    void node(LogQlExpr node) {
      if (node instanceof LogQlExpr.LogQuery lines) {
        SelectorJudgement judgement =
            isElsewhere ? elsewhere(lines) : spelled(withFilters(lines, judged(lines)), lines);
        found.put(lines, judgement);
        inOrder.add(judgement);
        if (!isElsewhere && !streams.othersPossible()) {
          ParserMismatches.of(lines, streams.arriving(lines.selector()), this::place)
              .ifPresent(flaws::add);
        }
      }
    }

    private SelectorJudgement judged(LogQlExpr.LogQuery lines) {
      return streams.judge(lines.selector(), this::place);
    }

    private SelectorJudgement elsewhere(LogQlExpr.LogQuery lines) {
      return SelectorJudgement.ofStreams(
          place(lines.selector().span()), Match.MAY, List.of(), List.of(), List.of());
    }

    List<Reason> reasons(LogQlExpr.LogQuery lines) {
      SelectorJudgement judgement = found.get(lines);
      return judgement == null ? List.of() : judgement.reasons();
    }

    private SourceLocation place(Span span) {
      return consumer.text().location(variant.offsets().toOriginal(span));
    }

    private SelectorJudgement withFilters(LogQlExpr.LogQuery lines, SelectorJudgement judgement) {
      List<StreamDelivery> read = streams.arriving(lines.selector());
      if (judgement.match() != Match.MAY
          || !judgement.suspicions().isEmpty()
          || streams.othersPossible()
          || read.isEmpty()) {
        return judgement;
      }
      Optional<LogQlStage.LabelFilter> refusing = LogPipeline.refusing(lines, read.get(0));
      boolean all =
          refusing.isPresent()
              && read.stream().allMatch(one -> LogPipeline.refusing(lines, one).equals(refusing));
      if (!all) {
        return judgement;
      }
      Reason reason = reason(refusing.get(), read);
      SourceLocation place = place(refusing.get().condition().span());
      boolean isProved = streams.doors().isEmpty();
      return SelectorJudgement.ofStreams(
          place,
          isProved ? Match.NEVER : Match.MAY,
          isProved ? List.of(reason) : List.of(),
          judgement.paths(),
          isProved ? List.of() : List.of(reason));
    }

    private Reason reason(LogQlStage.LabelFilter filter, List<StreamDelivery> read) {
      Set<String> sources = new LinkedHashSet<>();
      Set<String> labels = new TreeSet<>();
      for (StreamDelivery one : read) {
        sources.add(one.source());
        one.stream()
            .labels()
            .forEach(
                (name, domain) -> {
                  if (domain.presence() != Presence.NEVER) {
                    labels.add(name);
                  }
                });
        labels.addAll(one.lines().metadata());
      }
      Span span = filter.condition().span();
      String text =
          variant.text().substring(span.start(), Math.min(span.end(), variant.text().length()));
      List<String> names = LogPipeline.labels(filter.condition());
      String label =
          names.stream().filter(name -> !labels.contains(name)).findFirst().orElse(names.get(0));
      return new Reason.FilterImpossible(
          label, text, List.copyOf(sources), List.copyOf(labels), streams.doors());
    }

    /** With the ways from the selector to the data source, for people. */
    private SelectorJudgement spelled(SelectorJudgement judgement, LogQlExpr.LogQuery lines) {
      Span span = lines.selector().span();
      String selector =
          variant
              .text()
              .substring(span.start(), Math.min(span.end(), variant.text().length()))
              .replaceAll("\\s+", " ");
      String end =
          readers
              .datasource(consumer.question().datasource())
              .map(Datasource::name)
              .map(name -> " <- " + name + " datasource")
              .orElse("");
      List<String> ways =
          judgement.paths().stream().map(way -> selector + " <- " + way + end).toList();
      return judgement.withPaths(ways);
    }
  }
}
