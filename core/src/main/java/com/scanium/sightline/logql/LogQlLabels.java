package com.scanium.sightline.logql;

import com.scanium.sightline.logql.LogQlExpr.Grouping;
import com.scanium.sightline.logql.LogQlExpr.LogQuery;
import com.scanium.sightline.logql.LogQlExpr.Matcher;
import com.scanium.sightline.regex.Regex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which labels a query speaks of, and where they must come from: the streams, or the pipeline.
 *
 * <p>A label inside braces must be a stream label; behind {@code |} it may also be structured
 * metadata or come from a parser. Immutable; all sets are sorted.
 */
public final class LogQlLabels {
  private final Set<String> stream = new TreeSet<>();
  private final Set<String> demanded = new TreeSet<>();
  private final Set<String> made = new TreeSet<>();
  private final Set<String> filtered = new TreeSet<>();
  private final Set<String> grouped = new TreeSet<>();
  private final Set<String> unwrapped = new TreeSet<>();
  private final List<String> parsers = new ArrayList<>();
  private boolean open;

  private LogQlLabels() {}

  /** The labels of a whole query. */
  public static LogQlLabels of(LogQlExpr expr) {
    LogQlLabels labels = new LogQlLabels();
    LogQl.walk(expr, labels::node);
    return labels;
  }

  /** Labels that stand in stream selectors. */
  public Set<String> streamLabels() {
    return sorted(stream);
  }

  /** Stream labels without which nothing matches: a matcher of theirs doesn't take {@code ""}. */
  public Set<String> demandedLabels() {
    return sorted(demanded);
  }

  /** Labels that the pipeline makes by name: extractions, captures, {@code label_format}. */
  public Set<String> madeLabels() {
    return sorted(made);
  }

  /**
   * Whether a parser can make any label: {@code json}, {@code logfmt}, {@code unpack} unlimited.
   */
  public boolean canMakeAnyLabel() {
    return open;
  }

  /** Labels that label filters look at. */
  public Set<String> filteredLabels() {
    return sorted(filtered);
  }

  /** Labels in {@code by}, {@code without}, {@code on}, {@code ignoring} and group lists. */
  public Set<String> groupedLabels() {
    return sorted(grouped);
  }

  /** Labels whose value becomes the sample. */
  public Set<String> unwrappedLabels() {
    return sorted(unwrapped);
  }

  /** The names of the parsers in source order. */
  public List<String> parsers() {
    return List.copyOf(parsers);
  }

  private static Set<String> sorted(Set<String> labels) {
    return Collections.unmodifiableSet(labels);
  }

  private void node(LogQlExpr node) {
    if (node instanceof LogQuery query) {
      query.selector().matchers().forEach(this::matcher);
      query.stages().forEach(this::stage);
    } else if (node instanceof LogQlExpr.RangeAggregation call) {
      grouping(call.grouping());
    } else if (node instanceof LogQlExpr.VectorAggregation call) {
      grouping(call.grouping());
    } else if (node instanceof LogQlExpr.Binary binary) {
      grouping(binary.modifier().matching());
      binary.modifier().include().forEach(label -> grouped.add(label.value()));
    }
  }

  private void grouping(@Nullable Grouping grouping) {
    if (grouping != null) {
      grouping.labels().forEach(label -> grouped.add(label.value()));
    }
  }

  private void matcher(Matcher matcher) {
    stream.add(matcher.name().value());
    if (!matcher.value().hasPlaceholders() && !PipelineParser.matchesEmpty(matcher)) {
      demanded.add(matcher.name().value());
    }
  }

  private void stage(LogQlStage stage) {
    if (stage instanceof LogQlStage.Parser parser) {
      parser(parser);
    } else if (stage instanceof LogQlStage.LabelFilter filter) {
      condition(filter.condition());
    } else if (stage instanceof LogQlStage.LabelFormat format) {
      format.assignments().forEach(each -> made.add(each.label().value()));
    } else if (stage instanceof LogQlStage.Unwrap unwrap) {
      unwrapped.add(unwrap.label().value());
    }
  }

  private void parser(LogQlStage.Parser parser) {
    parsers.add(parser.name());
    parser.extractions().forEach(each -> made.add(each.label().value()));
    LogQlText expression = parser.expression();
    if (expression == null) {
      open |= parser.extractions().isEmpty();
    } else if (parser.name().equals("pattern")) {
      made.addAll(Captures.of(expression.value()).names());
    } else {
      Regex.unanchored(expression.value())
          .regex()
          .ifPresentOrElse(regex -> made.addAll(regex.groupNames()), () -> open = true);
    }
  }

  private void condition(LogQlStage.Condition condition) {
    if (condition instanceof LogQlStage.Junction junction) {
      condition(junction.left());
      condition(junction.right());
    } else if (condition instanceof LogQlStage.TextCondition text) {
      filtered.add(text.label().value());
    } else if (condition instanceof LogQlStage.NumberCondition number) {
      filtered.add(number.label().value());
    }
  }
}
