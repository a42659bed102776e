package com.scanium.sightline.port;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of a configuration: known, unknown until run time, or not set; with its place.
 *
 * <p>Unknown is not absent: an address from an environment variable is there, and nobody can say
 * what it is. Immutable.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {
  private static final Setting<?> UNSET = new Setting<>(null, null, null);

  private final @Nullable T value;
  private final @Nullable String unknownBecause;
  private final @Nullable SourceLocation location;

  private Setting(
      @Nullable T value, @Nullable String unknownBecause, @Nullable SourceLocation location) {
    this.value = value;
    this.unknownBecause = unknownBecause;
    this.location = location;
  }

  /** A value that somebody wrote. */
  public static <T> Setting<T> known(T value, SourceLocation location) {
    return new Setting<>(
        Objects.requireNonNull(value, "value"), null, Objects.requireNonNull(location, "location"));
  }

  /** A value that holds without being written: a product's default. */
  public static <T> Setting<T> byDefault(T value) {
    return new Setting<>(Objects.requireNonNull(value, "value"), null, null);
  }

  /** A value that is set and that the files don't tell. */
  public static <T> Setting<T> unknown(String because, @Nullable SourceLocation location) {
    return new Setting<>(null, Objects.requireNonNull(because, "because"), location);
  }

  /** No value at all. */
  @SuppressWarnings("unchecked") // holds no value, so it fits every type
  public static <T> Setting<T> unset() {
    return (Setting<T>) UNSET;
  }

  /** The value; empty when unknown or not set. */
  public Optional<T> value() {
    return Optional.ofNullable(value);
  }

  /** Whether a value is there that the files don't tell. */
  public boolean isUnknown() {
    return unknownBecause != null;
  }

  /** Whether there is no value at all. */
  public boolean isUnset() {
    return value == null && unknownBecause == null;
  }

  /** Why the value is unknown; empty unless {@link #isUnknown()}. */
  public Optional<String> unknownBecause() {
    return Optional.ofNullable(unknownBecause);
  }

  /** Where the value is written; empty for defaults and unset values. */
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(location);
  }

  /** The same setting with another value; unknown and unset stay so. */
  public <R> Setting<R> map(Function<? super T, ? extends R> change) {
    return new Setting<>(value == null ? null : change.apply(value), unknownBecause, location);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Setting<?> that
        && Objects.equals(value, that.value)
        && Objects.equals(unknownBecause, that.unknownBecause)
        && Objects.equals(location, that.location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, unknownBecause, location);
  }

  /** The value, {@code ?} when unknown, {@code -} when not set. */
  @Override
  public String toString() {
    return value != null ? value.toString() : unknownBecause != null ? "?" : "-";
  }
}
