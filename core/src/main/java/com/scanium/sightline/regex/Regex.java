package com.scanium.sightline.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A compiled RE2 expression and what can be proved about it without input.
 *
 * <p>Immutable and safe for use by several threads. Equal when pattern and options are equal.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
public final class Regex {
  /** Outcomes never change, and dashboards repeat few expressions many times. */
  private static final Map<Wanted, Outcome> COMPILED = new ConcurrentHashMap<>();

  private static final int MOST_COMPILED = 1_000;
  private static final int LONGEST_COMPILED = 1_000;

  private record Wanted(String pattern, boolean anchored, Newlines newlines) {}

  /** Whether {@code .} matches a line feed. */
  public enum Newlines {
    /** As Prometheus 3, Mimir 2.15, Alloy 1.11 and newer compile label expressions. */
    DOT_MATCHES,
    /** As older versions do, and as plain RE2 does. */
    DOT_STOPS
  }

  /** What became of a pattern: a {@link Valid} expression, or the reason why there is none. */
  public sealed interface Outcome {
    /**
     * The pattern compiles.
     *
     * @param value the expression
     */
    record Valid(Regex value) implements Outcome {}

    /**
     * The pattern does not compile.
     *
     * @param message what is wrong, in the words that RE2 uses
     */
    record Invalid(String message) implements Outcome {}

    /** The expression, or empty when the pattern does not compile. */
    default Optional<Regex> regex() {
      return this instanceof Valid valid ? Optional.of(valid.value) : Optional.empty();
    }

    /** What is wrong with the pattern, or empty when it compiles. */
    default Optional<String> problem() {
      return this instanceof Invalid invalid ? Optional.of(invalid.message) : Optional.empty();
    }

    /**
     * The expression.
     *
     * @throws IllegalArgumentException when the pattern does not compile
     */
    default Regex orElseThrow() {
      return regex()
          .orElseThrow(() -> new IllegalArgumentException(problem().orElse("not a pattern")));
    }
  }

  private final String pattern;
  private final boolean anchored;
  private final Newlines newlines;
  private final Pattern compiled;
  private final Language language;

  private Regex(
      String pattern, boolean anchored, Newlines newlines, Pattern compiled, Language language) {
    this.pattern = pattern;
    this.anchored = anchored;
    this.newlines = newlines;
    this.compiled = compiled;
    this.language = language;
  }

  /**
   * An expression that must match the whole text, {@code .} matching line feeds: how current
   * Prometheus and Alloy read label matchers and relabel rules.
   */
  public static Outcome anchored(String pattern) {
    return compile(pattern, true, Newlines.DOT_MATCHES);
  }

  /** An expression that must match the whole text. */
  public static Outcome anchored(String pattern, Newlines newlines) {
    return compile(pattern, true, newlines);
  }

  /**
   * An expression that may match anywhere in the text, {@code .} stopping at line feeds: how Loki
   * reads line filters and Alloy reads pipeline stages.
   */
  public static Outcome unanchored(String pattern) {
    return compile(pattern, false, Newlines.DOT_STOPS);
  }

  private static Outcome compile(String pattern, boolean anchored, Newlines newlines) {
    Objects.requireNonNull(pattern, "pattern");
    Wanted wanted = new Wanted(pattern, anchored, newlines);
    Outcome known = COMPILED.get(wanted);
    if (known == null) {
      known = translate(pattern, anchored, newlines);
      if (COMPILED.size() >= MOST_COMPILED) {
        COMPILED.clear();
      }
      if (pattern.length() <= LONGEST_COMPILED) {
        COMPILED.put(wanted, known);
      }
    }
    return known;
  }

  private static Outcome translate(String pattern, boolean anchored, Newlines newlines) {
    // RE2J recurses over its tree and expands counted repeats: both need a bound before it starts
    RegexFacts facts = RegexFacts.of(pattern, newlines == Newlines.DOT_MATCHES);
    if (facts.refusal() != null) {
      return new Outcome.Invalid(facts.refusal());
    }
    String flags = newlines == Newlines.DOT_MATCHES ? "(?s:" : "(?:";
    try {
      String full = anchored ? "^" + flags + pattern + ")$" : flags + pattern + ")";
      Language language = anchored ? facts.language() : Language.unknown(0);
      return new Outcome.Valid(
          new Regex(pattern, anchored, newlines, Pattern.compile(full), language));
    } catch (PatternSyntaxException e) {
      return new Outcome.Invalid(Objects.requireNonNullElse(e.getMessage(), "invalid pattern"));
    }
  }

  /** The pattern as written. */
  public String pattern() {
    return pattern;
  }

  /** Whether a match must cover the whole text. */
  public boolean isAnchored() {
    return anchored;
  }

  /** Whether {@code .} matches a line feed. */
  public Newlines newlines() {
    return newlines;
  }

  /** Whether the expression matches: the whole text when anchored, else a part of it. */
  public boolean matches(String text) {
    return compiled.matcher(text).find();
  }

  /** The number of capturing groups in the pattern. */
  public int groupCount() {
    return compiled.groupCount();
  }

  /**
   * Replaces {@code $1}, {@code ${1}}, {@code $name} and {@code ${name}} in a template by what the
   * groups captured in the first match, as Go's {@code regexp.Expand} does: the longest run of
   * letters, digits and underscores is the name, {@code $$} is a dollar sign, an unknown group is
   * empty, and a dollar sign before anything else stays.
   *
   * @return the expanded template, or empty when the text does not match
   */
  public Optional<String> expand(String template, String text) {
    Matcher matcher = compiled.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(Template.of(template).fill(name -> group(matcher, name)));
  }

  private String group(Matcher matcher, String name) {
    int number = Template.groupNumber(name);
    if (number < 0) {
      number = compiled.namedGroups().getOrDefault(name, -1);
    }
    if (number < 0 || number > matcher.groupCount()) {
      return "";
    }
    return Objects.requireNonNullElse(matcher.group(number), "");
  }

  /** The first match's group, or empty when the text or the group does not match. */
  public Optional<String> group(String text, int number) {
    Matcher matcher = compiled.matcher(text);
    if (!matcher.find() || number < 0 || number > matcher.groupCount()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group(number));
  }

  /** The names of the named groups, in the order of their numbers. */
  public List<String> groupNames() {
    return compiled.namedGroups().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByValue())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  /** Whether the expression matches the empty text, hence also an absent label. */
  public boolean matchesEmpty() {
    return matches("");
  }

  /** Whether it is proved that every text matches, like {@code .*}. */
  public boolean matchesEverything() {
    return language.fromLength() == 0;
  }

  /** Whether it is proved that every text but possibly the empty one matches, like {@code .+}. */
  public boolean matchesEveryNonEmpty() {
    return language.fromLength() == 0 || language.fromLength() == 1;
  }

  /** Whether it is proved that no text matches, like {@code a^}. */
  public boolean matchesNothing() {
    return language.isNothing();
  }

  /**
   * All texts that match, when they are known to be few: one for a literal, several for an
   * alternation of literals; also {@code 500(\.0)?} and {@code [45]xx}. Empty when unknown or many,
   * and for an unanchored expression.
   *
   * @return the texts in the order of the pattern
   */
  public Optional<Set<String>> literals() {
    return Optional.ofNullable(language.finite());
  }

  /** The only text that matches, when there is one: the matcher could be an {@code =}. */
  public Optional<String> literal() {
    Set<String> all = language.finite();
    return all != null && all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }

  /**
   * Texts of which each match begins with one; the set that holds only the empty text says nothing.
   * Two expressions without a common beginning have no common match.
   */
  public Set<String> prefixes() {
    return language.prefixes();
  }

  /** Whether it is proved that no text matches both this expression and the other. */
  public boolean isDisjoint(Regex other) {
    if (matchesNothing() || other.matchesNothing()) {
      return true;
    }
    Set<String> ours = language.finite();
    if (ours != null) {
      return ours.stream().noneMatch(other::matches);
    }
    Set<String> theirs = other.language.finite();
    if (theirs != null) {
      return theirs.stream().noneMatch(this::matches);
    }
    return anchored
        && other.anchored
        && prefixes().stream()
            .noneMatch(
                a -> other.prefixes().stream().anyMatch(b -> a.startsWith(b) || b.startsWith(a)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Regex that
        && pattern.equals(that.pattern)
        && anchored == that.anchored
        && newlines == that.newlines;
  }

  @Override
  public int hashCode() {
    return Objects.hash(pattern, anchored, newlines);
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return pattern;
  }
}
