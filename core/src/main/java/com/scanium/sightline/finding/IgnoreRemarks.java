package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the remarks in people's files that ignore findings.
 *
 * <p>In files with comments ({@code //} or {@code #}):
 *
 * <pre>{@code
 * scrape_interval = "2m" // sightline:ignore grafana/rate-window slow on purpose
 *
 * // sightline:ignore alloy/target-port,alloy/metrics-path until 2026-12-31 moves next quarter
 * targets = [{"__address__" = "old:9100"}]
 *
 * # sightline:ignore-block compose/* this service is started by hand
 * # sightline:ignore-file mimir/config-unknown-field written for a newer Mimir
 * }</pre>
 *
 * <p>A remark behind code holds for its line, a remark on a line of its own for the next line that
 * is no comment. {@code ignore-block} holds for the block, mapping or list item that begins there,
 * {@code ignore-file} for the whole file. A remark without a reason holds for nothing and is
 * reported. In dashboards, which have no comments, a description or a tag says the same.
 */
public final class IgnoreRemarks {
  private static final Pattern COMMENT =
      Pattern.compile("(?://|/\\*|#)\\s*sightline:ignore(-block|-file|-line)?(?![\\w-])[ \\t:=]*");
  private static final Pattern IN_TEXT =
      Pattern.compile("sightline:ignore(?![\\w-])[ \\t:=]*([^\\r\\n]*)");

  private IgnoreRemarks() {}

  /** The remarks in the comments of a file. */
  public static List<Ignore> inComments(SourceText file) {
    String text = file.text();
    List<Ignore> found = new ArrayList<>();
    int at = text.indexOf("sightline:ignore");
    if (at < 0) {
      return found;
    }
    Matcher matcher = COMMENT.matcher(text);
    while (matcher.find()) {
      int line = file.lineAt(matcher.start());
      int end = file.lineStart(line) + file.line(line).length();
      if (matcher.end() > end) {
        end = matcher.end(); // nothing behind the marker
      }
      String words = text.substring(matcher.end(), end);
      int close = matcher.group().startsWith("/*") ? words.indexOf("*/") : -1;
      words = close >= 0 ? words.substring(0, close) : words;
      SourceLocation place = file.location(new Span(matcher.start(), matcher.end()));
      String kind = matcher.group(1) == null ? "" : matcher.group(1);
      SourceLocation range = range(file, line, matcher.start(), kind);
      found.addAll(IgnoreWords.read(words, "", place, rule -> scope(rule, range)));
    }
    return found;
  }

  /**
   * The remarks in a text that people write for people, such as the description of a panel: {@code
   * sightline:ignore RULE REASON}, one a line.
   *
   * @param text the text
   * @param place where it stands
   * @param scope the scope that a rule is ignored in
   */
  public static List<Ignore> inText(
      String text, SourceLocation place, Function<String, FindingScope> scope) {
    return inText(text, "", place, scope);
  }

  /**
   * The remark in a tag: {@code sightline:ignore=RULE}, with or without a reason behind it, since
   * tags are short.
   */
  public static List<Ignore> inTag(
      String tag, SourceLocation place, Function<String, FindingScope> scope) {
    return inText(tag, "tagged so", place, scope);
  }

  private static List<Ignore> inText(
      String text, String otherwise, SourceLocation place, Function<String, FindingScope> scope) {
    List<Ignore> found = new ArrayList<>();
    Matcher matcher = IN_TEXT.matcher(text);
    while (matcher.find()) {
      String words = matcher.group(1).replace("-->", "");
      found.addAll(IgnoreWords.read(words, otherwise, place, scope));
    }
    return found;
  }

  private static FindingScope scope(String rule, SourceLocation range) {
    return FindingScope.of(rule).within(range).build();
  }

  private static SourceLocation range(SourceText file, int line, int start, String kind) {
    if (kind.equals("-file")) {
      return file.location();
    }
    String before = file.text().substring(file.lineStart(line), start);
    int first = before.isBlank() ? nextLine(file, line) : line;
    int last = kind.equals("-block") ? new BlockEnd(file).of(first) : first;
    int end = file.lineStart(last) + file.line(last).length();
    SourceLocation whole = file.location(new Span(file.lineStart(first), end));
    // a finding about the end of a line still stands on it
    return whole.toBuilder().end(last, Integer.MAX_VALUE).build();
  }

  /** The next line with something on it that is no comment; the last one when there is none. */
  private static int nextLine(SourceText file, int line) {
    for (int next = line + 1; next <= file.lineCount(); next++) {
      String text = file.line(next).strip();
      boolean comment = text.startsWith("#") || text.startsWith("//") || text.startsWith("/*");
      if (!text.isEmpty() && !comment) {
        return next;
      }
    }
    return file.lineCount();
  }
}
