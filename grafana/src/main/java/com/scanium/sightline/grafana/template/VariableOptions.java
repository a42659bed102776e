package com.scanium.sightline.grafana.template;

import com.scanium.sightline.grafana.template.JsRegex.Match;
import com.scanium.sightline.grafana.template.JsRegexParser.InvalidPattern;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options that a variable's {@code regex} and {@code sort} make of raw values.
 *
 * <p>The regular expression has JavaScript's meaning. A value that doesn't match is dropped; group
 * 1, or the groups {@code text} and {@code value}, replace it; of equal values the first one stays.
 */
public final class VariableOptions {
  /** How sure the options are. */
  public enum Certainty {
    /** Exactly these. */
    EXACT,
    /** The regular expression took too long: any of the raw values, and others, are possible. */
    POSSIBLE,
    /** The regular expression is invalid; the variable fails to load. */
    INVALID
  }

  /**
   * The option that a group makes which took no part in the match. Grafana shows it as blank; it
   * differs from an option whose text is empty, and alphabetical orders put it last.
   */
  static final VariableOption ABSENT = new VariableOption("", "");

  private static final Pattern FIRST_NUMBER = Pattern.compile(".*?(\\d+).*");

  private final List<VariableOption> options;
  private final Certainty certainty;
  private final @Nullable String problem;

  private VariableOptions(
      List<VariableOption> options, Certainty certainty, @Nullable String problem) {
    this.options = List.copyOf(options);
    this.certainty = certainty;
    this.problem = problem;
  }

  /**
   * Applies a regular expression and an order.
   *
   * @param regex the variable's {@code regex}; empty for none
   * @param sort 0 as they come, 1/2 alphabetical, 3/4 by the first number, 5/6 alphabetical without
   *     case, 7/8 natural; the even ones descending
   */
  public static VariableOptions of(Collection<String> values, String regex, int sort) {
    List<VariableOption> raw = new ArrayList<>();
    if (regex.isEmpty()) {
      values.forEach(value -> raw.add(VariableOption.of(value)));
    } else {
      try {
        JsRegex compiled = JsRegex.parse(regex);
        for (String value : values) {
          apply(compiled, value, raw);
        }
      } catch (InvalidPattern e) {
        return new VariableOptions(List.of(), Certainty.INVALID, e.getMessage());
      } catch (JsRegex.StepLimit e) {
        List<VariableOption> any = values.stream().distinct().map(VariableOption::of).toList();
        return new VariableOptions(any, Certainty.POSSIBLE, e.getMessage());
      }
    }
    Map<String, VariableOption> unique = new LinkedHashMap<>();
    boolean absent = false;
    List<VariableOption> distinct = new ArrayList<>();
    for (VariableOption option : raw) {
      boolean isNew =
          isAbsent(option) ? !absent : unique.putIfAbsent(option.value(), option) == null;
      absent |= isAbsent(option);
      if (isNew) {
        distinct.add(option);
      }
    }
    return new VariableOptions(sorted(distinct, sort), Certainty.EXACT, null);
  }

  /** The options in order. */
  public List<VariableOption> options() {
    return options;
  }

  /** How sure they are. */
  public Certainty certainty() {
    return certainty;
  }

  /** Why they aren't exact. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private static void apply(JsRegex regex, String value, List<VariableOption> into)
      throws JsRegex.StepLimit {
    List<Match> matches = regex.matches(value);
    if (matches.isEmpty()) {
      return;
    }
    String named = firstNamed(matches, "value");
    String text = firstNamed(matches, "text");
    if (named != null || text != null) {
      String chosen = named != null ? named : Objects.requireNonNullElse(text, "");
      into.add(new VariableOption(text != null ? text : chosen, chosen));
      return;
    }
    if (matches.get(0).groups().size() < 2) {
      into.add(VariableOption.of(value));
      return;
    }
    for (Match match : matches) {
      String group = match.groups().get(1);
      into.add(group == null ? ABSENT : VariableOption.of(group));
    }
  }

  private static @Nullable String firstNamed(List<Match> matches, String name) {
    for (Match match : matches) {
      String captured = match.named().get(name);
      if (captured != null && !captured.isEmpty()) {
        return captured;
      }
    }
    return null;
  }

  private static List<VariableOption> sorted(Collection<VariableOption> options, int sort) {
    List<VariableOption> result = new ArrayList<>(options);
    if (sort <= 0 || sort > 8) {
      return result;
    }
    switch ((sort + 1) / 2) {
      case 1 ->
          result.sort(
              Comparator.comparing(VariableOptions::isAbsent).thenComparing(VariableOption::label));
      case 2 -> result.sort(Comparator.comparing(VariableOptions::firstNumber));
      case 3 ->
          result.sort(Comparator.comparing(option -> option.label().toLowerCase(Locale.ROOT)));
      default ->
          result.sort(
              Comparator.comparing(
                  option -> isAbsent(option) ? "undefined" : option.label(),
                  NaturalOrder.INSTANCE));
    }
    if (sort % 2 == 0) {
      Collections.reverse(result);
    }
    return result;
  }

  @SuppressWarnings("ReferenceEquality") // it equals an empty option, and isn't one
  static boolean isAbsent(VariableOption option) {
    return option == ABSENT;
  }

  private static BigInteger firstNumber(VariableOption option) {
    Matcher matcher = FIRST_NUMBER.matcher(option.label());
    return matcher.find() ? new BigInteger(matcher.group(1)) : BigInteger.ONE.negate();
  }
}
