package com.scanium.sightline.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of one question to a live system.
 *
 * <p>The three cases mean different things: {@link Known} proves what it says (an empty list proves
 * absence), {@link Failed} proves nothing about the data, and {@link NotAsked} says that no
 * question left this process. Immutable as far as {@code T} is.
 *
 * @param <T> what a successful answer holds
 */
public sealed interface Answer<T> {
  /** An answer without warnings. */
  static <T> Answer<T> known(T value) {
    return new Known<>(value, List.of());
  }

  /** A question that failed. */
  static <T> Answer<T> failed(Failure failure) {
    return new Failed<>(failure);
  }

  /** A question that was not put, and why. */
  static <T> Answer<T> notAsked(String reason) {
    return new NotAsked<>(reason);
  }

  /** The value; empty when the question failed or was not put. */
  Optional<T> toOptional();

  /**
   * The same answer about something else; a failure or an unasked question passes unchanged.
   *
   * @param change never called unless there is a value; must not return null
   */
  <R> Answer<R> map(Function<? super T, ? extends R> change);

  /**
   * The value.
   *
   * @throws StoreException when the question failed
   * @throws IllegalStateException when it was not put
   */
  T orElseThrow();

  /**
   * The system answered.
   *
   * @param value what it said
   * @param warnings the system's own words beside the value, in its order
   */
  record Known<T>(T value, List<String> warnings) implements Answer<T> {
    /** Copies the warnings and refuses absent parts. */
    public Known {
      Objects.requireNonNull(value, "value");
      warnings = List.copyOf(warnings);
    }

    @Override
    public Optional<T> toOptional() {
      return Optional.of(value);
    }

    @Override
    public <R> Answer<R> map(Function<? super T, ? extends R> change) {
      return new Known<>(change.apply(value), warnings);
    }

    @Override
    public T orElseThrow() {
      return value;
    }
  }

  /**
   * The question failed; nothing is known about the data.
   *
   * @param failure what went wrong, by type
   */
  record Failed<T>(Failure failure) implements Answer<T> {
    /** Refuses an absent failure. */
    public Failed {
      Objects.requireNonNull(failure, "failure");
    }

    @Override
    public Optional<T> toOptional() {
      return Optional.empty();
    }

    @Override
    public <R> Answer<R> map(Function<? super T, ? extends R> change) {
      return new Failed<>(failure);
    }

    @Override
    public T orElseThrow() {
      throw new StoreException(failure);
    }
  }

  /**
   * Nobody asked.
   *
   * @param reason why not, for instance that the budget of requests was used up
   */
  record NotAsked<T>(String reason) implements Answer<T> {
    /** Refuses an absent reason. */
    public NotAsked {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public Optional<T> toOptional() {
      return Optional.empty();
    }

    @Override
    public <R> Answer<R> map(Function<? super T, ? extends R> change) {
      return new NotAsked<>(reason);
    }

    @Override
    public T orElseThrow() {
      throw new IllegalStateException("not asked: " + reason);
    }
  }
}
