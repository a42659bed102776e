package com.scanium.sightline.traceql;

import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a TraceQL tree. */
public sealed interface TraceQlExpr {
  /** The characters of the node. */
  Span span();

  /** The nodes directly below, in source order. */
  List<TraceQlExpr> children();

  /**
   * Steps joined by {@code |}: spansets, aggregate filters, {@code by}, {@code select}, functions
   * that make metrics.
   *
   * @param stages the steps, two at least
   * @param span all of them
   */
  record Pipeline(List<TraceQlExpr> stages, Span span) implements TraceQlExpr {
    /** Copies the steps. */
    public Pipeline {
      stages = List.copyOf(stages);
    }

    @Override
    public List<TraceQlExpr> children() {
      return stages;
    }
  }

  /**
   * A spanset, {@code {…}}.
   *
   * @param conditionOrNull what the spans must fulfil; null for any span
   * @param span from brace to brace
   */
  record Spanset(@Nullable TraceQlExpr conditionOrNull, Span span) implements TraceQlExpr {
    /** What the spans must fulfil; empty for any span. */
    public Optional<TraceQlExpr> condition() {
      return Optional.ofNullable(conditionOrNull);
    }

    @Override
    public List<TraceQlExpr> children() {
      return conditionOrNull == null ? List.of() : List.of(conditionOrNull);
    }
  }

  /**
   * An operation on values, or on whole spansets.
   *
   * @param operator the sign
   * @param operands one or two
   * @param span the whole operation
   */
  record Operation(String operator, List<TraceQlExpr> operands, Span span) implements TraceQlExpr {
    /** Copies the operands. */
    public Operation {
      operands = List.copyOf(operands);
    }

    @Override
    public List<TraceQlExpr> children() {
      return operands;
    }
  }

  /**
   * An attribute, {@code resource.service.name}.
   *
   * @param scope {@code span}, {@code resource}, {@code parent}, {@code event}, {@code link},
   *     {@code instrumentation}, {@code parent.span}, {@code parent.resource}; empty for any
   * @param name the attribute's name, without quotes
   * @param span scope and name
   */
  record Attribute(String scope, String name, Span span) implements TraceQlExpr {
    @Override
    public List<TraceQlExpr> children() {
      return List.of();
    }
  }

  /**
   * Something that every span has, {@code duration} or {@code trace:rootName}.
   *
   * @param name as written
   * @param type what its values are
   * @param span where
   */
  record Intrinsic(String name, TraceQlType type, Span span) implements TraceQlExpr {
    @Override
    public List<TraceQlExpr> children() {
      return List.of();
    }
  }

  /**
   * A value.
   *
   * @param type what it is
   * @param text as written; of strings the text with escapes resolved
   * @param span where
   */
  record Literal(TraceQlType type, String text, Span span) implements TraceQlExpr {
    @Override
    public List<TraceQlExpr> children() {
      return List.of();
    }
  }

  /**
   * A call, {@code avg(duration)} or {@code rate() by (name)}.
   *
   * @param function its name
   * @param arguments what stands in the parentheses
   * @param by what the result is grouped by; none without {@code by}
   * @param span the whole call
   */
  record Call(String function, List<TraceQlExpr> arguments, List<TraceQlExpr> by, Span span)
      implements TraceQlExpr {
    /** Copies the lists. */
    public Call {
      arguments = List.copyOf(arguments);
      by = List.copyOf(by);
    }

    @Override
    public List<TraceQlExpr> children() {
      return Stream.concat(arguments.stream(), by.stream()).toList();
    }
  }

  /**
   * An expression in parentheses.
   *
   * @param inner what they hold
   * @param span from parenthesis to parenthesis
   */
  record Parenthesized(TraceQlExpr inner, Span span) implements TraceQlExpr {
    @Override
    public List<TraceQlExpr> children() {
      return List.of(inner);
    }
  }

  /**
   * A dashboard's variable in the place of a value or of a whole query.
   *
   * @param text as written
   * @param span where
   */
  record Variable(String text, Span span) implements TraceQlExpr {
    @Override
    public List<TraceQlExpr> children() {
      return List.of();
    }
  }
}
