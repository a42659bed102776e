package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceLocation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of one remark that ignores findings: rules, perhaps a last day, a reason.
 *
 * <p>{@code grafana/rate-window,promql/costly-selector until 2026-12-31 the exporter is being
 * replaced}
 */
final class IgnoreWords {
  private static final Pattern UNTIL =
      Pattern.compile("until(?:\\s*[=:]\\s*|\\s+)(\\S+)(?:\\s+|$)(.*)", Pattern.DOTALL);
  private static final Pattern LEAD = Pattern.compile("^(?:reason\\s*[=:]|--|[-:=–—])\\s*");

  private final List<String> rules = new ArrayList<>();
  private final String reason;
  private final @Nullable LocalDate until;
  private final @Nullable String flaw;

  private IgnoreWords(String words) {
    String text = words.strip();
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    @Nullable String wrong = text.isEmpty() ? "it names no rule" : null;
    for (String rule : text.substring(0, end).split(",", -1)) {
      if (RuleGlob.isValid(rule)) {
        rules.add(rule);
      } else if (wrong == null) {
        wrong = "\"" + rule + "\" is neither the id of a rule nor a pattern such as grafana/*";
      }
    }
    String rest = text.substring(end).strip();
    @Nullable LocalDate day = null;
    Matcher dated = UNTIL.matcher(rest);
    if (dated.matches()) {
      try {
        day = LocalDate.parse(dated.group(1));
      } catch (DateTimeException e) {
        wrong = wrong == null ? "\"" + dated.group(1) + "\" is no day such as 2026-12-31" : wrong;
      }
      rest = dated.group(2).strip();
    }
    this.reason = LEAD.matcher(rest).replaceFirst("").strip();
    this.until = day;
    this.flaw = wrong;
  }

  /**
   * What a remark ignores: one for each rule, or one that is broken.
   *
   * @param words what stands behind the marker
   * @param otherwise the reason of a remark that gives none; empty where one is required
   * @param place where the remark stands
   * @param scope the scope that a rule is ignored in
   */
  static List<Ignore> read(
      String words, String otherwise, SourceLocation place, Function<String, FindingScope> scope) {
    IgnoreWords read = new IgnoreWords(words);
    String reason = read.reason.isEmpty() ? otherwise : read.reason;
    if (read.flaw != null) {
      return List.of(Ignore.broken(place, read.flaw));
    }
    if (reason.isEmpty()) {
      return List.of(Ignore.broken(place, "it gives no reason"));
    }
    List<Ignore> made = new ArrayList<>();
    for (String rule : read.rules) {
      Ignore ignore = Ignore.of(scope.apply(rule), reason).at(place);
      made.add(read.until == null ? ignore : ignore.until(read.until));
    }
    return made;
  }
}
