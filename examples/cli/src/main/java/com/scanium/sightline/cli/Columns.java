package com.scanium.sightline.cli;

import java.util.List;

/** Lays rows of words out in columns. */
final class Columns {
  private Columns() {}

  /** The rows as lines; every column is as wide as its widest word, the last one open. */
  static String of(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] width = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        width[i] = Math.max(width[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String word = row.get(i);
        line.append(word).append(" ".repeat(width[i] - word.length() + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
