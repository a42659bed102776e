package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A length of time in a query: a window, a step or an offset. */
public sealed interface PromQlDuration {
  /** Where it stands. */
  Span span();

  /** The parts that it is computed from, in source order. */
  List<PromQlDuration> children();

  /**
   * The length when it is written down plainly; empty when it is computed or has placeholders. May
   * be negative in an offset.
   */
  default Optional<Duration> constant() {
    return Optional.empty();
  }

  /**
   * A plain length.
   *
   * @param seconds the length in seconds; negative only in an offset or a computation
   * @param notation whether it was written as a duration or as a number of seconds
   * @param span where it stands, sign included
   */
  record Literal(double seconds, NumberNotation notation, Span span) implements PromQlDuration {
    @Override
    public List<PromQlDuration> children() {
      return List.of();
    }

    @Override
    public Optional<Duration> constant() {
      return Optional.of(Duration.ofNanos(nanos()));
    }

    /** The length in nanoseconds, rounded as Prometheus does. */
    public long nanos() {
      return Durations.roundedNanos(seconds);
    }
  }

  /**
   * A computed length (experimental): {@code left op right}.
   *
   * @param operator one of the six arithmetic operators
   * @param left the left side
   * @param right the right side
   * @param span from the left side's start to the right side's end
   */
  record Arithmetic(BinaryOperator operator, PromQlDuration left, PromQlDuration right, Span span)
      implements PromQlDuration {
    @Override
    public List<PromQlDuration> children() {
      return List.of(left, right);
    }
  }

  /**
   * A sign before a computed length.
   *
   * @param sign the sign
   * @param operand what is negated
   * @param span the sign and its operand
   */
  record Signed(Sign sign, PromQlDuration operand, Span span) implements PromQlDuration {
    @Override
    public List<PromQlDuration> children() {
      return List.of(operand);
    }
  }

  /**
   * A computed length in parentheses.
   *
   * @param inner what stands in them
   * @param span the parentheses and all between them
   */
  record Grouped(PromQlDuration inner, Span span) implements PromQlDuration {
    @Override
    public List<PromQlDuration> children() {
      return List.of(inner);
    }
  }

  /**
   * A function of lengths: {@code step()}, {@code range()}, {@code min(a, b)}, {@code max(a, b)}.
   *
   * @param name the name in lower case, as the grammar version spells it
   * @param arguments none or two
   * @param span the whole call
   */
  record Function(String name, List<PromQlDuration> arguments, Span span)
      implements PromQlDuration {
    /** Copies the list. */
    public Function {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<PromQlDuration> children() {
      return arguments;
    }
  }

  /**
   * A length that a placeholder stands for, wholly ({@code $window}) or in part ({@code 5$unit}).
   *
   * @param text the text with its placeholders
   * @param span where it stands
   */
  record Unknown(PromQlText text, Span span) implements PromQlDuration {
    @Override
    public List<PromQlDuration> children() {
      return List.of();
    }
  }
}
