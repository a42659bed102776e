package com.scanium.sightline.finding;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The problems that a repository had when a team began to check it: only what comes on top of them
 * fails.
 *
 * <p>Problems are told apart by {@link Finding#fingerprint()}, which knows no line numbers, so that
 * edits elsewhere and another order change nothing; several problems of one fingerprint are
 * counted. Immutable.
 */
public final class Baseline {
  /** The version of the file's form that is written and read. */
  public static final int VERSION = 1;

  /** A baseline without problems. */
  public static final Baseline EMPTY = new Baseline(List.of());

  /**
   * Problems of one fingerprint.
   *
   * @param fingerprint see {@link Finding#fingerprint()}
   * @param rule the rule, for people who read the file
   * @param file the file that it is about, for people; empty when it is about none
   * @param message the message, for people
   * @param count how many of them there are, positive
   */
  public record Entry(String fingerprint, String rule, String file, String message, int count)
      implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::file)
            .thenComparing(Entry::rule)
            .thenComparing(Entry::message)
            .thenComparing(Entry::fingerprint)
            .thenComparingInt(Entry::count);

    /** Refuses absent parts. */
    public Entry {
      Objects.requireNonNull(fingerprint, "fingerprint");
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(message, "message");
      if (count < 1) {
        throw new IllegalArgumentException("a count is positive, not " + count);
      }
    }

    /** The same with another count. */
    Entry counted(int other) {
      return new Entry(fingerprint, rule, file, message, other);
    }

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  private final List<Entry> entries;

  private Baseline(List<Entry> entries) {
    this.entries = entries.stream().sorted().toList();
  }

  /** The problems that a report shows, and those that it knew from a baseline of its own. */
  public static Baseline of(PipelineReport report) {
    return of(
        Stream.concat(
                report.allFindings(),
                report.baseline().map(BaselineMatch::known).stream().flatMap(List::stream))
            .toList());
  }

  /** The problems that these findings are. */
  public static Baseline of(List<Finding> findings) {
    Map<String, Entry> byPrint = new TreeMap<>();
    for (Finding finding : findings.stream().sorted().toList()) {
      String print = finding.fingerprint();
      Entry before = byPrint.get(print);
      byPrint.put(
          print,
          before == null
              ? new Entry(
                  print,
                  finding.rule(),
                  finding.location().map(SourceLocation::file).orElse(""),
                  finding.message(),
                  1)
              : before.counted(before.count() + 1));
    }
    return new Baseline(new ArrayList<>(byPrint.values()));
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it is no baseline, or of a version that is not known; the
   *     message is one line for people
   */
  public static Baseline read(Path file) throws IOException {
    return read(SourceText.of("baseline", Files.readString(file)), file.toString());
  }

  /**
   * Reads the text of such a file.
   *
   * @throws IllegalArgumentException when it is no baseline, or of a version that is not known
   */
  public static Baseline read(SourceText text) {
    return read(text, text.location().file());
  }

  private static Baseline read(SourceText text, String name) {
    DocParse parse = DocReader.json(text);
    if (!parse.isClean()) {
      Problem first = parse.problems().get(0);
      int line = text.lineAt(first.span().start());
      throw new IllegalArgumentException(name + ":" + line + " is no baseline: " + first.message());
    }
    Doc root = parse.root().orElse(Doc.nothing());
    long version = root.get("version").flatMap(Doc::asLong).orElse(0L);
    if (version > VERSION) {
      throw new IllegalArgumentException(
          name + " has version " + version + ", and this Sightline reads up to " + VERSION);
    }
    if (version < 1 || root.get("problems").filter(Doc::isArray).isEmpty()) {
      throw new IllegalArgumentException(
          name + " is no baseline; expected {\"version\": 1, \"problems\": […]}");
    }
    Map<String, Entry> byPrint = new LinkedHashMap<>();
    for (Doc item : root.get("problems").map(Doc::items).orElse(List.of())) {
      String print = word(item, "fingerprint");
      long count = item.get("count").flatMap(Doc::asLong).orElse(1L);
      if (print.isEmpty() || count < 1 || count > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            name
                + ":"
                + text.lineAt(item.span().start())
                + " is no problem; expected a fingerprint, and a count from 1 on");
      }
      Entry entry =
          new Entry(print, word(item, "rule"), word(item, "file"), word(item, "message"), 1);
      byPrint.merge(
          print,
          entry.counted((int) count),
          (one, other) -> one.counted(one.count() + other.count()));
    }
    return new Baseline(new ArrayList<>(byPrint.values()));
  }

  private static String word(Doc item, String key) {
    return item.get(key).flatMap(Doc::asText).orElse("");
  }

  /** The problems, sorted by file, rule and message. */
  public List<Entry> entries() {
    return entries;
  }

  /** How many problems it knows, those of one fingerprint counted singly. */
  public int size() {
    return entries.stream().mapToInt(Entry::count).sum();
  }

  /** Writes it, one problem a line, so that changes are easy to review and to merge. */
  public void write(Path file) throws IOException {
    Files.write(file, text().getBytes(StandardCharsets.UTF_8));
  }

  /** The text of the file. */
  public String text() {
    StringBuilder out = new StringBuilder("{\n  \"version\": ").append(VERSION);
    out.append(",\n  \"problems\": [");
    String before = "\n    ";
    for (Entry entry : entries) {
      Doc line =
          Doc.object()
              .with("fingerprint", Doc.string(entry.fingerprint()))
              .with("rule", Doc.string(entry.rule()))
              .with("file", Doc.string(entry.file()))
              .with("message", Doc.string(entry.message()))
              .with("count", Doc.number(entry.count()));
      out.append(before).append(DocWriter.json(line));
      before = ",\n    ";
    }
    return out.append(entries.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").toString();
  }

  /**
   * Holds findings against this baseline.
   *
   * @param findings what was found, in the order of the report; of several of one fingerprint the
   *     first ones are known
   */
  public BaselineMatch match(List<Finding> findings) {
    Map<String, Integer> left = new HashMap<>();
    entries.forEach(entry -> left.put(entry.fingerprint(), entry.count()));
    List<Finding> known = new ArrayList<>();
    for (Finding finding : findings) {
      String print = finding.fingerprint();
      int count = left.getOrDefault(print, 0);
      if (count > 0) {
        left.put(print, count - 1);
        known.add(finding);
      }
    }
    List<Entry> gone = new ArrayList<>();
    for (Entry entry : entries) {
      int rest = left.getOrDefault(entry.fingerprint(), 0);
      if (rest > 0) {
        gone.add(entry.counted(rest));
      }
    }
    return new BaselineMatch(known, gone);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Baseline that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return size() + " known problems";
  }
}
