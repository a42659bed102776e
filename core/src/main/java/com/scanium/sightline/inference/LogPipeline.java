package com.scanium.sightline.inference;

import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.logql.LogQlStage;
import com.scanium.sightline.logql.LogQlText;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.LabelMatcher;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows the labels of lines through the stages of a query: what a stream, its metadata and the
 * parsers give, and what a filter can accept of it.
 *
 * <p>A text filter sees a missing label as {@code ""}; one that compares numbers or addresses
 * accepts no line without the label.
 */
final class LogPipeline {
  private SeriesShape labels;

  private LogPipeline(SeriesShape labels) {
    this.labels = labels;
  }

  /** The first filter that accepts no line of some streams; empty when none is proved to. */
  static Optional<LogQlStage.LabelFilter> refusing(
      LogQlExpr.LogQuery query, StreamDelivery streams) {
    SeriesShape.Builder labels = streams.stream().toBuilder();
    if (streams.lines().anyMetadata()) {
      labels.open();
    }
    for (String name : streams.lines().metadata()) {
      LabelDomain known = streams.stream().label(name);
      labels.label(name, known.presence() == Presence.NEVER ? LabelDomain.unknown() : known);
    }
    LogPipeline pipeline = new LogPipeline(labels.build());
    for (LogQlStage stage : query.stages()) {
      if (stage instanceof LogQlStage.LabelFilter filter) {
        if (pipeline.match(filter.condition()) == Match.NEVER) {
          return Optional.of(filter);
        }
      } else {
        pipeline.pass(stage);
      }
    }
    return Optional.empty();
  }

  /** The labels that a condition looks at, in order. */
  static List<String> labels(LogQlStage.Condition condition) {
    List<String> found = new ArrayList<>();
    if (condition instanceof LogQlStage.Junction junction) {
      found.addAll(labels(junction.left()));
      found.addAll(labels(junction.right()));
    } else if (condition instanceof LogQlStage.TextCondition text) {
      found.add(text.label().value());
    } else if (condition instanceof LogQlStage.NumberCondition number) {
      found.add(number.label().value());
    }
    return found;
  }

  private void pass(LogQlStage stage) {
    SeriesShape.Builder after = labels.toBuilder();
    if (stage instanceof LogQlStage.Parser parser) {
      parse(parser, after);
    } else if (stage instanceof LogQlStage.LabelFormat format) {
      for (LogQlStage.Assignment made : format.assignments()) {
        after.label(made.label().value(), LabelDomain.unknown());
      }
    } else if (stage instanceof LogQlStage.Selection selection) {
      select(selection, after);
    } else if (stage instanceof LogQlStage.Unwrap) {
      return;
    }
    labels = after.build();
  }

  private void parse(LogQlStage.Parser parser, SeriesShape.Builder after) {
    LogQlText expression = parser.expression();
    Optional<Regex> regex =
        expression == null || expression.hasPlaceholders() || !parser.name().equals("regexp")
            ? Optional.empty()
            : Regex.unanchored(expression.value()).regex();
    if (regex.isPresent()) {
      regex.get().groupNames().forEach(name -> made(name, after));
    } else if (expression == null && !parser.extractions().isEmpty()) {
      parser.extractions().forEach(one -> made(one.label().value(), after));
    } else {
      after.open(); // any name may be in the line, or in the pattern
    }
  }

  /** A parser gives a label that the stream has already another name. */
  private void made(String name, SeriesShape.Builder after) {
    LabelDomain known = labels.label(name);
    if (known.presence() != Presence.ALWAYS) {
      after.label(name, LabelDomain.unknown());
    }
    after.label(name + "_extracted", LabelDomain.unknown());
  }

  private void select(LogQlStage.Selection selection, SeriesShape.Builder after) {
    Set<String> named = new TreeSet<>();
    for (LogQlStage.Selected one : selection.labels()) {
      if (one.condition() != null || one.label().hasPlaceholders()) {
        labels.labels().keySet().forEach(name -> after.label(name, labels.label(name).optional()));
        return;
      }
      named.add(one.label().value());
    }
    if (!selection.isKeep()) {
      named.forEach(name -> after.label(name, LabelDomain.absent()));
      return;
    }
    after.clearLabels().closed();
    named.forEach(name -> after.label(name, labels.label(name)));
  }

  private Match match(LogQlStage.Condition condition) {
    if (condition instanceof LogQlStage.Junction junction) {
      Match left = match(junction.left());
      Match right = match(junction.right());
      return junction.isOr() ? left.or(right) : left.and(right);
    }
    if (condition instanceof LogQlStage.TextCondition text) {
      return text(text);
    }
    if (condition instanceof LogQlStage.NumberCondition number && !isOwn(number.label())) {
      return present(number.label());
    }
    return Match.MAY;
  }

  private Match text(LogQlStage.TextCondition text) {
    if (isOwn(text.label())) {
      return Match.MAY;
    }
    if (text.isAddress()) {
      return text.operator() == MatchOperator.EQUAL ? present(text.label()) : Match.MAY;
    }
    if (text.value().hasPlaceholders()) {
      return Match.MAY;
    }
    Optional<LabelMatcher.Op> op = LabelMatcher.Op.of(text.operator().symbol());
    return op.map(
            known ->
                labels.match(LabelMatcher.of(text.label().value(), known, text.value().value())))
        .orElse(Match.MAY);
  }

  private Match present(LogQlText label) {
    return labels.label(label.value()).presence() == Presence.NEVER ? Match.NEVER : Match.MAY;
  }

  /** Errors of the pipeline and the like, and names that a variable makes. */
  private static boolean isOwn(LogQlText label) {
    return label.value().startsWith("__") || label.hasPlaceholders();
  }
}
