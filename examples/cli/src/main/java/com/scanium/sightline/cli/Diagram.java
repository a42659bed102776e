package com.scanium.sightline.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws series over time with characters: as a line of blocks, or as a diagram with axes. */
final class Diagram {
  /** How many series one diagram shows; more of them cannot be told apart. */
  static final int MOST_CURVES = 8;

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String MARKS = "*+ox#@%&";
  private static final int HEIGHT = 14;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final long start;
  private final long end;
  private final int width;

  /** A diagram over a span of time that is so many characters wide. */
  Diagram(AskedStore.Window window, int width) {
    this.start = window.start().toEpochMilli();
    this.end = Math.max(window.end().toEpochMilli(), start + 1);
    this.width = width;
  }

  /** One line of blocks; a gap where there is no point, and the middle where all are equal. */
  String sparkline(Curve curve) {
    double[] cells = cells(curve);
    double low = lowest(cells);
    double high = highest(cells);
    StringBuilder out = new StringBuilder();
    for (double cell : cells) {
      if (Double.isNaN(cell)) {
        out.append(' ');
      } else {
        int level = high > low ? (int) Math.round((cell - low) / (high - low) * 7) : 3;
        out.append(BLOCKS.charAt(level));
      }
    }
    return out.toString();
  }

  /** The lines of a diagram with its axes; the first curves when there are too many. */
  List<String> lines(List<Curve> curves) {
    List<Curve> shown = curves.subList(0, Math.min(curves.size(), MOST_CURVES));
    List<double[]> rows = shown.stream().map(this::cells).toList();
    double low = rows.stream().mapToDouble(Diagram::lowest).min().orElse(Double.NaN);
    double high = rows.stream().mapToDouble(Diagram::highest).max().orElse(Double.NaN);
    if (Double.isNaN(low) || low > high) {
      return List.of("(nothing to draw)");
    }
    if (low == high) {
      low = low - Math.max(1, Math.abs(low) / 10);
      high = high + Math.max(1, Math.abs(high) / 10);
    }
    char[][] grid = new char[HEIGHT][width];
    for (char[] row : grid) {
      Arrays.fill(row, ' ');
    }
    for (int i = rows.size() - 1; i >= 0; i--) {
      for (int x = 0; x < width; x++) {
        double cell = rows.get(i)[x];
        if (!Double.isNaN(cell)) {
          int y = (int) Math.round((cell - low) / (high - low) * (HEIGHT - 1));
          grid[HEIGHT - 1 - y][x] = MARKS.charAt(i);
        }
      }
    }
    return framed(grid, low, high, shown, curves.size());
  }

  private List<String> framed(char[][] grid, double low, double high, List<Curve> shown, int all) {
    List<String> lines = new ArrayList<>();
    String[] axis = new String[HEIGHT];
    int widest = 0;
    for (int y = 0; y < HEIGHT; y++) {
      boolean labelled = y == 0 || y == HEIGHT - 1 || y == HEIGHT / 2;
      double value = high - (high - low) * y / (HEIGHT - 1);
      axis[y] = labelled ? Numerals.brief(value) : "";
      widest = Math.max(widest, axis[y].length());
    }
    for (int y = 0; y < HEIGHT; y++) {
      String line = " ".repeat(widest - axis[y].length()) + axis[y] + " ┤" + new String(grid[y]);
      lines.add(line.stripTrailing());
    }
    lines.add(" ".repeat(widest + 1) + "└" + "─".repeat(width));
    String from = CLOCK.format(Instant.ofEpochMilli(start));
    String until = CLOCK.format(Instant.ofEpochMilli(end)) + " UTC";
    int gap = Math.max(1, width - from.length() - until.length());
    lines.add(" ".repeat(widest + 2) + from + " ".repeat(gap) + until);
    for (int i = 0; i < shown.size(); i++) {
      lines.add("  " + MARKS.charAt(i) + " " + Printable.of(shown.get(i).name()));
    }
    if (all > shown.size()) {
      lines.add("  … and " + (all - shown.size()) + " more series");
    }
    return lines;
  }

  /** The mean of the finite points that fall into each column; NaN for a column without. */
  private double[] cells(Curve curve) {
    double[] sums = new double[width];
    int[] counts = new int[width];
    for (int i = 0; i < curve.size(); i++) {
      double value = curve.value(i);
      double place = (double) (curve.millis(i) - start) / (end - start);
      int x = (int) Math.min(width - 1, Math.max(0, Math.floor(place * width)));
      if (Double.isFinite(value)) {
        sums[x] += value;
        counts[x]++;
      }
    }
    for (int x = 0; x < width; x++) {
      sums[x] = counts[x] == 0 ? Double.NaN : sums[x] / counts[x];
    }
    return sums;
  }

  private static double lowest(double[] cells) {
    return Arrays.stream(cells).filter(Double::isFinite).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double highest(double[] cells) {
    return Arrays.stream(cells).filter(Double::isFinite).max().orElse(Double.NEGATIVE_INFINITY);
  }
}
