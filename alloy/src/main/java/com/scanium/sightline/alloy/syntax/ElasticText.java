package com.scanium.sightline.alloy.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private final StringBuilder out = new StringBuilder();

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

  private final List<Column> open = new ArrayList<>();
  private int cellStart;
  private int firstCell;
  private int floor;

  /** A column over lines that follow each other. */
  private static final class Column {
    private int widest;
    private boolean isKept;

    int width() {
      return isKept ? widest : 0;
    }
  }

  boolean isEmpty() {
    return out.isEmpty() && heldLength == 0 && cells == 0;
  }

  /** Adds text in which tabs, line ends and form feeds have their meaning. */
  void text(String text) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= HARD_TAB && c <= SECTION) {
        hold(text, from, i);
        control(c);
        from = i + 1;
      }
    }
    hold(text, from, text.length());
  }

  /** Adds text that is kept as it is, to the last space. */
  void verbatim(String text) {
    hold(text, 0, text.length());
    floor = heldLength;
  }

  void space() {
    hold(" ", 0, 1);
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
    return out.toString();
  }

  private void hold(String text, int from, int to) {
    int length = heldLength + to - from;
    if (length > held.length) {
      held = Arrays.copyOf(held, Math.max(length, held.length * 2));
    }
    text.getChars(from, to, held, heldLength);
    heldLength = length;
  }

  private void endCell(boolean isHard) {
    int index = cells - firstCell;
    if (index == open.size()) {
      open.add(new Column());
    }
    Column column = open.get(index);
    int width = Character.codePointCount(held, cellStart, heldLength - cellStart);
    column.widest = Math.max(column.widest, width + 1);
    column.isKept |= isHard || width > 0;
    addCell(column, width);
  }

  private void endLine(boolean endsColumns) {
    int columns = endsColumns ? 0 : cells - firstCell;
    addCell(null, 0);
    addLine();
    open.subList(columns, open.size()).clear();
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
      int keep = out.length();
      boolean isIndent = true;
      for (; cell < lineCells[line]; cell++) {
        int end = cellEnds[cell];
        out.append(held, start, end - start);
        if (lineFloors[line] > start && lineFloors[line] <= end) {
          keep = out.length() - (end - lineFloors[line]);
        }
        isIndent &= end == start;
        pad(cellColumns[cell], cellWidths[cell], isIndent);
        start = end;
      }
      trim(keep);
      if (endsLast || line + 1 < lines) {
        out.append('\n');
      }
    }
    heldLength = 0;
    cells = 0;
    lines = 0;
    firstCell = 0;
    cellStart = 0;
  }

  private void pad(@Nullable Column column, int textWidth, boolean isIndent) {
    if (column == null) {
      return;
    }
    int width = column.width();
    if (isIndent) {
      int tabs = (width + TAB_WIDTH - 1) / TAB_WIDTH;
      for (int i = 0; i < tabs; i++) {
        out.append('\t');
      }
    } else {
      for (int i = textWidth; i < width; i++) {
        out.append(' ');
      }
    }
  }

  private void trim(int keep) {
    int end = out.length();
    while (end > keep && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
      end--;
    }
    out.setLength(end);
  }
}
