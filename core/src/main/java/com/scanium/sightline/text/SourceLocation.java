package com.scanium.sightline.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A place that a finding points at: a source and, where known, a range of lines and columns.
 *
 * <p>Lines and columns are 1-based; columns count UTF-16 code units in the file as stored; the end
 * is exclusive. Immutable. Ordered by source, then place; places without a line come first.
 */
public final class SourceLocation implements Comparable<SourceLocation> {
  private static final Comparator<SourceLocation> ORDER =
      Comparator.comparing((SourceLocation at) -> at.source.toString())
          .thenComparingInt(at -> at.line)
          .thenComparingInt(at -> at.column)
          .thenComparingInt(at -> at.endLine)
          .thenComparingInt(at -> at.endColumn);

  private final URI source;
  private final int line;
  private final int column;
  private final int endLine;
  private final int endColumn;
  private final @Nullable String lineText;
  private final int lineTextColumn;

  private SourceLocation(Builder builder) {
    this.source = builder.source;
    this.line = builder.line;
    this.column = builder.column;
    this.endLine = builder.endLine;
    this.endColumn = builder.endColumn;
    this.lineText = builder.lineText;
    this.lineTextColumn = builder.lineTextColumn;
  }

  /** A place without lines: a whole file, a URL, a dashboard known by its uid. */
  public static SourceLocation of(URI source) {
    return builder(source).build();
  }

  /** Starts a place. */
  public static Builder builder(URI source) {
    return new Builder(source);
  }

  /** The URI that stands for a file name with {@code /} between folders. */
  public static URI fileUri(String file) {
    try {
      // a first segment with ':' would read as a scheme; the URI class prefixes no "./" itself
      String path = file.startsWith("/") || file.indexOf(':') < 0 ? file : "./" + file;
      return new URI(null, null, path, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a file name: " + file, e);
    }
  }

  /** Where the text is: a relative URI for a file, else an absolute one. */
  public URI source() {
    return source;
  }

  /** The source as reports print it: the file name for a file, else the URI. */
  public String file() {
    if (source.getScheme() != null) {
      return source.toString();
    }
    String path = source.getPath();
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /** The first line, 1-based; empty when only the source is known. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  /** The column of the first character, 1-based; empty when unknown. */
  public OptionalInt column() {
    return column > 0 ? OptionalInt.of(column) : OptionalInt.empty();
  }

  /** The line of the character behind the last one; empty when unknown. */
  public OptionalInt endLine() {
    return endLine > 0 ? OptionalInt.of(endLine) : OptionalInt.empty();
  }

  /** The column behind the last character; empty when unknown. */
  public OptionalInt endColumn() {
    return endColumn > 0 ? OptionalInt.of(endColumn) : OptionalInt.empty();
  }

  /**
   * The text of the first line as stored, for excerpts; of a very long line only the part around
   * the place, see {@link #lineTextColumn()}. Empty when unknown.
   */
  public Optional<String> lineText() {
    return Optional.ofNullable(lineText);
  }

  /** The column at which {@link #lineText()} begins, 1-based; 1 unless the line is very long. */
  public int lineTextColumn() {
    return lineTextColumn;
  }

  /** A builder that starts from this place. */
  public Builder toBuilder() {
    Builder builder = new Builder(source);
    builder.line = line;
    builder.column = column;
    builder.endLine = endLine;
    builder.endColumn = endColumn;
    builder.lineText = lineText;
    builder.lineTextColumn = lineTextColumn;
    return builder;
  }

  @Override
  public int compareTo(SourceLocation other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SourceLocation that && ORDER.compare(this, that) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, line, column, endLine, endColumn);
  }

  /** {@code file:line:column} as far as known. */
  @Override
  public String toString() {
    return file() + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
  }

  /** Collects the parts of a place; not safe for use by several threads. */
  public static final class Builder {
    private final URI source;
    private int line;
    private int column;
    private int endLine;
    private int endColumn;
    private @Nullable String lineText;
    private int lineTextColumn = 1;

    private Builder(URI source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    /** The first character, both 1-based; column 0 means unknown. */
    public Builder start(int line, int column) {
      this.line = line;
      this.column = column;
      return this;
    }

    /** The character behind the last one, both 1-based; 0 means unknown. */
    public Builder end(int line, int column) {
      this.endLine = line;
      this.endColumn = column;
      return this;
    }

    /** The stored text of the first line, without its end. */
    public Builder lineText(String text) {
      return lineText(text, 1);
    }

    /**
     * A part of the stored text of the first line.
     *
     * @param column where in the line it begins, 1-based
     */
    public Builder lineText(String text, int column) {
      this.lineText = text;
      this.lineTextColumn = column;
      return this;
    }

    /**
     * The place.
     *
     * @throws IllegalArgumentException when a number is negative or the range runs backwards
     */
    public SourceLocation build() {
      boolean backwards =
          endLine > 0 && (endLine < line || (endLine == line && endColumn < column));
      if (line < 0 || column < 0 || endLine < 0 || endColumn < 0 || backwards) {
        throw new IllegalArgumentException(
            "not a range: " + line + ":" + column + " to " + endLine + ":" + endColumn);
      }
      return new SourceLocation(this);
    }
  }
}
