package com.scanium.sightline.mimir.model;

import java.util.List;

/**
 * Which labels have how many values, most first. Counts are of what is in memory or active, hours
 * at most, not of history.
 *
 * @param valuesTotal the values of all labels together
 * @param namesTotal how many labels there are, also when fewer are listed
 * @param names the labels that the limit lets through
 */
public record LabelNamesCardinality(long valuesTotal, long namesTotal, List<Name> names) {
  /** Copies the list. */
  public LabelNamesCardinality {
    names = List.copyOf(names);
  }

  /**
   * One label.
   *
   * @param label its name
   * @param values how many values it has
   */
  public record Name(String label, long values) {}
}
