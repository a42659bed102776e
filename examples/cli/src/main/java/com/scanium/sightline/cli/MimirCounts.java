package com.scanium.sightline.cli;

import com.scanium.sightline.cli.AskedStore.Count;
import com.scanium.sightline.cli.AskedStore.CountQuestion;
import com.scanium.sightline.cli.AskedStore.Counted;
import com.scanium.sightline.cli.AskedStore.Counting;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.mimir.model.CardinalityQuery;
import com.scanium.sightline.mimir.model.HeadStats;
import com.scanium.sightline.mimir.model.LabelValuesCardinality;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.promql.PromQl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts of series: by Mimir's own interface where the server has it, by what a Prometheus says of
 * its head, else by questions that every server answers. The answer says which it was.
 */
final class MimirCounts {
  private static final int MOST_OF_MIMIR = 500;
  private static final int MOST_LABELS = 200;
  private static final String EVERYTHING = "{__name__!=\"\"}";

  private final MimirClient client;
  private final CountQuestion question;
  private final String by;

  MimirCounts(MimirClient client, CountQuestion question) {
    this.client = client;
    this.question = question;
    this.by = question.label() == null ? "__name__" : question.label();
    if (!by.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
      throw new CannotRunException("\"" + by + "\" is no label name");
    }
    if (question.selector() != null && !PromQl.parse(question.selector()).isOk()) {
      throw new CannotRunException("\"" + question.selector() + "\" is no selector");
    }
  }

  Answer<Counted> answer() {
    if (!question.windowed() && question.limit() <= MOST_OF_MIMIR) {
      Answer<Counted> own = ofMimir();
      // a server that has no such thing, or keeps it off, says so in many ways
      boolean asked =
          own instanceof Answer.Known<Counted>
              || (own instanceof Answer.Failed<Counted> failed
                  && failed.failure() instanceof Failure.Unreachable);
      if (asked) {
        return own;
      }
    }
    return question.counting() == Counting.NAMES ? namesByQuestions() : valuesByQuery();
  }

  private Answer<Counted> ofMimir() {
    CardinalityQuery query =
        CardinalityQuery.ALL
            .withSelector(question.selector() == null ? "" : question.selector())
            .withLimit(question.limit());
    return switch (question.counting()) {
      case NAMES ->
          client
              .cardinality()
              .labelNames(query)
              .map(
                  names ->
                      counted(
                          names.names().stream()
                              .map(name -> new Count(name.label(), name.values()))
                              .toList(),
                          "Mimir's cardinality of label names, of series in memory"));
      case VALUES ->
          client
              .cardinality()
              .labelValues(List.of(by), query)
              .map(
                  values ->
                      counted(
                          values.labels().stream()
                              .flatMap(label -> label.values().stream())
                              .map(MimirCounts::count)
                              .toList(),
                          "Mimir's cardinality of label values, of series in memory"));
      case ACTIVE ->
          client
              .cardinality()
              .activeSeries(question.selector() == null ? EVERYTHING : question.selector())
              .map(
                  series ->
                      new Counted(
                          Counts.byLabel(by, series.stream().map(Labels::asMap), question.limit()),
                          "Mimir's active series"));
    };
  }

  private static Count count(LabelValuesCardinality.Value value) {
    return new Count(value.value(), value.series());
  }

  private Counted counted(List<Count> counts, String how) {
    return new Counted(
        counts.stream().sorted(Counts.LARGEST_FIRST).limit(question.limit()).toList(), how);
  }

  private Answer<Counted> valuesByQuery() {
    String of = question.selector() == null ? EVERYTHING : question.selector();
    String query =
        "topk(" + question.limit() + ", count by (" + by + ") (last_over_time(" + of + "[5m])))";
    return client
        .query(query, question.window().end())
        .map(
            result ->
                counted(
                    AskedMimir.shown(result) instanceof StoreResult.Curves curves
                        ? curves.curves().stream()
                            .map(
                                curve ->
                                    new Count(
                                        curve.labels().getOrDefault(by, Counts.NONE),
                                        curve.value(0)))
                            .toList()
                        : List.of(),
                    "a query, of series with a sample in the last 5m"));
  }

  private Answer<Counted> namesByQuestions() {
    if (question.selector() == null && !question.windowed()) {
      Optional<HeadStats> head = client.server().headStats().toOptional();
      if (head.isPresent() && question.limit() <= head.get().valuesByLabel().size()) {
        return Answer.known(
            counted(
                head.get().valuesByLabel().stream()
                    .map(entry -> new Count(entry.name(), entry.value()))
                    .toList(),
                "what the server says of its head, /status/tsdb"));
      }
    }
    List<String> selectors = question.selector() == null ? List.of() : List.of(question.selector());
    AskedStore.Window window = question.window();
    Answer<List<String>> names = client.labelNames(selectors, window.start(), window.end());
    if (!(names instanceof Answer.Known<List<String>> known)) {
      return names.map(none -> counted(List.of(), ""));
    }
    List<Count> counts = new ArrayList<>();
    for (String name : known.value().subList(0, Math.min(MOST_LABELS, known.value().size()))) {
      Answer<List<String>> values =
          client.labelValues(name, selectors, window.start(), window.end());
      if (!(values instanceof Answer.Known<List<String>> there)) {
        return values.map(none -> counted(List.of(), ""));
      }
      counts.add(new Count(name, there.value().size()));
    }
    String all =
        known.value().size() > MOST_LABELS
            ? " (the first " + MOST_LABELS + " of " + known.value().size() + " labels)"
            : "";
    return Answer.known(counted(counts, "the values of each label" + all));
  }
}
