package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Finding;
import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;

/**
 * Root causes in the order in which to mend them: errors first, then what breaks most, then place.
 */
final class Ranking implements Comparator<Finding>, Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public int compare(Finding one, Finding other) {
    int bySeverity = one.severity().compareTo(other.severity());
    if (bySeverity != 0) {
      return bySeverity;
    }
    int byReach = Integer.compare(other.affects().size(), one.affects().size());
    return byReach != 0 ? byReach : one.compareTo(other);
  }
}
