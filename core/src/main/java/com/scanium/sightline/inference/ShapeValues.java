package com.scanium.sightline.inference;

import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.promql.analysis.LabelFlow;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What variables can find among the shapes that arrive: never fewer values than the store will
 * have. Where others may write, or a label may have any value, nothing is known.
 */
final class ShapeValues implements VariableValues {
  /** More series than this are no list that anybody chooses from. */
  private static final int MOST_SERIES = 500;

  private final Delivered delivered;
  private final SelectorJudge selectors;
  private final StreamJudge streams;
  private final Map<Lookup, Optional<Found>> known = new HashMap<>();

  ShapeValues(Delivered delivered, SelectorJudge selectors, StreamJudge streams) {
    this.streams = streams;
    this.delivered = delivered;
    this.selectors = selectors;
  }

  @Override
  public Optional<Found> find(Lookup lookup) {
    Optional<Found> answer = known.get(lookup);
    if (answer == null) {
      answer = values(lookup).map(values -> new Found(values, false));
      known.put(lookup, answer);
    }
    return answer;
  }

  private Optional<List<String>> values(Lookup lookup) {
    return switch (lookup.kind()) {
      case LABEL_VALUES -> labelValues(arriving(lookup.query()), lookup.label());
      case LABEL_NAMES -> labelNames(arriving(lookup.query()));
      case METRIC_NAMES -> metricNames(lookup.query());
      case SERIES -> series(arriving(lookup.query()));
      case QUERY_RESULT -> results(lookup.query());
      case STREAM_LABEL_VALUES -> labelValues(streams.shapes(lookup.query()), lookup.label());
      case STREAM_LABEL_NAMES -> labelNames(streams.shapes(lookup.query()));
    };
  }

  /** The shapes of a plain selector; empty when it is none, or when others are possible. */
  private List<SeriesShape> arriving(String query) {
    PromQlParse parse = PromQl.parse(query, PromQlOptions.TOLERANT);
    Optional<PromQlExpr> expr = parse.errors().isEmpty() ? parse.expr() : Optional.empty();
    return expr.isPresent() && expr.get() instanceof VectorSelector selector
        ? selectors.arriving(selector)
        : List.of();
  }

  /**
   * The series that an expression can give: those of a selector, or what aggregations, functions
   * and operators make of them. What a comparison drops is among them.
   */
  private Optional<List<String>> results(String query) {
    PromQlParse parse = PromQl.parse(query, PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return Optional.empty();
    }
    PromQlExpr expr = parse.expr().get();
    if (expr instanceof VectorSelector selector) {
      return series(selectors.arriving(selector));
    }
    boolean known =
        PromQl.selectors(expr).stream().noneMatch(it -> selectors.arriving(it).isEmpty());
    return known
        ? LabelFlow.of(expr, selectors::arriving).result().flatMap(shape -> series(List.of(shape)))
        : Optional.empty();
  }

  private static Optional<List<String>> labelValues(List<SeriesShape> shapes, String label) {
    Set<String> values = new TreeSet<>();
    for (SeriesShape shape : shapes) {
      LabelDomain domain = label.equals("__name__") ? shape.nameDomain() : shape.label(label);
      Optional<Set<String>> all = domain.knownValues();
      if (all.isEmpty()) {
        return Optional.empty();
      }
      values.addAll(all.get());
    }
    values.remove("");
    return values.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(values));
  }

  private static Optional<List<String>> labelNames(List<SeriesShape> shapes) {
    Set<String> names = new TreeSet<>();
    for (SeriesShape shape : shapes) {
      if (shape.isOpen()) {
        return Optional.empty();
      }
      if (shape.nameDomain().presence() != Presence.NEVER) {
        names.add("__name__");
      }
      shape
          .labels()
          .forEach(
              (name, domain) -> {
                if (domain.presence() != Presence.NEVER) {
                  names.add(name);
                }
              });
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
  }

  /** Who writes any name may write one that fits, unless the pattern lists the names. */
  private Optional<List<String>> metricNames(String pattern) {
    Optional<Regex> regex = Regex.anchored(pattern).regex();
    Optional<Set<String>> listed = regex.flatMap(Regex::literals);
    boolean others =
        listed.isPresent()
            ? listed.get().stream()
                .anyMatch(name -> !delivered.isDeclared(name) && !delivered.openFor(name).isEmpty())
            : delivered.isOpen();
    if (regex.isEmpty() || others) {
      return Optional.empty();
    }
    List<String> names =
        new TreeSet<>(delivered.names())
            .stream()
                .filter(
                    name -> delivered.named(name).stream().anyMatch(it -> it.blockers().isEmpty()))
                .filter(name -> regex.get().matches(name))
                .toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  private static Optional<List<String>> series(List<SeriesShape> shapes) {
    List<String> texts = new ArrayList<>();
    for (SeriesShape shape : shapes) {
      Optional<List<String>> own = shape.isOpen() ? Optional.empty() : texts(shape);
      if (own.isEmpty() || texts.size() + own.get().size() > MOST_SERIES) {
        return Optional.empty();
      }
      texts.addAll(own.get());
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
  }

  /** Every series of a shape; empty when there may be others, or too many. */
  private static Optional<List<String>> texts(SeriesShape shape) {
    List<List<String>> made = new ArrayList<>(List.of(List.of()));
    for (Map.Entry<String, LabelDomain> label : shape.labels().entrySet()) {
      Optional<Set<String>> values = label.getValue().knownValues();
      if (values.isEmpty() || made.size() * (values.get().size() + 1L) > MOST_SERIES) {
        return Optional.empty();
      }
      List<List<String>> further = new ArrayList<>();
      for (List<String> before : made) {
        if (label.getValue().presence() != Presence.ALWAYS || values.get().isEmpty()) {
          further.add(before);
        }
        for (String value : values.get()) {
          if (!value.isEmpty()) {
            List<String> pairs = new ArrayList<>(before);
            pairs.add(label.getKey() + "=\"" + value + "\"");
            further.add(pairs);
          }
        }
      }
      made = further;
    }
    String name = shape.name().orElse("");
    return Optional.of(made.stream().map(pairs -> VariableValues.text(name, pairs)).toList());
  }
}
