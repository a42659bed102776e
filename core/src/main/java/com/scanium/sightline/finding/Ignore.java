package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceLocation;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Findings that the team knows of and does not want to hear about, why, and until when. They are
 * counted and listed in the report; what they say about panels stays true.
 *
 * <p>Immutable.
 */
public final class Ignore {
  private final @Nullable FindingScope scope;
  private final String reason;
  private final @Nullable LocalDate until;
  private final @Nullable SourceLocation location;
  private final @Nullable String flaw;

  private Ignore(
      @Nullable FindingScope scope,
      String reason,
      @Nullable LocalDate until,
      @Nullable SourceLocation location,
      @Nullable String flaw) {
    this.scope = scope;
    this.reason = reason;
    this.until = until;
    this.location = location;
    this.flaw = flaw;
  }

  /**
   * Findings that are ignored for good.
   *
   * @param scope which ones
   * @param reason why, for those who read it later; not blank
   */
  public static Ignore of(FindingScope scope, String reason) {
    Objects.requireNonNull(scope, "scope");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an ignore needs a reason");
    }
    return new Ignore(scope, reason, null, null, null);
  }

  /**
   * Findings of a rule that are ignored for good, wherever they are.
   *
   * @param rule the id of a rule, or a pattern such as {@code grafana/*}
   * @param reason why; not blank
   * @throws IllegalArgumentException when the rule is no id, or there is no reason
   */
  public static Ignore of(String rule, String reason) {
    return of(FindingScope.of(rule).build(), reason);
  }

  /**
   * A remark that wants to be an ignore and is none; it ignores nothing, and the report says so.
   *
   * @param location where it is written
   * @param flaw what is wrong with it
   */
  public static Ignore broken(SourceLocation location, String flaw) {
    return new Ignore(
        null,
        "",
        null,
        Objects.requireNonNull(location, "location"),
        Objects.requireNonNull(flaw, "flaw"));
  }

  /**
   * The same until a day, that day included.
   *
   * @param day in the time zone of the validator's clock
   */
  public Ignore until(LocalDate day) {
    return new Ignore(scope, reason, Objects.requireNonNull(day, "day"), location, flaw);
  }

  /** The same, written at a place. */
  public Ignore at(SourceLocation place) {
    return new Ignore(scope, reason, until, Objects.requireNonNull(place, "place"), flaw);
  }

  /** The same for other findings. */
  public Ignore in(FindingScope other) {
    return new Ignore(Objects.requireNonNull(other, "other"), reason, until, location, flaw);
  }

  /** Which findings; empty when it is broken. */
  public Optional<FindingScope> scope() {
    return Optional.ofNullable(scope);
  }

  /** Why; empty when it is broken. */
  public String reason() {
    return reason;
  }

  /** The last day on which it holds; empty when it holds for good. */
  public Optional<LocalDate> until() {
    return Optional.ofNullable(until);
  }

  /** Where it is written; empty when it was given in code. */
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(location);
  }

  /** What is wrong with it, so that it ignores nothing; empty when it is right. */
  public Optional<String> flaw() {
    return Optional.ofNullable(flaw);
  }

  /** Whether its last day is over. */
  public boolean isExpired(LocalDate today) {
    return until != null && today.isAfter(until);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ignore that
        && Objects.equals(scope, that.scope)
        && reason.equals(that.reason)
        && Objects.equals(until, that.until)
        && Objects.equals(location, that.location)
        && Objects.equals(flaw, that.flaw);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scope, reason, until, location, flaw);
  }

  @Override
  public String toString() {
    return scope == null
        ? "broken: " + flaw
        : scope + (until == null ? "" : " until " + until) + ": " + reason;
  }
}
