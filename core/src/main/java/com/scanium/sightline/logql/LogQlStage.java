package com.scanium.sightline.logql;

import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a pipeline. */
public sealed interface LogQlStage {
  /** The stage, its leading {@code |} included. */
  Span span();

  /**
   * A filter on the line: {@code |= "text"}, {@code |~ "regex" or "other"}, {@code != ip("…")}.
   *
   * @param operator one of {@code |= != |~ !~ |> !>}; regular expressions match a part of the line
   * @param alternatives texts of which one suffices
   * @param span the whole filter
   */
  record LineFilter(String operator, List<Alternative> alternatives, Span span)
      implements LogQlStage {
    /** Copies the alternatives. */
    public LineFilter {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * One text of a line filter.
   *
   * @param isAddress whether it stands in {@code ip(…)}
   * @param text the text
   */
  record Alternative(boolean isAddress, LogQlText text) {}

  /**
   * A parser that makes labels from the line.
   *
   * @param name {@code json}, {@code logfmt}, {@code regexp}, {@code pattern} or {@code unpack}
   * @param flags such as {@code --strict}
   * @param expression the pattern of {@code regexp} and {@code pattern}; null for the others
   * @param extractions the labels that {@code json} and {@code logfmt} are limited to; none for all
   * @param span the whole stage
   */
  record Parser(
      String name,
      List<String> flags,
      @Nullable LogQlText expression,
      List<Assignment> extractions,
      Span span)
      implements LogQlStage {
    /** Copies the lists. */
    public Parser {
      flags = List.copyOf(flags);
      extractions = List.copyOf(extractions);
    }
  }

  /**
   * {@code label="expression"}, {@code label=other} or the label alone.
   *
   * @param label the label that is made
   * @param value what it is made from; null when it is the label's own name
   */
  record Assignment(LogQlText label, @Nullable LogQlText value) {}

  /**
   * A filter on labels.
   *
   * @param condition what must hold
   * @param span the whole stage
   */
  record LabelFilter(Condition condition, Span span) implements LogQlStage {}

  /** A condition on labels. */
  sealed interface Condition {
    /** The characters of the condition. */
    Span span();
  }

  /**
   * A comparison with a text: {@code level="error"}, {@code addr=ip("…")}.
   *
   * @param label the label
   * @param operator how to compare; regular expressions match the whole value
   * @param isAddress whether the text stands in {@code ip(…)}
   * @param value the text
   * @param span the whole comparison
   */
  record TextCondition(
      LogQlText label, MatchOperator operator, boolean isAddress, LogQlText value, Span span)
      implements Condition {}

  /**
   * A comparison with a number, a duration or a size: {@code status>=500}, {@code took>1m}, {@code
   * size<2KB}.
   *
   * @param label the label
   * @param operator one of {@code == = != > >= < <=}
   * @param value the number as written
   * @param span the whole comparison
   */
  record NumberCondition(LogQlText label, String operator, LogQlText value, Span span)
      implements Condition {}

  /**
   * Two conditions together.
   *
   * @param isOr whether one of them suffices
   * @param left the first
   * @param right the second
   * @param span both
   */
  record Junction(boolean isOr, Condition left, Condition right, Span span) implements Condition {}

  /**
   * A dashboard's variable in the place of a condition or of a whole stage.
   *
   * @param text as written
   * @param span where
   */
  record VariableCondition(String text, Span span) implements Condition {}

  /**
   * {@code line_format "template"}.
   *
   * @param template the Go template
   * @param span the whole stage
   */
  record LineFormat(LogQlText template, Span span) implements LogQlStage {}

  /**
   * {@code label_format a=b, c="template"}.
   *
   * @param assignments what is set from what
   * @param span the whole stage
   */
  record LabelFormat(List<Assignment> assignments, Span span) implements LogQlStage {
    /** Copies the assignments. */
    public LabelFormat {
      assignments = List.copyOf(assignments);
    }
  }

  /**
   * {@code drop a, b="x"} or {@code keep …}.
   *
   * @param isKeep whether the others go rather than these
   * @param labels the labels, some with a condition on their value
   * @param span the whole stage
   */
  record Selection(boolean isKeep, List<Selected> labels, Span span) implements LogQlStage {
    /** Copies the labels. */
    public Selection {
      labels = List.copyOf(labels);
    }
  }

  /**
   * One label of {@code drop} or {@code keep}.
   *
   * @param label the label
   * @param condition what its value must be; null for any
   */
  record Selected(LogQlText label, LogQlExpr.@Nullable Matcher condition) {}

  /**
   * {@code decolorize}: removes colour codes.
   *
   * @param span the whole stage
   */
  record Decolorize(Span span) implements LogQlStage {}

  /**
   * {@code unwrap label}: the label's value becomes the sample.
   *
   * @param label the label
   * @param conversion {@code bytes}, {@code duration} or {@code duration_seconds}; null for a plain
   *     number
   * @param span the whole stage
   */
  record Unwrap(LogQlText label, @Nullable String conversion, Span span) implements LogQlStage {}
}
