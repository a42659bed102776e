package com.scanium.sightline.alloy.rules;

/** Finds components whose references lead back to themselves. */
final class CycleRule extends DefectRule {
  CycleRule() {
    super("alloy/cycle");
  }
}
