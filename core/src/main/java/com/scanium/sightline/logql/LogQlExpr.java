package com.scanium.sightline.logql;

import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a LogQL tree: a query for lines, or one for numbers. */
public sealed interface LogQlExpr {
  /** The characters of the node. */
  Span span();

  /** The expressions directly below, in source order. */
  List<LogQlExpr> children();

  /** Calls the visitor's method for this node. */
  <R> R accept(Visitor<R> visitor);

  /** Whether it gives numbers rather than lines; a placeholder for a whole query may be both. */
  default boolean isMetric() {
    return !(this instanceof LogQuery);
  }

  /**
   * Handles every node; may gain methods in minor versions.
   *
   * @param <R> what a node gives
   */
  interface Visitor<R> {
    /** A query for lines. */
    R visitLogQuery(LogQuery query);

    /** A function over a range of lines. */
    R visitRangeAggregation(RangeAggregation aggregation);

    /** An aggregation over series. */
    R visitVectorAggregation(VectorAggregation aggregation);

    /** A binary operation. */
    R visitBinary(Binary binary);

    /** A number. */
    R visitNumber(NumberLiteral number);

    /** {@code vector(n)}. */
    R visitVector(VectorLiteral vector);

    /** {@code label_replace(…)}. */
    R visitLabelReplace(LabelReplace replace);

    /** An expression in parentheses. */
    R visitParenthesized(Parenthesized parenthesized);

    /** A variable in the place of an expression. */
    R visitVariable(Variable variable);
  }

  /**
   * One condition of a stream selector.
   *
   * @param name the label's name; with a placeholder in the place of a whole condition its text
   * @param operator how to compare
   * @param value the value or RE2 expression, matched whole
   * @param span the whole condition
   */
  record Matcher(LogQlText name, MatchOperator operator, LogQlText value, Span span) {}

  /**
   * A stream selector, {@code {…}}.
   *
   * @param matchers the conditions
   * @param variables placeholders that stand for whole conditions
   * @param span from brace to brace
   */
  record Selector(List<Matcher> matchers, List<LogQlText> variables, Span span) {
    /** Copies the lists. */
    public Selector {
      matchers = List.copyOf(matchers);
      variables = List.copyOf(variables);
    }
  }

  /**
   * A query for lines: a selector and what happens to its lines, one stage after the other.
   *
   * @param selector which streams
   * @param stages filters, parsers, formats; inside a range also {@code unwrap}
   * @param span the whole query, a range within it included
   */
  record LogQuery(Selector selector, List<LogQlStage> stages, Span span) implements LogQlExpr {
    /** Copies the stages. */
    public LogQuery {
      stages = List.copyOf(stages);
    }

    @Override
    public List<LogQlExpr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLogQuery(this);
    }
  }

  /**
   * {@code by (…)} or {@code without (…)}.
   *
   * @param isWithout whether the named labels go rather than stay
   * @param labels the labels
   * @param span word and list
   */
  record Grouping(boolean isWithout, List<LogQlText> labels, Span span) {
    /** Copies the labels. */
    public Grouping {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A function over lines in a window, {@code rate({…}[5m])}.
   *
   * @param function its name
   * @param parameter the number before the query ({@code quantile_over_time}); null for none
   * @param query which lines
   * @param range the window as written: a duration, or a variable
   * @param offset how far back, as written; null for now
   * @param grouping null for none
   * @param span the whole call, grouping included
   */
  record RangeAggregation(
      String function,
      @Nullable LogQlText parameter,
      LogQuery query,
      LogQlText range,
      @Nullable LogQlText offset,
      @Nullable Grouping grouping,
      Span span)
      implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of(query);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRangeAggregation(this);
    }
  }

  /**
   * An aggregation over series, {@code sum by (x) (…)}.
   *
   * @param function its name
   * @param parameter the number before the expression ({@code topk}); null for none
   * @param operand what is aggregated
   * @param grouping null for none
   * @param span the whole call, grouping included
   */
  record VectorAggregation(
      String function,
      @Nullable LogQlText parameter,
      LogQlExpr operand,
      @Nullable Grouping grouping,
      Span span)
      implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of(operand);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitVectorAggregation(this);
    }
  }

  /**
   * How the sides of a binary operation are matched.
   *
   * @param isBool whether a comparison gives 0 and 1
   * @param matching {@code on} (not without) or {@code ignoring} (without) labels; null for none
   * @param group {@code group_left} or {@code group_right}; null for none
   * @param include the labels in the group's parentheses
   */
  record Modifier(
      boolean isBool,
      @Nullable Grouping matching,
      @Nullable String group,
      List<LogQlText> include) {
    /** Copies the labels. */
    public Modifier {
      include = List.copyOf(include);
    }
  }

  /**
   * A binary operation.
   *
   * @param operator the sign or word, in lower case
   * @param left the left side
   * @param right the right side
   * @param modifier how the sides are matched
   * @param span both sides
   */
  record Binary(String operator, LogQlExpr left, LogQlExpr right, Modifier modifier, Span span)
      implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of(left, right);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBinary(this);
    }
  }

  /**
   * A number.
   *
   * @param text as written, sign included
   * @param span where
   */
  record NumberLiteral(String text, Span span) implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNumber(this);
    }
  }

  /**
   * {@code vector(n)}: one series without labels.
   *
   * @param value the number as written
   * @param span the whole call
   */
  record VectorLiteral(LogQlText value, Span span) implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitVector(this);
    }
  }

  /**
   * {@code label_replace(expr, "dst", "replacement", "src", "regex")}.
   *
   * @param operand whose labels change
   * @param target the label that is set
   * @param replacement its value, with {@code $1} and the like
   * @param source the label that is matched
   * @param regex the RE2 expression
   * @param span the whole call
   */
  record LabelReplace(
      LogQlExpr operand,
      LogQlText target,
      LogQlText replacement,
      LogQlText source,
      LogQlText regex,
      Span span)
      implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of(operand);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLabelReplace(this);
    }
  }

  /**
   * An expression in parentheses.
   *
   * @param inner what they hold
   * @param span from parenthesis to parenthesis
   */
  record Parenthesized(LogQlExpr inner, Span span) implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of(inner);
    }

    @Override
    public boolean isMetric() {
      return inner.isMetric();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitParenthesized(this);
    }
  }

  /**
   * A dashboard's variable in the place of an expression.
   *
   * @param text as written
   * @param span where
   */
  record Variable(String text, Span span) implements LogQlExpr {
    @Override
    public List<LogQlExpr> children() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitVariable(this);
    }
  }
}
