package com.scanium.sightline.finding;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which rules are meant: the id of one, or a pattern in which {@code *} stands for any characters,
 * such as {@code grafana/*}.
 *
 * @param text what was written, in lower case
 */
public record RuleGlob(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9*]+(/[a-z0-9*-]+)?");

  /**
   * Refuses what no rule can match.
   *
   * @throws IllegalArgumentException when it is neither an id nor a pattern
   */
  public RuleGlob {
    text = Objects.requireNonNull(text, "text").toLowerCase(Locale.ROOT);
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          "the id of a rule or a pattern such as grafana/*, not \"" + text + "\"");
    }
  }

  /** Whether a text is an id, or a pattern of ids. */
  public static boolean isValid(String text) {
    boolean whole = text.indexOf('/') >= 0 || text.indexOf('*') >= 0;
    return whole && FORM.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether a rule is meant. */
  public boolean matches(String rule) {
    return text.indexOf('*') < 0 ? text.equals(rule) : matches(0, rule, 0);
  }

  /** Each star is tried with the shortest text first; ids are short. */
  private boolean matches(int from, String rule, int at) {
    int star = text.indexOf('*', from);
    if (star < 0) {
      return rule.substring(at).equals(text.substring(from));
    }
    String before = text.substring(from, star);
    if (!rule.startsWith(before, at)) {
      return false;
    }
    for (int next = at + before.length(); next <= rule.length(); next++) {
      if (matches(star + 1, rule, next)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return text;
  }
}
