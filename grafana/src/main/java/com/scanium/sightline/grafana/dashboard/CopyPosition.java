package com.scanium.sightline.grafana.dashboard;

/**
 * Where a panel or a copy of it stands on the grid of 24 columns. Copies side by side share the
 * columns evenly, so that they may begin within one.
 *
 * @param x the first column, from 0
 * @param y the first line, from 0
 * @param width in columns
 * @param height in lines of 30 pixels
 */
public record CopyPosition(double x, int y, double width, int height) {
  /** The place of a panel that isn't repeated. */
  static CopyPosition of(GridPosition position, int shift) {
    return new CopyPosition(
        position.x(), position.y() + shift, position.width(), position.height());
  }
}
