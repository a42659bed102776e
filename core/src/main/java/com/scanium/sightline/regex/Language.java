package com.scanium.sightline.regex;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is proved about the set of texts that a part of an expression matches.
 *
 * @param finite exactly the texts that match, or null when unknown or more than {@link #MAX_FINITE}
 * @param prefixes texts of which each match begins with one, never empty
 * @param fromLength every text of at least so many characters matches; -1 when not proved
 * @param oneChar whether every text of exactly one character is proved to match
 * @param nullable whether the empty text is proved to match
 * @param minLength no match is shorter, in characters
 * @param repeats the largest product of nested repeat counts
 */
record Language(
    @Nullable Set<String> finite,
    Set<String> prefixes,
    int fromLength,
    boolean oneChar,
    boolean nullable,
    int minLength,
    int repeats) {
  static final int MAX_FINITE = 256;
  private static final int MAX_LITERAL = 10_000;
  private static final Set<String> NO_PREFIX = Set.of("");
  static final Language EMPTY = literal("");
  static final Language NOTHING = ofFinite(Set.of());

  static Language unknown(int minLength) {
    return new Language(null, NO_PREFIX, -1, false, false, minLength, 1);
  }

  static Language literal(String text) {
    return ofFinite(Set.of(text));
  }

  static Language ofFinite(Set<String> texts) {
    int shortest =
        texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).min().orElse(0);
    return new Language(
        Collections.unmodifiableSet(texts),
        texts.isEmpty() ? NO_PREFIX : Collections.unmodifiableSet(texts),
        -1,
        false,
        texts.contains(""),
        shortest,
        1);
  }

  static Language anyChar() {
    return new Language(null, NO_PREFIX, -1, true, false, 1, 1);
  }

  boolean isNothing() {
    return finite != null && finite.isEmpty();
  }

  private boolean isEmptyTextOnly() {
    return finite != null && finite.size() == 1 && finite.contains("");
  }

  Language withRepeats(int count) {
    return new Language(finite, prefixes, fromLength, oneChar, nullable, minLength, count);
  }

  Language then(Language next) {
    if (isNothing() || next.isNothing()) {
      return NOTHING;
    }
    if (isEmptyTextOnly()) {
      return next.withRepeats(Math.max(repeats, next.repeats));
    }
    if (next.isEmptyTextOnly()) {
      return withRepeats(Math.max(repeats, next.repeats));
    }
    int from = -1;
    if (fromLength >= 0 && next.fromLength >= 0) {
      from = fromLength + next.fromLength;
    }
    from = smaller(from, next.nullable ? fromLength : -1);
    from = smaller(from, nullable ? next.fromLength : -1);
    from = smaller(from, oneChar && next.fromLength >= 0 ? next.fromLength + 1 : -1);
    from = smaller(from, next.oneChar && fromLength >= 0 ? fromLength + 1 : -1);
    boolean one = (oneChar && next.nullable) || (nullable && next.oneChar);
    Set<String> starts = finite != null ? product(finite, next.prefixes) : null;
    return new Language(
            finite != null && next.finite != null ? product(finite, next.finite) : null,
            starts != null ? starts : prefixes,
            from,
            one,
            nullable && next.nullable,
            (int) Math.min(Integer.MAX_VALUE, (long) minLength + next.minLength),
            Math.max(repeats, next.repeats))
        .normal();
  }

  Language or(Language other) {
    if (isNothing()) {
      return other.withRepeats(Math.max(repeats, other.repeats));
    }
    if (other.isNothing()) {
      return withRepeats(Math.max(repeats, other.repeats));
    }
    Set<String> starts = sum(prefixes, other.prefixes);
    return new Language(
            finite != null && other.finite != null ? sum(finite, other.finite) : null,
            starts == null || starts.contains("") ? NO_PREFIX : starts,
            smaller(fromLength, other.fromLength),
            oneChar || other.oneChar,
            nullable || other.nullable,
            Math.min(minLength, other.minLength),
            Math.max(repeats, other.repeats))
        .normal();
  }

  /** The repetition; {@code max} is -1 for no limit. */
  Language repeated(int min, int max) {
    int count = (int) Math.min(Integer.MAX_VALUE, (long) repeats * Math.max(1, Math.max(min, max)));
    if (max == 0) {
      return EMPTY.withRepeats(count);
    }
    if (isEmptyTextOnly()) {
      return withRepeats(count);
    }
    if (isNothing()) {
      return (min == 0 ? EMPTY : NOTHING).withRepeats(count);
    }
    boolean covered = fromLength >= 0 && min <= 1;
    int from = covered ? fromLength : oneChar && max < 0 ? min : -1;
    boolean one = (oneChar || fromLength == 0 || fromLength == 1) && min <= 1;
    return new Language(
            max > 0 ? powers(min, max) : null,
            min >= 1 ? prefixes : NO_PREFIX,
            from,
            one,
            min == 0 || nullable,
            (int) Math.min(Integer.MAX_VALUE, (long) minLength * min),
            count)
        .normal();
  }

  private @Nullable Set<String> powers(int min, int max) {
    Set<String> all = new LinkedHashSet<>();
    Set<String> power = Set.of("");
    for (int i = 0; i <= max; i++) {
      if (i >= min) {
        all.addAll(power);
      }
      if (i == max) {
        break;
      }
      power = finite == null ? null : product(power, finite);
      if (power == null || all.size() > MAX_FINITE || i > MAX_FINITE) {
        return null;
      }
    }
    return all.size() > MAX_FINITE ? null : Collections.unmodifiableSet(all);
  }

  private Language normal() {
    boolean whole = nullable && fromLength == 1;
    return whole ? new Language(finite, prefixes, 0, oneChar, true, minLength, repeats) : this;
  }

  private static int smaller(int a, int b) {
    return a < 0 ? b : b < 0 ? a : Math.min(a, b);
  }

  private static @Nullable Set<String> product(Set<String> first, Set<String> second) {
    if ((long) first.size() * second.size() > MAX_FINITE) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>();
    for (String a : first) {
      for (String b : second) {
        if (a.length() + b.length() > MAX_LITERAL) {
          return null;
        }
        all.add(a + b);
      }
    }
    return Collections.unmodifiableSet(all);
  }

  private static @Nullable Set<String> sum(Set<String> first, Set<String> second) {
    if (first.size() + second.size() > MAX_FINITE) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return Collections.unmodifiableSet(all);
  }
}
