package com.scanium.sightline.alloy.syntax;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text whose columns line up. A tab ends a cell; cells that stand at the same place in lines that
 * follow each other are made equally wide, with one space behind the widest. This is the algorithm
 * of elastic tab stops as Go's {@code text/tabwriter} has it, with spaces as padding, tabs for
 * empty cells at the start of a line, and soft cells that vanish when their whole column is empty.
 * Spaces and tabs at the end of a line are dropped.
 *
 * <p>Lines are laid out as soon as no column is open any more, so little is held back.
 */
final class ElasticText {
  /** Ends a cell; a column of empty cells keeps its width. */
  static final char HARD_TAB = '\t';

  /** Ends a cell; a column of empty cells vanishes. */
  static final char SOFT_TAB = '\u000B';

  /** Ends a line. */
  static final char LINE = '\n';

  /** Ends a line and all columns. */
  static final char SECTION = '\f';

  private static final int TAB_WIDTH = 8;

  /** What is laid out. */
  private char[] out;

  private int outLength;

  /** What is not laid out yet, without the characters that end cells and lines. */
  private char[] held = new char[1024];

  private int heldLength;

  private int[] cellEnds = new int[64];
  private int[] cellWidths = new int[64];
  private @Nullable Column[] cellColumns = new Column[64];
  private int cells;

  private int[] lineCells = new int[16];
  private int[] lineFloors = new int[16];
  private int lines;

  private Column[] open = new Column[8];
  private int openColumns;
  private int cellStart;
  private int firstCell;
  private int floor;

  /**
   * An empty text.
   *
   * @param expectedLength about how long it will be
   */
  ElasticText(int expectedLength) {
    out = new char[expectedLength];
  }

  /** A column over lines that follow each other. */
  private static final class Column {
    private int widest;
    private boolean isKept;

    int width() {
      return isKept ? widest : 0;
    }
  }

  boolean isEmpty() {
    return outLength == 0 && heldLength == 0 && cells == 0;
  }

  /** Adds text in which tabs, line ends and form feeds have their meaning; counts its line ends. */
  int text(String text) {
    int from = heldLength;
    int length = text.length();
    reserve(length);
    text.getChars(0, length, held, from);
    int to = from + length;
    for (int i = from; i < to; i++) {
      char c = held[i];
      if (c <= SECTION && c >= HARD_TAB) {
        return textWithControls(text);
      }
    }
    heldLength = to;
    return 0;
  }

  private int textWithControls(String text) {
    int lineEnds = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= HARD_TAB && c <= SECTION) {
        hold(text, from, i);
        control(c);
        from = i + 1;
        lineEnds += c == LINE || c == SECTION ? 1 : 0;
      }
    }
    hold(text, from, text.length());
    return lineEnds;
  }

  /** Adds text that is kept as it is, to the last space. */
  void verbatim(String text) {
    hold(text, 0, text.length());
    floor = heldLength;
  }

  void space() {
    reserve(1);
    held[heldLength++] = ' ';
  }

  void control(char c) {
    switch (c) {
      case HARD_TAB, SOFT_TAB -> endCell(c == HARD_TAB);
      case LINE, SECTION -> endLine(c == SECTION);
      default -> throw new IllegalArgumentException("ends nothing: " + (int) c);
    }
  }

  /** Everything, laid out; the last line as it is, without a line end. */
  String finish() {
    addCell(null, 0);
    addLine();
    layOut(false);
    return new String(out, 0, outLength);
  }

  private void hold(String text, int from, int to) {
    reserve(to - from);
    text.getChars(from, to, held, heldLength);
    heldLength += to - from;
  }

  private void reserve(int more) {
    if (heldLength + more > held.length) {
      held = Arrays.copyOf(held, Math.max(heldLength + more, held.length * 2));
    }
  }

  private void endCell(boolean isHard) {
    int index = cells - firstCell;
    if (index == openColumns) {
      if (index == open.length) {
        open = Arrays.copyOf(open, index * 2);
      }
      open[openColumns++] = new Column();
    }
    Column column = open[index];
    int width = heldLength == cellStart ? 0 : width(cellStart, heldLength);
    column.widest = Math.max(column.widest, width + 1);
    column.isKept |= isHard || width > 0;
    addCell(column, width);
  }

  private int width(int from, int to) {
    return Character.codePointCount(held, from, to - from);
  }

  private void endLine(boolean endsColumns) {
    int columns = endsColumns ? 0 : cells - firstCell;
    addCell(null, 0);
    addLine();
    // of a line with fewer cells the columns behind them end
    openColumns = Math.min(openColumns, columns);
    if (columns == 0) {
      layOut(true);
    }
  }

  private void addCell(@Nullable Column column, int width) {
    if (cells == cellEnds.length) {
      cellEnds = Arrays.copyOf(cellEnds, cells * 2);
      cellWidths = Arrays.copyOf(cellWidths, cells * 2);
      cellColumns = Arrays.copyOf(cellColumns, cells * 2);
    }
    cellEnds[cells] = heldLength;
    cellWidths[cells] = width;
    cellColumns[cells] = column;
    cells++;
    cellStart = heldLength;
  }

  private void addLine() {
    if (lines == lineCells.length) {
      lineCells = Arrays.copyOf(lineCells, lines * 2);
      lineFloors = Arrays.copyOf(lineFloors, lines * 2);
    }
    lineCells[lines] = cells;
    lineFloors[lines] = floor;
    lines++;
    firstCell = cells;
    floor = 0;
  }

  private void layOut(boolean endsLast) {
    int cell = 0;
    int start = 0;
    for (int line = 0; line < lines; line++) {
      int keep = outLength;
      boolean isIndent = true;
      for (; cell < lineCells[line]; cell++) {
        int end = cellEnds[cell];
        write(start, end);
        if (lineFloors[line] > start && lineFloors[line] <= end) {
          keep = outLength - (end - lineFloors[line]);
        }
        isIndent &= end == start;
        Column column = cellColumns[cell];
        if (column != null) {
          pad(column.width(), cellWidths[cell], isIndent);
        }
        start = end;
      }
      trim(keep);
      if (endsLast || line + 1 < lines) {
        grow(1);
        out[outLength++] = '\n';
      }
    }
    heldLength = 0;
    cells = 0;
    lines = 0;
    firstCell = 0;
    cellStart = 0;
  }

  private void write(int start, int end) {
    int length = end - start;
    if (length > 0) {
      grow(length);
      System.arraycopy(held, start, out, outLength, length);
      outLength += length;
    }
  }

  private void grow(int more) {
    if (outLength + more > out.length) {
      out = Arrays.copyOf(out, Math.max(outLength + more, out.length * 2));
    }
  }

  private void pad(int width, int textWidth, boolean isIndent) {
    int count = isIndent ? (width + TAB_WIDTH - 1) / TAB_WIDTH : Math.max(0, width - textWidth);
    char filler = isIndent ? '\t' : ' ';
    grow(count);
    for (int i = 0; i < count; i++) {
      out[outLength++] = filler;
    }
  }

  private void trim(int keep) {
    while (outLength > keep && (out[outLength - 1] == ' ' || out[outLength - 1] == '\t')) {
      outLength--;
    }
  }
}
