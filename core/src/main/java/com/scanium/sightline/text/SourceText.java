package com.scanium.sightline.text;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text together with where it came from; turns offsets into lines and columns.
 *
 * <p>A line ends at LF, CR LF or a lone CR, as editors count. Immutable; the line table is built
 * once, on first use, and may be shared between threads.
 */
public final class SourceText {
  /** What the decoder puts in the place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  /** A longer line is not kept with a place as a whole. */
  private static final int MAX_LINE = 1_000;

  private final URI source;
  private final String text;
  private final boolean damaged;
  private volatile int @Nullable [] lineStarts;

  private SourceText(URI source, String text, boolean damaged) {
    this.source = Objects.requireNonNull(source, "source");
    this.text = Objects.requireNonNull(text, "text");
    this.damaged = damaged;
  }

  /**
   * A text from anywhere.
   *
   * @param source a relative URI for a file (see {@link SourceLocation#fileUri}), else an absolute
   *     one such as {@code http://localhost:8080/metrics} or {@code grafana:dashboard/abc}
   */
  public static SourceText of(URI source, String text) {
    return new SourceText(source, text, false);
  }

  /** A text that stands for a file of this name; {@code /} separates folders. */
  public static SourceText of(String file, String text) {
    return new SourceText(SourceLocation.fileUri(file), text, false);
  }

  /**
   * Reads a UTF-8 file. Bytes that are not UTF-8 become U+FFFD; a byte order mark at the start is
   * kept as a character, so that offsets count the file as stored.
   *
   * @param file the file to read
   * @param base the folder that reported names are relative to; a file outside of it keeps a name
   *     with {@code ../}
   * @throws IOException when the file cannot be read
   */
  public static SourceText load(Path file, Path base) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean damaged =
        text.indexOf(REPLACEMENT) >= 0
            && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    return new SourceText(SourceLocation.fileUri(nameOf(file, base)), text, damaged);
  }

  /**
   * Where bytes stood that are no UTF-8; empty when there were none. Readers of formats that must
   * be UTF-8 report it.
   */
  public Optional<Span> notUtf8() {
    int at = damaged ? text.indexOf(REPLACEMENT) : -1;
    return at < 0 ? Optional.empty() : Optional.of(new Span(at, at + 1));
  }

  /** The name of a file as reports show it: relative to {@code base}, with {@code /}. */
  public static String nameOf(Path file, Path base) {
    Path absolute = file.toAbsolutePath().normalize();
    Path from = base.toAbsolutePath().normalize();
    boolean sameRoot = Objects.equals(absolute.getRoot(), from.getRoot());
    return (sameRoot ? from.relativize(absolute) : absolute).toString().replace('\\', '/');
  }

  /** Where the text came from. */
  public URI source() {
    return source;
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The characters of a span; a span past the end is cut. */
  public String slice(Span span) {
    int start = Math.min(span.start(), text.length());
    return text.substring(start, Math.min(Math.max(span.end(), start), text.length()));
  }

  /** The number of lines, at least 1. */
  public int lineCount() {
    return starts().length;
  }

  /** The 1-based line that holds an offset; offsets past the end belong to the last line. */
  public int lineAt(int offset) {
    int found = Arrays.binarySearch(starts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The 1-based column of an offset, in UTF-16 code units. */
  public int columnAt(int offset) {
    return offset - starts()[lineAt(offset) - 1] + 1;
  }

  /**
   * The offset at which a line begins.
   *
   * @param line 1-based, at most {@link #lineCount()}
   * @throws IndexOutOfBoundsException when there is no such line
   */
  public int lineStart(int line) {
    return starts()[Objects.checkIndex(line - 1, starts().length)];
  }

  /**
   * A line without its end.
   *
   * @param line 1-based, at most {@link #lineCount()}
   * @throws IndexOutOfBoundsException when there is no such line
   */
  public String line(int line) {
    return text.substring(lineStart(line), lineEnd(line));
  }

  private int lineEnd(int line) {
    int start = lineStart(line);
    int end = line < lineCount() ? lineStart(line + 1) : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /** The whole source as a place, without a line. */
  public SourceLocation location() {
    return SourceLocation.of(source);
  }

  /** The place of a span, with lines, columns and the text of its first line. */
  public SourceLocation location(Span span) {
    int start = Math.min(span.start(), text.length());
    int end = Math.min(Math.max(span.end(), start), text.length());
    int line = lineAt(start);
    int lineStart = lineStart(line);
    int lineEnd = lineEnd(line);
    // the line of a minified file is the file, and places outlive files
    int from =
        lineEnd - lineStart > MAX_LINE ? Math.max(lineStart, start - MAX_LINE / 2) : lineStart;
    int to = lineEnd - lineStart > MAX_LINE ? Math.min(lineEnd, start + MAX_LINE) : lineEnd;
    return SourceLocation.builder(source)
        .start(line, columnAt(start))
        .end(lineAt(end), columnAt(end))
        .lineText(text.substring(Math.min(from, to), to), from - lineStart + 1)
        .build();
  }

  private int[] starts() {
    int[] known = lineStarts;
    if (known == null) {
      known = findLineStarts();
      lineStarts = known;
    }
    return known;
  }

  private int[] findLineStarts() {
    int[] found = new int[64];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    return Arrays.copyOf(found, count);
  }

  @Override
  public String toString() {
    return source + " (" + text.length() + " chars)";
  }
}
