package com.scanium.sightline.grafana.dashboard;

import com.scanium.sightline.text.Doc;
import java.util.Optional;

/**
 * Where a panel stands on the grid of 24 columns.
 *
 * @param x the first column, from 0
 * @param y the first line, from 0
 * @param width in columns, at least 1
 * @param height in lines of 30 pixels, at least 1
 */
public record GridPosition(int x, int y, int width, int height) {
  /** How many columns the grid has. */
  public static final int COLUMNS = 24;

  /** Grafana widens what has no size and moves what stands outside. */
  public GridPosition {
    x = Math.max(0, x);
    y = Math.max(0, y);
    width = Math.max(1, width);
    height = Math.max(1, height);
  }

  /** The {@code gridPos} of the classic schema; empty when there is none. */
  static Optional<GridPosition> classic(Doc panel) {
    return panel
        .get("gridPos")
        .filter(Doc::isObject)
        .map(
            it ->
                new GridPosition(
                    number(it, "x", 0),
                    number(it, "y", 0),
                    number(it, "w", 1),
                    number(it, "h", 1)));
  }

  /** The place of an item in a {@code GridLayout}. */
  static GridPosition v2(Doc item) {
    return new GridPosition(
        number(item, "x", 0),
        number(item, "y", 0),
        number(item, "width", 1),
        number(item, "height", 1));
  }

  private static int number(Doc doc, String key, int otherwise) {
    return doc.get(key)
        .flatMap(Doc::asDouble)
        .filter(it -> Math.abs(it) < 1_000_000)
        .map(it -> (int) Math.round(it))
        .orElse(otherwise);
  }
}
