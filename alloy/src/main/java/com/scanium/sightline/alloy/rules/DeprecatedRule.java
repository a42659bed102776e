package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.check.Defect;
import com.scanium.sightline.finding.Severity;

/** Finds functions that have a newer name; the old ones still work. */
final class DeprecatedRule extends DefectRule {
  DeprecatedRule() {
    super("alloy/deprecated");
  }

  @Override
  Severity asBadAsAdvice(Defect defect) {
    return Severity.INFO;
  }
}
