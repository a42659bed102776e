package com.scanium.sightline.signal;

import com.scanium.sightline.regex.Regex;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values that one label can have on the series of a shape, and whether it is there at all.
 *
 * <p>An empty value is an absent label, as in Prometheus; so no domain holds {@code ""}.
 */
public sealed interface LabelDomain {
  /**
   * Any value, but for those that a known condition rules out.
   *
   * @param presence {@code ALWAYS} or {@code SOMETIMES}
   * @param known conditions that hold for each present value, from selections that were made
   *     before; the names in them don't matter
   */
  record Any(Presence presence, Set<LabelMatcher> known) implements LabelDomain {
    /** Refuses {@code NEVER}. */
    public Any {
      if (presence == Presence.NEVER) {
        throw new IllegalArgumentException("a label that is never there is Absent");
      }
      known = Collections.unmodifiableSet(new LinkedHashSet<>(known));
    }

    @Override
    public String toString() {
      String conditions = known.isEmpty() ? "any" : "any" + known;
      return presence == Presence.ALWAYS ? conditions : conditions + "?";
    }
  }

  /**
   * One of these values.
   *
   * @param values sorted, never empty, without {@code ""}
   * @param presence {@code ALWAYS} or {@code SOMETIMES}
   */
  record OneOf(Set<String> values, Presence presence) implements LabelDomain {
    /** Refuses an empty set, the empty value and {@code NEVER}. */
    public OneOf {
      values = Collections.unmodifiableSet(new TreeSet<>(values));
      if (values.isEmpty() || values.contains("") || presence == Presence.NEVER) {
        throw new IllegalArgumentException("not a domain: " + values + " " + presence);
      }
    }

    @Override
    public String toString() {
      return presence == Presence.ALWAYS ? values.toString() : values + "?";
    }
  }

  /** The label is on no series. */
  record Absent() implements LabelDomain {
    @Override
    public Presence presence() {
      return Presence.NEVER;
    }

    @Override
    public String toString() {
      return "absent";
    }
  }

  /** The label is there, with any value. */
  static LabelDomain any() {
    return new Any(Presence.ALWAYS, Set.of());
  }

  /** Nothing is known. */
  static LabelDomain unknown() {
    return new Any(Presence.SOMETIMES, Set.of());
  }

  /** The label is not there. */
  static LabelDomain absent() {
    return new Absent();
  }

  /** On how many series the label is. */
  Presence presence();

  /** Exactly this value; {@code ""} gives {@link #absent()}. */
  static LabelDomain value(String value) {
    return oneOf(Set.of(value));
  }

  /**
   * One of these values; {@code ""} among them makes the label optional, no value makes it absent.
   */
  static LabelDomain oneOf(Collection<String> values) {
    Set<String> present = new TreeSet<>(values);
    boolean optional = present.remove("");
    if (present.isEmpty()) {
      return absent();
    }
    return new OneOf(present, optional ? Presence.SOMETIMES : Presence.ALWAYS);
  }

  /** The values that are known to be the only ones; empty for a domain of any value. */
  default Optional<Set<String>> knownValues() {
    if (this instanceof OneOf oneOf) {
      return Optional.of(oneOf.values);
    }
    return this instanceof Absent ? Optional.of(Set.of()) : Optional.empty();
  }

  /** The value that each series has, or empty when there are several or none. */
  default Optional<String> single() {
    return this instanceof OneOf oneOf
            && oneOf.presence == Presence.ALWAYS
            && oneOf.values.size() == 1
        ? Optional.of(oneOf.values.iterator().next())
        : Optional.empty();
  }

  /** Whether a series may have this value; {@code ""} asks whether it may lack the label. */
  default boolean contains(String value) {
    if (value.isEmpty()) {
      return presence() != Presence.ALWAYS;
    }
    if (this instanceof Any any) {
      return any.known.stream().allMatch(condition -> admits(condition, value));
    }
    return this instanceof OneOf oneOf && oneOf.values.contains(value);
  }

  private static boolean admits(LabelMatcher condition, String value) {
    return condition.problem().isPresent() || condition.matches(value);
  }

  /** The same values on some of the series only. */
  default LabelDomain optional() {
    if (this instanceof Any any) {
      return any.presence == Presence.SOMETIMES ? any : new Any(Presence.SOMETIMES, any.known);
    }
    return this instanceof OneOf oneOf ? new OneOf(oneOf.values, Presence.SOMETIMES) : this;
  }

  /** The same values on all series that have the label; absent stays absent. */
  default LabelDomain present() {
    if (this instanceof Any any) {
      return new Any(Presence.ALWAYS, any.known);
    }
    return this instanceof OneOf oneOf ? new OneOf(oneOf.values, Presence.ALWAYS) : this;
  }

  /** The smallest domain that covers this one and the other. */
  default LabelDomain union(LabelDomain other) {
    if (equals(other)) {
      return this;
    }
    if (this instanceof Absent) {
      return other.optional();
    }
    if (other instanceof Absent) {
      return optional();
    }
    boolean always = presence() == Presence.ALWAYS && other.presence() == Presence.ALWAYS;
    LabelDomain merged = any();
    if (this instanceof OneOf a && other instanceof OneOf b) {
      Set<String> all = new TreeSet<>(a.values);
      all.addAll(b.values);
      merged = new OneOf(all, Presence.ALWAYS);
    } else if (this instanceof Any a && other instanceof Any b) {
      Set<LabelMatcher> both = new LinkedHashSet<>(a.known);
      both.retainAll(b.known);
      merged = new Any(Presence.ALWAYS, both);
    } else if (this instanceof Any a && other instanceof OneOf b) {
      merged = widened(a, b);
    } else if (this instanceof OneOf a && other instanceof Any b) {
      merged = widened(b, a);
    }
    return always ? merged : merged.optional();
  }

  /**
   * Whether it is proved that no series of one side has the same value as one of the other; an
   * absent label counts as a value.
   */
  default boolean isDisjoint(LabelDomain other) {
    if (presence() != Presence.ALWAYS && other.presence() != Presence.ALWAYS) {
      return false;
    }
    Set<String> ours = knownValues().orElse(null);
    if (ours != null) {
      return ours.stream().noneMatch(other::contains);
    }
    Set<String> theirs = other.knownValues().orElse(null);
    return theirs != null && theirs.stream().noneMatch(this::contains);
  }

  private static LabelDomain widened(Any any, OneOf oneOf) {
    Set<LabelMatcher> still = new LinkedHashSet<>();
    any.known.stream()
        .filter(condition -> oneOf.values.stream().allMatch(v -> admits(condition, v)))
        .forEach(still::add);
    return new Any(Presence.ALWAYS, still);
  }

  /** What is known of the series: all, some perhaps, or none satisfy the matcher. */
  default Match match(LabelMatcher matcher) {
    if (matcher.problem().isPresent()) {
      return Match.MAY;
    }
    Match whenAbsent = Match.of(matcher.matchesAbsent());
    Match whenPresent;
    if (this instanceof OneOf oneOf) {
      whenPresent = ofValues(oneOf, matcher);
    } else if (this instanceof Any any) {
      whenPresent = ofAny(any, matcher);
    } else {
      return whenAbsent;
    }
    return presence() == Presence.ALWAYS ? whenPresent : whenPresent.either(whenAbsent);
  }

  private static Match ofValues(OneOf domain, LabelMatcher matcher) {
    long matched = domain.values.stream().filter(matcher::matches).count();
    return matched == 0 ? Match.NEVER : matched == domain.values.size() ? Match.MUST : Match.MAY;
  }

  /** The answer for the present values of a domain of any value. */
  private static Match ofAny(Any any, LabelMatcher matcher) {
    boolean negative = matcher.op().isNegative();
    LabelMatcher positive = negative ? matcher.inverse() : matcher;
    Match found = ofPositive(any, positive);
    return negative ? found.not() : found;
  }

  private static Match ofPositive(Any any, LabelMatcher positive) {
    Set<String> accepted = positive.positiveValues();
    if (accepted != null) {
      boolean possible = accepted.stream().anyMatch(v -> !v.isEmpty() && any.contains(v));
      return possible ? Match.MAY : Match.NEVER;
    }
    Regex regex = positive.regex().orElseThrow();
    if (regex.matchesEveryNonEmpty()) {
      return Match.MUST;
    }
    for (LabelMatcher condition : any.known) {
      if (condition.value().equals(positive.value()) && condition.regex().isPresent()) {
        return condition.op() == LabelMatcher.Op.REGEX ? Match.MUST : Match.NEVER;
      }
      boolean disjoint =
          condition.op() == LabelMatcher.Op.REGEX
              && condition.regex().map(regex::isDisjoint).orElse(false);
      if (disjoint) {
        return Match.NEVER;
      }
    }
    return regex.matchesNothing() ? Match.NEVER : Match.MAY;
  }

  /**
   * The domain of those series that satisfy the matcher.
   *
   * @return empty when it is proved that none does
   */
  default Optional<LabelDomain> narrow(LabelMatcher matcher) {
    if (matcher.problem().isPresent()) {
      return Optional.of(this);
    }
    boolean absentPasses = presence() != Presence.ALWAYS && matcher.matchesAbsent();
    LabelDomain kept = absent();
    if (this instanceof OneOf oneOf) {
      kept = oneOf(oneOf.values.stream().filter(matcher::matches).toList());
    } else if (this instanceof Any any && ofAny(any, matcher) != Match.NEVER) {
      kept = with(any, matcher);
    }
    if (kept instanceof Absent) {
      return absentPasses ? Optional.of(absent()) : Optional.empty();
    }
    return Optional.of(absentPasses ? kept.optional() : kept);
  }

  private static LabelDomain with(Any any, LabelMatcher matcher) {
    Set<String> accepted = matcher.op().isNegative() ? null : matcher.positiveValues();
    if (accepted != null) {
      return oneOf(accepted.stream().filter(v -> !v.isEmpty() && any.contains(v)).toList());
    }
    Set<LabelMatcher> known = new LinkedHashSet<>(any.known);
    if (ofAny(any, matcher) != Match.MUST) {
      known.add(matcher);
    }
    return new Any(Presence.ALWAYS, known);
  }
}
