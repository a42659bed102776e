package com.scanium.sightline.mimir.client;

/** Takes the series of an answer one by one while they stream in. */
@FunctionalInterface
public interface SeriesConsumer {
  /**
   * One series. What it throws ends the answer and comes out of the question.
   *
   * @param series its labels and columns, valid until this method returns; {@link
   *     SeriesView#toSeries()} keeps them
   */
  void accept(SeriesView series);
}
